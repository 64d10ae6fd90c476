import type { Schema } from '../../model/json-schema.ts';

/** The shapes that a value may have, null apart; undefined where it may be anything. */
function variantsOf(shape: Schema | undefined): readonly Schema[] | undefined {
  const { anyOf } = (shape ?? {}) as { readonly anyOf?: readonly Schema[] };
  if (!anyOf) return shape && ('type' in shape || 'enum' in shape || 'const' in shape) ? [shape] : undefined;
  const variants = anyOf.map(variantsOf);
  return variants.includes(undefined) ? undefined : variants.flatMap((some) => some ?? []);
}

/** The JSON types that a value may have; undefined where it may be of any. */
function typesOf(shape: Schema | undefined): readonly string[] | undefined {
  return variantsOf(shape)?.flatMap(({ type, enum: words, const: only }) => {
    if (type !== undefined) return [type].flat() as string[];
    return (Array.isArray(words) ? words : [only]).map(typeOf);
  });
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The properties that a value may have by name; undefined where it may have any. */
export function propertiesOf(shape: Schema | undefined): Readonly<Record<string, Schema>> | undefined {
  const variants = variantsOf(shape);
  const isOpen = ({ type, properties }: Schema) => properties === undefined && [type].flat().includes('object');
  if (!variants || variants.some(isOpen)) return undefined;
  return Object.assign({}, ...variants.map(({ properties }) => properties ?? {}));
}

/** The shape of what is in a list; undefined for what is no list, or may hold anything. */
export function elementOf(shape: Schema | undefined): Schema | undefined {
  const { items } = variantsOf(shape)?.find((variant) => 'items' in variant) ?? {};
  return items as Schema | undefined;
}

/** A list of such values. */
export const listOf = (items: Schema | undefined): Schema => ({ type: 'array', ...(items && { items }) });

/** The only words that a value may be; empty where there are others. */
export function wordsOf(shape: Schema | undefined): readonly string[] {
  const words = variantsOf(shape)?.flatMap(({ enum: some }) => (Array.isArray(some) ? some : [undefined]));
  return words?.includes(undefined) ? [] : (words ?? []).filter((word) => typeof word === 'string');
}

/** Whether a value may be a figure. */
export function isFigure(shape: Schema | undefined): boolean {
  return typesOf(shape)?.some((type) => type === 'number' || type === 'integer') ?? true;
}

/** Whether a value is always a list or an object. */
export function isListOrObject(shape: Schema | undefined): boolean {
  return typesOf(shape)?.every((type) => type === 'array' || type === 'object') ?? false;
}

/** Whether a value may be equal to another. What is missing is null. */
export function admits(shape: Schema | undefined, value: unknown): boolean {
  const types = typesOf(shape);
  if (value === null || types === undefined) return true;
  const words = wordsOf(shape);
  if (words.length > 0) return words.includes(String(value));
  return types.includes(typeOf(value)) || (typeof value === 'number' && types.includes('integer'));
}
