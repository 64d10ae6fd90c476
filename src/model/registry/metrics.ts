import { valueAt } from '../record.ts';
import type { FeatureKey } from './features.ts';

/** Where a metric comes from in a record: field paths and how to read them. Returns undefined where it is not known. */
export interface Figure {
  readonly fields: readonly string[];
  read(...values: readonly unknown[]): number | undefined;
}

/** A row of the metric registry. */
export interface MetricDefinition {
  /** Stable key with the unit in its name, used by columns and JSON. */
  readonly key: string;
  /** The range flag, without dashes: `--memory 64..`. */
  readonly flag: string;
  readonly title: string;
  /** The unit of every value; empty for plain counts. */
  readonly unit: string;
  /** Column header of the table. */
  readonly header: string;
  readonly api?: Figure;
  readonly documentation?: Figure;
  /** The feature without which it is zero. */
  readonly partOf?: FeatureKey;
  /** Which of two values is the better one. It is missing where neither is: a size is a matter of choice. */
  readonly better?: 'higher' | 'lower';
  /** Shown in the default table, the lower the longer when the terminal is narrow; without it only in `wide`. */
  readonly tableRank?: number;
}

const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined);
const field = (name: string): Figure => ({ fields: [name], read: number });
const product = (...fields: readonly string[]): Figure => ({
  fields,
  read(...values) {
    const factors = values.map(number);
    return factors.reduce((a, b) => (a === undefined || b === undefined ? undefined : a * b), 1);
  },
});
/** The lower of two directions, so that a figure never promises what only one of them gives. */
const lower = (divisor: number, ...fields: readonly string[]): Figure => ({
  fields,
  read(...values) {
    const known = values.map(number).filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.min(...known) / divisor;
  },
});
const first = (...fields: readonly string[]): Figure => ({ fields, read: (...values) => values.map(number).find((value) => value !== undefined) });

/** The API counts bandwidth in kbit/s with 1 Gbit/s = 1,024,000 kbit/s. */
const kbitPerGbit = 1_024_000;

/** A documented GPU count is a text, since slices are fractions: `1/6`. */
const gpuCount: Figure = {
  fields: ['gpu.count'],
  read(count) {
    const [part, whole = '1'] = String(count ?? '').split('/');
    const value = Number(part || Number.NaN) / Number(whole);
    return Number.isFinite(value) ? value : undefined;
  },
};

/** QueuePairNumber is a count by instance for CPU types, and by network card for GPU types. */
const queuePairs: Figure = {
  fields: ['QueuePairNumber', 'GPUAmount', 'NetworkCardQuantity'],
  read(pairs, gpus, cards) {
    const perUnit = number(pairs);
    return perUnit === undefined ? undefined : perUnit * ((number(gpus) ?? 0) > 0 ? (number(cards) ?? 1) : 1);
  },
};

/**
 * The metric registry: range flags, columns, JSON and schemas derive from it. API fields: DescribeInstanceTypes.
 * The documentation's `maxDataDisks` and the API's DiskQuantity count differently, so they stay two metrics.
 */
