import { ServiceError } from '../errors.ts';
import { valueAt } from '../model/sign.ts';
import type { EcsAction, EcsCall, EcsRequest } from './api.ts';

/** What a query brought: the raw items of the reply or of all its pages, and when they were fetched (milliseconds since 1970). */
export interface Listing {
  readonly items: readonly unknown[];
  readonly fetchedAt: number;
}

/** Sends a query and follows its pages to the end. Rejects with CipuError. */
export type EcsList = (query: EcsRequest) => Promise<Listing>;

/** Where an operation's reply has its items. */
const itemPaths: Readonly<Record<EcsAction, string>> = {
  DescribeRegions: 'Regions.Region',
  DescribeZones: 'Zones.Zone',
  DescribeInstanceTypeFamilies: 'InstanceTypeFamilies.InstanceTypeFamily',
  DescribeInstanceTypes: 'InstanceTypes.InstanceType',
  DescribeAvailableResource: 'AvailableZones.AvailableZone',
};

/** Pages that may come in a row without anything new. One that is odd is harmless; they must not go on for ever. */
const barrenPages = 20;

/**
 * Makes a list of a call: every page once, every item kept. Pages that repeat a token or bring nothing new for long are an
 * error, since a list cut short would look complete.
 */
export function listAll(call: EcsCall, now: () => Date): EcsList {
  return async (query) => {
    const fetchedAt = now().getTime();
    const items = new Map<string, unknown>();
    const tokens = new Set<string>();
    let barren = 0;
    for (let nextToken = ''; ; ) {
      const body = await call(nextToken ? { ...query, parameters: { ...query.parameters, nextToken } as EcsRequest['parameters'] } : query);
      const before = items.size;
      for (const item of itemsOf(body, query)) items.set(keyOf(item), item);
      const token = valueAt(body, 'NextToken');
      if (typeof token !== 'string' || token === '') return { items: [...items.values()], fetchedAt };
      barren = items.size === before ? barren + 1 : 0;
      if (tokens.has(token) || barren > barrenPages)
        throw new ServiceError(`${query.action} in ${query.region}: the pages do not end.`, { hint: 'the reply of the API is broken; try again later' });
      tokens.add(token);
      nextToken = token;
    }
  };
}

/** Items are told apart by their id; the odd one without an id by all it says. */
function keyOf(item: unknown): string {
  const id = valueAt(item, 'InstanceTypeId') ?? valueAt(item, 'InstanceTypeFamilyId') ?? valueAt(item, 'RegionId');
  return typeof id === 'string' && valueAt(item, 'ZoneId') === undefined ? id : JSON.stringify(item);
}

/** The items of one reply, whose shape `checkShape` has seen. */
function itemsOf(body: unknown, { action }: EcsRequest): readonly unknown[] {
  return valueAt(body, itemPaths[action]) as readonly unknown[];
}

/** Checks that a reply has its list: an empty list is sent as an empty list. Throws what `toFailure` reads as an unreadable reply, which may pass. */
export function checkShape(body: unknown, { action }: EcsRequest): unknown {
  if (!Array.isArray(valueAt(body, itemPaths[action]))) throw Object.assign(new Error('no list in the reply'), { code: 'UnreadableReply' });
  return body;
}
