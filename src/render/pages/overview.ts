import { formatPlatform } from '../../model/catalog/report.ts';
import type { NamedPrice } from '../../model/market/family-prices.ts';
import type { FeatureKey } from '../../model/registry/features.ts';
import { type MetricKey, metricByKey } from '../../model/registry/metrics.ts';
import type { Basis, Status } from '../../model/registry/status.ts';
import type { Details, FeatureDetail } from '../../model/reports/details.ts';
import { printable } from '../../text.ts';
import { formatNumber } from '../cell.ts';
import { formatPrice } from '../columns/prices.ts';
import { statusTones } from '../marks.ts';
import type { Paint } from '../style.ts';

/** The features that people ask for first: they stand at the top, and not again among the characteristics. */
const firstFeatures: readonly FeatureKey[] = ['erdma', 'nvme', 'bare-metal'];

/** Whether a feature stands at the top. */
export function isAtTheTop(key: FeatureKey): boolean {
  return firstFeatures.includes(key);
}

/** Every feature once. */
export function featuresOf({ characteristics, otherFeatures }: Details): FeatureDetail[] {
  const all = [...characteristics.flatMap(({ features }) => features), ...otherFeatures];
  return [...new Map(all.map((feature) => [feature.key, feature])).values()];
}

const basisWords: Readonly<Record<Basis, string>> = {
  api: ', shown by the API',
  documented: ', documented',
  stated: ', stated',
  inferred: ', inferred',
  none: '',
};

/** What is known of a feature in a few words: `some (from 4 vCPUs), documented`. */
export function statusWords({ key, status, basis, condition }: FeatureDetail, { types }: Details, paint: Paint): string {
  if (status === 'unknown') return paint('not known', statusTones.unknown);
  const share = condition ?? (status === 'some' ? shareWords(key, types) : '');
  return paint(share === '' ? status : `${status} (${share})`, statusTones[status]) + basisWords[basis];
}

/** How many of some types have a feature: `at least 1 of 9` where it is not known of all; empty where it is of none. */
function shareWords(key: FeatureKey, types: Details['types']): string {
  const count = (status: Status) => types.filter(({ features }) => features[key].status === status).length;
  const having = count('yes');
  return having === 0 ? '' : `${count('unknown') > 0 ? 'at least ' : ''}${having} of ${types.length}`;
}

/** The lines at the top of a page that figures stand in. */
type Line = 'size' | 'memory' | 'network' | 'erdma' | 'disks' | 'gpu';

/** Where each figure stands and how it is put: `#` is the figure with its unit. */
const figures: Readonly<Record<MetricKey, readonly [Line, string]>> = {
  vcpus: ['size', '# vCPU(s)'],
  physicalCores: ['size', '# physical core(s)'],
  cpuBaselinePercent: ['size', 'baseline #'],
  cpuCreditsPerHour: ['size', '# CPU credits an hour'],
  cpuCreditBalanceMax: ['size', 'largest credit balance: #'],
  memoryGiB: ['memory', '#'],
  encryptedMemoryGiB: ['memory', '# encrypted (SGX)'],
  persistentMemoryGiB: ['memory', '# persistent'],
  networkGbps: ['network', '#'],
  networkBurstGbps: ['network', 'burst #'],
  packetRatePps: ['network', '#'],
  connections: ['network', '# connection(s)'],
  networkCards: ['network', 'network cards: #'],
  enis: ['network', 'ENIs: #'],
  eniQueues: ['network', 'queues of the primary ENI: #'],
  secondaryEniQueues: ['network', 'of a secondary ENI: #'],
  ipv4PerEni: ['network', 'IPv4 per ENI: #'],
  ipv6PerEni: ['network', 'IPv6 per ENI: #'],
  eris: ['erdma', 'ERIs: #'],
  erdmaGbps: ['erdma', '#'],
  queuePairs: ['erdma', 'queue pairs: #'],
  roceGbps: ['network', 'RoCE #'],
  disks: ['disks', 'disks: #, the system disk included'],
  dataDisks: ['disks', 'data disks: #'],
  diskIops: ['disks', '#'],
  diskBurstIops: ['disks', 'burst #'],
  diskGbps: ['disks', '#'],
  diskBurstGbps: ['disks', 'burst #'],
  ebsQueues: ['disks', 'disk queues: #'],
  localDisks: ['disks', 'local disks: #'],
  localDiskGiB: ['disks', '# on local disks'],
  gpus: ['gpu', '# GPU(s)'],
  gpuMemoryGB: ['gpu', '# each'],
};

