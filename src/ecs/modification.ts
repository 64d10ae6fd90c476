import { ServiceError } from '../errors.ts';
import type { ObservedInstance } from '../model/fleet/instance.ts';
import type { StockStatus } from '../model/market/stock.ts';
import { valueAt } from '../model/record.ts';
import type { EcsList } from './request.ts';
import { addTypes } from './stock.ts';

/**
 * The types that an instance can be changed to in its zone, with their stock. Of an instance that is paid by
 * subscription the API lists the larger types only. Rejects with CipuError: also when the reply names no type, which
 * tells nothing.
 */
export async function fetchModifications(list: EcsList, { id, region, zone }: ObservedInstance): Promise<ReadonlyMap<string, StockStatus>> {
  const { items } = await list({
    action: 'DescribeResourcesModification',
    region,
    parameters: { regionId: region, resourceId: id, destinationResource: 'InstanceType' },
  });
  const types = new Map<string, StockStatus>();
  for (const item of items) if (zone === null || valueAt(item, 'ZoneId') === zone) addTypes(types, item);
  if (types.size === 0)
    throw new ServiceError(`DescribeResourcesModification in ${region}: the reply names no type for ${id}.`, {
      hint: 'nothing follows from that: the console says what the instance can be changed to',
    });
  return types;
}
