import type { Mention, Path } from '../documents/document.ts';
import type { Choice } from '../model/policy/choice.ts';
import type { InputFormat, ReadOptions } from './input.ts';

/**
 * Something that an input chooses: a type or family by its name, one that is not known, or any type that meets some
 * terms.
 */
export interface Found {
  /** Where it is chosen. A found name explains its mentions at this path, one that is not known all of them. */
  readonly path: Path;
  /** As `Target` has them. */
  readonly name: string | null;
  readonly unknown: string | null;
  readonly address: string | null;
  readonly choice?: Choice;
  /** Whether it explains what stands below its path as well, as a choice always does. */
  readonly covers?: true;
}

/** A text in a document that is a document of its own: a template, a manifest, values. */
export interface HeldText {
  readonly path: Path;
  readonly text: string;
  readonly address: string | null;
  /** What to say when it is of no form that is read; without it the names in it are then taken as chosen. */
  readonly otherwise?: string;
  /** What parameters of the document are set to. */
  readonly parameters?: ReadonlyMap<string, unknown>;
  /** Of Terraform code the file that it is, and those beside it by their paths. */
  readonly code?: { readonly file: string; readonly files: ReadonlyMap<string, string> };
}

/** What a reader makes of a document. */
export interface Reading {
  readonly found: readonly Found[];
  /** What is missing from the document, a sentence each: the check is then not complete. */
  readonly gaps: readonly string[];
  /** Remarks for people, a sentence each. */
  readonly notes: readonly string[];
  readonly texts?: readonly HeldText[];
  /**
   * Why a name that stands in the document chooses nothing: it is excluded, an old value, free text. Undefined where
   * the reader does not understand the place. It is asked only of names that are not among what was found.
   */
  explain?(mention: Mention): string | undefined;
  /** Whether what stands at a place may not be shown. */
  isSecret?(path: Path): boolean;
  /** What messages call the thing that a path lies in; null where it has no name. */
  addressAt?(path: Path): string | null;
}

/** What a reader may use of the options. */
export type ReadingOptions = Pick<ReadOptions, 'parameters'>;

/** A reader of one form of documents. */
export interface Reader {
  readonly format: InputFormat;
  /** What a document of the form is, in words. */
  readonly what: string;
  is(value: unknown): boolean;
  /** `label` is what messages call the input. Throws UsageError for a version of the form that is not read. */
  read(value: unknown, options: ReadOptions, label: string): Reading;
}
