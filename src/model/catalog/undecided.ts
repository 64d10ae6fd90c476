/** Something that a row must meet, in words for people, and whether it does; null when that is not known. */
export type Test = readonly [about: string, passes: boolean | null];

/** Rows that a filter leaves out only because something is not known of them. */
export interface Undecided {
  readonly rows: number;
  /** How many of them each thing that is not known leaves out. */
  readonly about: ReadonlyMap<string, number>;
}

/**
 * What is not known of a row, where nothing else keeps it from meeting the tests: empty where it meets them all,
 * undefined where it fails one. Tests behind the first that fails are not tried.
 */
export function unknownAmong(tests: Iterable<Test>): readonly string[] | undefined {
  const unknown: string[] = [];
  for (const [about, passes] of tests) {
    if (passes === false) return undefined;
    if (passes === null) unknown.push(about);
  }
  return unknown;
}

/** Counts rows, each given as what is not known of it; undefined or empty counts for nothing. */
export function createUndecidedCounter(): { add(unknown: readonly string[] | undefined): void; counted(): Undecided } {
  let rows = 0;
  const about = new Map<string, number>();
  return {
    add(unknown = []) {
      if (unknown.length > 0) rows += 1;
      for (const one of new Set(unknown)) about.set(one, (about.get(one) ?? 0) + 1);
    },
    counted: () => ({ rows, about }),
  };
}
