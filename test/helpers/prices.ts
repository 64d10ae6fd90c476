/** A market of the test's own: what types cost, and a record of what was asked. */
import type { Cloud } from '../../src/context.ts';
import type { PriceQuery, SpotPrice, TypePrices } from '../../src/model/market/price.ts';

/** Prices of a type in CNY: by the hour as given, a month is 500 hours, a year 5000; the list price is twice that. */
export function pricesOf(type: string, hour: number, more: Partial<TypePrices> = {}): TypePrices {
  const price = (hours: number) => ({ currency: 'CNY', trade: hour * hours, original: hour * hours * 2 });
  return { type, region: 'cn-hangzhou', terms: { hour: price(1), month: price(500), year: price(5000) }, spot: null, gaps: [], ...more };
}

/** A spot price in CNY. */
export function spotOf(zone: string, latest: number, more: Partial<SpotPrice> = {}): SpotPrice {
  return { zone, currency: 'CNY', latest, min: latest / 2, max: latest * 2, asOf: '2026-11-30T00:00:00Z', ...more };
}

/** What a context needs to answer with these prices, and the queries that it got. Types it does not know are missing from its replies. */
export function marketOf(...prices: readonly TypePrices[]): { readonly asked: PriceQuery[]; readonly given: { readonly cloud: Pick<Cloud, 'fetchPrices'> } } {
  const asked: PriceQuery[] = [];
  const fetchPrices: Cloud['fetchPrices'] = async (_options, query) => {
    asked.push(query);
    return prices.filter(({ type }) => query.types.includes(type));
  };
  return { asked, given: { cloud: { fetchPrices } } };
}
