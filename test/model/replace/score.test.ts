import { describe, expect, it } from 'vitest';
import { type Candidate, candidatesOf } from '../../../src/model/catalog/candidate.ts';
import type { StockStatus } from '../../../src/model/market/stock.ts';
import { type Score, type ScoreInputs, type ScorePart, scoreOf, unknownScore } from '../../../src/model/replace/score.ts';
import { pricesOf } from '../../helpers/prices.ts';
import { liveCatalog, type TypeReply } from '../../helpers/small-catalog.ts';
import { stockOf } from '../../helpers/stock.ts';

type Fields = Readonly<Record<string, unknown>>;

const ids = ['ecs.g7', 'ecs.g8i'] as const;
const plain = { CpuCoreCount: 4, MemorySize: 16, InstanceCategory: 'General-purpose', LocalStorageAmount: 0, GPUAmount: 0 };

/** Two types of 4 vCPUs and 16 GiB, of ecs.g7 and ecs.g8i or other families, with what they show besides. */
function pair(before: Fields, after: Fields, families: readonly [string, string] = ids, generations: readonly (string | null)[] = []): [Candidate, Candidate] {
  const replies = families.map((id, i): TypeReply => ({ ...plain, ...[before, after][i], InstanceTypeId: `${id}.large`, InstanceTypeFamily: id }));
  const catalog = liveCatalog(
    families.map((id, i) => ({ id, generation: generations[i] ?? null, regions: [] })),
    replies,
  );
  const [from, to] = families.map((id) => candidatesOf(catalog.families).find(({ entry }) => entry.id === id));
  if (!from || !to) throw new Error('no types');
  return [from, to];
}

const partOf = ({ parts }: Score, key: string): ScorePart | undefined => parts.find((part) => part.key === key);
const part = (key: string, before: Fields, after: Fields, inputs: ScoreInputs = {}) => partOf(scoreOf(...pair(before, after), inputs), key);

describe('a size', () => {
  it.each<[string, Fields, Fields, number | null, string]>([
    ['vcpus', {}, {}, 1, 'vCPUs: 4, before 4.'],
    ['vcpus', {}, { CpuCoreCount: 8 }, 0.5, 'vCPUs: 8, before 4.'],
    ['vcpus', {}, { CpuCoreCount: 2 }, 0.125, 'vCPUs: 2, before 4.'],
    ['memoryGiB', {}, { MemorySize: 64 }, 0.25, 'Memory: 64 GiB, before 16 GiB.'],
    ['memoryGiB', {}, { MemorySize: undefined }, null, 'Memory: not known, before 16 GiB.'],
    ['memoryGiB', { MemorySize: undefined }, {}, null, 'Memory: 16 GiB, before not known.'],
  ])('%s is the better the nearer it is: %#', (key, before, after, score, sentence) => expect(part(key, before, after)).toMatchObject({ score, sentence }));

  it('says both values, null for one that is not known', () => {
    expect(part('vcpus', {}, { CpuCoreCount: undefined })).toMatchObject({ key: 'vcpus', title: 'vCPUs', weight: 20, before: 4, after: null });
  });
});

describe('a speed', () => {
  const speed = (kbit: number) => ({ InstanceBandwidthRx: kbit });
  const [one, two] = [1_024_000, 2_048_000];

  it.each<[string, Fields, Fields, number | null]>([
    ['as fast', speed(one), speed(one), 1],
    ['faster is no better than as fast', speed(one), speed(two), 1],
    ['slower', speed(two), speed(one), 0.125],
    ['not known', speed(one), {}, null],
  ])('%s', (_, before, after, score) => expect(part('networkGbps', before, after)?.score).toBe(score));
});

describe('GPUs', () => {
  it('count only where the replaced type has some', () => {
    expect(part('gpus', {}, { GPUAmount: 1 })).toBeUndefined();
    expect(part('gpus', { GPUAmount: 1 }, { GPUAmount: 2 })).toMatchObject({ weight: 20, score: 0.5 });
    expect(part('gpus', { GPUAmount: 1 }, { GPUAmount: 0 })?.score).toBe(0);
  });
});

describe('the kind', () => {
  const kind = (after: Fields, families: readonly [string, string] = ids) => partOf(scoreOf(...pair({}, after, families), {}), 'kind');

  it.each<[string, ReturnType<typeof kind>, Partial<ScorePart>]>([
    ['alike', kind({}), { score: 1, before: 'g, General-purpose', after: 'g, General-purpose', sentence: 'Alike in series, category and kind.' }],
    [
      'another series and category',
      kind({ InstanceCategory: 'Enhanced' }, ['ecs.g7', 'ecs.c8i']),
      { score: 0.5946, after: 'c, Enhanced', sentence: 'Another series, category, or known of one only.' },
    ],
    ['local disks', kind({ LocalStorageAmount: 1 }), { score: 0.5, sentence: 'Another local-disks, or known of one only.' }],
  ])('%s', (_, found, expected) => expect(found).toMatchObject(expected));
});

