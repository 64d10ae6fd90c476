import type { CatalogSource } from '../../model/catalog/catalog.ts';
import { type Criteria, generationWords, soldWords } from '../../model/catalog/selection.ts';
import type { Undecided } from '../../model/catalog/undecided.ts';
import { featureDefinitions } from '../../model/registry/features.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';

/** What no field of the API shows, by the words that filters and requirements have for it. */
const documentedAlone = new Set([
  soldWords,
  generationWords,
  ...[...featureDefinitions, ...metricDefinitions].filter(({ key, api }) => !api && key !== 'cipu').flatMap(({ key, title }) => [key, title]),
]);

/** Whether the API answers something that is not known: a title, a key, or a requirement such as `!sgx`. */
const doesApiAnswer = (about: string): boolean => !documentedAlone.has(about) && !documentedAlone.has(about.replace(/^!|[<>=].*$/g, ''));

const singular = { families: 'family', types: 'type', instances: 'instance' };

/**
 * The remark on rows that a filter leaves out only because something is not known of them: of what, and how to keep
 * them or to learn it. None when there are none.
 */
export function undecidedNote(kind: keyof typeof singular, { rows, about }: Undecided, source: CatalogSource['type'], keep: readonly string[]): string[] {
  if (rows === 0) return [];
  const [left, them] = rows === 1 ? [`1 ${singular[kind]} is`, 'it'] : [`${rows} ${kind} are`, 'them'];
  const unknown = [...about].map(([name, count]) => (about.size === 1 ? name : `${name} (${count})`)).join(' or ');
  const ways = [
    ...(keep.length > 0 ? [`${keep.join(' and ')} ${keep.length === 1 ? 'keeps' : 'keep'} ${them}`] : []),
    ...(source !== 'live' && [...about.keys()].some(doesApiAnswer) ? ['--live asks the API'] : []),
  ];
  return [`${left} left out because ${unknown} is not known of ${them}${ways.length > 0 ? `; ${ways.join(', ')}` : ''}.`];
}

/** The flags that keep such rows in a list. */
export function flagsThatKeep({ about }: Undecided, { cipu }: Pick<Criteria, 'cipu'>): readonly string[] {
  const others = [...about.keys()].some((one) => one !== 'CIPU');
  return [...(others ? ['--include-unknown'] : []), ...(about.has('CIPU') ? [`--cipu ${[...cipu, 'unknown'].join(',')}`] : [])];
}
