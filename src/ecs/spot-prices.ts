import type { SpotPrice } from '../model/market/price.ts';
import { compareNames } from '../model/names/order.ts';
import { valueAt } from '../model/record.ts';
import { toApiTime } from './actions.ts';
import type { EcsList } from './request.ts';

/** Where prices are asked for. */
export interface Market {
  readonly list: EcsList;
  readonly region: string;
  now(): Date;
}

/**
 * How far the history is read back. The API keeps 30 days; whole days, so that a second run asks the same and finds it
 * in the cache.
 */
const historyDays = 29;

const dayMs = 24 * 3_600_000;

/** The spot prices of a type, zone by zone in natural order, and what is odd about the reply, a sentence each. */
export interface SpotHistory {
  readonly prices: readonly SpotPrice[];
  readonly gaps: readonly string[];
}

/** Fetches the spot prices of a type in every zone of a region. Rejects with CipuError. */
export async function fetchSpotPrices({ list, region, now }: Market, type: string): Promise<SpotHistory> {
  const { items } = await list({
    action: 'DescribeSpotPriceHistory',
    region,
    parameters: {
      regionId: region,
      instanceType: type,
      networkType: 'vpc',
      ioOptimized: 'optimized',
      OSType: 'linux',
      startTime: toApiTime(Math.floor(now().getTime() / dayMs - historyDays) * dayMs),
    },
  });
  const points = items.flatMap((item) => toPoint(item) ?? []);
  const zones = new Map<string, SpotPrice>();
  for (const point of points) {
    const known = zones.get(point.zone);
    const latest = known && known.asOf > point.asOf ? known : point;
    zones.set(point.zone, { ...latest, min: Math.min(point.min, known?.min ?? point.min), max: Math.max(point.max, known?.max ?? point.max) });
  }
  const unreadable = items.length - points.length;
  return {
    prices: [...zones.values()].sort((a, b) => compareNames(a.zone, b.zone)),
    gaps: unreadable > 0 ? [`The spot prices of ${type} in ${region} may be incomplete: ${unreadable} entries of the reply cannot be read.`] : [],
  };
}

/** One point of the history as the prices of its zone; undefined when it does not say what it is of. */
function toPoint(item: unknown): SpotPrice | undefined {
  const [zone, currency, price, time] = ['ZoneId', 'Currency', 'SpotPrice', 'Timestamp'].map((field) => valueAt(item, field));
  const at = new Date(String(time));
  if (typeof zone !== 'string' || typeof currency !== 'string' || typeof price !== 'number' || price <= 0 || Number.isNaN(at.getTime())) return undefined;
  return { zone, currency, latest: price, min: price, max: price, asOf: at.toISOString() };
}
