import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import { findSubject, type Subject } from '../../../src/model/catalog/lookup.ts';
import type { Stock, StockStatus } from '../../../src/model/market/stock.ts';
import type { Evaluation } from '../../../src/model/policy/evaluate.ts';
import { evaluateNames, evaluateRegions, evaluateStock } from '../../../src/model/policy/names-regions-stock.ts';
import type { Outcome } from '../../../src/model/policy/outcome.ts';
import { emptyPolicy } from '../../../src/model/policy/policy.ts';
import { patterns } from '../../helpers/policy.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog } from '../../helpers/small-catalog.ts';

/** Evaluations in short; there is no evidence on lists, regions and stock. */
const inShort = (evaluations: readonly Evaluation[]) =>
  evaluations.map(({ requirement, status, basis, reason, evidence }) => [requirement, status, basis, reason, ...evidence]);

/** Stock by region, zone and type: `{ 'cn-hangzhou': { h: { 'g8i.large': 'with-stock' } } }`. */
function stockOf(regions: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, StockStatus>>>>>>): Stock {
  const zones = Object.entries(regions).flatMap(([region, byZone]) =>
    Object.entries(byZone).map(([zone, types]) => ({
      region,
      zone: `${region}-${zone}`,
      types: new Map(Object.entries(types).map(([type, status]) => [`ecs.${type}`, status])),
    })),
  );
  return { charge: 'spot', asOf: '2026-02-03T05:00:00.000Z', zones, gaps: [], warnings: [] };
}

const documented = [documentedEntry(documentedFamily('ecs.g8i'), [documentedType('ecs.g8i.large'), documentedType('ecs.g8i.xlarge')])];
const live = liveCatalog(
  ['ecs.g8i'],
  [{ InstanceTypeId: 'ecs.g8i.large', InstanceTypeFamily: 'ecs.g8i' }],
  [...documented, documentedEntry(documentedFamily('ecs.g7'), [documentedType('ecs.g7.large')])],
);

function subject(name: string, catalog: Catalog): Subject {
  const found = findSubject(catalog, name);
  if (!found) throw new Error(`The catalog has no ${name}.`);
  return found;
}

describe('lists of names', () => {
  it('say nothing where they are empty', () => expect(evaluateNames(emptyPolicy, 'ecs.g8i', 'ecs.g8i')).toEqual([]));

  it.each<[string, string, string | null, Outcome, Outcome]>([
    ['a type of an allowed family', 'ecs.g8i.xlarge', 'ecs.g8i', 'pass', 'pass'],
    ['a type that is denied', 'ecs.g8i.large', 'ecs.g8i', 'fail', 'pass'],
    ['a family that is not allowed', 'ecs.g7', 'ecs.g7', 'pass', 'fail'],
    ['a type whose family is not known', 'ecs.g8i.xlarge', null, 'pass', 'fail'],
  ])('judge %s', async (_, name, family, deny, allow) => {
    const found = evaluateNames({ ...emptyPolicy, deny: await patterns('g8i.large'), allow: await patterns('g8i') }, name, family);
    expect(inShort(found)).toEqual([
      ['deny', deny, 'none', `${name} is ${deny === 'fail' ? '' : 'not '}on the policy's deny list.`],
      ['allow', allow, 'none', `${name} is ${allow === 'pass' ? '' : 'not '}on the policy's allow list.`],
    ]);
  });
});

