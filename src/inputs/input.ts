import type { Path } from '../documents/document.ts';
import type { Target } from '../model/policy/target.ts';

/** Forms of input that `cipu check` reads. */
export const inputFormats = ['terraform', 'ros', 'kubernetes', 'list', 'cipu'] as const;

/** One of the forms of input. */
export type InputFormat = (typeof inputFormats)[number];

/** A file, or standard input, with its content as it was read. */
export interface Input {
  /** As the user named it; `-` for standard input. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** How to read an input. */
export interface ReadOptions {
  /** The form; undefined recognises it by its content. */
  readonly format: InputFormat | undefined;
  /** Also what a plan leaves as it is. */
  readonly all: boolean;
}

/** What an input names. */
export interface Findings {
  readonly format: InputFormat;
  /** In the order of the input. */
  readonly targets: readonly Target[];
  /**
   * What is missing from the input, a sentence each (a plan that ended in an error): the check is then not complete.
   */
  readonly gaps: readonly string[];
  /** Remarks for people, a sentence each: what was left out on purpose and how to have it. */
  readonly notes: readonly string[];
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
