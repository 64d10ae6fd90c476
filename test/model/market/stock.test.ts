import { describe, expect, it } from 'vitest';
import { isInStock, type StockStatus, stockIn, toStockStatus, type ZoneStock, zonesInStock } from '../../../src/model/market/stock.ts';
import { stockOf, zoneOf } from '../../helpers/stock.ts';

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
