import type { Choice } from './choice.ts';

/** Where an input names a target. */
export interface Place {
  /** The file as the user named it, `-` for stdin; null for an argument of the command line, and for an instance. */
  readonly file: string | null;
  /** Counted from 1, columns in UTF-16 units; null where they are not known. */
  readonly line: number | null;
  readonly column: number | null;
  /**
   * What the file calls the thing that names the target: `module.web.alicloud_instance.app[0]`, `Deployment/web`. Of an
   * instance it is the id, with its name and region. Null where the thing has no name.
   */
  readonly address: string | null;
}

/** The place of what an argument of the command line names. */
export const commandLine: Place = { file: null, line: null, column: null, address: null };

/** Something to be checked: a family or type that an input names, or a place whose family or type is not known yet. */
export interface Target {
  /** In full form, `ecs.g8i` or `ecs.g8i.xlarge`; null when it is not known. */
  readonly name: string | null;
  /** Why the name is not known, a sentence; null when it is. */
  readonly unknown: string | null;
  /** A choice among types that is left to a service; name and unknown are then null. */
  readonly choice?: Choice;
  /** Whether the name stands where nobody understands what it means: it is judged, but it may be chosen by nothing. */
  readonly isUnexplained?: true;
  readonly place: Place;
}

/** Whether a full name is that of a type (`ecs.g8i.xlarge`) and not of a family (`ecs.g8i`). */
export function isTypeName(name: string): boolean {
  return name.split('.').length > 2;
}
