import { UsageError } from '../../errors.ts';
import type { Site } from '../../model/catalog/facts.ts';
import { vendors } from '../../model/catalog/hardware.ts';
import type { Range } from '../../model/catalog/selection.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import { type Flag, type FlagGroup, flag, listOf, onOff, text, textOf, type ValuesOf } from '../../settings/flags.ts';
import { type Architecture, architectures, rangeName, verdicts } from './criteria.ts';
import { featureKeys, partOfName, partsOfNames, range, wordLike, wordsLike } from './kinds.ts';
import { hintOnGeneration, parseWord, type Synonyms } from './parse.ts';

const heading = 'Filters:';

const sites: readonly Site[] = ['international', 'china'];

const generation = textOf(['1.0', '2.0'], (value) => {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new UsageError(`--generation "${value}" is no generation.`, { hint: 'a number, such as 2.0' });
  return value;
});

const verdictWords = listOf(verdicts, (texts) =>
  texts.map((text) => {
    if (/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--cipu "${text}" does not exist.`, { hint: hintOnGeneration(text) });
    return parseWord(text, verdicts, '--cipu');
  }),
);

/** The verdict and the features. */
export const featureFlags = {
  heading,
  flags: {
    cipu: flag('--cipu <verdict>', verdictWords, 'yes, no or unknown; several comma-separated'),
    has: flag('--has <keys>', featureKeys('--has'), 'features that must be there, comma-separated (see cipu features)'),
    lacks: flag('--lacks <keys>', featureKeys('--lacks'), 'features that must be known not to be there'),
  },
} satisfies FlagGroup;

/** What people also call the words of --arch, --vendor and --site. */
export const architectureSynonyms: Synonyms<Architecture> = { x8664: 'X86', x64: 'X86', amd64: 'X86', arm64: 'ARM', aarch64: 'ARM' };
const siteSynonyms: Synonyms<Site> = { intl: 'international', en: 'international', cn: 'china' };

/** Processors and GPUs by their names. */
export const hardwareFlags = {
  heading,
  flags: {
    vendor: flag('--vendor <names>', wordsLike(vendors, '--vendor'), `maker of the processor: ${vendors.join(', ')}; any of several, comma-separated`),
    processor: flag('--processor <names>', partsOfNames, 'part of the name of the processor, such as genoa; any of several, comma-separated'),
    gpuModel: flag('--gpu-model <names>', partsOfNames, 'words of the name of the GPU, such as A10; any of several, comma-separated'),
  },
} satisfies FlagGroup;

/** What families and types are chosen by, other than their metrics. */
export const filterFlags = {
  heading,
  flags: {
    ...featureFlags.flags,
    generation: flag('--generation <number>', generation, 'only what is documented to be on this generation of CIPU, such as 2.0'),
    arch: flag('--arch <arch>', wordLike(architectures, '--arch', architectureSynonyms), 'CPU architecture: x86 or arm'),
    ...hardwareFlags.flags,
    category: flag('--category <name>', partOfName('categories'), 'category, such as "General-purpose", or part of it'),
    site: flag('--site <site>', wordLike(sites, '--site', siteSynonyms), 'only what this site documents as sold: international or china'),
    where: flag('--where <expr>', text, 'JMESPath condition on a row of the JSON document'),
    includeUnknown: flag('--include-unknown', onOff, 'let what is not known pass the filters'),
    retired: flag('--retired', onOff, 'also list families that are no longer sold'),
  },
} satisfies FlagGroup;

/** A range for every metric of the registry. */
export const rangeFlags: FlagGroup<Readonly<Record<string, Flag<Range>>>> = {
  heading: 'Ranges (8..32, 64.., ..4 or 16; units and k, M are understood):',
  flags: Object.fromEntries(
    metricDefinitions.map((metric) => {
      const { flag: name, title, unit } = metric;
      return [rangeName(name), flag(`--${name} <range>`, range(metric), unit ? `${title}, ${unit}` : title)];
    }),
  ),
};

/** Values of the filter flags; those of ranges are under their flags' names in camel case. */
export type FilterFlags = ValuesOf<typeof filterFlags> & { readonly [rangeFlag: string]: unknown };
