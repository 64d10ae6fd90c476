import { InvalidArgumentError } from 'commander';
import type { Range } from '../../model/catalog/selection.ts';
import type { Requirement } from '../../model/policy/requirement.ts';
import type { FeatureKey } from '../../model/registry/features.ts';
import type { MetricDefinition } from '../../model/registry/metrics.ts';
import { plainName } from '../../model/registry/spelling.ts';
import { type Kind, listOf, type Suggestions, textOf } from '../../settings/flags.ts';
import { parseFeatureKeys, parseRange, parseRequirements, parseWord, type Synonyms } from './parse.ts';

/** One of some words, in any case. `flag` is what messages call the flag. */
export const wordLike = <W extends string>(words: readonly W[], flag: string, synonyms?: Synonyms<W>): Kind<W> =>
  textOf(words, (text) => parseWord(text, words, flag, synonyms));

/** Some of some words, in any case. */
export const wordsLike = <W extends string>(words: readonly W[], flag: string, synonyms?: Synonyms<W>): Kind<readonly W[]> =>
  listOf(words, (texts) => texts.map((text) => parseWord(text, words, flag, synonyms)));

/** Part of a name. One without a letter or a figure would be part of every name. */
function parsePartOfName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  if (plainName(text) === '') throw new InvalidArgumentError('It has no letter and no figure.');
  return text;
}

/** Part of a name, of which a shell may offer some. */
export const partOfName = (suggestions: Suggestions): Kind<string> => textOf(suggestions, parsePartOfName);

/** Parts of names, of which any will do. */
export const partsOfNames: Kind<readonly string[]> = listOf([], (texts) => texts.map(parsePartOfName));

/** Keys of features. */
export const featureKeys = (flag: string): Kind<readonly FeatureKey[]> => listOf('features', (texts) => parseFeatureKeys(texts, flag));

/** What is to be met: features and bounds of metrics. */
export const requirements: Kind<readonly Requirement[]> = listOf('features', (texts) => parseRequirements(texts, '--require'));

/** A range of a metric. */
export const range = (metric: Pick<MetricDefinition, 'flag' | 'unit'>): Kind<Range> => textOf([], (text) => parseRange(text, metric));
