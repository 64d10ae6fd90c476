/** The parameters of a request, and what several operations read from them. */
import { ApiError, missingParameter } from './api-error.ts';
import type { World } from './world.ts';

export type Query = Readonly<Record<string, string>>;

/** The RegionId parameter; throws the API's error where it is missing or unknown. */
export function requireRegion(query: Query, world: World): string {
  const region = query.RegionId;
  if (region === undefined) throw missingParameter('RegionId');
  if (!world.regions.some(({ RegionId }) => RegionId === region)) {
    throw new ApiError(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
  }
  return region;
}

/** The InstanceType parameter, which the region must sell; undefined where it is missing. */
export function findType(query: Query, world: World, region: string): string | undefined {
  const { InstanceType: type } = query;
  if (type === undefined || world.typesIn(region).some(({ InstanceTypeId }) => InstanceTypeId === type)) return type;
  throw new ApiError(400, 'InvalidInstanceType.ValueNotSupported', 'The specified InstanceType does not exist or beyond the permitted range.');
}
