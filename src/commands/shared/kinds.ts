import type { Range } from '../../model/catalog/selection.ts';
import type { Requirement } from '../../model/policy/requirement.ts';
import type { FeatureKey } from '../../model/registry/features.ts';
import type { MetricDefinition } from '../../model/registry/metrics.ts';
import { type Kind, listOf, textOf } from '../../settings/flags.ts';
import { parseFeatureKeys, parseRange, parseRequirements, parseWord } from './parse.ts';

/** One of some words, in any case. `flag` is what messages call the flag. */
export const wordLike = <W extends string>(words: readonly W[], flag: string): Kind<W> => textOf(words, (text) => parseWord(text, words, flag));

/** Some of some words, in any case. */
export const wordsLike = <W extends string>(words: readonly W[], flag: string): Kind<readonly W[]> =>
  listOf(words, (texts) => texts.map((text) => parseWord(text, words, flag)));

/** Keys of features. */
export const featureKeys = (flag: string): Kind<readonly FeatureKey[]> => listOf('features', (texts) => parseFeatureKeys(texts, flag));

/** What is to be met: features and bounds of metrics. */
export const requirements: Kind<readonly Requirement[]> = listOf('features', (texts) => parseRequirements(texts, '--require'));

/** A range of a metric. */
export const range = (metric: Pick<MetricDefinition, 'flag' | 'unit'>): Kind<Range> => textOf([], (text) => parseRange(text, metric));
