/** What the server's cloud has: regions, families and types, from the documents and the test's own additions. */
import { type FamilyRow, readFamilyRows, readRecordedTypes, readTypeRows } from './documents.ts';
import { createFleet, type Fleet, type FleetOptions } from './fleet.ts';
import { PUBLIC_REGIONS, type Region } from './regions.ts';
import { type InstanceType, type InstanceTypeFamily, toInstanceType, toInstanceTypeFamily } from './replies.ts';

export interface WorldOptions {
  /** Default: the 29 public regions. */
  readonly regions?: readonly Region[];
  /** Family ids sold in a region. Default for a region not named here: every family that is not retired, and the extra ones. */
  readonly regionFamilies?: Readonly<Record<string, readonly string[]>>;
  /** Types to add, or to put in the place of a documented one; their family is added when nobody knows it. */
  readonly types?: readonly InstanceType[];
  /** Families to add, or to put in the place of a documented one. */
  readonly families?: readonly InstanceTypeFamily[];
  /** The region whose endpoint this is; DescribeInstanceTypes has no other. Default: all regions at once. */
  readonly homeRegion?: string;
  /** The instances of the account. Default: none. */
  readonly fleet?: FleetOptions;
  /** How replies of DescribePrice name their lines: as the SDK has it, or as a sample of the documentation. Default: `DetailInfo`. */
  readonly priceLines?: 'DetailInfo' | 'ResourcePriceModel';
  /** The clock that the history of spot prices ends at, in milliseconds since the epoch. Default: the real one. */
  readonly marketNow?: () => number;
}

export interface World {
  readonly regions: readonly Region[];
  /** The families sold in a known region. */
  familiesIn(regionId: string): readonly InstanceTypeFamily[];
  /** The types sold in a region, in a stable order; without one those of the home region. */
  typesIn(regionId?: string): readonly InstanceType[];
  /** A type that is sold anywhere, or was. */
  typeOf(id: string): InstanceType | undefined;
  readonly fleet: Fleet;
  readonly priceLines: NonNullable<WorldOptions['priceLines']>;
  /** Where the history of spot prices ends, in milliseconds since the epoch. */
  marketNow(): number;
}

/** The region that the command asks when nothing names one. */
const DEFAULT_HOME = 'cn-hangzhou';

/** Builds the world once; throws when `regionFamilies` names a family that neither a document nor an option knows. */
export function createWorld(options: WorldOptions): World {
  const rows = readFamilyRows();
  const types = collectTypes(options.types ?? []);
  const extra = [...(options.types ?? []).map((type) => toInstanceTypeFamily(type.InstanceTypeFamily)), ...(options.families ?? [])];
  const families = new Map([...rows.map((row) => toInstanceTypeFamily(row.id)), ...extra].map((family) => [family.InstanceTypeFamilyId, family]));
  const soldByDefault = new Set([
    ...rows.filter((row) => row.sold.international || row.sold.china).map((row) => row.id),
    ...extra.map((family) => family.InstanceTypeFamilyId),
  ]);
  const regions = options.regions ?? PUBLIC_REGIONS;

  const familiesIn = (regionId: string): readonly InstanceTypeFamily[] =>
    [...(options.regionFamilies?.[regionId] ?? soldByDefault)].map((id) => {
      const family = families.get(id);
      if (family === undefined) throw new Error(`regionFamilies names ${id}, which no document or option knows`);
      return family;
    });
  const soldIn = new Map(regions.map(({ RegionId }) => [RegionId, new Set(familiesIn(RegionId).map((family) => family.InstanceTypeFamilyId))]));
  const soldAnywhere = new Set([...soldIn.values()].flatMap((ids) => [...ids]));

  const typesIn = (regionId = options.homeRegion): readonly InstanceType[] => {
    const sold = regionId === undefined ? soldAnywhere : soldIn.get(regionId);
    return types.filter((type) => sold?.has(type.InstanceTypeFamily));
  };
  const fleet = createFleet(options.fleet ?? { instances: [] }, options.homeRegion ?? DEFAULT_HOME, types);
  const byId = new Map(types.map((type) => [type.InstanceTypeId, type]));
  return {
    regions,
    familiesIn,
    typesIn,
    typeOf: (id) => byId.get(id),
    fleet,
    priceLines: options.priceLines ?? 'DetailInfo',
    marketNow: options.marketNow ?? Date.now,
  };
}

/** Documented types, overridden by recorded ones, overridden by the test's; a Map keeps the first place of an id. */
function collectTypes(extra: readonly InstanceType[]): readonly InstanceType[] {
  known ??= [...toTypes(readFamilyRows()), ...readRecordedTypes()];
  return [...new Map([...known, ...extra].map((type) => [type.InstanceTypeId, type])).values()];
}

/** The same in every world, and the longest part of making one. */
let known: readonly InstanceType[] | undefined;

function toTypes(rows: readonly FamilyRow[]): readonly InstanceType[] {
  const families = new Map(rows.map((family) => [family.id, family]));
  return readTypeRows().flatMap((row) => {
    const family = families.get(row.family);
    return family === undefined ? [] : [toInstanceType(row, family)];
  });
}
