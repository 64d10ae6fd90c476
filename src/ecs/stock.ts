import { UsageError } from '../errors.ts';
import { type Charge, type Stock, type StockQuery, type StockStatus, toStockStatus, type ZoneStock } from '../model/market/stock.ts';
import { compareNames } from '../model/names/order.ts';
import { suggest } from '../model/names/suggestion.ts';
import { valueAt } from '../model/record.ts';

import { fetchEachRegion, type RegionFailure } from './each-region.ts';
import { knownRegions } from './regions.ts';
import type { EcsList } from './request.ts';

/** The stock of one region, and when it was fetched (milliseconds since 1970). */
export interface RegionStock {
  /** Every zone of the reply, in natural order; a nameless one when it has none, or one without a name. */
  readonly zones: readonly ZoneStock[];
  readonly fetchedAt: number;
}

/** Fetches the stock of all types of a region, in one request. Rejects with CipuError. */
export async function fetchRegionStock(list: EcsList, region: string, charge: Charge): Promise<RegionStock> {
  const { items, fetchedAt } = await list({
    action: 'DescribeAvailableResource',
    region,
    parameters: {
      regionId: region,
      destinationResource: 'InstanceType',
      ioOptimized: 'optimized',
      instanceChargeType: charge === 'prepaid' ? 'PrePaid' : 'PostPaid',
      ...(charge === 'spot' && { spotStrategy: 'SpotAsPriceGo' as const }),
    },
  });
  const byZone = new Map<string | null, Map<string, StockStatus>>(items.length === 0 ? [[null, new Map()]] : []);
  for (const item of items) {
    const name = valueAt(item, 'ZoneId');
    const id = typeof name === 'string' && name !== '' ? name : null;
    const types = byZone.get(id) ?? new Map<string, StockStatus>();
    byZone.set(id, types);
    if (id !== null) addTypes(types, item);
  }
  return { zones: [...byZone].map(([zone, types]): ZoneStock => ({ region, zone, types })).sort(compareZones), fetchedAt };
}

/**
 * Adds the types that an AvailableZone of a reply names, with their stock. One that is named twice, differently, is
 * known no better than one whose fields disagree.
 */
export function addTypes(types: Map<string, StockStatus>, zone: unknown): void {
  for (const { type, status } of typesOf(zone)) types.set(type, (types.get(type) ?? status) === status ? status : 'unknown');
}

function typesOf(zone: unknown): { type: string; status: StockStatus }[] {
  const resources = valueAt(zone, 'AvailableResources.AvailableResource');
  if (!Array.isArray(resources)) return [];
  return resources
    .filter((resource) => valueAt(resource, 'Type') === 'InstanceType')
    .flatMap((resource) => {
      const supported = valueAt(resource, 'SupportedResources.SupportedResource');
      return Array.isArray(supported) ? supported : [];
    })
    .flatMap((entry) => {
      const type = valueAt(entry, 'Value');
      return typeof type === 'string' ? [{ type, status: toStockStatus(valueAt(entry, 'Status'), valueAt(entry, 'StatusCategory')) }] : [];
    });
}

const compareZones = (a: ZoneStock, b: ZoneStock) => compareNames(a.zone ?? '', b.zone ?? '');

/**
 * Fetches the stock of regions, side by side, and keeps the zones that are named. A region that fails or whose reply
 * names no type is a gap, never a region where nothing is sold. Rejects with CipuError: UsageError for a zone that does
 * not exist, the error of a region when none answers.
 */
export async function fetchStock(list: EcsList, regions: readonly string[], { charge, zones: named }: StockQuery): Promise<Stock> {
  const { answers, failures } = await fetchEachRegion(regions, (region) => fetchRegionStock(list, region, charge));
  const found = regions.flatMap((region) => answers.find((answer) => answer.region === region)?.value.zones ?? [{ region, zone: null, types: new Map() }]);
  const zones = named.length === 0 ? found : await chooseZones(list, named, { regions, found, failures });
  const asOf = new Date(Math.min(...answers.map(({ value }) => value.fetchedAt))).toISOString();
  return { charge, asOf, zones, ...remarksOn(zones, failures) };
}

/** What the regions answered, in which zones are looked for. */
interface Answered {
  readonly regions: readonly string[];
  readonly found: readonly ZoneStock[];
  readonly failures: readonly RegionFailure[];
}

async function chooseZones(list: EcsList, named: readonly string[], answered: Answered): Promise<ZoneStock[]> {
  const { regions, found } = answered;
  const chosen = await Promise.all([...new Set(named)].map((name) => found.find(({ zone }) => zone === name) ?? findSilentZone(list, name, answered)));
  return regions.flatMap((region) => chosen.filter((zone) => zone.region === region).sort(compareZones));
}

/**
 * A zone that no reply names: it may be in a region that failed, or exist without offering anything. Rejects with
 * UsageError when it does not exist.
 */
async function findSilentZone(list: EcsList, zone: string, { regions, found, failures }: Answered): Promise<ZoneStock> {
  const region = regions.find((one) => isZoneOf(zone, one));
  if (region !== undefined) {
    const silent = { region, zone, types: new Map() };
    if (failures.some((failure) => failure.region === region)) return silent;
    const { items } = await list({ action: 'DescribeZones', region, parameters: { regionId: region } });
    if (items.some((item) => valueAt(item, 'ZoneId') === zone)) return silent;
  }
  const ids = found.flatMap((one) => one.zone ?? []);
  const elsewhere = [...knownRegions.keys()].find((one) => isZoneOf(zone, one) && !regions.includes(one));
  throw new UsageError(`No zone of ${regions.length > 3 ? `the ${regions.length} regions` : regions.join(', ')} is called "${zone}".`, {
    hint: elsewhere ? `--region ${elsewhere} asks its region` : (suggest(zone, ids) ?? 'cipu stock without --zone shows them all'),
  });
}

/** Zone ids are the region's with a letter: `cn-hangzhou-h`, `ap-southeast-1a`. */
const isZoneOf = (zone: string, region: string) => zone.startsWith(region) && /^-?[a-z]$/.test(zone.slice(region.length));

/** What is not known, in sentences: gaps where it is a whole region, warnings where it is a zone of one. */
function remarksOn(zones: readonly ZoneStock[], failures: readonly RegionFailure[]): Pick<Stock, 'gaps' | 'warnings'> {
  const gaps = failures.map(({ region, error }) => `The stock of ${region} is missing: ${error.message}`);
  const warnings: string[] = [];
  const answered = new Set(zones.map(({ region }) => region).filter((region) => !failures.some((failure) => failure.region === region)));
  for (const region of answered) {
    const here = zones.filter((zone) => zone.region === region);
    const silent = here.filter(({ types }) => types.size === 0).map(({ zone }) => zone ?? region);
    const text = `The reply names no instance type in ${silent.join(', ')}: the stock is unknown there, which does not mean sold out.`;
    if (silent.length > 0) (silent.length === here.length ? gaps : warnings).push(text);
  }
  return { gaps, warnings };
}
