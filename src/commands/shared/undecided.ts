import type { CatalogSource } from '../../model/catalog/catalog.ts';
import type { Criteria } from '../../model/catalog/selection.ts';
import type { Undecided } from '../../model/catalog/undecided.ts';

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
    ...(source === 'live' ? [] : ['--live asks the API']),
  ];
  return [`${left} left out because ${unknown} is not known of ${them}${ways.length > 0 ? `; ${ways.join(', ')}` : ''}.`];
}

/** The flags that keep such rows in a list. */
export function flagsThatKeep({ about }: Undecided, { cipu }: Pick<Criteria, 'cipu'>): readonly string[] {
  const others = [...about.keys()].some((one) => one !== 'CIPU');
  return [...(others ? ['--include-unknown'] : []), ...(about.has('CIPU') ? [`--cipu ${[...cipu, 'unknown'].join(',')}`] : [])];
}
