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
  /**
   * Where the values at some paths begin, in the order of the paths; null for what is not there. Reads the text once.
   */
  locate(paths: readonly Path[]): readonly (Position | null)[];
}

/** How deep values may be nested. Real documents stay below 40 levels. */
export const maxDepth = 100;
