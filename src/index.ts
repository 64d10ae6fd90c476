import { findThings } from './commands/shared/compared-things.ts';
import { parseRequirements } from './commands/shared/parse.ts';
import { candidatesOf } from './model/catalog/candidate.ts';
import type { Catalog } from './model/catalog/catalog.ts';
import { findSubject, isOffered } from './model/catalog/lookup.ts';
import type { FamilyReport, TypeReport } from './model/catalog/report.ts';
import { type Criteria, selectFamilies, selectTypes } from './model/catalog/selection.ts';
import { type InstanceReport, reporterOf } from './model/fleet/fleet.ts';
import type { InstancePage, ObservedInstance } from './model/fleet/instance.ts';
import { priceTerms, type TypePrices } from './model/market/price.ts';
import { fullName, parsePattern } from './model/names/pattern.ts';
import { currentTypesOf } from './model/replace/current-type.ts';
import { type Ranking, type ReplacementOptions, rankReplacements } from './model/replace/replacement.ts';
import { type Comparison, compareThings } from './model/reports/comparison.ts';
import { type Details, detailsOf } from './model/reports/details.ts';
import { type PriceReport, reportPrices } from './model/reports/price-report.ts';
import { openEmbeddedCatalog } from './sources/embedded.ts';

export { UsageError } from './errors.ts';
export type { Catalog, CatalogSource } from './model/catalog/catalog.ts';
export type { Vendor } from './model/catalog/hardware.ts';
export type { FamilyReport, TypeReport } from './model/catalog/report.ts';
export type { Criteria, Range } from './model/catalog/selection.ts';
export type { Verdict } from './model/catalog/verdict.ts';
export type { InstanceReport, Unused } from './model/fleet/fleet.ts';
export type { Dimension, InstanceGroup } from './model/fleet/groups.ts';
export { groupInstances } from './model/fleet/groups.ts';
export type { ObservedInstance } from './model/fleet/instance.ts';
export type { TypePrices } from './model/market/price.ts';
export type { FeatureKey } from './model/registry/features.ts';
export { featureDefinitions as features } from './model/registry/features.ts';
export type { MetricKey } from './model/registry/metrics.ts';
export { metricDefinitions as metrics } from './model/registry/metrics.ts';
export type { Evidence, FamilyStatus, Finding, Status } from './model/registry/status.ts';
export type { Breakage } from './model/replace/breakage.ts';
export type { Change } from './model/replace/changes.ts';
export type { Ranking, Replacement } from './model/replace/replacement.ts';
export type { ScorePart } from './model/replace/score.ts';
export type { ComparedProperty, Comparison } from './model/reports/comparison.ts';
export type { Details } from './model/reports/details.ts';
export type { PriceReport } from './model/reports/price-report.ts';
export { openEmbeddedCatalog } from './sources/embedded.ts';

/** What to look for: names or globs, and any of the criteria of the command line. */
export interface Query extends Partial<Omit<Criteria, 'patterns'>> {
  readonly names?: readonly string[];
}

async function toCriteria({ names = [], ...criteria }: Query): Promise<Criteria> {
  const nothing = { cipu: [], has: [], lacks: [], ranges: new Map(), includeUnknown: false, retired: false } as const;
  return { ...nothing, ...criteria, patterns: await Promise.all(names.map(parsePattern)) };
}

/**
 * Reports on the families that meet a query, from the embedded catalog unless another is given. Throws no CipuError: no
 * match is an empty list.
 */
export async function inspectFamilies(query: Query = {}, catalog: Catalog = openEmbeddedCatalog()): Promise<readonly FamilyReport[]> {
  return selectFamilies(catalog, await toCriteria(query)).rows;
}

/**
 * Reports on the types that meet a query, from the embedded catalog unless another is given. No match is an empty list.
 */
export async function inspectTypes(query: Query = {}, catalog: Catalog = openEmbeddedCatalog()): Promise<readonly TypeReport[]> {
  return selectTypes(catalog, await toCriteria(query)).rows;
}

/**
 * Everything known of a family or type by its name, with the evidence; undefined for a name the catalog does not have.
 */
export function inspect(name: string, catalog: Catalog = openEmbeddedCatalog()): Details | undefined {
  const subject = findSubject(catalog, fullName(name));
  return subject && isOffered(subject, catalog) ? detailsOf(catalog, subject.entry, subject.type) : undefined;
}

/**
 * Reports on instances: the verdict and the features of their types, and what they leave unused. `eris` has the elastic
 * RDMA interfaces attached, by instance id, none for an instance that it lacks; null where nobody knows. A type that
 * the catalog does not have is unknown in everything.
 */
export function inspectInstances(
  instances: readonly ObservedInstance[],
  catalog: Catalog = openEmbeddedCatalog(),
  eris: InstancePage['eris'] = null,
): readonly InstanceReport[] {
  const report = reporterOf(catalog);
  return instances.map((instance) => report(instance, eris));
}

/**
 * Compares families, or types, by their names or globs, property by property, in the embedded catalog unless another is
 * given. Rejects with a UsageError for a name nobody knows, for families mixed with types, and for fewer than two.
 */
export async function compare(names: readonly string[], catalog: Catalog = openEmbeddedCatalog()): Promise<Comparison> {
  return compareThings((await findThings(names, catalog)).things);
}

/**
 * The report on prices, with those per vCPU and GiB; undefined for a type the catalog does not have. Nothing is asked
 * of any API.
 */
export function inspectPrices(prices: TypePrices, catalog: Catalog = openEmbeddedCatalog()): PriceReport | undefined {
  const type = inspect(prices.type, catalog)?.type;
  const terms = priceTerms.filter((term) => prices.terms[term] !== undefined);
  return type ? reportPrices(type, prices, { terms, spot: prices.spot !== null }) : undefined;
}

/** What a replacement must be, as the flags of `cipu replace` say it; nothing is asked of any API. */
export interface ReplacementQuery extends Partial<Omit<ReplacementOptions, 'require'>> {
  /** Such as `erdma`, `!burstable-cpu` or `enis>=4`. */
  readonly require?: readonly string[];
}

/**
 * Ranks what a type, or each type of a family, can be replaced by; a row names the type that it replaces. Undefined for
 * a name the catalog does not have. Throws UsageError for a requirement that is none.
 */
export function replacementsFor(
  name: string,
  { require = [], ...query }: ReplacementQuery = {},
  catalog: Catalog = openEmbeddedCatalog(),
): Ranking | undefined {
  const options: ReplacementOptions = { anyPlatform: false, inStock: false, ...query, require: parseRequirements(require, 'require') };
  const currentTypes = currentTypesOf(fullName(name), catalog);
  if (currentTypes.length === 0) return undefined;
  const candidates = candidatesOf(catalog.families);
  const rankings = currentTypes.map((currentType) => rankReplacements(currentType, candidates, catalog, options));
  return {
    rows: rankings.flatMap(({ rows }) => rows),
    gaps: rankings.flatMap(({ gaps }) => gaps),
    undecided: new Map(rankings.flatMap(({ undecided }) => [...undecided])),
  };
}
