import type { Candidate } from '../catalog/candidate.ts';
import { differencesInKind, doublings } from '../catalog/similarity.ts';
import type { TypePrices } from '../market/price.ts';
import { type Stock, zonesInStock } from '../market/stock.ts';
import { seriesOf } from '../names/series.ts';
import { type MetricKey, metricDefinitions } from '../registry/metrics.ts';

/** What scores may rest on besides the catalog; missing is not asked for. */
export interface ScoreInputs {
  /** By type. */
  readonly prices?: ReadonlyMap<string, TypePrices>;
  readonly stock?: Stock;
}

/** What two values say of a replacement. */
interface Rating {
  readonly before: string | number | null;
  readonly after: string | number | null;
  /** 0 to 1; null where it is not known, which counts as `unknownScore`. */
  readonly score: number | null;
  /** In words, one sentence. */
  readonly sentence: string;
}

/** One part of a score. */
export interface ScorePart extends Rating {
  readonly key: string;
  readonly title: string;
  readonly weight: number;
}

/** The score of a replacement, 0 to 1, with all that it is made of. */
export interface Score {
  /** The mean of the parts by their weights. */
  readonly score: number;
  /** Which share of the weights is known, 0 to 1. */
  readonly known: number;
  readonly parts: readonly ScorePart[];
}

type Rate = (from: Candidate, to: Candidate, inputs: ScoreInputs) => Rating;

/** The rating of a size: the nearer to the one before, the better. */
const nearness = (before: number, after: number) => (before === after ? 1 : 2 ** -doublings(before, after));
/** The rating of a figure of which more is never worse. */
const sufficiency = (before: number, after: number) => (after >= before ? 1 : nearness(before, after));

function byMetric(key: MetricKey, rate: (before: number, after: number) => number): Rate {
  const { title = key, unit = '' } = metricDefinitions.find((one) => one.key === key) ?? {};
  return (from, to) => {
    const [before, after] = [from.report.metrics[key], to.report.metrics[key]];
    const say = (value: number | undefined) => (value === undefined ? 'not known' : `${value} ${unit}`.trim());
    return {
      before: before ?? null,
      after: after ?? null,
      score: before === undefined || after === undefined ? null : rate(before, after),
      sentence: `${title}: ${say(after)}, before ${say(before)}.`,
    };
  };
}

const byKind: Rate = ({ report: from }, { report: to }) => {
  const differences = differencesInKind(from, to);
  const name = ({ family, category }: typeof from) => [seriesOf(family)?.series, category].filter(Boolean).join(', ') || null;
  return {
    before: name(from),
    after: name(to),
    score: 2 ** -differences.reduce((sum, { counts }) => sum + counts, 0),
    sentence:
      differences.length === 0 ? 'Alike in series, category and kind.' : `Another ${differences.map(({ what }) => what).join(', ')}, or known of one only.`,
  };
};

const byGeneration: Rate = (from, to) => {
  const [before, after] = generations(from, to);
  if (before === undefined || after === undefined)
    return { before: null, after: null, score: null, sentence: 'Generations of different series cannot be compared.' };
  const newer = after - before;
  return {
    before,
    after,
    // Half for the same, three quarters for the next, a quarter for the one before.
    score: newer >= 0 ? 1 - 0.5 ** (newer + 1) : 0.5 ** (1 - newer),
    sentence: `Generation ${after}, before ${before}.`,
  };
};

/** The generations that the API gives, or else those in the names of one series: only these can be compared. */
function generations(from: Candidate, to: Candidate): readonly (number | undefined)[] {
  const observed = [from, to].map(({ entry }) => /^ecs-(\d+)$/.exec(entry.observed?.generation ?? '')?.[1]);
  if (observed.every((one) => one !== undefined)) return observed.map(Number);
  const named = [from, to].map(({ entry }) => seriesOf(entry.id));
  return named[0]?.series === named[1]?.series ? named.map((one) => one?.generation) : [];
}

const byPrice: Rate = (from, to, { prices }) => {
  const [before, after] = [from, to].map(({ type }) => prices?.get(type.id)?.terms.hour);
  const values = { before: before?.trade ?? null, after: after?.trade ?? null };
  if (!before || !after) return { ...values, score: null, sentence: prices ? 'A price is not known.' : 'Prices were not asked for (--price).' };
  if (before.currency !== after.currency || before.trade === 0) return { ...values, score: null, sentence: 'The prices cannot be compared.' };
  return {
    ...values,
    // Half for the same price, nothing for twice as much.
    score: Math.max(0, 1 - after.trade / before.trade / 2),
    sentence: `${after.trade} ${after.currency} an hour, before ${before.trade}.`,
  };
};

const byStock: Rate = (from, to, { stock }) => {
  if (!stock) return { before: null, after: null, score: null, sentence: 'Stock was not asked for (--in-stock).' };
  const [before, after] = [from, to].map(({ type }) => zonesInStock(stock, [type.id]));
  return {
    before: before?.length ?? null,
    after: after?.length ?? null,
    score: after ? Number(after.length > 0) : null,
    sentence: after ? (after.length > 0 ? `In stock in ${after.join(', ')}.` : 'Not in stock.') : 'Its stock is not known.',
  };
};

/** The parts of a score with their weights, which add up to 100 without GPUs. */
const definitions: readonly { readonly key: string; readonly title: string; readonly weight: number; readonly onlyGpu?: true; readonly rate: Rate }[] = [
  { key: 'vcpus', title: 'vCPUs', weight: 20, rate: byMetric('vcpus', nearness) },
  { key: 'memoryGiB', title: 'Memory', weight: 20, rate: byMetric('memoryGiB', nearness) },
  { key: 'gpus', title: 'GPUs', weight: 20, onlyGpu: true, rate: byMetric('gpus', nearness) },
  { key: 'kind', title: 'Kind', weight: 10, rate: byKind },
  { key: 'networkGbps', title: 'Network bandwidth', weight: 10, rate: byMetric('networkGbps', sufficiency) },
  { key: 'packetRatePps', title: 'Packet rate', weight: 5, rate: byMetric('packetRatePps', sufficiency) },
  { key: 'diskIops', title: 'Disk IOPS', weight: 10, rate: byMetric('diskIops', sufficiency) },
  { key: 'generation', title: 'Generation', weight: 10, rate: byGeneration },
  { key: 'price', title: 'Price', weight: 10, rate: byPrice },
  { key: 'stock', title: 'Stock', weight: 5, rate: byStock },
];

/** What a part that is not known counts: as much as the same price or generation, less than the same bandwidth. */
export const unknownScore = 0.5;

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/**
 * Rates a replacement. A part that is not known counts half, so it never beats one that is known to be as good as
 * before. Its weight is missing from `known`, which shows that the part was not judged.
 */
export function scoreOf(from: Candidate, to: Candidate, inputs: ScoreInputs): Score {
  const hasGpu = from.report.features.gpu.status === 'yes';
  const parts = definitions
    .filter(({ onlyGpu }) => hasGpu || !onlyGpu)
    .map(({ key, title, weight, rate }): ScorePart => {
      const rating = rate(from, to, inputs);
      return { key, title, weight, ...rating, score: rating.score === null ? null : rounded(rating.score) };
    });
  const total = (value: (part: ScorePart) => number) => parts.reduce((sum, part) => sum + value(part), 0);
  const known = total(({ weight, score }) => (score === null ? 0 : weight));
  const all = total(({ weight }) => weight);
  return { score: rounded(total(({ weight, score }) => weight * (score ?? unknownScore)) / all), known: rounded(known / all), parts };
}
