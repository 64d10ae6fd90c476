import { featureDefinitions } from '../model/registry/features.ts';
import { type MetricKey, metricByKey, metricDefinitions } from '../model/registry/metrics.ts';
import type { Cell } from './files.ts';

/** What may stand in the cells of a column: undefined, or what it must be, in words. */
export type CellCheck = (cell: Exclude<Cell, null>) => string | undefined;

const figure =
  (least: number, most: number): CellCheck =>
  (cell) =>
    typeof cell === 'number' && cell >= least && cell <= most ? undefined : `a number from ${least} to ${most}`;
const whole =
  (least: number, most: number): CellCheck =>
  (cell) =>
    typeof cell === 'number' && Number.isInteger(cell) && cell >= least && cell <= most ? undefined : `a whole number from ${least} to ${most}`;
const flag: CellCheck = (cell) => (typeof cell === 'boolean' ? undefined : 'true or false');
const text: CellCheck = (cell) => (typeof cell === 'string' ? undefined : 'a text');
const share: CellCheck = (cell) => (typeof cell === 'string' && /^\d+(\/\d+)?$/.test(cell) ? undefined : 'a count in quotes, "2" or "1/6"');

/** The columns of a family's table of types, by name, in the order in which they are written. */
export const typeColumns: Readonly<Record<string, CellCheck>> = {
  vcpus: whole(1, 2048),
  physicalCores: whole(1, 1024),
  memoryGiB: figure(0.25, 65_536),
  encryptedMemoryGiB: figure(0, 65_536),
  persistentMemoryGiB: figure(0, 65_536),
  'gpu.model': text,
  'gpu.count': share,
  'gpu.memoryGB': figure(1, 2048),
  mig: flag,
  'localDisks.count': whole(0, 64),
  'localDisks.capacityGiB': figure(1, 65_536),
  networkGbps: figure(0, 6400),
  networkBurstGbps: figure(0, 6400),
  packetRatePps: whole(0, 1e9),
  connections: whole(0, 1e9),
  eniQueues: whole(0, 1024),
  secondaryEniQueues: whole(0, 1024),
  enis: whole(0, 512),
  ipv4PerEni: whole(0, 512),
  ipv6PerEni: whole(0, 512),
  eris: whole(0, 512),
  erdmaGbps: figure(0, 6400),
  roceGbps: figure(0, 6400),
  networkCards: whole(0, 64),
  maxDataDisks: whole(0, 512),
  diskIops: whole(0, 1e8),
  diskBurstIops: whole(0, 1e8),
  diskGbps: figure(0, 6400),
  diskBurstGbps: figure(0, 6400),
  ebsQueues: whole(0, 1024),
  vtpm: flag,
  cpuBaselinePercent: figure(0, 100),
  cpuCreditsPerHour: figure(0, 1e5),
  cpuCreditBalanceMax: figure(0, 1e6),
};

/** The column of the tables of types that a metric is read from, the first of several. */
export const columnOf = (metric: MetricKey): string => metricByKey.get(metric)?.documentation?.fields[0] ?? metric;

/**
 * What a figure of a metric may be. A slice of a GPU is a fraction, which only tables write as a text; what is a
 * product of columns has the bounds of none of them.
 */
export function figureCheckOf(metric: MetricKey): CellCheck {
  if (metric === 'gpus') return figure(0, 64);
  const isOneColumn = metricByKey.get(metric)?.documentation?.fields.length === 1;
  return (isOneColumn && typeColumns[columnOf(metric)]) || figure(0, 1e9);
}

const asIs: CellCheck = () => undefined;

/** Fields of a reply that say what a type is, and nothing of a feature. */
const identityFields = ['CpuArchitecture', 'PhysicalProcessorModel', 'SupportedBootModes.SupportedBootMode'] as const;

/** The columns of recorded replies: every metric that the API shows, and the fields that features are read from. */
export const recordColumns: Readonly<Record<string, CellCheck>> = Object.fromEntries([
  ...metricDefinitions.flatMap(({ key, api }) => (api ? [[key, typeColumns[key] ?? figure(0, 1e9)] as const] : [])),
  ...featureDefinitions.flatMap(({ api }) => (api?.fields ?? []).filter((field) => field !== 'InstanceTypeId').map((field) => [field, asIs] as const)),
  ...identityFields.map((field) => [field, text] as const),
]);
