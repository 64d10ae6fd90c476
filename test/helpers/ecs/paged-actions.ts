/** The operations that page by token: which rows a query selects, and how a page of them looks. RequestId is left to the server. */
import { selectTypes } from './instance-types.ts';
import { selectInstances, selectInterfaces } from './instances.ts';
import { type Page, type PageRequest, type Pager, type PageSizes, type Rows, toPageRequest } from './pages.ts';
import type { Query } from './query.ts';
import type { World } from './world.ts';

interface PagedAction {
  /** Throws the ApiError the service would answer with. */
  toPageRequest(query: Query, world: World, pager: Pager): PageRequest;
  toBody(page: Page): Readonly<Record<string, unknown>>;
}

function paged(sizes: PageSizes, list: string, entry: string, select: (filters: Query, world: World) => Rows): PagedAction {
  return {
    toPageRequest: (query, world, pager) => toPageRequest(query, pager, sizes, (filters) => select(filters, world)),
    toBody: ({ items, nextToken }) => ({ NextToken: nextToken, [list]: { [entry]: items } }),
  };
}

/** Action name to what answers it. */
export const PAGED_ACTIONS: ReadonlyMap<string, PagedAction> = new Map([
  ['DescribeInstanceTypes', paged({ smallest: 1, largest: 100, strict: true }, 'InstanceTypes', 'InstanceType', selectTypes)],
  ['DescribeInstances', paged({ smallest: 10, largest: 100, strict: false }, 'Instances', 'Instance', selectInstances)],
  ['DescribeNetworkInterfaces', paged({ smallest: 10, largest: 500, strict: false }, 'NetworkInterfaceSets', 'NetworkInterfaceSet', selectInterfaces)],
]);
