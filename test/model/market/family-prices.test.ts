import { describe, expect, it } from 'vitest';
import { familyPrices } from '../../../src/model/market/family-prices.ts';
import { pricesOf } from '../../helpers/prices.ts';

describe('the prices of a family', () => {
  const book = new Map([pricesOf('a', 3), pricesOf('b', 1), pricesOf('c', 2)].map((one) => [one.type, one]));

  it('are those of its cheapest and its dearest type, with the types that may be beyond', () => {
    expect(familyPrices(['a', 'b', 'c', 'd'], book)).toMatchObject({ cheapest: { type: 'b', trade: 1 }, dearest: { type: 'a', trade: 3 }, unknown: ['d'] });
  });

  it('are not known without a price, or in several currencies', () => {
    expect(familyPrices(['d'], book)).toBeNull();
    expect(familyPrices([], book)).toBeNull();
    const dollars = pricesOf('e', 1, { terms: { hour: { currency: 'USD', trade: 1, original: 1 } } });
    expect(familyPrices(['a', 'e'], new Map([...book, ['e', dollars]]))).toBeNull();
  });
});
