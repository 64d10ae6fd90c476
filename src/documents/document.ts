/** Keys and list places that lead from the top of a document to one of its parts. */
export type Path = readonly (string | number)[];

/** A place in a text: both counted from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A parsed document: its plain value, and where its parts stand in the text. */
export interface Document {
  readonly value: unknown;
  /** Where the values at some paths begin, in the order of the paths; null for what is not there. Reads the text once. */
  locate(paths: readonly Path[]): readonly (Position | null)[];
}

/** A family or type that a document names, or a place that will name one. */
export interface Found {
  readonly path: Path;
  /** As `Target` has them. */
  readonly name: string | null;
  readonly unknown: string | null;
  readonly address: string | null;
}

/** What a reader finds in a document; `gaps` and `notes` as in `Findings`. */
export interface Reading {
  readonly found: readonly Found[];
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
}

/** How deep values may be nested. Real documents stay below 40 levels. */
export const maxDepth = 100;
