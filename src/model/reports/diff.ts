import { type Catalog, type FamilyEntry, isOnSale, type TypeEntry, typeMetrics } from '../catalog/catalog.ts';
import { inspectFamily, inspectType } from '../catalog/inspect.ts';
import type { FamilyReport, TypeReport } from '../catalog/report.ts';
import { compareNames, compareTypes } from '../names/order.ts';
import { featureDefinitions, isFeatureKey } from '../registry/features.ts';
import { type MetricRange, metricDefinitions } from '../registry/metrics.ts';

/**
 * Kinds of differences. `learned` is a change from not known to known, `lost` the reverse, `changed` one of known
 * values.
 */
export const changeKinds = ['added', 'gone', 'changed', 'learned', 'lost'] as const;

/** One of the kinds of differences. */
export type ChangeKind = (typeof changeKinds)[number];

/**
 * A value of a property: a status or word, a figure, a family's range of figures, a list of regions. Null is "not
 * known" or "not there".
 */
export type PropertyValue = string | number | boolean | MetricRange | readonly string[] | null;

/** Whether a value stands for what is not known. */
export const isUnknown = (value: PropertyValue): boolean => value === null || value === 'unknown';

/** One difference between two catalogs, as `catalog diff -o json` gives it. */
export interface Difference {
  readonly change: ChangeKind;
  readonly subject: 'family' | 'type';
  /** Name of the family or type. */
  readonly name: string;
  readonly family: string;
  /**
   * Key of a feature or metric, or `rule`, `conflict`, `regions`; `cipu`, the verdict, for what was added or is gone.
   */
  readonly property: string;
  readonly before: PropertyValue;
  readonly after: PropertyValue;
  /** The conclusion that gave `before`, where the later catalog knows otherwise; else null. */
  readonly refutes: string | null;
}

/**
 * The differences between two catalogs: families and types that were added or are gone and, of those in both, the
 * verdict, features, metrics and regions. What the row of a family says is not repeated for each of its types. A family
 * that is documented as retired counts only where a region offers it. The rows are in natural order of the families,
 * each followed by its types.
 */
export function diffCatalogs(before: Catalog, after: Catalog): Difference[] {
  // Of a region that only one of the catalogs is about, nothing can be compared.
  const regions = before.source.regions.filter((region) => after.source.regions.includes(region));
  const families = pairUp(before.families.filter(isOnSale), after.families.filter(isOnSale)).sort((a, b) => compareNames(a.id, b.id));
  return families.flatMap((pair) => {
    const family = diffFamily(pair, before, after, regions);
    const said = new Map(family.map((row) => [row.property, row]));
    return [...family, ...diffTypes(pair).filter((row) => !repeats(row, said.get(row.property)))];
  });
}

/** The entries of one id in the two catalogs; one of them may be missing. */
interface Pair<E> {
  readonly id: string;
  readonly before: E | undefined;
  readonly after: E | undefined;
}

function pairUp<E extends { readonly id: string }>(before: readonly E[], after: readonly E[]): Pair<E>[] {
  const [left, right] = [before, after].map((entries) => new Map(entries.map((entry) => [entry.id, entry])));
  return [...new Set([...before, ...after].map(({ id }) => id))].map((id) => ({ id, before: left?.get(id), after: right?.get(id) }));
}

function diffFamily({ id, before: old, after: now }: Pair<FamilyEntry>, before: Catalog, after: Catalog, regions: readonly string[]): Difference[] {
  const sideOf = (entry: FamilyEntry, catalog: Catalog): Side => {
    const report = inspectFamily(entry, catalog);
    const offeredIn = regions.filter((region) => report.regions?.includes(region));
    return { properties: properties(report).set('regions', regions.length > 0 ? offeredIn : null), features: report.features };
  };
  return diffProperties({ subject: 'family', name: id, family: id }, old && sideOf(old, before), now && sideOf(now, after));
}

function diffTypes({ id: family, before, after }: Pair<FamilyEntry>): Difference[] {
  const sized = ({ id, before: old, after: now }: Pair<TypeEntry>) => ({ id, metrics: typeMetrics(now ?? old ?? { id }) });
  const types = pairUp(before?.types() ?? [], after?.types() ?? []).sort((a, b) => compareTypes(sized(a), sized(b)));
  const sideOf = (type: TypeEntry | undefined, entry: FamilyEntry | undefined): Side | undefined => {
    const report = type && entry && inspectType(type, entry);
    return report && { properties: properties(report), features: report.features };
  };
  return types.flatMap(({ id, before: old, after: now }) => diffProperties({ subject: 'type', name: id, family }, sideOf(old, before), sideOf(now, after)));
}

/** The properties that are compared, in the order in which they are. */
function properties({ cipu, features, metrics }: FamilyReport | TypeReport): Map<string, PropertyValue> {
  return new Map<string, PropertyValue>([
    ...featureDefinitions.map(({ key }) => [key, features[key].status] as const),
    ...metricDefinitions.map(({ key }) => [key, metrics[key] ?? null] as const),
    ['rule', cipu.rule],
    ['conflict', cipu.conflict],
  ]);
}

type Properties = ReadonlyMap<string, PropertyValue>;

/** What one of two catalogs says of a family or type. */
interface Side {
  readonly properties: Properties;
  readonly features: FamilyReport['features'];
}

function diffProperties(subject: Pick<Difference, 'subject' | 'name' | 'family'>, before: Side | undefined, after: Side | undefined): Difference[] {
  if (!before || !after) {
    const verdict = (side: Side | undefined) => side?.properties.get('cipu') ?? null;
    return [{ change: before ? 'gone' : 'added', ...subject, property: 'cipu', before: verdict(before), after: verdict(after), refutes: null }];
  }
  return [...before.properties].flatMap(([property, old]) => {
    const now = after.properties.get(property) ?? null;
    if (isSame(old, now)) return [];
    const change = changeOf(old, now);
    const rule = isFeatureKey(property) ? before.features[property].rule : undefined;
    return [{ change, ...subject, property, before: old, after: now, refutes: change === 'changed' ? (rule ?? null) : null }];
  });
}

const isSame = (a: PropertyValue, b: PropertyValue) => JSON.stringify(a) === JSON.stringify(b);

function changeOf(before: PropertyValue, after: PropertyValue): ChangeKind {
  if (isUnknown(before)) return 'learned';
  return isUnknown(after) ? 'lost' : 'changed';
}

/**
 * Whether a type's row adds nothing to its family's row: it has the same values, or a figure became known, or unknown,
 * as the family's range of it did.
 */
function repeats({ change, before, after }: Difference, family: Difference | undefined): boolean {
  if (!family || change === 'added' || change === 'gone') return false;
  if (change === family.change && change !== 'changed' && [family.before, family.after].some(isRange)) return true;
  return isSame(before, uniform(family.before)) && isSame(after, uniform(family.after));
}

const isRange = (value: PropertyValue): value is MetricRange => typeof value === 'object' && value !== null && 'min' in value;

/** A range that is the same for every type is each type's value. */
function uniform(value: PropertyValue): PropertyValue {
  return isRange(value) && value.min === value.max ? value.min : value;
}
