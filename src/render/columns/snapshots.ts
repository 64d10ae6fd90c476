import type { ChangeKind, Difference, PropertyValue } from '../../model/reports/diff.ts';
import { type CatalogSummary, formatAge } from '../../model/reports/summary.ts';
import { absentCell, type Cell, formatNumber, formatRange, orDash, type Tone, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';

/** Columns of the list of catalogs. */
export const catalogColumns: readonly Column<CatalogSummary>[] = [
  { key: 'name', header: 'Catalog', tableRank: 0, value: ({ name }) => name, tone: 'strong' },
  { key: 'type', header: 'Type', tableRank: 4, value: ({ source }) => source.type },
  { key: 'asOf', header: 'As of', tableRank: 1, value: ({ source }) => source.asOf },
  {
    key: 'ageHours',
    header: 'Age',
    tableRank: 5,
    value: (row) => row.ageHours,
    cell: ({ ageHours }) => orDash(ageHours === null ? null : formatAge(ageHours)),
  },
  {
    key: 'complete',
    header: 'Complete',
    tableRank: 6,
    value: ({ source }) => source.complete,
    cell: ({ source }) => (source.complete ? { text: 'yes', tone: 'plain' } : { text: 'no', tone: 'bad' }),
  },
  { key: 'families', header: 'Families', right: true, tableRank: 2, value: ({ families }) => families },
  { key: 'types', header: 'Types', right: true, tableRank: 2, value: ({ types }) => types },
  ...(['yes', 'no', 'unknown'] as const).map(
    (verdict): Column<CatalogSummary> => ({ key: `cipu.${verdict}`, header: `CIPU ${verdict}`, right: true, tableRank: 3, value: ({ cipu }) => cipu[verdict] }),
  ),
  {
    key: 'regions',
    header: 'Regions',
    tableRank: 7,
    value: ({ source }) => source.regions.join(' '),
    cell: ({ source }) => orDash(source.regions.join(' ')),
  },
];

const tones: Readonly<Record<ChangeKind, Tone>> = { added: 'good', gone: 'bad', changed: 'partial', learned: 'plain', lost: 'faint' };

/** Columns of the list of differences. */
export const differenceColumns: readonly Column<Difference>[] = [
  { key: 'change', header: 'Change', tableRank: 1, value: ({ change }) => change, cell: ({ change }) => ({ text: change, tone: tones[change] }) },
  { key: 'subject', header: 'Subject', value: ({ subject }) => subject },
  { key: 'family', header: 'Family', machineOnly: true, value: ({ family }) => family },
  { key: 'name', header: 'Name', tableRank: 0, value: ({ name }) => name, tone: 'strong' },
  { key: 'property', header: 'Property', tableRank: 2, value: ({ property }) => property },
  {
    key: 'before',
    header: 'Before',
    tableRank: 3,
    value: ({ before }) => plainValue(before),
    cell: ({ before, change }) => valueCell(before, change === 'added'),
  },
  { key: 'after', header: 'After', tableRank: 3, value: ({ after }) => plainValue(after), cell: ({ after, change }) => valueCell(after, change === 'gone') },
  { key: 'refutes', header: 'Refutes', value: ({ refutes }) => refutes },
];

/** A value in one cell; null where nothing is known. */
export function plainValue(value: PropertyValue): string | number | boolean | null {
  if (typeof value !== 'object' || value === null) return value;
  if ('min' in value) return value.min === value.max ? value.min : formatRange(value);
  return value.join(' ');
}

/** A value for people: a dash where the thing itself is not there, `?` where it is and the value is not known. */
function valueCell(value: PropertyValue, absent: boolean): Cell {
  if (absent) return absentCell;
  const plain = plainValue(value);
  if (plain === null || plain === 'unknown') return unknownCell;
  if (typeof plain === 'boolean') return { text: plain ? 'yes' : 'no' };
  return typeof plain === 'number' ? { text: formatNumber(plain) } : orDash(plain);
}