/** What people want to know first of a family or type, in lines of a label and a text. */
export function overviewRows(details: Details, paint: Paint): string[][] {
  const { family, documented, type } = details;
  const { platform } = family;
  const { metrics } = type ?? family;
  const { gpu, baseGHz, turboGHz, cpuToMemoryRatio, localDisk, diskTypes = [] } = documented ?? {};
  const figuresIn = (line: Line) => figureWords(details, line);
  const clock = [baseGHz && `${baseGHz} GHz`, turboGHz && `turbo ${turboGHz} GHz`].filter(Boolean).join(', ');
  const count = family.types > 0 ? typeCount(family.types) : 'none is listed';
  const features = featuresOf(details).filter(({ key }) => isAtTheTop(key));
  const rows: readonly (readonly [label: string, ...parts: readonly (string | null | undefined | false | 0)[]])[] = [
    ['CIPU', verdictSentence(details, paint)],
    ['Platform', platform && platform.name !== 'CIPU' && `${formatPlatform(platform)}, documented`],
    ...features
      .sort((a, b) => firstFeatures.indexOf(a.key) - firstFeatures.indexOf(b.key))
      .map((one) => [one.title, statusWords(one, details, paint), ...(one.key === 'erdma' ? figuresIn('erdma') : [])] as const),
    [type ? 'Size' : 'Sizes', !type && count, ...figuresIn('size'), clock],
    ['Memory', ...figuresIn('memory'), cpuToMemoryRatio && `vCPU to memory ${printable(cpuToMemoryRatio)}`],
    ['Network', ...figuresIn('network')],
    ['Disks', printable(diskTypes.join(', ')), ...figuresIn('disks'), localDisk && printable(/\blocal\b/.test(localDisk) ? localDisk : `local: ${localDisk}`)],
    ['GPU', gpu?.model && printable(gpu.model), ...figuresIn('gpu'), gpu?.memoryGB && metrics.gpuMemoryGB === undefined && `${gpu.memoryGB} GB each`],
    ['Sold', soldWords(details)],
    ['Regions', printable(family.regions?.join(', ') ?? '')],
    ['Price', printable(priceWords(details))],
  ];
  return rows.flatMap(([label, ...parts]) => {
    const text = parts.filter(Boolean).join('; ');
    return text ? [[label, text]] : [];
  });
}

const typeCount = (count: number) => (count === 1 ? '1 type' : `${count} types`);

/** The verdict as a plain sentence, and what speaks against it. */
function verdictSentence({ family: { cipu }, because }: Details, paint: Paint): string {
  const sentences: Readonly<Record<Status, string>> = {
    yes: `, it runs on CIPU${cipu.generation ? ` ${cipu.generation}` : ''}`,
    no: ', it does not run on CIPU',
    unknown: ': nothing says that it runs on CIPU, and nothing denies it',
  };
  const tone = cipu.verdict === 'no' ? 'bad' : statusTones[cipu.verdict];
  const word = paint(cipu.verdict === 'unknown' ? 'not known' : cipu.verdict, tone);
  const reason = because === null ? '' : ` (${cipu.basis}): ${because}`;
  return `${word}${sentences[cipu.verdict]}${reason}${cipu.conflict ? '. Some of the evidence points the other way.' : ''}`;
}

/** The known figures of a line, each with its words, in the order of the table above. */
function figureWords({ family, type }: Details, line: Line): string[] {
  return Object.entries(figures).flatMap(([key, [place, words]]) => {
    const metric = metricByKey.get(key);
    if (place !== line || !metric) return [];
    const value = type?.metrics[metric.key];
    const range = type ? value !== undefined && { min: value, max: value } : family.metrics[metric.key];
    // Without a feature there is nothing of it: the page says so of the feature.
    if (!range || (range.max === 0 && (metric.partOf !== undefined || line === 'erdma'))) return [];
    const figure = range.min === range.max ? grouped(range.min) : `${grouped(range.min)} to ${grouped(range.max)}`;
    return [words.replace('#', `${figure} ${metric.unit}`.trim()).replace('(s)', figure === '1' ? '' : 's')];
  });
}

/** A figure whose thousands are parted from ten thousand on, since nobody counts zeros: 1,000,000. */
function grouped(value: number): string {
  const [whole = '', ...fraction] = formatNumber(value).split('.');
  return [whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

function soldWords({ family: { sold }, documented }: Details): string {
  if (!documented) return 'no document describes this family';
  const sites = (['international', 'china'] as const).filter((site) => sold?.[site]);
  return sites.length > 0 ? sites.join(', ') : 'no longer';
}

/** What it costs by the hour; empty where that was not asked for or is not known. */
function priceWords({ family, type }: Details): string {
  if (type?.price) return `${formatPrice(type.price.trade)} ${type.price.currency} by the hour`;
  if (!family.price) return '';
  const { cheapest, dearest, unknown } = family.price;
  const words = ({ type: name, trade, currency }: NamedPrice) => `${formatPrice(trade)} ${currency} (${name})`;
  const range = cheapest.type === dearest.type ? words(cheapest) : `${words(cheapest)} to ${words(dearest)}`;
  return `${range} by the hour${unknown.length > 0 ? `; not known of ${typeCount(unknown.length)}` : ''}`;
}
