import { UsageError } from '../../errors.ts';
import type { Range } from '../../model/catalog/selection.ts';
import { suggest } from '../../model/names/suggestion.ts';
import { isRequirement, parseRequirement, type Requirement } from '../../model/policy/requirement.ts';
import { type FeatureKey, featureDefinitions } from '../../model/registry/features.ts';
import type { MetricDefinition } from '../../model/registry/metrics.ts';
import { parseQuantity } from '../../model/registry/quantity.ts';
import { findFeature, plainName } from '../../model/registry/spelling.ts';

/** The least above a figure, and the greatest below it: ranges are closed. */
const above = (value: number) => value * (1 + Number.EPSILON) || Number.MIN_VALUE;
const below = (value: number) => (value > 0 ? value * (1 - Number.EPSILON / 2) : Number.NEGATIVE_INFINITY);

const boundRanges: Readonly<Record<string, (bound: number) => Range>> = {
  '>=': (min) => ({ min, max: Number.POSITIVE_INFINITY }),
  '>': (bound) => ({ min: above(bound), max: Number.POSITIVE_INFINITY }),
  '<=': (max) => ({ min: 0, max }),
  '<': (bound) => ({ min: 0, max: below(bound) }),
  '=': (only) => ({ min: only, max: only }),
};

/**
 * Parses a range of a metric: `8..32`, `64..`, `..4`, `16`, `16GiB..1TiB`, and what people write who have not read of
 * these forms: `8-32`, `64+`, `>=64`, `<4`. Throws UsageError.
 */
export function parseRange(text: string, { flag, unit }: Pick<MetricDefinition, 'flag' | 'unit'>): Range {
  const fail = (reason: string): never => {
    throw new UsageError(`--${flag} ${text}: ${reason}.`, { hint: `write a range as --${flag} 8..32, 64.., ..4 or 16` });
  };
  const figureOf = (part: string): number => {
    const quantity = parseQuantity(part.trim(), unit);
    return typeof quantity === 'number' ? quantity : fail(quantity);
  };
  const written = text.trim();
  const [, comparison = '', bound = ''] = /^([<>]=?|==?)(.*)$/s.exec(written) ?? [];
  const toRange = boundRanges[comparison.replace('==', '=')];
  const { min, max } = toRange ? toRange(figureOf(bound)) : rangeBetween(written.replace(/^([^.]+)\+$/, '$1..').replace(/^([^-]+)-([^-]+)$/, '$1..$2'));
  if (min > max) fail(toRange ? 'nothing is below that' : 'it is empty, the first number is larger than the second');
  return { min, max };

  function rangeBetween(ends: string): Range {
    const [from = '', to, ...rest] = ends.split('..').map((part) => part.trim());
    if (rest.length > 0) fail('not a range');
    if (from === '' && !to) fail(written === '' ? 'it is empty' : 'it has no end');
    const least = from === '' ? 0 : figureOf(from);
    return { min: least, max: to === undefined ? least : to === '' ? Number.POSITIVE_INFINITY : figureOf(to) };
  }
}

/** What asks for a generation of CIPU: 2 is 2.0. */
export const hintOnGeneration = (text: string): string => `cipu families --generation ${text.includes('.') ? text : `${text}.0`} asks for that`;

/** Parses names of features: keys, headings or titles. Throws UsageError with the nearest keys for an unknown one. */
export function parseFeatureKeys(texts: readonly string[], flag: string): FeatureKey[] {
  const keys = featureDefinitions.map(({ key }) => key);
  return texts.map((text) => {
    const message = `${flag}: no feature is called "${text}"`;
    const [, generation] = /^cipu[-_ ]?(\d+(?:\.\d+)?)$/i.exec(text) ?? [];
    if (generation !== undefined && flag === '--has') throw new UsageError(`${message}.`, { hint: hintOnGeneration(generation) });
    const longer = keys.filter((key) => key.startsWith(`${text.toLowerCase()}-`));
    const hint = longer.length > 0 ? `did you mean ${longer.join(' or ')}?` : 'cipu features lists them';
    return findFeature(text)?.key ?? unknownName(message, text, keys, hint);
  });
}

/** Other words for some of a fixed list, as `plainName` has them. */
export type Synonyms<W extends string> = Readonly<Record<string, W>>;

/** Parses a word of a fixed list, without regard to case. Throws UsageError with the nearest words. */
export function parseWord<W extends string>(text: string, words: readonly W[], what: string, synonyms: Synonyms<W> = {}): W {
  const plain = plainName(text);
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? (Object.hasOwn(synonyms, plain) ? synonyms[plain] : undefined);
  return found ?? unknownName(`${what} "${text}" does not exist`, text, words, `one of ${words.join(', ')}`);
}

/** Parses requirements. Throws UsageError for the first that is none. */
export function parseRequirements(texts: readonly string[], what: string): Requirement[] {
  return texts.map((text) => {
    const parsed = parseRequirement(text);
    if (isRequirement(parsed)) return parsed;
    throw new UsageError(`${what}: ${parsed.problem}.`, { flag: 'require', hint: parsed.hint });
  });
}

/** Throws a UsageError about a name nobody knows, naming those most like it or else a general hint. */
export function unknownName(message: string, name: string, known: readonly string[], hint: string, flag?: string): never {
  throw new UsageError(`${message}.`, { hint: suggest(name, known) ?? hint, ...(flag !== undefined && { flag }) });
}

/** Whether a word looks like the name of a file, as no family and no type is called. */
export const isFileName = (word: string): boolean => /[/\\]|\.(tf|tfvars|tfstate|hcl|jsonl?|ya?ml|csv|tsv|txt|list|out|gz|md)$/i.test(word);
