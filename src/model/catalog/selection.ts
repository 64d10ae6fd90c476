import { type Stock, zonesInStock } from '../market/stock.ts';
import type { NamePattern } from '../names/pattern.ts';
import type { FeatureKey } from '../registry/features.ts';
import type { MetricKey } from '../registry/metrics.ts';
import type { Status } from '../registry/status.ts';
import type { Catalog, FamilyEntry, TypeEntry } from './catalog.ts';
import type { Site } from './facts.ts';
import { inspectFamily, inspectType } from './inspect.ts';
import { type FamilyReport, isRetired, type TypeReport } from './report.ts';

/** A closed range; either end may be infinite. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a list is narrowed to. Empty lists and missing keys do not narrow. */
export interface Criteria {
  readonly patterns: readonly NamePattern[];
  readonly cipu: readonly Status[];
  readonly has: readonly FeatureKey[];
  readonly lacks: readonly FeatureKey[];
  readonly ranges: ReadonlyMap<MetricKey, Range>;
  readonly architecture?: string;
  readonly category?: string;
  readonly site?: Site;
  /** What is known of stock: reports then name the zones that have it. */
  readonly stock?: Stock;
  /** Only types in stock in one of the zones at least, and their families. */
  readonly inStock?: boolean;
  /** Lets what is not known pass every criterion but `cipu`. */
  readonly includeUnknown: boolean;
  /** Also list families that neither site sells any more. */
  readonly retired: boolean;
}

/** Reports that meet some criteria, and how many retired families were left out. */
export interface Selection<R> {
  readonly rows: readonly R[];
  readonly retiredLeftOut: number;
  /** How many rows --in-stock left out only because their stock is not known. */
  readonly stockUnknown: number;
}

/**
 * The families that meet the criteria. Features are judged on the family (`some` has it, only `no` lacks it); with
 * ranges, or when the family has a feature only in part, at least one of its types must meet all of `has` and the
 * ranges at once. In stock are the zones that have such a type.
 */
export function selectFamilies(catalog: Catalog, criteria: Criteria): Selection<FamilyReport> {
  const { entries, retiredLeftOut } = candidates(catalog, criteria);
  const rows = entries
    .filter((entry) => matchesFamilyPattern(entry, criteria.patterns))
    .map((entry) => ({ entry, report: inspectFamily(entry, catalog) }))
    .filter(
      ({ entry, report }) =>
        meetsIdentity(report, criteria) && meetsFeatures(report.features, criteria) && (!needsTypes(report, criteria) || someTypeMeets(entry, criteria)),
    )
    .map(({ entry, report }) => withZones(report, () => typesThatMeet(entry, criteria), criteria));
  return { ...inStockOnly(rows, criteria), retiredLeftOut };
}

/** The types that meet the criteria, family by family. */
export function selectTypes(catalog: Catalog, criteria: Criteria): Selection<TypeReport> {
  const { entries, retiredLeftOut } = candidates(catalog, criteria);
  const rows = entries.flatMap((entry) =>
    entry
      .types()
      .filter((type) => matchesTypePattern(type, entry, criteria.patterns))
      .map((type) => inspectType(type, entry))
      .filter((report) => meetsIdentity(report, criteria) && meetsFeatures(report.features, criteria) && meetsRanges(report, criteria))
      .map((report) => withZones(report, () => [report.type], criteria)),
  );
  return { ...inStockOnly(rows, criteria), retiredLeftOut };
}

/** Leaves out what is retired, unless asked for by flag or by its exact name, and what the site does not sell. */
function candidates(catalog: Catalog, { patterns, retired, site, includeUnknown }: Criteria): { entries: FamilyEntry[]; retiredLeftOut: number } {
  const named = (entry: FamilyEntry) => patterns.some((pattern) => !pattern.isGlob && namesFamily(pattern, entry));
  const wanted = (entry: FamilyEntry) => patterns.length === 0 || patterns.some((pattern) => namesFamily(pattern, entry));
  let retiredLeftOut = 0;
  const entries = catalog.families.filter((entry) => {
    const sold = entry.documented?.sold ?? null;
    if (site && !(sold ? sold[site] : includeUnknown)) return false;
    if (retired || entry.observed || !isRetired(sold) || named(entry)) return true;
    if (wanted(entry)) retiredLeftOut += 1;
    return false;
  });
  return { entries, retiredLeftOut };
}

