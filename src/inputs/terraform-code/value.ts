import type { At } from './syntax.ts';

/** What is known of a value before anything is applied. */
export type Value =
  | { readonly kind: 'known'; readonly value: string | number | boolean | null; readonly at: At }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Value> }
  /** One of several: both branches of a conditional, any entry of a map whose key is not known. At least two. */
  | { readonly kind: 'either'; readonly of: readonly Value[] }
  /** The reason is a sentence. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: At };

/** As many values as one place may have. More are not told apart. */
const maxValues = 500;

/** One of some values, each of them once; undefined where there are none. */
export function eitherOf(values: readonly Value[]): Value | undefined {
  const flat = values.flatMap((value) => (value.kind === 'either' ? value.of : [value]));
  const distinct = new Map(flat.map((value) => [identityOf(value), value]));
  const [first, second, ...more] = distinct.values();
  if (!first || !second) return first;
  if (more.length + 2 > maxValues) return { kind: 'unknown', reason: 'The value is one of more than can be told apart.', at: placeOf(first) };
  return { kind: 'either', of: [first, second, ...more] };
}

/** Each thing that a value may be. */
export function possibilities(value: Value): readonly Value[] {
  return value.kind === 'either' ? value.of : [value];
}

/** A function of one thing, applied to each thing that a value may be. */
export function forEach(value: Value, apply: (one: Value) => Value): Value {
  if (value.kind !== 'either') return apply(value);
  return eitherOf(value.of.map(apply)) ?? value;
}

/** The members of a list or an object; undefined for anything else. */
export function membersOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'list') return value.items;
  return value.kind === 'object' ? [...value.entries.values()] : undefined;
}

/** A place to name for a value: that of its first part. */
export function placeOf(value: Value): At {
  if (value.kind === 'known' || value.kind === 'unknown') return value.at;
  const [first] = value.kind === 'either' ? value.of : (membersOf(value) ?? []);
  return first ? placeOf(first) : nowhere;
}

const nowhere: At = { file: '', line: 1, column: 1 };

let identities = 0;
const identityOfObject = new WeakMap<Value, string>();

/** Equal for what is known to be the same text at the same place; anything that has parts is like itself only. */
function identityOf(value: Value): string {
  if (value.kind === 'known') return `${typeof value.value}:${value.value}@${value.at.file}:${value.at.line}:${value.at.column}`;
  const known = identityOfObject.get(value) ?? `#${identities++}`;
  identityOfObject.set(value, known);
  return known;
}
