import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/model/catalog/candidate.ts';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import type { DocumentedFamily } from '../../../src/model/catalog/facts.ts';
import type { TypePrices } from '../../../src/model/market/price.ts';
import type { Stock } from '../../../src/model/market/stock.ts';
import { parseRequirement, type Requirement } from '../../../src/model/policy/requirement.ts';
import { currentTypesOf, type InstanceInUse } from '../../../src/model/replace/current-type.ts';
import { type Ranking, type ReplacementOptions, rankReplacements } from '../../../src/model/replace/replacement.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { documentedEntry, documentedFamily, documentedType, liveCatalog, type TypeReply } from '../../helpers/small-catalog.ts';

const embedded = openEmbeddedCatalog();
const requirement = (text: string) => parseRequirement(text) as Requirement;

function rank(name: string, catalog: Catalog = embedded, wanted: Partial<ReplacementOptions> = {}, instance: InstanceInUse | null = null): Ranking {
  const [from] = currentTypesOf(name, catalog, instance);
  if (!from) throw new Error(`The catalog has no ${name}.`);
  return rankReplacements(from, candidatesOf(catalog.families), catalog, { require: [], anyPlatform: false, inStock: false, ...wanted });
}

const namesOf = ({ rows }: Ranking) => rows.map(({ type }) => type.replace('ecs.', ''));

const cipu = { platforms: [{ name: 'CIPU', generation: null }] } as const;
const shenlong = { platforms: [{ name: 'SHENLONG', generation: '3' }] } as const;
const family = (id: string, facts: Partial<DocumentedFamily> = {}) => documentedEntry(documentedFamily(id, { ...cipu, ...facts }));
const reply = (id: string, facts: Partial<TypeReply> = {}): TypeReply => ({
  CpuCoreCount: 4,
  MemorySize: 16,
  CpuArchitecture: 'X86',
  InstanceCategory: 'General-purpose',
  ...facts,
  InstanceTypeId: `${id}.xlarge`,
  InstanceTypeFamily: id,
});

/** A live catalog of ecs.g7, which is not on CIPU, and of ecs.g8i, which is: a type each, with what a test adds. */
function move(
  before: Partial<TypeReply>,
  after: Partial<TypeReply>,
  documented: readonly [Partial<DocumentedFamily>, Partial<DocumentedFamily>] = [{}, {}],
): Catalog {
  return liveCatalog(
    ['ecs.g7', 'ecs.g8i'],
    [reply('ecs.g7', before), reply('ecs.g8i', after)],
    [family('ecs.g7', { ...shenlong, ...documented[0] }), family('ecs.g8i', documented[1])],
  );
}

const inUse = (facts: Partial<InstanceInUse> = {}): InstanceInUse => ({ id: 'i-1', osSupportsNvme: null, eris: 0, ...facts });