/** Whether a pattern of families names the family, or a pattern of types one of its types. */
function matchesFamilyPattern(entry: FamilyEntry, patterns: readonly NamePattern[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => namesFamily(pattern, entry));
}

function namesFamily(pattern: NamePattern, entry: FamilyEntry): boolean {
  return pattern.isType ? entry.types().some(({ id }) => pattern.matches(id)) : pattern.matches(entry.id);
}

function matchesTypePattern({ id }: TypeEntry, entry: FamilyEntry, patterns: readonly NamePattern[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => pattern.matches(id) || (!pattern.isType && pattern.matches(entry.id)));
}

function meetsIdentity(report: FamilyReport | TypeReport, { cipu, architecture, category, includeUnknown }: Criteria): boolean {
  const equals = (value: string | null, wanted: string | undefined) =>
    wanted === undefined || (value === null ? includeUnknown : value.toLowerCase() === wanted.toLowerCase());
  return (cipu.length === 0 || cipu.includes(report.cipu.verdict)) && equals(report.cpuArchitecture, architecture) && equals(report.category, category);
}

/** Whether features meet the `has` and `lacks` of some criteria. */
export function meetsFeatures(
  features: FamilyReport['features'] | TypeReport['features'],
  { has, lacks, includeUnknown }: Pick<Criteria, 'has' | 'lacks' | 'includeUnknown'>,
): boolean {
  const unknownPasses = (key: FeatureKey) => includeUnknown && features[key].status === 'unknown';
  return (
    has.every((key) => features[key].status === 'yes' || features[key].status === 'some' || unknownPasses(key)) &&
    lacks.every((key) => features[key].status === 'no' || unknownPasses(key))
  );
}

function meetsRanges({ metrics }: TypeReport, { ranges, includeUnknown }: Criteria): boolean {
  return [...ranges].every(([key, range]) => {
    const value = metrics[key];
    return value === undefined ? includeUnknown : value >= range.min && value <= range.max;
  });
}

function needsTypes(report: FamilyReport, { ranges, has }: Criteria): boolean {
  return ranges.size > 0 || has.some((key) => report.features[key].status === 'some');
}

function someTypeMeets(entry: FamilyEntry, criteria: Criteria): boolean {
  const types = entry.types();
  // A family whose types nobody lists is unknown in every metric.
  return types.length === 0 ? criteria.includeUnknown : typesThatMeet(entry, criteria).length > 0;
}

/** The types of a family that meet `has` and the ranges of the criteria. */
export function typesThatMeet(entry: FamilyEntry, criteria: Criteria): string[] {
  const positive = { ...criteria, lacks: [] };
  return entry
    .types()
    .map((type) => inspectType(type, entry))
    .filter((report) => meetsFeatures(report.features, positive) && meetsRanges(report, criteria))
    .map(({ type }) => type);
}

function withZones<R extends FamilyReport | TypeReport>(report: R, types: () => readonly string[], { stock }: Criteria): R {
  return stock ? { ...report, zones: zonesInStock(stock, types()) } : report;
}

/**
 * The rows that are in stock when that is asked for, and how many are left out only because their stock is not known.
 */
function inStockOnly<R extends FamilyReport | TypeReport>(
  rows: readonly R[],
  { inStock, includeUnknown }: Criteria,
): Pick<Selection<R>, 'rows' | 'stockUnknown'> {
  if (!inStock) return { rows, stockUnknown: 0 };
  const unknown = includeUnknown ? 0 : rows.filter(({ zones }) => zones === null).length;
  return { rows: rows.filter(({ zones }) => (zones === null ? includeUnknown : zones.length > 0)), stockUnknown: unknown };
}
