/** The operations without paging: query in, reply body out, RequestId left to the server. */
import { ApiError, invalidParameter, missingParameter } from './api-error.ts';
import { describePrice, describeSpotPriceHistory } from './prices.ts';
import { findType, type Query, requireRegion } from './query.ts';
import { zonesOf } from './regions.ts';
import { type Market, type StockCategory, stockOf, toStatus } from './stock.ts';
import type { World } from './world.ts';

type Body = Readonly<Record<string, unknown>>;

/** Action name to handler; a handler throws the ApiError the service would answer with. */
export const ACTIONS: ReadonlyMap<string, (query: Query, world: World) => Body> = new Map([
  ['DescribeRegions', (_query, world) => ({ Regions: { Region: world.regions } })],
  ['DescribeZones', describeZones],
  ['DescribeInstanceTypeFamilies', describeInstanceTypeFamilies],
  ['DescribeAvailableResource', describeAvailableResource],
  ['DescribeResourcesModification', describeResourcesModification],
  ['DescribePrice', describePrice],
  ['DescribeSpotPriceHistory', describeSpotPriceHistory],
]);

function describeZones(query: Query, world: World): Body {
  const region = requireRegion(query, world);
  const zones = zonesOf(region).map((zoneId) => ({
    ZoneId: zoneId,
    LocalName: `Zone ${zoneId.slice(-1).toUpperCase()}`,
    ZoneType: 'AvailabilityZone',
    AvailableResourceCreation: { ResourceTypes: ['Instance', 'Disk', 'VSwitch'] },
  }));
  return { Zones: { Zone: zones } };
}

function describeInstanceTypeFamilies(query: Query, world: World): Body {
  const families = world.familiesIn(requireRegion(query, world));
  const generation = query.Generation;
  return {
    InstanceTypeFamilies: {
      InstanceTypeFamily: generation === undefined ? families : families.filter((family) => family.Generation === generation),
    },
  };
}

function describeAvailableResource(query: Query, world: World): Body {
  const region = requireRegion(query, world);
  const resource = query.DestinationResource;
  if (resource === undefined) throw missingParameter('DestinationResource');
  if (resource !== 'InstanceType') throw invalidParameter('DestinationResource', 'only InstanceType is served here');

  return { AvailableZones: { AvailableZone: offer(region, requireZones(query, region), requireTypes(query, world, region), toMarket(query)) } };
}

/** An instance can be changed to what its zone offers for its architecture. */
function describeResourcesModification(query: Query, world: World): Body {
  const region = requireRegion(query, world);
  const { ResourceId: id, DestinationResource: resource } = query;
  if (id === undefined) throw missingParameter('ResourceId');
  if (resource !== 'InstanceType') throw invalidParameter('DestinationResource', 'only InstanceType is served here');
  const instance = world.fleet.find(region, id);
  if (instance === undefined) throw new ApiError(404, 'InvalidInstanceId.NotFound', 'The specified InstanceId does not exist.');
  const sold = world.typesIn(region);
  const architecture = sold.find(({ InstanceTypeId }) => InstanceTypeId === instance.type)?.CpuArchitecture;
  const types = sold.filter((type) => type.CpuArchitecture === architecture && type.InstanceTypeId !== instance.type);
  return {
    AvailableZones: {
      AvailableZone: offer(
        region,
        [instance.zone],
        types.map(({ InstanceTypeId }) => InstanceTypeId),
        'on-demand',
      ),
    },
  };
}

/** What zones offer of some types. A zone that offers nothing of what was asked for is left out of the reply. */
function offer(region: string, zones: readonly string[], types: readonly string[], market: Market): Body[] {
  return zones.flatMap((zoneId) => {
    const offered = types.flatMap((typeId) => {
      const category = stockOf(zoneId, typeId, market);
      return category === null ? [] : [{ Value: typeId, ...toState(category) }];
    });
    return offered.length === 0 ? [] : [toZone(region, zoneId, offered)];
  });
}

function toZone(region: string, zoneId: string, offered: readonly unknown[]): Body {
  const resource = { Type: 'InstanceType', SupportedResources: { SupportedResource: offered } };
  return {
    RegionId: region,
    ZoneId: zoneId,
    ...toState('WithStock'),
    AvailableResources: { AvailableResource: [resource] },
  };
}

function toState(category: StockCategory): Body {
  return { Status: toStatus(category), StatusCategory: category };
}

function toMarket(query: Query): Market {
  const { InstanceChargeType: charge = 'PostPaid', SpotStrategy: strategy = 'NoSpot' } = query;
  if (!['PostPaid', 'PrePaid'].includes(charge)) throw invalidParameter('InstanceChargeType', 'no such billing method');
  if (!['NoSpot', 'SpotWithPriceLimit', 'SpotAsPriceGo'].includes(strategy)) {
    throw invalidParameter('SpotStrategy', 'no such bidding policy');
  }
  return charge === 'PostPaid' && strategy !== 'NoSpot' ? 'spot' : 'on-demand';
}

function requireZones(query: Query, region: string): readonly string[] {
  const zone = query.ZoneId;
  if (zone === undefined) return zonesOf(region);
  if (zonesOf(region).includes(zone)) return [zone];
  throw new ApiError(404, 'InvalidZoneId.NotFound', 'The specified ZoneId does not exist.');
}

function requireTypes(query: Query, world: World, region: string): readonly string[] {
  const asked = findType(query, world, region);
  return asked === undefined ? world.typesIn(region).map((type) => type.InstanceTypeId) : [asked];
}
