/** Names that are kept at a time. Inputs have few different ones, and many of each; what is made up has no end. */
const most = 10_000;

/** A function that does its work once for each name, as long as there are not too many of them. */
export function memoize<T>(work: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined || known.has(name)) return before as T;
    if (known.size === most) known.clear();
    const result = work(name);
    known.set(name, result);
    return result;
  };
}
