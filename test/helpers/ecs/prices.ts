/** DescribePrice and DescribeSpotPriceHistory: made-up prices that follow from a type's size alone. */
import { createHash } from 'node:crypto';
import { ApiError, invalidParameter, missingParameter } from './api-error.ts';
import { findType, type Query, requireRegion } from './query.ts';
import { zonesOf } from './regions.ts';
import { stockOf } from './stock.ts';
import type { World } from './world.ts';

type Body = Readonly<Record<string, unknown>>;

const CURRENCY = 'CNY';
const HOUR_MS = 3_600_000;
/** Rows of a page of the history. */
const SPOT_ROWS = 1000;
const LONGEST_HISTORY_MS = 30 * 24 * HOUR_MS;

/** Hours of a term, and what is left of the price for whoever binds himself so long. */
const TERMS: Readonly<Record<string, { readonly hours: number; readonly share: number; readonly discount: number }>> = {
  Hour: { hours: 1, share: 1, discount: 1 },
  Month: { hours: 720, share: 0.6, discount: 1 },
  Year: { hours: 8640, share: 0.6, discount: 0.85 },
};

/** What the type costs, beside lines for its disk and bandwidth and the total of all. */
export function describePrice(query: Query, world: World): Body {
  const region = requireRegion(query, world);
  const type = requireType(query, world, region);
  checkDisk(query, world, region, type);
  const term = TERMS[query.PriceUnit ?? 'Hour'];
  if (term === undefined) throw invalidParameter('PriceUnit', 'it is Hour, Month or Year');
  const price = (Resource: string, hourly: number) => {
    const OriginalPrice = round(hourly * term.hours * term.share);
    return { Resource, OriginalPrice, TradePrice: round(OriginalPrice * term.discount), DiscountPrice: round(OriginalPrice * (1 - term.discount)) };
  };
  const lines =
    world.priceLines === 'DetailInfo'
      ? [price('instanceType', hourlyPrice(world, type)), price('systemDisk', 0.05), price('bandwidth', 0)]
      : [price('bandwidth', 0), price('instance', hourlyPrice(world, type))];
  const { Resource: _, ...total } = price('', hourlyPrice(world, type) + 0.05);
  return { PriceInfo: { Price: { Currency: CURRENCY, ...total, DetailInfos: { [world.priceLines]: lines } } } };
}

/** A point an hour and zone, oldest first. */
export function describeSpotPriceHistory(query: Query, world: World): Body {
  const region = requireRegion(query, world);
  if (query.NetworkType === undefined) throw missingParameter('NetworkType');
  const type = requireType(query, world, region);
  const end = query.EndTime === undefined ? world.marketNow() : Date.parse(query.EndTime);
  const start = query.StartTime === undefined ? end - 3 * HOUR_MS : Date.parse(query.StartTime);
  if (!(start <= end && end - start <= LONGEST_HISTORY_MS)) throw invalidParameter('StartTime', 'it must be in the 30 days before EndTime');
  const zones = zonesOf(region).filter((zone) => stockOf(zone, type, 'spot') !== null);
  const first = Math.ceil(start / HOUR_MS);
  const rows = zones.length * (Math.floor(end / HOUR_MS) - first + 1);
  const offset = Number(query.Offset ?? 0);
  const page = Array.from({ length: Math.max(0, Math.min(SPOT_ROWS, rows - offset)) }, (_, i) => {
    const zone = zones[(offset + i) % zones.length] ?? '';
    return toPoint(world, type, zone, first + Math.floor((offset + i) / zones.length));
  });
  const next = offset + page.length;
  return { Currency: CURRENCY, ...(next < rows && { NextOffset: next }), SpotPrices: { SpotPriceType: page } };
}

function toPoint(world: World, type: string, zone: string, hour: number): Body {
  const full = hourlyPrice(world, type);
  return {
    ZoneId: zone,
    InstanceType: type,
    NetworkType: 'vpc',
    IoOptimized: 'optimized',
    Timestamp: new Date(hour * HOUR_MS).toISOString().replace('.000', ''),
    SpotPrice: round(full * (0.15 + 0.15 * draw(`${zone} ${type}`) + 0.05 * Math.sin(hour / 24))),
    OriginPrice: full,
  };
}

/** The price of a type by the hour: so much a vCPU and a GiB, less on ARM. */
export function hourlyPrice(world: World, type: string): number {
  const sold = world.typeOf(type);
  return round((Number(sold?.CpuCoreCount ?? 1) * 0.11 + Number(sold?.MemorySize ?? 1) * 0.03) * (sold?.CpuArchitecture === 'ARM' ? 0.8 : 1));
}

/** The newest types take ESSDs alone, which the oldest do not know. */
function checkDisk(query: Query, world: World, region: string, type: string): void {
  const { 'SystemDisk.Category': category = 'cloud_efficiency' } = query;
  const sold = world.typeOf(type);
  const family = world.familiesIn(region).find(({ InstanceTypeFamilyId }) => InstanceTypeFamilyId === sold?.InstanceTypeFamily);
  const refused = category === 'cloud_essd' ? family?.Generation === 'ecs-3' : sold?.NvmeSupport === 'required';
  if (refused) throw new ApiError(400, 'InvalidSystemDiskCategory.ValueNotSupported', 'The specified parameter SystemDisk.Category is not valid.');
}

function requireType(query: Query, world: World, region: string): string {
  const type = findType(query, world, region);
  if (type === undefined) throw missingParameter('InstanceType');
  return type;
}

/** A number from 0 to 1 that follows from a text. */
const draw = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;

const round = (price: number): number => Math.round(price * 10_000) / 10_000;
