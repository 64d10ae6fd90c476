import { type Stock, zonesInStock } from '../market/stock.ts';
import type { NamePattern } from '../names/pattern.ts';
import { type FeatureKey, featureByKey } from '../registry/features.ts';
import { type MetricKey, metricDefinitions } from '../registry/metrics.ts';
import type { FamilyStatus, Status } from '../registry/status.ts';
import { type Catalog, type FamilyEntry, isOnSale, overviewOf, type TypeEntry } from './catalog.ts';
import type { Site } from './facts.ts';
import { gpuModelWords, type HardwareCriteria, hasGpuModel, processorTests } from './hardware.ts';
import { inspectFamily, inspectType } from './inspect.ts';
import { categoriesCalled } from './lookup.ts';
import { type FamilyReport, type Findings, figureOf, type TypeReport } from './report.ts';
import { createUndecidedCounter, type Test, type Undecided, unknownAmong } from './undecided.ts';

/** Whether a site sells something, in words: only the documentation says that. */
export const soldWords = 'where it is sold';

/** What is not known of a family whose documentation names no generation of CIPU, in the words of the remark. */
export const generationWords = 'generation of CIPU';

/** A closed range; either end may be infinite. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a list is narrowed to. Empty lists and missing keys do not narrow. */
export interface Criteria extends HardwareCriteria {
  readonly patterns: readonly NamePattern[];
  readonly cipu: readonly Status[];
  readonly has: readonly FeatureKey[];
  readonly lacks: readonly FeatureKey[];
  readonly ranges: ReadonlyMap<MetricKey, Range>;
  /** Only families whose documentation names this generation of CIPU, `2.0`. */
  readonly generation?: string;
  readonly architecture?: string;
  /** The name of a category, or part of the names of several. */
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

/** Reports that meet some criteria, and what was left out. */
export interface Selection<R> {
  readonly rows: readonly R[];
  readonly retiredLeftOut: number;
  readonly undecided: Undecided;
}

/**
 * The families that meet the criteria. Features are judged on the family (`some` has it, only `no` lacks it); with
 * ranges, or when the family has a feature only in part, at least one of its types must meet all of `has` and the
 * ranges at once. In stock are the zones that have such a type.
 */
export function selectFamilies(catalog: Catalog, criteria: Criteria): Selection<FamilyReport> {
  const { entries, retiredLeftOut } = candidates(catalog, criteria);
  const tests = testsOf(criteria, catalog);
  const rows = entries
    .filter((entry) => matchesFamilyPattern(entry, criteria.patterns))
    .map((entry) => {
      const report = withZones(inspectFamily(entry, catalog), () => typesThatMeet(entry, criteria), criteria);
      const ofTypes = needsTypes(report, criteria) ? unknownOfTypes(entry, criteria) : [];
      return { report, unknown: ofTypes && join(unknownOf(report, entry, tests), ofTypes) };
    });
  return { ...decided(rows), retiredLeftOut };
}

/** The types that meet the criteria, family by family. */
export function selectTypes(catalog: Catalog, criteria: Criteria): Selection<TypeReport> {
  const { entries, retiredLeftOut } = candidates(catalog, criteria);
  const tests = testsOf(criteria, catalog);
  const rows = entries.flatMap((entry) =>
    entry
      .types()
      .filter((type) => matchesTypePattern(type, entry, criteria.patterns))
      .map((type) => {
        const report = withZones(inspectType(type, entry), () => [type.id], criteria);
        return { report, unknown: join(unknownOf(report, entry, tests), unknownAmong(typeTests(report, type, entry, criteria))) };
      }),
  );
  return { ...decided(rows), retiredLeftOut };
}

/** A report with what is not known of it where that alone leaves it out; undefined where it fails a criterion. */
interface Judged<R> {
  readonly report: R;
  readonly unknown: readonly string[] | undefined;
}

function decided<R>(rows: readonly Judged<R>[]): Pick<Selection<R>, 'rows' | 'undecided'> {
  const counter = createUndecidedCounter();
  for (const { unknown } of rows) counter.add(unknown);
  return { rows: rows.filter(({ unknown }) => unknown?.length === 0).map(({ report }) => report), undecided: counter.counted() };
}

const join = (some: readonly string[] | undefined, others: readonly string[] | undefined) => some && others && [...some, ...others];

/** Leaves out what is retired, unless a flag or its exact name asks for it, and what the site is known not to sell. */
function candidates(catalog: Catalog, { patterns, retired, site }: Criteria): { entries: FamilyEntry[]; retiredLeftOut: number } {
  const named = (entry: FamilyEntry) => patterns.some((pattern) => !pattern.isGlob && namesFamily(pattern, entry));
  const wanted = (entry: FamilyEntry) => patterns.length === 0 || patterns.some((pattern) => namesFamily(pattern, entry));
  let retiredLeftOut = 0;
  const entries = catalog.families.filter((entry) => {
    const sold = overviewOf(entry)?.sold ?? null;
    if (site && sold && !sold[site]) return false;
    if (retired || isOnSale(entry) || named(entry)) return true;
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

/** A criterion as a test of a family or type. */
type RowTest = (report: FamilyReport | TypeReport, entry: FamilyEntry) => Test;

/** Everything but the ranges and the GPU, which one type of a family must have at once. */
function testsOf(criteria: Criteria, catalog: Catalog): readonly RowTest[] {
  const { cipu, site, generation, architecture, category, has, lacks, inStock } = criteria;
  const others: RowTest[] = processorTests(criteria).map(({ about, passes }) => (report) => [about, passes(report)]);
  if (site) others.push((_, entry) => [soldWords, overviewOf(entry)?.sold[site] ?? null]);
  if (generation !== undefined) others.push((report) => [generationWords, isGeneration(report.cipu, generation)]);
  if (architecture !== undefined) others.push(({ cpuArchitecture }) => ['CPU architecture', isWord(cpuArchitecture, architecture)]);
  if (category !== undefined) {
    const meant = categoriesCalled(category, catalog);
    others.push((report) => ['category', report.category === null ? null : meant.includes(report.category)]);
  }
  for (const key of has) others.push(({ features }) => hasTest(features, key));
  for (const key of lacks) others.push(({ features }) => lacksTest(features, key));
  if (inStock) others.push(({ zones }) => ['stock', zones && zones.length > 0]);
  const tests = others.map(
    (test): RowTest =>
      (report, entry) =>
        admitted(test(report, entry), criteria),
  );
  // --cipu has a word of its own for what is not known.
  return cipu.length === 0 ? tests : [(report) => verdictTest(report.cipu.verdict, cipu), ...tests];
}

const unknownOf = (report: FamilyReport | TypeReport, entry: FamilyEntry, tests: readonly RowTest[]) => unknownAmong(tests.map((test) => test(report, entry)));

/** A test whose answer is not known passes where the criteria say so. */
function admitted([about, passes]: Test, { includeUnknown }: Pick<Criteria, 'includeUnknown'>): Test {
  return [about, includeUnknown ? (passes ?? true) : passes];
}

/** Most families on CIPU have documentation that names no generation: of them it is not known. */
function isGeneration({ verdict, generation }: TypeReport['cipu'], wanted: string): boolean | null {
  if (generation !== null) return Number(generation) === Number(wanted);
  return verdict === 'no' ? false : null;
}

const isWord = (value: string | null, wanted: string) => (value === null ? null : value.toLowerCase() === wanted.toLowerCase());

/** Whether a verdict is one of those that are wanted. */
export function verdictTest(verdict: Status, wanted: readonly Status[]): Test {
  return ['CIPU', wanted.includes(verdict) || (verdict === 'unknown' ? null : false)];
}

/** Whether something has a feature, if only in part. */
export const hasTest = (features: Findings<FamilyStatus>, key: FeatureKey): Test => featureTest(features, key, ['yes', 'some']);

/** Whether something is known not to have a feature. */
export const lacksTest = (features: Findings<FamilyStatus>, key: FeatureKey): Test => featureTest(features, key, ['no']);

function featureTest(features: Findings<FamilyStatus>, key: FeatureKey, wanted: readonly FamilyStatus[]): Test {
  const { status } = features[key];
  return [featureByKey.get(key)?.title ?? key, status === 'unknown' ? null : wanted.includes(status)];
}

/** The tests that a type of a family must meet all at once. */
function typeTests(report: TypeReport, type: TypeEntry, entry: FamilyEntry, criteria: Criteria): readonly Test[] {
  // Most lists have no range: the registry need not be gone through for each of their types.
  const inRange = criteria.ranges.size === 0 ? [] : metricDefinitions;
  const ranges = inRange.flatMap(({ key, title }): Test[] => {
    const range = criteria.ranges.get(key);
    const value = range && figureOf(report, key);
    return range ? [[title, value === undefined ? null : value >= range.min && value <= range.max]] : [];
  });
  const { gpuModels } = criteria;
  const gpu: readonly Test[] = gpuModels === undefined ? [] : [[gpuModelWords, hasGpuModel({ type, entry, report }, gpuModels)]];
  return [...ranges, ...gpu].map((test) => admitted(test, criteria));
}

function needsTypes(report: FamilyReport, { ranges, has, gpuModels }: Criteria): boolean {
  return ranges.size > 0 || gpuModels !== undefined || has.some((key) => report.features[key].status === 'some');
}

/** What is not known of the types of a family, where that alone keeps all of them from meeting `has` and the ranges. */
function unknownOfTypes(entry: FamilyEntry, criteria: Criteria): readonly string[] | undefined {
  const types = entry.types();
  // A family whose types nobody lists is unknown in every metric.
  if (types.length === 0) {
    const ranges = metricDefinitions.flatMap(({ key, title }) => (criteria.ranges.has(key) ? [title] : []));
    return criteria.includeUnknown ? [] : [...ranges, ...(criteria.gpuModels === undefined ? [] : [gpuModelWords])];
  }
  const open = types.map((type) => unknownOfType(type, entry, criteria)).filter((unknown) => unknown !== undefined);
  if (open.length === 0) return undefined;
  return open.some((unknown) => unknown.length === 0) ? [] : [...new Set(open.flat())];
}

/** The types of a family that meet `has` and the ranges of the criteria. */
export function typesThatMeet(entry: FamilyEntry, criteria: Criteria): string[] {
  return entry
    .types()
    .filter((type) => unknownOfType(type, entry, criteria)?.length === 0)
    .map(({ id }) => id);
}

function unknownOfType(type: TypeEntry, entry: FamilyEntry, criteria: Criteria): readonly string[] | undefined {
  const report = inspectType(type, entry);
  return unknownAmong([...criteria.has.map((key) => admitted(hasTest(report.features, key), criteria)), ...typeTests(report, type, entry, criteria)]);
}

function withZones<R extends FamilyReport | TypeReport>(report: R, types: () => readonly string[], { stock }: Criteria): R {
  return stock ? { ...report, zones: zonesInStock(stock, types()) } : report;
}