const registry = [
  { key: 'vcpus', flag: 'vcpus', title: 'vCPUs', unit: '', header: 'vCPU', api: field('CpuCoreCount'), documentation: field('vcpus'), tableRank: 4 },
  {
    key: 'memoryGiB',
    flag: 'memory',
    title: 'Memory',
    unit: 'GiB',
    header: 'Memory GiB',
    api: field('MemorySize'),
    documentation: field('memoryGiB'),
    tableRank: 5,
  },
  {
    key: 'networkGbps',
    flag: 'network',
    title: 'Network bandwidth',
    unit: 'Gbit/s',
    header: 'Net Gbit/s',
    better: 'higher',
    api: lower(kbitPerGbit, 'InstanceBandwidthRx', 'InstanceBandwidthTx'),
    documentation: field('networkGbps'),
    tableRank: 6,
  },
  {
    key: 'networkBurstGbps',
    flag: 'network-burst',
    title: 'Network burst bandwidth',
    unit: 'Gbit/s',
    header: 'Net burst',
    better: 'higher',
    documentation: field('networkBurstGbps'),
  },
  {
    key: 'packetRatePps',
    flag: 'packet-rate',
    title: 'Packet rate',
    unit: 'packets/s',
    header: 'Packets/s',
    better: 'higher',
    api: lower(1, 'InstancePpsRx', 'InstancePpsTx'),
    documentation: field('packetRatePps'),
  },
  { key: 'connections', flag: 'connections', title: 'Connections', unit: '', header: 'Connections', better: 'higher', documentation: field('connections') },
  {
    key: 'enis',
    flag: 'enis',
    title: 'Network interfaces (ENIs)',
    unit: '',
    header: 'ENIs',
    better: 'higher',
    api: field('EniQuantity'),
    documentation: field('enis'),
  },
  {
    key: 'eris',
    flag: 'eris',
    title: 'RDMA interfaces (ERIs)',
    unit: '',
    header: 'ERIs',
    partOf: 'erdma',
    better: 'higher',
    api: field('EriQuantity'),
    documentation: field('eris'),
  },
  { key: 'queuePairs', flag: 'queue-pairs', title: 'RDMA queue pairs', unit: '', header: 'Queue pairs', better: 'higher', api: queuePairs },
  {
    key: 'networkCards',
    flag: 'network-cards',
    title: 'Network cards',
    unit: '',
    header: 'Cards',
    api: field('NetworkCardQuantity'),
    documentation: field('networkCards'),
  },
  {
    key: 'eniQueues',
    flag: 'eni-queues',
    title: 'Queues of the primary ENI',
    unit: '',
    header: 'ENI queues',
    better: 'higher',
    api: first('PrimaryEniQueueNumber', 'MaximumQueueNumberPerEni'),
    documentation: field('eniQueues'),
  },
  {
    key: 'secondaryEniQueues',
    flag: 'secondary-eni-queues',
    title: 'Queues of a secondary ENI',
    unit: '',
    header: '2nd queues',
    better: 'higher',
    api: field('SecondaryEniQueueNumber'),
    documentation: field('secondaryEniQueues'),
  },
  {
    key: 'ipv4PerEni',
    flag: 'ipv4-per-eni',
    title: 'IPv4 addresses per ENI',
    unit: '',
    header: 'IPv4/ENI',
    better: 'higher',
    api: field('EniPrivateIpAddressQuantity'),
    documentation: field('ipv4PerEni'),
  },
  {
    key: 'ipv6PerEni',
    flag: 'ipv6-per-eni',
    title: 'IPv6 addresses per ENI',
    unit: '',
    header: 'IPv6/ENI',
    better: 'higher',
    api: field('EniIpv6AddressQuantity'),
    documentation: field('ipv6PerEni'),
  },
  { key: 'disks', flag: 'disks', title: 'Disks, system disk included', unit: '', header: 'Disks', better: 'higher', api: field('DiskQuantity') },
  { key: 'dataDisks', flag: 'data-disks', title: 'Data disks', unit: '', header: 'Data disks', better: 'higher', documentation: field('maxDataDisks') },
  { key: 'diskIops', flag: 'disk-iops', title: 'Disk IOPS', unit: 'IOPS', header: 'Disk IOPS', better: 'higher', documentation: field('diskIops') },
  {
    key: 'diskBurstIops',
    flag: 'disk-burst-iops',
    title: 'Disk burst IOPS',
    unit: 'IOPS',
    header: 'Burst IOPS',
    better: 'higher',
    documentation: field('diskBurstIops'),
  },
  {
    key: 'diskGbps',
    flag: 'disk-bandwidth',
    title: 'Disk bandwidth',
    unit: 'Gbit/s',
    header: 'Disk Gbit/s',
    better: 'higher',
    documentation: field('diskGbps'),
  },
  {
    key: 'diskBurstGbps',
    flag: 'disk-burst',
    title: 'Disk burst bandwidth',
    unit: 'Gbit/s',
    header: 'Disk burst',
    better: 'higher',
    documentation: field('diskBurstGbps'),
  },
  { key: 'ebsQueues', flag: 'ebs-queues', title: 'Disk queues', unit: '', header: 'EBS queues', better: 'higher', documentation: field('ebsQueues') },
  {
    key: 'localDiskGiB',
    flag: 'local-disk',
    title: 'Local disk capacity',
    unit: 'GiB',
    header: 'Local GiB',
    partOf: 'local-disks',
    api: product('LocalStorageAmount', 'LocalStorageCapacity'),
    documentation: product('localDisks.count', 'localDisks.capacityGiB'),
  },
  {
    key: 'localDisks',
    flag: 'local-disks',
    title: 'Local disks',
    unit: '',
    header: 'Local disks',
    partOf: 'local-disks',
    api: field('LocalStorageAmount'),
    documentation: field('localDisks.count'),
  },
  { key: 'gpus', flag: 'gpus', title: 'GPUs', unit: '', header: 'GPUs', partOf: 'gpu', api: field('GPUAmount'), documentation: gpuCount },
  {
    key: 'gpuMemoryGB',
    flag: 'gpu-memory',
    title: 'Memory of each GPU',
    unit: 'GB',
    header: 'GPU GB',
    api: field('GPUMemorySize'),
    documentation: field('gpu.memoryGB'),
  },
  { key: 'physicalCores', flag: 'physical-cores', title: 'Physical cores', unit: '', header: 'Cores', documentation: field('physicalCores') },
  {
    key: 'erdmaGbps',
    flag: 'erdma-bandwidth',
    title: 'eRDMA bandwidth',
    unit: 'Gbit/s',
    header: 'eRDMA Gbit/s',
    better: 'higher',
    documentation: field('erdmaGbps'),
  },
  { key: 'roceGbps', flag: 'roce', title: 'RoCE bandwidth', unit: 'Gbit/s', header: 'RoCE Gbit/s', better: 'higher', documentation: field('roceGbps') },
  {
    key: 'encryptedMemoryGiB',
    flag: 'encrypted-memory',
    title: 'Encrypted memory (SGX)',
    unit: 'GiB',
    header: 'Enc. GiB',
    documentation: field('encryptedMemoryGiB'),
  },
  {
    key: 'persistentMemoryGiB',
    flag: 'persistent-memory',
    title: 'Persistent memory',
    unit: 'GiB',
    header: 'PMem GiB',
    documentation: field('persistentMemoryGiB'),
  },
  {
    key: 'cpuBaselinePercent',
    flag: 'cpu-baseline',
    title: 'CPU baseline',
    unit: '%',
    header: 'CPU base %',
    better: 'higher',
    documentation: field('cpuBaselinePercent'),
  },
  {
    key: 'cpuCreditsPerHour',
    flag: 'cpu-credits',
    title: 'CPU credits an hour',
    unit: '',
    header: 'Credits/h',
    better: 'higher',
    documentation: field('cpuCreditsPerHour'),
  },
  {
    key: 'cpuCreditBalanceMax',
    flag: 'cpu-credit-balance',
    title: 'Largest CPU credit balance',
    unit: '',
    header: 'Credit max',
    better: 'higher',
    documentation: field('cpuCreditBalanceMax'),
  },
] as const satisfies readonly MetricDefinition[];

