import type { InstanceReport } from '../../model/fleet/fleet.ts';
import type { Dimension, InstanceGroup } from '../../model/fleet/groups.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import { absentCell, type Cell, formatNumber, orDash, type Tone, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';
import { featureColumns, metricHead, verdictColumns } from './catalog.ts';

/**
 * Columns of a terminal that a name or the value of a tag may take: either may be as long as 128 characters, twice as
 * wide.
 */
const nameWidth = 32;

/** A text that an instance need not have. */
const optional = (key: 'name' | 'profile' | 'zone' | 'status' | 'vpc' | 'image', header: string, rest: Partial<Column<InstanceReport>> = {}) => ({
  key,
  header,
  value: (row: InstanceReport) => row[key],
  cell: (row: InstanceReport) => orDash(row[key]),
  ...rest,
});

const differ = (key: 'region' | 'profile') => (rows: readonly InstanceReport[]) => new Set(rows.map((row) => row[key])).size > 1;

/** Every column of the list of instances. */
export const instanceColumns: readonly Column<InstanceReport>[] = [
  { key: 'instance', header: 'Instance', tableRank: 0, value: ({ instance }) => instance, tone: 'strong' },
  optional('name', 'Name', { tableRank: 1, cutAt: nameWidth }),
  optional('profile', 'Profile', { tableRank: 1, cutAt: nameWidth, onRequest: true, relevant: differ('profile') }),
  { key: 'region', header: 'Region', tableRank: 5, relevant: differ('region'), value: ({ region }) => region },
  optional('zone', 'Zone'),
  { key: 'type', header: 'Type', tableRank: 0, value: ({ type }) => type },
  { key: 'family', header: 'Family', value: ({ family }) => family },
  optional('status', 'Status', { tableRank: 6 }),
  ...verdictColumns<InstanceReport>(),
  {
    key: 'unused',
    header: 'Unused',
    tableRank: 2,
    marked: true,
    value: (row) => (isOpen(row) ? null : featuresUnused(row)),
    cell: (row) => (isOpen(row) ? unknownCell : row.unused.length > 0 ? { text: featuresUnused(row), tone: 'partial' } : absentCell),
  },
  // In the default table they would leave no room for what is about the instance itself.
  ...featureColumns<InstanceReport>().map(({ tableRank: _, ...column }): Column<InstanceReport> => column),
  ...metricDefinitions.flatMap((metric): Column<InstanceReport>[] => {
    const { key } = metric;
    return key === 'vcpus' || key === 'memoryGiB' ? [{ ...metricHead(metric), value: ({ metrics }) => metrics[key] ?? null }] : [];
  }),
  { key: 'eris', header: 'ERIs attached', right: true, value: ({ eris }) => eris },
  optional('vpc', 'VPC'),
  optional('image', 'Image'),
  { key: 'tags', header: 'Tags', value: ({ tags }) => JSON.stringify(tags), cell: ({ tags }) => orDash(tagWords(tags)) },
];

const featuresUnused = ({ unused }: InstanceReport) => unused.map(({ feature }) => feature).join(' ');

/** Whether it is not known if the instance leaves anything unused. */
const isOpen = ({ unused, eris, features }: InstanceReport) => unused.length === 0 && eris === null && features.erdma.status === 'yes';

const tagWords = (tags: InstanceReport['tags']) =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

/** Columns of the groups by a dimension. The bar is for people: machines get the counts. */
export function groupColumns(by: Dimension): readonly Column<InstanceGroup>[] {
  const count = (key: string, header: string, value: (group: InstanceGroup) => number): Column<InstanceGroup> => ({
    key,
    header,
    right: true,
    tableRank: 2,
    value,
  });
  return [
    { key: 'value', header: headerOf(by), tableRank: 0, cutAt: nameWidth, value: ({ value }) => value, cell: valueCell },
    count('instances', 'Instances', ({ instances }) => instances),
    { key: 'vcpus', header: 'vCPU', right: true, tableRank: 3, marked: true, value: ({ vcpus }) => vcpus, cell: vcpusCell },
    { key: 'vcpusUnknown', header: 'vCPU not known', machineOnly: true, value: ({ vcpusUnknown }) => vcpusUnknown },
    count('cipu.yes', 'CIPU yes', ({ cipu }) => cipu.yes),
    count('cipu.no', 'no', ({ cipu }) => cipu.no),
    count('cipu.unknown', 'unknown', ({ cipu }) => cipu.unknown),
    { key: 'share', header: 'On CIPU', tableRank: 1, peopleOnly: true, value: ({ cipu, instances }) => cipu.yes / instances, cell: shareCell },
    count('unused', 'Unused', ({ unused }) => unused),
  ];
}

const headerOf = (by: Dimension) => (by.startsWith('tag:') ? by.slice('tag:'.length) : by.replace(/^./, (letter) => letter.toUpperCase()));

function valueCell({ value }: InstanceGroup): Cell {
  if (value === null) return { text: '(none)', tone: 'faint' };
  return value === '' ? { text: '(empty)', tone: 'faint' } : { text: value, tone: 'strong' };
}

function vcpusCell({ vcpus, vcpusUnknown }: InstanceGroup): Cell {
  if (vcpus === null) return unknownCell;
  return { text: vcpusUnknown === 0 ? formatNumber(vcpus) : `${formatNumber(vcpus)} + ?` };
}

const barWidth = 10;

/**
 * A bar that needs no colour: `=` on CIPU, `?` not known, `-` not; then the share, from what is known to what may be.
 */
function shareCell({ instances, cipu: { yes, unknown } }: InstanceGroup): Cell {
  const [known, possible] = [yes, yes + unknown].map((count) => Math.round((count / instances) * barWidth)) as [number, number];
  const bar = '='.repeat(known) + '?'.repeat(possible - known) + '-'.repeat(barWidth - possible);
  const share = unknown === 0 ? percent(yes, instances) : `${percent(yes, instances)}..${percent(yes + unknown, instances)}`;
  const tone: Tone = yes === instances ? 'good' : yes > 0 ? 'partial' : unknown > 0 ? 'faint' : 'bad';
  return { text: `${bar} ${share}`, tone };
}

/** A share in whole per cent: 0 and 100 only for none and all. */
function percent(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))}%`;
}
