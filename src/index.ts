import { openEmbeddedCatalog } from './catalog/embedded.ts';
import type { Catalog } from './model/catalog.ts';
import { type Details, detailsOf } from './model/details.ts';
import { fullName, parsePattern } from './model/pattern.ts';
import type { FamilyReport, TypeReport } from './model/report.ts';
import { type Criteria, selectFamilies, selectTypes } from './model/selection.ts';

export { openEmbeddedCatalog } from './catalog/embedded.ts';
export type { Catalog, CatalogSource } from './model/catalog.ts';
export type { Details } from './model/details.ts';
export type { FeatureKey } from './model/features.ts';
export { featureDefinitions as features } from './model/features.ts';
export type { MetricKey } from './model/metrics.ts';
export { metricDefinitions as metrics } from './model/metrics.ts';
export type { FamilyReport, TypeReport } from './model/report.ts';
export type { Criteria, Range } from './model/selection.ts';
export type { Evidence, FamilyStatus, Finding, Status } from './model/status.ts';
export type { Verdict } from './model/verdict.ts';

/** What to look for: names or globs, and any of the criteria of the command line. */
export interface Query extends Partial<Omit<Criteria, 'patterns'>> {
  readonly names?: readonly string[];
}

async function toCriteria({ names = [], ...criteria }: Query): Promise<Criteria> {
  const nothing = { cipu: [], has: [], lacks: [], ranges: new Map(), includeUnknown: false, retired: false } as const;
  return { ...nothing, ...criteria, patterns: await Promise.all(names.map(parsePattern)) };
}

/** Reports on the families that meet a query, from the embedded catalog unless another is given. Throws no CipuError: no match is an empty list. */
export async function inspectFamilies(query: Query = {}, catalog: Catalog = openEmbeddedCatalog()): Promise<readonly FamilyReport[]> {
  return selectFamilies(catalog, await toCriteria(query)).rows;
}

/** Reports on the types that meet a query, from the embedded catalog unless another is given. No match is an empty list. */
export async function inspectTypes(query: Query = {}, catalog: Catalog = openEmbeddedCatalog()): Promise<readonly TypeReport[]> {
  return selectTypes(catalog, await toCriteria(query)).rows;
}

/** Everything known of a family or type by its name, with the evidence; undefined for a name the catalog does not have. */
export function inspect(name: string, catalog: Catalog = openEmbeddedCatalog()): Details | undefined {
  const full = fullName(name);
  const family = catalog.families.find(({ id }) => id === full);
  if (family) return detailsOf(catalog, family);
  for (const entry of catalog.families) {
    const type = entry.types().find(({ id }) => id === full);
    if (type) return detailsOf(catalog, entry, type);
  }
  return undefined;
}