describe('the generation', () => {
  const generation = (families: readonly [string, string], ...given: readonly (string | null)[]) =>
    partOf(scoreOf(...pair({}, {}, families, given), {}), 'generation');

  it.each<[string, readonly [string, string], readonly (string | null)[], number | null, number | null, number | null]>([
    ['the next of a series', ['ecs.g7', 'ecs.g8i'], [], 7, 8, 0.75],
    ['the second next of a series', ['ecs.g7', 'ecs.g9i'], [], 7, 9, 0.875],
    ['the same of a series', ['ecs.g8y', 'ecs.g8i'], [], 8, 8, 0.5],
    ['the one before', ['ecs.g8i', 'ecs.g7'], [], 8, 7, 0.25],
    ['what the API gives', ['ecs.g7', 'ecs.g8i'], ['ecs-6', 'ecs-8'], 6, 8, 0.875],
    ['what the API gives, across series', ['ecs.g7', 'ecs.c8i'], ['ecs-7', 'ecs-8'], 7, 8, 0.75],
    ['what the API gives of one only', ['ecs.g7', 'ecs.g8i'], ['ecs-3', null], 7, 8, 0.75],
    ['words that nobody knows', ['ecs.g7', 'ecs.g8i'], ['ecs-3', 'next'], 7, 8, 0.75],
    ['another series', ['ecs.g7', 'ecs.c8i'], [], null, null, null],
    ['names without a series', ['ecs.video', 'ecs.audio'], [], null, null, null],
  ])('%s', (_, families, given, before, after, score) => expect(generation(families, ...given)).toMatchObject({ before, after, score }));
});

describe('the price', () => {
  const price = (before: number | null, after: number | null, currency = 'CNY') => {
    const prices = after === null ? [] : [pricesOf('ecs.g8i.large', after, { terms: { hour: { currency, trade: after, original: after } } })];
    const all = [...(before === null ? [] : [pricesOf('ecs.g7.large', before)]), ...prices];
    return part('price', {}, {}, { prices: new Map(all.map((one) => [one.type, one])) });
  };

  it.each<[string, ReturnType<typeof price>, Partial<ScorePart>]>([
    ['the same', price(2, 2), { score: 0.5, before: 2, after: 2, sentence: '2 CNY an hour, before 2.' }],
    ['half', price(2, 1), { score: 0.75 }],
    ['nothing', price(2, 0), { score: 1 }],
    ['twice', price(2, 4), { score: 0 }],
    ['more than twice', price(2, 5), { score: 0 }],
    ['another currency', price(2, 2, 'USD'), { score: null, before: 2, after: 2, sentence: 'The prices cannot be compared.' }],
    ['nothing before', price(0, 2), { score: null, sentence: 'The prices cannot be compared.' }],
    ['not known', price(2, null), { score: null, before: 2, after: null, sentence: 'A price is not known.' }],
    ['not known before', price(null, 2), { score: null, before: null, after: 2, sentence: 'A price is not known.' }],
    ['not asked for', part('price', {}, {}), { score: null, sentence: 'Prices were not asked for (--price).' }],
  ])('%s', (_, found, expected) => expect(found).toMatchObject(expected));
});

describe('stock', () => {
  const zone = (name: string, before: StockStatus, after: StockStatus) => ({
    region: 'cn-hangzhou',
    zone: name,
    types: new Map([
      ['ecs.g7.large', before],
      ['ecs.g8i.large', after],
    ]),
  });
  const stock = (...zones: readonly ReturnType<typeof zone>[]) => part('stock', {}, {}, { stock: stockOf(...zones) });

  it.each<[string, ReturnType<typeof stock>, Partial<ScorePart>]>([
    [
      'in two zones',
      stock(zone('g', 'without-stock', 'with-stock'), zone('h', 'unknown', 'with-stock')),
      { score: 1, after: 2, sentence: 'In stock in g, h.' },
    ],
    ['in none', stock(zone('g', 'with-stock', 'without-stock')), { score: 0, before: 1, after: 0, sentence: 'Not in stock.' }],
    ['not known', stock(zone('g', 'unknown', 'unknown')), { score: null, before: null, after: null, sentence: 'Its stock is not known.' }],
    ['not asked for', part('stock', {}, {}), { score: null, sentence: 'Stock was not asked for (--in-stock).' }],
  ])('%s', (_, found, expected) => expect(found).toMatchObject(expected));
});

describe('a score', () => {
  it('is the mean of its parts by their weights, of which the unknown count half', () => {
    const { score, known, parts } = scoreOf(...pair({}, { CpuCoreCount: 8 }), {});
    // Known are vCPUs, memory, kind and generation; bandwidth, packets, disks, price and stock are not.
    const sum = 20 * 0.5 + 20 * 1 + 10 * 1 + 10 * 0.75 + (10 + 5 + 10 + 10 + 5) * unknownScore;
    expect(parts.reduce((total, { weight }) => total + weight, 0)).toBe(100);
    expect([score, known]).toEqual([sum / 100, 0.6]);
  });

  it('has weights of 120 where there are GPUs', () => {
    const { parts } = scoreOf(...pair({ GPUAmount: 1 }, { GPUAmount: 1 }), {});
    expect(parts.reduce((total, { weight }) => total + weight, 0)).toBe(120);
  });
});
