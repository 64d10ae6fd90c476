import { characteristics } from '../../model/registry/characteristics.ts';
import type { FeatureReport } from '../../model/reports/features.ts';
import type { MetricReport } from '../../model/reports/metrics.ts';
import { orDash, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';

/** A characteristic of CIPU in words: `5 Elastic RDMA`. */
export const characteristicTitle = (number: number) => `${number} ${characteristics.find((one) => one.number === number)?.title ?? ''}`.trim();

/** How a feature is determined, in a line. */
function describeDetermination({ api, documentation, concluded, key }: FeatureReport): string {
  if (key === 'cipu') return 'the rules of the verdict';
  return [api ?? 'not in the API', ...(documentation ? ['documentation'] : []), ...concluded].join('; ');
}

/** How many families have a feature, if only in part; null where nobody knows of any that has it. */
function withFeature({ families: { yes, some, unknown } }: FeatureReport): number | null {
  return yes + some === 0 && unknown > 0 ? null : yes + some;
}

/** Every column of the list of features. */
export const featureReportColumns: readonly Column<FeatureReport>[] = [
  { key: 'key', header: 'Key', tableRank: 0, value: ({ key }) => key, tone: 'strong' },
  { key: 'summary', wraps: true, header: 'What it is', tableRank: 1, value: ({ summary }) => summary },
  {
    key: 'families',
    header: 'Families',
    right: true,
    tableRank: 2,
    value: withFeature,
    cell: (row) => (withFeature(row) === null ? unknownCell : { text: String(withFeature(row)) }),
  },
  { key: 'inPart', header: 'In part', right: true, value: ({ families }) => families.some },
  { key: 'without', header: 'Without', right: true, value: ({ families }) => families.no },
  { key: 'unknown', header: 'Not known', right: true, value: ({ families }) => families.unknown },
  { key: 'header', header: 'Heading', machineOnly: true, value: ({ header }) => header },
  {
    key: 'characteristics',
    header: 'CIPU part',
    value: ({ characteristics: numbers }) => numbers.map(characteristicTitle).join('; ') || '-',
    cell: ({ characteristics: numbers }) => orDash(numbers.join(', ')),
  },
  { key: 'determined', wraps: true, header: 'Determined by', value: describeDetermination },
  { key: 'title', header: 'Title', machineOnly: true, value: ({ title }) => title },
];

/** Every column of a metric that is asked for by name. */
export const metricReportColumns: readonly Column<MetricReport>[] = [
  { key: 'key', header: 'Key', tableRank: 0, value: ({ key }) => key, tone: 'strong' },
  { key: 'title', header: 'Title', tableRank: 1, value: ({ title }) => title },
  { key: 'unit', header: 'Unit', tableRank: 2, value: ({ unit }) => unit, cell: ({ unit }) => orDash(unit) },
  { key: 'flag', header: 'Flag', tableRank: 3, value: ({ flag }) => flag },
  { key: 'header', header: 'Heading', tableRank: 4, value: ({ header }) => header },
  { key: 'api', header: 'API', tableRank: 5, value: ({ api }) => api, cell: ({ api }) => orDash(api) },
];
