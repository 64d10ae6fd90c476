import type { EcsAction, EcsRequests } from './api.ts';

/** What the tool knows of an operation of the ECS API beside its parameters. */
export interface ActionDefinition<A extends EcsAction = EcsAction> {
  /** Path in the reply of the list of items, or of the only item. */
  readonly items: string;
  /** Whether there is one item and no list. */
  readonly single?: true;
  /** Field that tells items apart; without one they are told apart by all they say. */
  readonly id?: string;
  /** Field of the reply that goes for each of its items. */
  readonly common?: string;
  /** How long a reply may be used again, in milliseconds; 0 where it is never kept. */
  readonly lifetimeMs: number;
  /** The commands that need it; missing where every live catalog does. */
  readonly neededFor?: string;
  /** The parameters of a cheap request, which shows whether the operation is permitted. */
  probe(region: string, now: Date): EcsRequests[A];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A type that nearly every region sells, for probes that want one. */
const instanceType = 'ecs.g7.large';

/**
 * The operations of the ECS API that the tool uses. Stock changes by the minute, specifications by the month, instances
 * at any time.
 */
export const actions: { readonly [A in EcsAction]: ActionDefinition<A> } = {
  DescribeRegions: { items: 'Regions.Region', id: 'RegionId', lifetimeMs: 24 * hourMs, probe: () => ({}) },
  DescribeZones: { items: 'Zones.Zone', lifetimeMs: 24 * hourMs, probe: (regionId) => ({ regionId }) },
  DescribeInstanceTypeFamilies: {
    items: 'InstanceTypeFamilies.InstanceTypeFamily',
    id: 'InstanceTypeFamilyId',
    lifetimeMs: 24 * hourMs,
    probe: (regionId) => ({ regionId }),
  },
  DescribeInstanceTypes: { items: 'InstanceTypes.InstanceType', id: 'InstanceTypeId', lifetimeMs: 24 * hourMs, probe: () => ({ maxResults: 1 }) },
  DescribeAvailableResource: {
    items: 'AvailableZones.AvailableZone',
    lifetimeMs: 5 * minuteMs,
    probe: (regionId) => ({ regionId, destinationResource: 'InstanceType', ioOptimized: 'optimized', instanceChargeType: 'PostPaid', instanceType }),
  },
  DescribeInstances: {
    items: 'Instances.Instance',
    id: 'InstanceId',
    lifetimeMs: 0,
    neededFor: 'cipu instances and cipu replace',
    probe: (regionId) => ({ regionId, maxResults: 10 }),
  },
  DescribeNetworkInterfaces: {
    items: 'NetworkInterfaceSets.NetworkInterfaceSet',
    id: 'NetworkInterfaceId',
    lifetimeMs: 0,
    neededFor: 'cipu instances and cipu replace',
    probe: (regionId) => ({ regionId, maxResults: 10 }),
  },
  DescribePrice: {
    items: 'PriceInfo.Price',
    single: true,
    lifetimeMs: 24 * hourMs,
    neededFor: 'cipu price and --price',
    probe: (regionId) => ({ regionId, resourceType: 'instance', instanceType, priceUnit: 'Hour', period: 1 }),
  },
  DescribeSpotPriceHistory: {
    items: 'SpotPrices.SpotPriceType',
    common: 'Currency',
    lifetimeMs: 10 * minuteMs,
    neededFor: 'cipu price',
    probe: (regionId, now) => ({
      regionId,
      instanceType,
      networkType: 'vpc',
      ioOptimized: 'optimized',
      OSType: 'linux',
      startTime: toApiTime(now.getTime() - hourMs),
    }),
  },
  DescribeResourcesModification: {
    items: 'AvailableZones.AvailableZone',
    lifetimeMs: 0,
    neededFor: 'cipu replace',
    // Nobody has the instance that is asked about: that it is not known shows the permission.
    probe: (regionId) => ({ regionId, resourceId: 'i-0', destinationResource: 'InstanceType' }),
  },
};

/** The operations by name, those first that every live catalog needs. */
export const actionNames = Object.keys(actions) as readonly EcsAction[];

/** The RAM action that allows an operation, for policies and messages. */
export const ramAction = (action: EcsAction): string => `ecs:${action}`;

/** A time as the API wants it: `2026-02-03T00:00:00Z`. */
export const toApiTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
