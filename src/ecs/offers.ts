import type { CipuError } from '../errors.ts';
import { guessFamily, type Observations } from '../model/catalog/catalog.ts';
import type { ObservedFamily, ObservedType } from '../model/catalog/facts.ts';
import { attempt, fetchEachRegion, type RegionFailure } from './each-region.ts';
import { toObservedFamily, toObservedType } from './mapper.ts';
import type { EcsList } from './request.ts';

/** DescribeInstanceTypes gives 100 types a page at most, whatever MaxResults says. */
const pageSize = 100;

/** Families that one request of DescribeInstanceTypes may name. */
const familiesPerRequest = 10;

/** How many types to expect of a family no document knows; a guess costs a second page at worst. */
const undocumentedTypes = 12;

/** What the regions offer together, and which of them failed. `fetchedAt` is the age of the oldest part. */
export interface Offers extends Observations {
  readonly failures: readonly RegionFailure[];
  /** Regions that answered with no family at all. */
  readonly emptyRegions: readonly string[];
  /** Families whose types could not be fetched anywhere. */
  readonly withoutTypes: readonly string[];
  /** Families that are documented with types and of which the replies named none. */
  readonly typeless: readonly string[];
  /** Entries of the replies that have no id. */
  readonly unreadable: number;
  /** Why the types of some families are missing. */
  readonly typesError: CipuError | undefined;
  readonly fetchedAt: number;
}

/**
 * Asks each region for its families, and once for the types: specifications are the same everywhere. Types are fetched
 * by batches of families, which are disjoint and so can be fetched side by side; a family that a batch did not bring is
 * asked for again in a region that offers it. `expectedTypes` says how many types a family is documented with, 0 when
 * no document knows it. Rejects with CipuError when no region answers or a name is wrong.
 */
export async function fetchOffers(list: EcsList, regions: readonly string[], expectedTypes: (family: string) => number): Promise<Offers> {
  const { answers, failures } = await fetchEachRegion(regions, (region) => fetchFamilies(list, region));
  const answered = answers.map(({ region, value }) => ({ region, ...value }));

  const families = mergeFamilies(answered.flatMap((reply) => reply.families));
  const types = new Map<string, ObservedType>();
  let fetchedAt = Math.min(...answered.map((reply) => reply.fetchedAt));
  let missing = families.map(({ id }) => id);
  let lastError: CipuError | undefined;
  let unreadable = answered.reduce((sum, reply) => sum + reply.unreadable, 0);
  // The first region nearly always brings everything; the others are only asked for what it did not.
  for (const { region, families: offered } of answered) {
    const wanted = missing.filter((id) => offered.some((family) => family.id === id));
    const batched = batchesOf(wanted, expectedTypes);
    const batches = await Promise.all(batched.map((batch) => attempt(region, () => fetchTypes(list, region, batch))));
    for (const batch of batches) {
      if ('error' in batch) {
        lastError = batch.error;
        continue;
      }
      fetchedAt = Math.min(fetchedAt, batch.value.fetchedAt);
      unreadable += batch.value.unreadable;
      for (const type of batch.value.types) types.set(type.id, type);
    }
    const brought = new Set([...types.values()].map(({ family }) => family));
    const failed = new Set(batches.flatMap((batch, i) => ('error' in batch ? (batched[i] ?? []) : [])));
    // A family that this region answered for and has no types in has none; one whose batch failed is asked for
    // elsewhere.
    missing = missing.filter((id) => !brought.has(id) && (failed.has(id) || !wanted.includes(id)));
  }
  if (lastError && types.size === 0) throw lastError;
  const brought = new Set([...types.values()].map(({ family }) => family));
  const typeless = families.map(({ id }) => id).filter((id) => !brought.has(id) && !missing.includes(id) && expectedTypes(id) > 0);
  const emptyRegions = answered.filter((reply) => reply.families.length === 0).map(({ region }) => region);
  return { families, types: [...types.values()], failures, emptyRegions, withoutTypes: missing, typeless, unreadable, typesError: lastError, fetchedAt };
}

async function fetchFamilies(list: EcsList, region: string): Promise<{ families: ObservedFamily[]; unreadable: number; fetchedAt: number }> {
  const { items, fetchedAt } = await list({ action: 'DescribeInstanceTypeFamilies', region, parameters: { regionId: region } });
  const families = items.flatMap((item) => toObservedFamily(item, region) ?? []);
  return { families, unreadable: items.length - families.length, fetchedAt };
}

async function fetchTypes(
  list: EcsList,
  region: string,
  families: readonly string[],
): Promise<{ types: ObservedType[]; unreadable: number; fetchedAt: number }> {
  const { items, fetchedAt } = await list({
    action: 'DescribeInstanceTypes',
    region,
    parameters: { maxResults: pageSize, instanceTypeFamilies: [...families] },
  });
  const types = items.flatMap((item) => toObservedType(item) ?? []).map((type) => ({ ...type, family: type.family ?? guessFamily(type.id, families) }));
  return { types, unreadable: items.length - types.length, fetchedAt };
}

/** One entry a family, with all regions that offer it. */
function mergeFamilies(families: readonly ObservedFamily[]): ObservedFamily[] {
  const merged = new Map<string, ObservedFamily>();
  for (const family of families) {
    const known = merged.get(family.id);
    const regions = [...new Set([...(known?.regions ?? []), ...family.regions])];
    merged.set(family.id, { id: family.id, generation: known?.generation ?? family.generation, regions });
  }
  return [...merged.values()];
}

/**
 * Parts families into batches of one request and, as far as is known, one page each: the largest first, each into the
 * first batch that has room. A family that brings more types than expected costs a second page, nothing else.
 */
function batchesOf(families: readonly string[], documentedTypes: (family: string) => number): string[][] {
  const expectedTypes = (family: string) => documentedTypes(family) || undocumentedTypes;
  const batches: { readonly families: string[]; types: number }[] = [];
  for (const family of [...families].sort((a, b) => expectedTypes(b) - expectedTypes(a) || (a < b ? -1 : 1))) {
    const types = expectedTypes(family);
    const roomy = batches.find((batch) => batch.families.length < familiesPerRequest && batch.types + types <= pageSize);
    if (roomy) {
      roomy.families.push(family);
      roomy.types += types;
    } else batches.push({ families: [family], types });
  }
  return batches.map((batch) => batch.families);
}
