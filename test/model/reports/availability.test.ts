import { describe, expect, it } from 'vitest';
import type { Criteria } from '../../../src/model/catalog/selection.ts';
import { stockStatuses } from '../../../src/model/market/stock.ts';
import { parsePattern } from '../../../src/model/names/pattern.ts';
import { joinStock, selectStock, withEveryName } from '../../../src/model/reports/availability.ts';
import { criteria } from '../../helpers/small-catalog.ts';
import { stockedCatalog as catalog, itsStock as stock, stockOf, zoneOf } from '../../helpers/stock.ts';

const from = (min: number, max = Number.POSITIVE_INFINITY) => ({ min, max });

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
