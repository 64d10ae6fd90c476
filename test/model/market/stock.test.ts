import { describe, expect, it } from 'vitest';
import { type Criteria, selectFamilies, selectTypes } from '../../../src/model/catalog/selection.ts';
import {
  isInStock,
  type Stock,
  type StockStatus,
  stockIn,
  stockStatuses,
  toStockStatus,
  type ZoneStock,
  zonesInStock,
} from '../../../src/model/market/stock.ts';
import { parsePattern } from '../../../src/model/names/pattern.ts';
import { joinStock, selectStock, withEveryName } from '../../../src/model/reports/availability.ts';
import { criteria, documentedEntry, documentedFamily, documentedType, liveCatalog } from '../../helpers/small-catalog.ts';

const zoneOf = (zone: string | null, types: Readonly<Record<string, StockStatus>>): ZoneStock => ({
  region: 'cn-hangzhou',
  zone,
  types: new Map(Object.entries(types).map(([name, status]) => [`ecs.${name}`, status])),
});
const stockOf = (...zones: readonly ZoneStock[]): Stock => ({ charge: 'postpaid', asOf: '2026-02-03T05:00:00.000Z', zones, gaps: [], warnings: [] });

describe('toStockStatus', () => {
  it.each<[unknown, unknown, StockStatus]>([
    ['Available', 'WithStock', 'with-stock'],
    ['Available', 'ClosedWithStock', 'closed-with-stock'],
    ['SoldOut', 'WithoutStock', 'without-stock'],
    ['SoldOut', 'ClosedWithoutStock', 'closed-without-stock'],
    [undefined, 'WithStock', 'with-stock'],
    [undefined, 'ClosedWithoutStock', 'closed-without-stock'],
    // Fields that disagree.
    ['Available', 'WithoutStock', 'unknown'],
    ['Available', 'ClosedWithoutStock', 'unknown'],
    ['SoldOut', 'WithStock', 'unknown'],
    ['SoldOut', 'ClosedWithStock', 'unknown'],
    // Words that nobody knows, and none.
    ['Available', undefined, 'unknown'],
    ['SoldOut', undefined, 'unknown'],
    ['Available', 'PlentyOfStock', 'unknown'],
    ['Perhaps', 'WithStock', 'unknown'],
    ['available', 'WithStock', 'unknown'],
    ['Available', 'toString', 'unknown'],
    [null, 'WithStock', 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('Status %j with StatusCategory %j is %s', (status, category, expected) => expect(toStockStatus(status, category)).toBe(expected));
});

describe('a status', () => {
  it.each<[StockStatus, boolean | null]>([
    ['with-stock', true],
    ['closed-with-stock', true],
    ['without-stock', false],
    ['closed-without-stock', false],
    ['not-offered', false],
    ['unknown', null],
  ])('%s is in stock: %j', (status, expected) => expect(isInStock(status)).toBe(expected));

  it('of a type that a zone does not name is not offered', () => expect(stockIn(zoneOf('h', { a: 'with-stock' }), 'ecs.b')).toBe('not-offered'));
  it('in a zone that names no type is unknown', () => expect(stockIn(zoneOf('h', {}), 'ecs.b')).toBe('unknown'));
});

describe('zonesInStock', () => {
  const sold = zoneOf('g', { a: 'closed-with-stock', b: 'without-stock' });
  const gone = zoneOf('h', { a: 'closed-without-stock', b: 'not-offered' });
  const open = zoneOf('i', { a: 'unknown', b: 'without-stock' });
  const silent = zoneOf('j', {});
  const nameless = zoneOf(null, {});

  it.each<[string, readonly ZoneStock[], readonly string[], readonly string[] | null]>([
    ['in stock in one of two', [sold, gone], ['ecs.a'], ['g']],
    ['sold out everywhere', [sold, gone], ['ecs.b'], []],
    ['in stock here, unknown there', [sold, open], ['ecs.a'], ['g']],
    ['gone here, unknown there', [gone, open], ['ecs.a'], null],
    ['sold out here, nothing said there', [sold, silent], ['ecs.b'], null],
    ['a region of which nothing is known', [nameless], ['ecs.a'], null],
    ['one of two types', [sold, gone], ['ecs.a', 'ecs.b'], ['g']],
    ['not named anywhere', [sold, gone], ['ecs.c'], []],
    ['no types at all', [sold, gone], [], null],
    ['in order of the zones', [zoneOf('b', { a: 'with-stock' }), zoneOf('a', { a: 'with-stock' })], ['ecs.a'], ['b', 'a']],
  ])('%s', (_, zones, types, expected) => expect(zonesInStock(stockOf(...zones), types)).toEqual(expected));
});

/** a9 and b9 are offered; c9 is documented only. Of a9, the small type is sold out and the large one in stock. */
const catalog = liveCatalog(
  ['ecs.a9', 'ecs.b9', 'ecs.e9'],
  [
    { InstanceTypeId: 'ecs.a9.large', InstanceTypeFamily: 'ecs.a9', CpuCoreCount: 2, EriQuantity: 0 },
    { InstanceTypeId: 'ecs.a9.8xlarge', InstanceTypeFamily: 'ecs.a9', CpuCoreCount: 32, EriQuantity: 1 },
    { InstanceTypeId: 'ecs.b9.large', InstanceTypeFamily: 'ecs.b9', CpuCoreCount: 2, EriQuantity: 1 },
  ],
  [
    documentedEntry(documentedFamily('ecs.a9'), [documentedType('ecs.a9.4xlarge', { metrics: { vcpus: 16 } })]),
    documentedEntry(documentedFamily('ecs.c9'), [documentedType('ecs.c9.large', { metrics: { vcpus: 2 } })]),
    documentedEntry(documentedFamily('ecs.old1', { sold: { international: false, china: false } }), [documentedType('ecs.old1.large')]),
  ],
);
const stock = stockOf(
  zoneOf('cn-hangzhou-g', { 'a9.large': 'without-stock', 'a9.8xlarge': 'with-stock', 'b9.large': 'unknown' }),
  zoneOf('cn-hangzhou-h', { 'a9.large': 'closed-without-stock', 'x9-c1m2.large': 'with-stock' }),
);
const from = (min: number, max = Number.POSITIVE_INFINITY) => ({ min, max });
const wanted = (more: Partial<Criteria>) => criteria({ stock, ...more });
const typesOf = (more: Partial<Criteria>) => selectTypes(catalog, wanted(more)).rows.map(({ type, zones }) => [type, zones]);
const familiesOf = (more: Partial<Criteria>) => selectFamilies(catalog, wanted(more)).rows.map(({ family, zones }) => [family, zones]);

describe('types', () => {
  it('name the zones where they are in stock, null where that is not known', () => {
    expect(typesOf({})).toEqual([
      ['ecs.a9.large', []],
      ['ecs.a9.8xlarge', ['cn-hangzhou-g']],
      ['ecs.b9.large', null],
    ]);
  });

  it('in stock leave out what is sold out and what is unknown', () => expect(typesOf({ inStock: true })).toEqual([['ecs.a9.8xlarge', ['cn-hangzhou-g']]]));

  it('in stock may be unknown when asked', () =>
    expect(typesOf({ inStock: true, includeUnknown: true }).map(([type]) => type)).toEqual(['ecs.a9.8xlarge', 'ecs.b9.large']));

  it('have no zones when nobody asked for stock, and then none is in stock', () => {
    expect(selectTypes(catalog, criteria()).rows.map(({ zones }) => zones)).toEqual([null, null, null]);
    expect(selectTypes(catalog, criteria({ inStock: true }))).toMatchObject({ rows: [], stockUnknown: 3 });
  });
});

describe('families', () => {
  it('name the zones of any of their types', () =>
    expect(familiesOf({})).toEqual([
      ['ecs.a9', ['cn-hangzhou-g']],
      ['ecs.b9', null],
      ['ecs.e9', null],
    ]));

  it.each<[string, Partial<Criteria>, string[]]>([
    ['any type', {}, ['ecs.a9']],
    ['a type in the range', { ranges: new Map([['vcpus', from(32)]]) }, ['ecs.a9']],
    ['a type in the range that is sold out', { ranges: new Map([['vcpus', from(2, 2)]]) }, []],
    ['a type with the feature', { has: ['erdma'] }, ['ecs.a9']],
    ['a type with the feature and in the range, each in stock with another one', { has: ['erdma'], ranges: new Map([['vcpus', from(2, 2)]]) }, []],
    ['unknown stock when asked', { includeUnknown: true }, ['ecs.a9', 'ecs.b9', 'ecs.e9']],
  ])('in stock: %s', (_, more, expected) => expect(familiesOf({ inStock: true, ...more }).map(([family]) => family)).toEqual(expected));
});

describe('withEveryName', () => {
  const widened = withEveryName(catalog, stock);

  it('adds what is documented and what only the stock names', () => {
    expect(widened.families.map(({ id, types }) => [id, types().map((type) => type.id)])).toEqual([
      ['ecs.a9', ['ecs.a9.large', 'ecs.a9.4xlarge', 'ecs.a9.8xlarge']],
      ['ecs.b9', ['ecs.b9.large']],
      ['ecs.c9', ['ecs.c9.large']],
      ['ecs.e9', []],
      ['ecs.old1', ['ecs.old1.large']],
      ['ecs.x9-c1m2', ['ecs.x9-c1m2.large']],
    ]);
  });

  it('leaves the catalog as it was', () => expect(catalog.families.map(({ types }) => types().length)).toEqual([2, 1, 0]));

  it('finds the family of a type that only the stock names by its beginning', () => {
    const named = withEveryName(catalog, stockOf(zoneOf('h', { 'a9-c1m2.large': 'with-stock' })));
    expect(
      named.families
        .find(({ id }) => id === 'ecs.a9')
        ?.types()
        .map(({ id }) => id),
    ).toContain('ecs.a9-c1m2.large');
  });
});

describe('selectStock', () => {
  const widened = withEveryName(catalog, stock);
  const rowsOf = async (names: readonly string[], more: Partial<Criteria> = {}) => {
    const { rows } = selectStock(widened, stock, criteria({ patterns: await Promise.all(names.map(parsePattern)), ...more }));
    return rows.map(({ type, zone, status }) => `${type} ${zone} ${status}`);
  };

  it('has a row a type and zone, type by type', async () => {
    expect(await rowsOf(['a9', 'c9', 'b9.large'])).toEqual([
      'ecs.a9.large cn-hangzhou-g without-stock',
      'ecs.a9.large cn-hangzhou-h closed-without-stock',
      'ecs.a9.4xlarge cn-hangzhou-g not-offered',
      'ecs.a9.4xlarge cn-hangzhou-h not-offered',
      'ecs.a9.8xlarge cn-hangzhou-g with-stock',
      'ecs.a9.8xlarge cn-hangzhou-h not-offered',
      'ecs.b9.large cn-hangzhou-g unknown',
      'ecs.b9.large cn-hangzhou-h not-offered',
      'ecs.c9.large cn-hangzhou-g not-offered',
      'ecs.c9.large cn-hangzhou-h not-offered',
    ]);
  });

  it('has every fact in a row', async () => {
    const { rows } = selectStock(widened, stock, criteria({ patterns: [await parsePattern('b9')] }));
    expect(rows[0]).toEqual({ type: 'ecs.b9.large', family: 'ecs.b9', region: 'cn-hangzhou', zone: 'cn-hangzhou-g', charge: 'postpaid', status: 'unknown' });
  });

  it('keeps all zones of the types that are in stock somewhere', async () => {
    expect(await rowsOf(['*'], { inStock: true })).toEqual([
      'ecs.a9.8xlarge cn-hangzhou-g with-stock',
      'ecs.a9.8xlarge cn-hangzhou-h not-offered',
      'ecs.x9-c1m2.large cn-hangzhou-g not-offered',
      'ecs.x9-c1m2.large cn-hangzhou-h with-stock',
    ]);
  });

  it('takes the criteria of types', async () => expect(await rowsOf(['*'], { ranges: new Map([['vcpus', from(32)]]) })).toHaveLength(2));

  it('knows nothing of a type in a zone that nobody named', async () => {
    const { rows } = selectStock(widened, stockOf(zoneOf(null, {})), criteria({ patterns: [await parsePattern('b9')] }));
    expect(rows.map(({ zone, region, status }) => [zone, region, status])).toEqual([[null, 'cn-hangzhou', 'unknown']]);
  });

  it('uses no word but those of the schema', async () => {
    const words = (await rowsOf(['*'])).map((row) => row.split(' ')[2]);
    expect(words.filter((word) => !stockStatuses.some((status) => status === word))).toEqual([]);
  });
});

describe('joinStock', () => {
  it('is as old as its oldest part', () => {
    expect(joinStock(catalog, stock).source).toEqual(catalog.source);
    expect(joinStock(catalog, { ...stock, asOf: '2026-02-03T04:00:00.000Z' }).source.asOf).toBe('2026-02-03T04:00:00.000Z');
  });

  it('is incomplete where either part is', () => {
    expect(joinStock(catalog, { ...stock, gaps: ['The stock of x is missing.'] }).source).toMatchObject({
      complete: false,
      gaps: ['The stock of x is missing.'],
    });
    const partial = { ...catalog, source: { ...catalog.source, complete: false, gaps: ['y is missing.'] } };
    expect(joinStock(partial, stock).source.gaps).toEqual(['y is missing.']);
  });
});
