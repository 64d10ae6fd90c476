import type { Change } from '../../model/replace/changes.ts';
import type { Replacement } from '../../model/replace/replacement.ts';
import { absentCell, formatNumber, orDash, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';
import { typeColumns } from './catalog.ts';

const keysOf = (changes: readonly Change[]) => changes.map(({ key }) => key).join(' ');

const changeColumn = (key: 'gained' | 'lost' | 'unknown', header: string): Column<Replacement> => ({
  key,
  header,
  wraps: true,
  value: (row) => keysOf(row[key]),
  cell: (row) => orDash(keysOf(row[key])),
});

/** Columns of the list of types, here of the replacement, with the ranks that they have beside what breaks. */
function reportColumns(ranks: Readonly<Record<string, number>>): Column<Replacement>[] {
  return Object.entries(ranks).flatMap(([key, tableRank]) => {
    const column = typeColumns.find((one) => one.key === key);
    if (!column) return [];
    const { cell, json, relevant, value, ...rest } = column;
    return [
      {
        ...rest,
        tableRank,
        value: ({ report }) => value(report),
        ...(json && { json: ({ report }: Replacement) => json(report) }),
        ...(cell && { cell: ({ report }: Replacement) => cell(report) }),
        ...(relevant && { relevant: (rows: readonly Replacement[]) => relevant(rows.map(({ report }) => report)) }),
      },
    ];
  });
}

/** What breaks, in a few words each: what is known to break first. */
function breaksInShort({ breaks }: Replacement): string {
  return (['breaks', 'check'] as const)
    .flatMap((severity) => {
      const titles = breaks.filter((one) => one.severity === severity).map(({ title }) => title);
      return titles.length > 0 ? [`${severity}: ${titles.join(', ')}`] : [];
    })
    .join('; ');
}

/** The parts of a score: what each counts, of how much. */
function partsInShort({ parts }: Replacement): string {
  return parts.map(({ key, weight, score }) => `${key} ${score === null ? '?' : formatNumber(score * weight)}/${weight}`).join(' ');
}

/** Columns of the list of replacements. */
export const replacementColumns: readonly Column<Replacement>[] = [
  {
    key: 'replaces',
    header: 'Replaces',
    tableRank: 0,
    relevant: (rows) => new Set(rows.map(({ replaces }) => replaces)).size > 1,
    value: ({ replaces }) => replaces,
  },
  { key: 'instance', header: 'Instance', machineOnly: true, value: ({ instance }) => instance, cell: ({ instance }) => orDash(instance) },
  { key: 'type', header: 'Type', tableRank: 0, value: ({ type }) => type, tone: 'strong' },
  { key: 'family', header: 'Family', value: ({ family }) => family },
  { key: 'score', header: 'Score', right: true, tableRank: 1, value: ({ score }) => score, cell: ({ score }) => ({ text: score.toFixed(2) }) },
  { key: 'known', header: 'Known', right: true, value: ({ known }) => known, cell: ({ known }) => ({ text: `${Math.round(known * 100)}%` }) },
  ...reportColumns({ vcpus: 4, memoryGiB: 5, cipu: 2, erdma: 3, nvme: 3, zones: 6 }),
  {
    key: 'price',
    header: 'Price/h',
    right: true,
    tableRank: 2,
    onRequest: true,
    relevant: (rows) => rows.some(({ price }) => price !== null),
    value: ({ price }) => price?.trade ?? null,
    cell: ({ price }) => (price ? { text: `${price.trade} ${price.currency}` } : unknownCell),
  },
  { key: 'currency', header: 'Currency', machineOnly: true, value: ({ price }) => price?.currency ?? null },
  {
    key: 'breaks',
    header: 'What breaks',
    tableRank: 1,
    wraps: true,
    value: breaksInShort,
    cell: (row) => (row.breaks.length > 0 ? { text: breaksInShort(row), tone: row.breaks[0]?.severity === 'breaks' ? 'bad' : 'plain' } : absentCell),
  },
  changeColumn('gained', 'Gained'),
  changeColumn('lost', 'Lost'),
  changeColumn('unknown', 'Not known'),
  { key: 'parts', header: 'Score by part', wraps: true, value: partsInShort },
];
