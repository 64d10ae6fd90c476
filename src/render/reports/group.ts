/** What belongs together: at least one. */
export type Group<T> = readonly [T, ...T[]];

/** Groups values by a key; groups and their members are in the order in which they come. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string | null): Group<T>[] {
  const groups = new Map<string | null, [T, ...T[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
}