describe('the regions of a policy', () => {
  const several: Catalog = { ...live, source: { ...live.source, regions: ['cn-hangzhou', 'eu-west-1'] } };
  const incomplete: Catalog = { ...live, source: { ...live.source, complete: false, gaps: ['x'] } };
  const of = (name: string, regions: readonly string[], catalog: Catalog, stock?: Stock) =>
    inShort(evaluateRegions({ ...emptyPolicy, regions }, subject(name, catalog), catalog, stock));

  it('are not asked about where the policy names none', () => expect(of('ecs.g8i', [], live)).toEqual([]));

  it.each<[string, Catalog, readonly (readonly string[])[]]>([
    ['ecs.g8i', live, []],
    ['ecs.g8i.large', several, []],
    ['ecs.g7', live, [['regions', 'fail', 'api', 'ecs.g7 is not offered in cn-hangzhou.']]],
    ['ecs.g8i.xlarge', live, [['regions', 'fail', 'api', 'ecs.g8i.xlarge is not offered in cn-hangzhou.']]],
    ['ecs.g7', incomplete, [['regions', 'unknown', 'none', 'It is not known whether ecs.g7 is offered in cn-hangzhou.']]],
    ['ecs.g8i', documentedCatalog(...documented), []],
  ])('that were asked must offer %s where the policy names none and a region was asked for', (name, catalog, expected) => {
    expect(inShort(evaluateRegions({ ...emptyPolicy, offered: true }, subject(name, catalog), catalog, undefined))).toEqual(expected);
  });

  it('are not known to the embedded catalog', () => {
    expect(of('ecs.g8i', ['cn-hangzhou'], documentedCatalog(...documented))).toEqual([
      ['regions', 'unknown', 'none', 'The embedded catalog does not know in which regions ecs.g8i is offered: --live asks the API.'],
    ]);
  });

  it.each<[string, readonly string[], Catalog, Outcome, string]>([
    ['ecs.g8i', ['cn-hangzhou'], live, 'pass', 'ecs.g8i is offered in cn-hangzhou.'],
    ['ecs.g8i.large', ['cn-hangzhou'], live, 'pass', 'ecs.g8i.large is offered in cn-hangzhou.'],
    ['ecs.g8i.xlarge', ['cn-hangzhou'], live, 'fail', 'ecs.g8i.xlarge is not offered in cn-hangzhou.'],
    ['ecs.g7', ['cn-hangzhou'], live, 'fail', 'ecs.g7 is not offered in cn-hangzhou.'],
    ['ecs.g7', ['cn-hangzhou'], incomplete, 'unknown', 'It is not known whether ecs.g7 is offered in cn-hangzhou.'],
    ['ecs.g8i.xlarge', ['cn-hangzhou'], incomplete, 'unknown', 'It is not known whether ecs.g8i.xlarge is offered in cn-hangzhou.'],
    // A region that was not asked leaves it open, and hides no region that is known not to offer it.
    ['ecs.g8i', ['cn-hangzhou', 'us-east-1'], live, 'unknown', 'It is not known whether ecs.g8i is offered in us-east-1.'],
    ['ecs.g8i', ['us-east-1', 'us-west-1'], live, 'unknown', 'It is not known whether ecs.g8i is offered in us-east-1, us-west-1.'],
    ['ecs.g7', ['us-east-1', 'cn-hangzhou'], live, 'fail', 'ecs.g7 is not offered in cn-hangzhou.'],
    ['ecs.g8i', ['cn-hangzhou', 'eu-west-1'], several, 'fail', 'ecs.g8i is not offered in eu-west-1.'],
    ['ecs.g8i.large', ['cn-hangzhou'], several, 'unknown', 'It is not known whether ecs.g8i.large is offered in cn-hangzhou.'],
  ])('%s in %j', (name, regions, catalog, status, reason) => {
    expect(of(name, regions, catalog)).toEqual([['regions', status, status === 'unknown' ? 'none' : 'api', reason]]);
  });

  it.each<[string, Readonly<Record<string, Readonly<Record<string, StockStatus>>>>, Outcome]>([
    ['a zone that has it', { h: { 'g8i.xlarge': 'with-stock' }, i: { 'g8i.large': 'with-stock' } }, 'pass'],
    ['a zone that is sold out of it', { h: { 'g8i.xlarge': 'with-stock' }, i: { 'g8i.large': 'without-stock' } }, 'pass'],
    ['zones that name others only', { h: { 'g8i.xlarge': 'with-stock' }, i: { 'g7.large': 'with-stock' } }, 'fail'],
    ['a zone that names nothing', { h: { 'g8i.xlarge': 'with-stock' }, i: {} }, 'unknown'],
    ['a zone whose words nobody knows', { h: { 'g8i.large': 'unknown' } }, 'unknown'],
    ['no zone', {}, 'unknown'],
  ])('of a type, where several were asked, are known by the stock: %s', (_, zones, status) => {
    expect(of('ecs.g8i.large', ['cn-hangzhou'], several, stockOf({ 'cn-hangzhou': zones }))[0]?.[1]).toBe(status);
  });

  it('of a type are not known by the stock of other regions', () => {
    const stock = stockOf({ 'cn-hangzhou': { h: { 'g8i.xlarge': 'with-stock' } }, 'eu-west-1': { a: { 'g8i.large': 'with-stock' } } });
    expect(of('ecs.g8i.large', ['cn-hangzhou'], several, stock)[0]?.[1]).toBe('fail');
  });

  it('of a type in an incomplete answer are open where the stock does not name it', () => {
    const stock = stockOf({ 'cn-hangzhou': { h: { 'g8i.xlarge': 'with-stock' } } });
    expect(of('ecs.g8i.large', ['cn-hangzhou'], { ...several, source: { ...several.source, complete: false } }, stock)[0]?.[1]).toBe('unknown');
  });
});

describe('stock', () => {
  const of = (regions: readonly string[], stock: Stock | undefined, inStock = true) =>
    inShort(evaluateStock({ ...emptyPolicy, regions, inStock }, subject('ecs.g8i.large', live), stock));
  const stock = stockOf({
    'cn-hangzhou': { g: { 'g8i.large': 'without-stock' }, h: { 'g8i.large': 'with-stock' } },
    'cn-beijing': { a: { 'g8i.large': 'closed-with-stock' } },
    'eu-west-1': { a: { 'g8i.large': 'without-stock' } },
    'us-east-1': { a: {} },
  });

  it('is not asked about where the policy does not', () => expect(of([], stock, false)).toEqual([]));

  it.each<[readonly string[], Stock | undefined, Outcome, string]>([
    [[], undefined, 'unknown', 'Only the API knows whether ecs.g8i.large is in stock: --live asks it.'],
    [[], stock, 'pass', 'ecs.g8i.large is in stock in cn-hangzhou-h, cn-beijing-a (spot).'],
    [['cn-hangzhou', 'cn-beijing'], stock, 'pass', 'ecs.g8i.large is in stock in cn-hangzhou-h, cn-beijing-a (spot).'],
    [['cn-hangzhou', 'eu-west-1'], stock, 'fail', 'ecs.g8i.large is not in stock (spot).'],
    [['cn-hangzhou', 'us-east-1'], stock, 'unknown', 'The stock of ecs.g8i.large is not known (spot).'],
    [['us-east-1', 'eu-west-1'], stock, 'fail', 'ecs.g8i.large is not in stock (spot).'],
    // Zones of a region may not have been asked at all.
    [['cn-hangzhou', 'ap-southeast-1'], stock, 'unknown', 'The stock of ecs.g8i.large is not known (spot).'],
  ])('in %j', (regions, given, status, reason) => {
    expect(of(regions, given)).toEqual([['inStock', status, status === 'unknown' ? 'none' : 'api', reason]]);
  });
});