describe('what a replacement must be', () => {
  it('is on CIPU, unless that is dropped or spoken of', () => {
    expect(namesOf(rank('ecs.g7.xlarge')).slice(0, 3)).toEqual(['g9a.xlarge', 'g9ae.xlarge', 'g9i.xlarge']);
    const all = rank('ecs.g7.xlarge', embedded, { anyPlatform: true });
    expect(new Set(all.rows.map(({ report }) => report.cipu.verdict))).toEqual(new Set(['yes', 'no', 'unknown']));
    const not = rank('ecs.g7.xlarge', embedded, { require: [requirement('!cipu')] });
    expect(new Set(not.rows.map(({ report }) => report.cipu.verdict))).toEqual(new Set(['no']));
  });

  it('keeps the architecture, unless another is asked for', () => {
    const architectures = (wanted: Partial<ReplacementOptions>) =>
      new Set(rank('ecs.g7.xlarge', embedded, wanted).rows.map(({ report }) => report.cpuArchitecture));
    expect(architectures({})).toEqual(new Set(['X86']));
    expect(architectures({ architecture: 'ARM' })).toEqual(new Set(['ARM']));
    expect(architectures({ architecture: 'any' })).toEqual(new Set(['X86', 'ARM']));
  });

  it('keeps GPUs and bare metal, and does not bring them, unless a requirement speaks of them', () => {
    const gpu = rank('ecs.gn6i-c8g1.2xlarge', embedded, { anyPlatform: true, vcpus: { min: 8, max: 16 }, memoryGiB: { min: 30, max: 64 } });
    expect(gpu.rows.length).toBeGreaterThan(0);
    expect(gpu.rows.every(({ report }) => report.features.gpu.status === 'yes' && (report.metrics.gpus ?? 0) >= 1)).toBe(true);
    const wide = { vcpus: { min: 64, max: 256 }, memoryGiB: { min: 192, max: 1024 } };
    const metal = rank('ecs.ebmg6.26xlarge', embedded, wide);
    expect(metal.rows.length).toBeGreaterThan(0);
    expect(metal.rows.every(({ report }) => report.features['bare-metal'].status === 'yes')).toBe(true);
    const virtual = rank('ecs.ebmg6.26xlarge', embedded, { ...wide, require: [requirement('!bare-metal')] });
    expect(virtual.rows.length).toBeGreaterThan(0);
    expect(virtual.rows.every(({ report, breaks }) => report.features['bare-metal'].status === 'no' && breaks.some(({ key }) => key === 'bare-metal'))).toBe(
      true,
    );
  });

  it('has at least the elastic RDMA interfaces that are attached', () => {
    const types = (eris: number | null, after: Partial<TypeReply>) => rank('ecs.g7.xlarge', move({}, after), {}, inUse({ eris })).rows.length;
    expect(types(1, { EriQuantity: 2 })).toBe(1);
    expect(types(2, { EriQuantity: 1 })).toBe(0);
    expect(types(1, {})).toBe(0);
    expect(types(0, {})).toBe(1);
    expect([...rank('ecs.g7.xlarge', move({}, {}), {}, inUse({ eris: 1 })).undecided]).toEqual([['ecs.g8i.xlarge', ['erdma', 'eris']]]);
  });

  it('is something that can be bought, and that the instance can be changed to, where that is asked', () => {
    const catalog = move({}, {});
    const stockOf = (status: 'with-stock' | 'without-stock' | 'unknown'): Stock => ({
      charge: 'postpaid',
      asOf: '2026-02-03T04:05:06.000Z',
      zones: [{ region: 'cn-hangzhou', zone: 'cn-hangzhou-h', types: new Map([['ecs.g8i.xlarge', status]]) }],
      gaps: [],
      warnings: [],
    });
    const inStock = (status: 'with-stock' | 'without-stock' | 'unknown') => rank('ecs.g7.xlarge', catalog, { inStock: true, stock: stockOf(status) });
    expect(inStock('with-stock').rows.map(({ report }) => report.zones)).toEqual([['cn-hangzhou-h']]);
    expect(inStock('without-stock')).toEqual({ rows: [], gaps: [], undecided: new Map() });
    expect([...inStock('unknown').undecided]).toEqual([['ecs.g8i.xlarge', ['stock']]]);
    const changeable = (types: ReadonlyMap<string, 'with-stock' | 'without-stock'>) => namesOf(rank('ecs.g7.xlarge', catalog, { modifications: types }));
    expect(changeable(new Map([['ecs.g8i.xlarge', 'with-stock']]))).toEqual(['g8i.xlarge']);
    expect(changeable(new Map([['ecs.g8i.xlarge', 'without-stock']]))).toEqual([]);
    expect(changeable(new Map([['ecs.c8i.xlarge', 'with-stock']]))).toEqual([]);
  });

  it('is no family that nobody sells any more', () => {
    const sold = (is: boolean) => ({ sold: { international: is, china: false } });
    const of = (is: boolean): Catalog => {
      const size = { metrics: { vcpus: 4, memoryGiB: 16 } };
      const entries = [
        documentedEntry(documentedFamily('ecs.g7', shenlong), [documentedType('ecs.g7.xlarge', size)]),
        documentedEntry(documentedFamily('ecs.g8i', { ...cipu, ...sold(is) }), [documentedType('ecs.g8i.xlarge', size)]),
      ];
      return { ...embedded, families: entries, known: entries };
    };
    expect(namesOf(rank('ecs.g7.xlarge', of(true)))).toEqual(['g8i.xlarge']);
    expect(namesOf(rank('ecs.g7.xlarge', of(false)))).toEqual([]);
  });

  it('cannot be said of a type whose size or architecture nobody knows, until a flag says it', () => {
    expect(rank('ecs.hpc8i.32xlarge')).toEqual({
      rows: [],
      gaps: ['Number of vCPUs of ecs.hpc8i.32xlarge is not known: --vcpus says what a replacement must have.'],
      undecided: new Map(),
    });
    expect(rank('ecs.g7.xlarge', move({ CpuArchitecture: undefined }, {}, [{ cpuArchitecture: null }, {}])).gaps).toEqual([
      'The CPU architecture of ecs.g7.xlarge is not known: --arch says which a replacement must have.',
    ]);
  });
});

