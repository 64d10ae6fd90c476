import type { Target } from '../model/policy/target.ts';
import type { CodeOptions } from './terraform-code/read.ts';

/** Forms of input that `cipu check` reads; `text` is any other one, in which every name of a type counts. */
export const inputFormats = ['terraform', 'pulumi', 'ros', 'oos', 'kubernetes', 'csv', 'list', 'cipu', 'text'] as const;

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
  /** What the parameters of templates are set to. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** What Terraform code is read with: the files beside it, and values of its variables. */
  readonly code?: CodeOptions;
}

/** What an input names. */
export interface Findings {
  readonly format: InputFormat;
  /** In the order of the input; names that nobody understands come last. */
  readonly targets: readonly Target[];
  /**
   * What is missing from the input, a sentence each (a plan that ended in an error): the check is then not complete.
   */
  readonly gaps: readonly string[];
  /** Remarks for people, a sentence each: what was left out on purpose and how to have it. */
  readonly notes: readonly string[];
}
