import { type FamilyReport, formatPlatform, type TypeReport } from '../../model/catalog/report.ts';
import { type FeatureKey, featureDefinitions } from '../../model/registry/features.ts';
import { type MetricDefinition, type MetricKey, metricDefinitions } from '../../model/registry/metrics.ts';
import type { FamilyStatus, Finding } from '../../model/registry/status.ts';
import { formatRange, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';
import { statusCell } from '../marks.ts';
import { shortenZones } from '../zones.ts';

type Row = FamilyReport | TypeReport;

/** What has a verdict and features: a family, a type, an instance. */
type Judged = Pick<Row, 'cipu' | 'features'>;

/** The verdict column and what goes with it, alike for families, types and instances. */
export function verdictColumns<R extends Judged>(): Column<R>[] {
  return [
    {
      key: 'cipu',
      header: 'CIPU',
      tableRank: 0,
      marked: true,
      value: ({ cipu }) => cipu.verdict,
      cell({ cipu: { verdict, basis, rule, generation, conflict } }) {
        const { text, tone } = statusCell({ status: verdict, basis });
        const detail = rule === 'documented-cipu' && generation ? ` ${generation}` : '';
        return { text: `${text}${detail}${conflict ? '!' : ''}`, tone: verdict === 'no' ? 'bad' : (tone ?? 'plain') };
      },
    },
    { key: 'basis', header: 'Basis', value: ({ cipu }) => cipu.basis },
    { key: 'rule', header: 'Rule', value: ({ cipu }) => cipu.rule },
    { key: 'generation', header: 'Generation', value: ({ cipu }) => cipu.generation },
    { key: 'conflict', header: 'Conflict', value: ({ cipu }) => cipu.conflict, machineOnly: true },
  ];
}

/** A column for each feature of the registry. */
export function featureColumns<R extends Judged>(): Column<R>[] {
  const findingOf = (row: Judged, key: FeatureKey): Finding<FamilyStatus> => row.features[key];
  return featureDefinitions
    .filter(({ key }) => key !== 'cipu')
    .map(({ key, header, tableRank }) => ({
      key,
      header,
      ...(tableRank !== undefined && { tableRank }),
      marked: true,
      value: (row) => findingOf(row, key).status,
      cell: (row) => statusCell(findingOf(row, key)),
    }));
}

const tail = <R extends Row>(): Column<R>[] => [
  { key: 'category', header: 'Category', value: ({ category }) => category },
  { key: 'arch', header: 'Arch', value: ({ cpuArchitecture }) => cpuArchitecture },
  { key: 'processor', header: 'Processor', value: ({ processor }) => processor },
  {
    key: 'regions',
    header: 'Regions',
    tableRank: 11,
    relevant: (rows) => new Set(rows.map(({ regions }) => regions?.join(' '))).size > 1,
    value: ({ regions }) => regions?.join(' ') ?? null,
    json: ({ regions }) => regions,
  },
  {
    key: 'zones',
    marked: true,
    header: 'In stock',
    tableRank: 2,
    onRequest: true,
    relevant: (rows) => rows.some(({ zones }) => zones !== null),
    value: ({ zones }) => zones && (zones.join(' ') || 'none'),
    json: ({ zones }) => zones,
    cell: ({ zones }) => (zones === null ? unknownCell : zones.length === 0 ? { text: 'none' } : { text: shortenZones(zones) }),
  },
];

/** What a column of a metric has from the registry. */
export const metricHead = ({ key, header, tableRank }: MetricDefinition) => ({
  key,
  header,
  right: true as const,
  ...(tableRank !== undefined && { tableRank }),
});

/** A family's metric as a range for people (also the value that sorts), and as two columns for machines. */
function rangeColumns(metric: MetricDefinition & { readonly key: MetricKey }): Column<FamilyReport>[] {
  const { key, header } = metric;
  const end = (side: 'min' | 'max'): Column<FamilyReport> => ({
    key: `${key}.${side}`,
    header: `${header} ${side}`,
    right: true,
    machineOnly: true,
    value: ({ metrics }) => metrics[key]?.[side] ?? null,
  });
  return [
    {
      ...metricHead(metric),
      peopleOnly: true,
      marked: true,
      value: ({ metrics }) => metrics[key]?.max ?? null,
      json: ({ metrics }) => metrics[key] ?? null,
      cell({ metrics }) {
        const range = metrics[key];
        return range ? { text: formatRange(range) } : unknownCell;
      },
    },
    end('min'),
    end('max'),
  ];
}

/** Every column of the family list. */
export const familyColumns: readonly Column<FamilyReport>[] = [
  { key: 'family', header: 'Family', tableRank: 0, value: ({ family }) => family, tone: 'strong' },
  ...verdictColumns<FamilyReport>(),
  { key: 'platform', header: 'Platform', value: ({ platform }) => platform && formatPlatform(platform) },
  ...featureColumns<FamilyReport>(),
  ...metricDefinitions.flatMap(rangeColumns),
  { key: 'types', header: 'Types', right: true, tableRank: 7, value: ({ types }) => types },
  ...tail<FamilyReport>(),
  {
    key: 'sold',
    header: 'Sold',
    value: ({ sold }) =>
      sold &&
      (Object.entries(sold)
        .flatMap(([site, yes]) => (yes ? [site] : []))
        .join(' ') ||
        'retired'),
  },
];

/** Every column of the type list. */
export const typeColumns: readonly Column<TypeReport>[] = [
  { key: 'type', header: 'Type', tableRank: 0, value: ({ type }) => type, tone: 'strong' },
  { key: 'family', header: 'Family', value: ({ family }) => family },
  ...verdictColumns<TypeReport>(),
  ...featureColumns<TypeReport>(),
  ...metricDefinitions.map((metric): Column<TypeReport> => ({ ...metricHead(metric), value: ({ metrics }) => metrics[metric.key] ?? null })),
  ...tail<TypeReport>(),
];