/** A key of the metric registry. */
export type MetricKey = (typeof registry)[number]['key'];

/** A row of the registry with its own key. */
export interface Metric extends MetricDefinition {
  readonly key: MetricKey;
}

/** The rows of the registry under their general type. */
export const metricDefinitions: readonly Metric[] = registry;

/** The rows by key. */
export const metricByKey: ReadonlyMap<string, Metric> = new Map(metricDefinitions.map((metric) => [metric.key, metric]));

/** What is known of one type: a missing key is not known. */
export type Metrics = Readonly<Partial<Record<MetricKey, number>>>;

/** The lowest and highest known value among a family's types. */
export interface MetricRange {
  readonly min: number;
  readonly max: number;
}

/** What is known of a family: a missing key is not known of any of its types. */
export type MetricRanges = Readonly<Partial<Record<MetricKey, MetricRange>>>;

/** The metrics of a record, by the registry's `api` or `documentation` column. */
export function readMetrics(record: unknown, from: 'api' | 'documentation'): Metrics {
  const known: Partial<Record<MetricKey, number>> = {};
  for (const metric of metricDefinitions) {
    const figure = metric[from];
    const value = figure?.read(...figure.fields.map((path) => valueAt(record, path)));
    if (value !== undefined) known[metric.key] = value;
  }
  return known;
}

/** The range of every metric over some types. */
export function rangesOf(list: readonly Metrics[]): MetricRanges {
  const ranges: Partial<Record<MetricKey, MetricRange>> = {};
  for (const known of list) {
    for (const [key, value] of Object.entries(known) as [MetricKey, number][]) {
      const range = ranges[key];
      ranges[key] = range ? { min: Math.min(range.min, value), max: Math.max(range.max, value) } : { min: value, max: value };
    }
  }
  return ranges;
}
