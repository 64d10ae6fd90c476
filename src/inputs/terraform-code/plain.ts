import type { Path } from '../../documents/document.ts';
import type { At } from './syntax.ts';
import type { Value } from './value.ts';

/** Values in the form in which a plan has them, so that the same reader finds the types in both. */
export interface PlainValues {
  /** What is known; where a value may be one of several there is a list of them. */
  readonly values: unknown;
  /** In the form of the values, with true for what is not known. */
  readonly unknown: unknown;
}

/** What a part of some plain values is called: its steps, joined. */
export const keyOf = (path: Path): string => JSON.stringify(path);

/** Where the parts of plain values stand, and why what is not known is not, by `keyOf` of their paths. */
export interface Notes {
  readonly places: Map<string, At>;
  readonly reasons: Map<string, string>;
}

/** Turns a value into plain ones, noting the places and reasons of its parts. */
export function toPlain(value: Value, path: Path, notes: Notes): PlainValues {
  switch (value.kind) {
    case 'known':
      notes.places.set(keyOf(path), value.at);
      return { values: value.value, unknown: false };
    case 'unknown':
      notes.places.set(keyOf(path), value.at);
      notes.reasons.set(keyOf(path), value.reason);
      return { values: null, unknown: true };
    case 'object':
      return toPlainObject(value.entries, path, notes);
    default: {
      const parts = (value.kind === 'list' ? value.items : value.of).map((item, i) => toPlain(item, [...path, i], notes));
      return { values: parts.map((part) => part.values), unknown: parts.map((part) => part.unknown) };
    }
  }
}

/** Turns the arguments of a resource or a block into plain values. */
export function toPlainObject(entries: ReadonlyMap<string, Value>, path: Path, notes: Notes): PlainValues {
  const parts = [...entries].map(([name, value]) => [name, toPlain(value, [...path, name], notes)] as const);
  return {
    values: Object.fromEntries(parts.map(([name, part]) => [name, part.values])),
    unknown: Object.fromEntries(parts.map(([name, part]) => [name, part.unknown])),
  };
}
