import { valueAt } from '../model/sign.ts';
import { type StockStatus, toStockStatus } from '../model/stock.ts';
import type { EcsList } from './list.ts';

/** How instances are paid for. */
export type Charge = 'postpaid' | 'prepaid' | 'spot';

/** The stock of types by zone: `zones` lists every zone the reply names, also those without the type. */
export interface RegionStock {
  readonly region: string;
  readonly zones: readonly string[];
  /** Status by type and zone; a type that a zone does not name is not offered there. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, StockStatus>>;
  readonly fetchedAt: number;
}

/** Asks a region for the stock of all its types, in one request. Rejects with CipuError. */
export async function listStock(list: EcsList, region: string, charge: Charge, zone?: string): Promise<RegionStock> {
  const { items, fetchedAt } = await list({
    action: 'DescribeAvailableResource',
    region,
    parameters: {
      regionId: region,
      destinationResource: 'InstanceType',
      ioOptimized: 'optimized',
      instanceChargeType: charge === 'prepaid' ? 'PrePaid' : 'PostPaid',
      ...(charge === 'spot' && { spotStrategy: 'SpotAsPriceGo' as const }),
      ...(zone !== undefined && { zoneId: zone }),
    },
  });
  const zones: string[] = [];
  const types = new Map<string, Map<string, StockStatus>>();
  for (const item of items) {
    const id = valueAt(item, 'ZoneId');
    if (typeof id !== 'string') continue;
    zones.push(id);
    for (const { type, status } of typesOf(item)) {
      const byZone = types.get(type) ?? new Map<string, StockStatus>();
      byZone.set(id, status);
      types.set(type, byZone);
    }
  }
  return { region, zones: zones.sort(), types, fetchedAt };
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
