import { ServiceError } from '../errors.ts';
import { valueAt } from '../model/record.ts';

import type { EcsPages } from './request.ts';

/** Network interfaces that a page of DescribeNetworkInterfaces holds at most. */
const pageSize = 500;

/**
 * Fetches the number of elastic RDMA interfaces that are attached in a region, or to one instance of it, by instance.
 * Keeps nothing of the others. Rejects with CipuError: also where an interface does not say what it is, since it would
 * count as none.
 */
export async function fetchEris(pages: EcsPages, region: string, instanceId?: string): Promise<ReadonlyMap<string, number>> {
  const eris = new Map<string, number>();
  const parameters = { regionId: region, maxResults: pageSize, ...(instanceId !== undefined && { instanceId }) };
  for await (const items of pages({ action: 'DescribeNetworkInterfaces', region, parameters })) {
    for (const item of items) {
      const instance = valueAt(item, 'InstanceId') || valueAt(item, 'Attachment.InstanceId');
      const mode = valueAt(item, 'NetworkInterfaceTrafficMode');
      if (typeof instance !== 'string') continue;
      if (mode === 'HighPerformance') eris.set(instance, (eris.get(instance) ?? 0) + 1);
      else if (mode !== 'Standard') throw new ServiceError(`DescribeNetworkInterfaces in ${region}: the reply does not tell the traffic mode of an interface.`);
    }
  }
  return eris;
}
