import type { Argument, Option } from 'commander';
import type { Cloud } from '../../context.ts';
import { overviewOf } from '../../model/catalog/catalog.ts';
import { featureDefinitions } from '../../model/registry/features.ts';
import type { Candidate, Kind, Suggestions, Typed } from '../../settings/flags.ts';

/** A value to complete. */
export interface Question extends Typed {
  readonly context: { readonly cloud: Pick<Cloud, 'openEmbedded' | 'knownNames'> };
}

type Names = Extract<Suggestions, string>;

/** Names that are not in the declaration of a flag. */
const sources: Readonly<Record<Names, (question: Question) => readonly Candidate[] | Promise<readonly Candidate[]>>> = {
  features: ({ word }) => featureDefinitions.map(({ key, title }) => ({ value: word.startsWith('!') ? `!${key}` : key, description: title })),
  categories: ({ context }) =>
    [...new Set(context.cloud.openEmbedded().known.flatMap((entry) => overviewOf(entry)?.category ?? []))].sort().map((value) => ({ value })),
  regions: async ({ context }) => [...toCandidates(await context.cloud.knownNames('region')), { value: 'all', description: 'every region' }],
  profiles: async ({ context }) => toCandidates(await context.cloud.knownNames('profile')),
  catalogs,
  families,
  'families and types': familiesOrTypes,
};

/** What a flag or an argument takes; undefined for those that are commander's own. */
export const kindOf = (subject: Option | Argument): Kind<unknown> | undefined => ('flags' in subject ? subject.declared?.kind : subject.kind);

/**
 * The values that a flag or an argument may have, as far as they are known without the network. Rejects with CipuError.
 */
export async function valuesOf({ words, suggestions }: Kind<unknown>, question: Question): Promise<readonly Candidate[]> {
  if (typeof suggestions === 'string') return sources[suggestions](question);
  const offered = typeof suggestions === 'function' ? suggestions(question) : (words ?? suggestions ?? []);
  return offered.map((one) => (typeof one === 'string' ? { value: one } : one));
}

/** Whether a file may stand for a value, or for its part after some earlier ones. */
export function takesFile({ isPath, separator }: Kind<unknown>, { earlier }: Typed): boolean {
  return isPath !== undefined && (separator !== '=' || earlier.length > 0);
}

async function catalogs({ word, context }: Question): Promise<Candidate[]> {
  if (!word.startsWith('live@')) return [{ value: 'embedded' }, { value: 'live' }];
  return toCandidates(await context.cloud.knownNames('region')).map((region) => ({ ...region, value: `live@${region.value}` }));
}

function families({ word, context }: Question): Candidate[] {
  return asTyped(
    word,
    context.cloud.openEmbedded().known.map((entry) => toCandidate(entry.id, overviewOf(entry)?.category)),
  );
}

/** Types only of a family that is typed up to the dot: there are over a thousand. */
function familiesOrTypes(question: Question): Candidate[] {
  const { word, context } = question;
  const full = `ecs.${word.replace(/^ecs\./, '')}`;
  const family = context.cloud.openEmbedded().known.find(({ id }) => full.startsWith(`${id}.`));
  if (!family) return families(question);
  return asTyped(
    word,
    family.types().map(({ id, documented }) => {
      const { vcpus, memoryGiB } = documented?.metrics ?? {};
      return toCandidate(id, vcpus === undefined || memoryGiB === undefined ? undefined : `${vcpus} vCPU, ${memoryGiB} GiB`);
    }),
  );
}

/** Names without `ecs.`, unless that is what the word begins with. */
function asTyped(word: string, named: readonly Candidate[]): Candidate[] {
  const short = named.map((candidate) => ({ ...candidate, value: candidate.value.replace(/^ecs\./, '') }));
  return short.some(({ value }) => value.startsWith(word)) ? short : [...named];
}

const toCandidate = (value: string, description: string | undefined): Candidate => (description ? { value, description } : { value });

const toCandidates = (names: ReadonlyMap<string, string>): Candidate[] => [...names].map(([value, description]) => toCandidate(value, description));
