/** Keys and list places that lead from the top of a document to one of its parts. */
export type Path = readonly (string | number)[];

/** A place in a text: both counted from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text that stands in a document and has the form of the name of a type or family. */
export interface Mention {
  /** In lower case: `ecs.g8i.xlarge`, `ecs.g8i`. */
  readonly name: string;
  readonly isType: boolean;
  /** Leads to the value that holds the name, or that the key holding it is of. An alias gives a name several paths. */
  readonly path: Path;
  readonly isKey: boolean;
  /** Where the name begins in the source, in UTF-16 units; where escapes or folding hide it, where its text begins. */
  readonly offset: number;
  /** Where the value or key that holds the name begins. */
  readonly textOffset: number;
}

/** A parsed document: its plain value, the names in it, and where its parts stand in the text. */
export interface Document {
  readonly value: unknown;
  /** What is odd about the text, a sentence each: keys that stand twice. */
  readonly warnings: readonly string[];
  /** The objects in which a key stands twice: programs differ in which of its values they take. */
  readonly ambiguous: readonly Path[];
  /**
   * Where the values at some paths begin, in the order of the paths; null for what is not there. Reads the text once.
   */
  locate(paths: readonly Path[]): readonly (Position | null)[];
  /** Every name of a type or family in its values and keys, in the order of the text, those of comments left out. */
  mentions(): readonly Mention[];
  /** The positions of some offsets that mentions have. */
  positions(offsets: readonly number[]): readonly Position[];
}

/** How deep values may be nested. Real documents stay below 40 levels. */
export const maxDepth = 100;