describe('a score', () => {
  const partOf = (ranking: Ranking, key: string) => ranking.rows[0]?.parts.find((part) => part.key === key);

  it('has parts that say what they rest on', () => {
    const [best] = rank('ecs.c6.large').rows;
    expect(best?.parts.map(({ key, weight, score }) => [key, weight, score])).toEqual([
      ['vcpus', 20, 1],
      ['memoryGiB', 20, 1],
      ['kind', 10, 1],
      ['networkGbps', 10, 1],
      ['packetRatePps', 5, 1],
      ['diskIops', 10, 1],
      ['generation', 10, 0.9375],
      ['price', 10, null],
      ['stock', 5, null],
    ]);
    expect([best?.score, best?.known]).toEqual([0.9188, 0.85]);
  });

  it('falls with what is larger, and faster with what is smaller', () => {
    const wide = { vcpus: { min: 1, max: 99 }, memoryGiB: { min: 1, max: 99 } };
    const vcpus = (after: number) => partOf(rank('ecs.g7.xlarge', move({}, { CpuCoreCount: after }), wide), 'vcpus')?.score;
    expect([4, 8, 2].map(vcpus)).toEqual([1, 0.5, 0.125]);
    const network = (after: number) =>
      partOf(rank('ecs.g7.xlarge', move({ InstanceBandwidthRx: 2_048_000 }, { InstanceBandwidthRx: after })), 'networkGbps')?.score;
    expect([2_048_000, 4_096_000, 1_024_000, 0].map(network)).toEqual([1, 1, 0.125, 0]);
  });

  it('compares generations of one series, or those that the API gives', () => {
    expect(partOf(rank('ecs.g7.xlarge', move({}, {})), 'generation')).toMatchObject({ before: 7, after: 8, score: 0.75 });
    const catalog = liveCatalog(
      [
        { id: 'ecs.c7', generation: 'ecs-6', regions: [] },
        { id: 'ecs.g8i', generation: 'ecs-7', regions: [] },
      ],
      [reply('ecs.c7'), reply('ecs.g8i')],
      [family('ecs.g8i')],
    );
    expect(partOf(rank('ecs.c7.xlarge', catalog), 'generation')).toMatchObject({ before: 6, after: 7, score: 0.75 });
    const other = liveCatalog(['ecs.c7', 'ecs.g8i'], [reply('ecs.c7'), reply('ecs.g8i')], [family('ecs.g8i')]);
    expect(partOf(rank('ecs.c7.xlarge', other), 'generation')).toMatchObject({ score: null, sentence: 'Generations of different series cannot be compared.' });
  });

  it('compares prices of one currency only', () => {
    const pricesOf = (type: string, trade: number, currency: string): [string, TypePrices] => [
      type,
      { type, region: 'cn-hangzhou', terms: { hour: { currency, trade, original: trade } }, spot: null, gaps: [] },
    ];
    const price = (after: number, currency = 'CNY') =>
      rank('ecs.g7.xlarge', move({}, {}), { prices: new Map([pricesOf('ecs.g7.xlarge', 1, 'CNY'), pricesOf('ecs.g8i.xlarge', after, currency)]) });
    expect([1, 0.5, 2, 3].map((after) => partOf(price(after), 'price')?.score)).toEqual([0.5, 0.75, 0, 0]);
    expect(partOf(price(1, 'USD'), 'price')).toMatchObject({ score: null, sentence: 'The prices cannot be compared.' });
    expect(price(0.5).rows[0]?.price).toEqual({ currency: 'CNY', trade: 0.5, original: 0.5 });
    expect(partOf(rank('ecs.g7.xlarge', move({}, {}), { prices: new Map() }), 'price')).toMatchObject({ score: null, sentence: 'A price is not known.' });
  });
});

describe('the library', () => {
  it('takes requirements as texts, and gives nothing for a name nobody knows', async () => {
    const { replacementsFor } = await import('../../../src/index.ts');
    const found = replacementsFor('g7', { require: ['erdma', 'enis>=15'] });
    expect(new Set(found?.rows.map(({ replaces }) => replaces)).size).toBe(2);
    expect(found?.rows.every(({ report }) => report.features.erdma.status === 'yes' && (report.metrics.enis ?? 0) >= 15)).toBe(true);
    expect(replacementsFor('nosuch.large')).toBeUndefined();
    expect(() => replacementsFor('g7', { require: ['edrma'] })).toThrow('no feature and no metric is called "edrma"');
  });
});
