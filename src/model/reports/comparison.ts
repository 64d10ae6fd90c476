import { type FamilyReport, formatPlatform, type TypeReport } from '../catalog/report.ts';
import { featureDefinitions } from '../registry/features.ts';
import { type MetricKey, metricDefinitions } from '../registry/metrics.ts';
import { isUnknown, type PropertyValue } from './diff.ts';

/**
 * A family or a type that is compared. A type comes with its family, since platform and sites are properties of the
 * family.
 */
export interface Thing {
  readonly name: string;
  readonly family: FamilyReport;
  /** Null for a family. */
  readonly type: TypeReport | null;
  /** Of a family, the metrics that are known of only some of its types: their ranges may be wider. */
  readonly partial?: ReadonlySet<MetricKey>;
}

/** Which value is the better one: the higher or lower figure, or a yes. */
export type Better = 'higher' | 'lower' | 'yes';

/** A property of all that is compared, as `compare -o json` gives it. */
export interface ComparedProperty {
  /** Key of the property: that of its column in the lists of families and types. */
  readonly property: string;
  readonly title: string;
  /** Unit of the values; empty for none. */
  readonly unit: string;
  /** Null where no value is better than another. */
  readonly better: Better | null;
  /** Value by name; null or `unknown` is not known. */
  readonly values: Readonly<Record<string, PropertyValue>>;
  /** Whether the values differ; what is not known differs from what is. */
  readonly different: boolean;
  /**
   * Names with the better value. Empty when the values are equal, and when one of them is not known or holds only in
   * part, since that one may be as good.
   */
  readonly best: readonly string[];
  /** Names whose value is not known. */
  readonly unknown: readonly string[];
  /** Names whose value a rule infers. */
  readonly inferred: readonly string[];
}

/** Families, or types, side by side. */
export interface Comparison {
  readonly subject: 'family' | 'type';
  /** Names, in the order in which they were given. */
  readonly things: readonly string[];
  readonly properties: readonly ComparedProperty[];
}

/** How a property is read. */
interface Property extends Pick<ComparedProperty, 'property' | 'title' | 'unit' | 'better'> {
  value(thing: Thing): PropertyValue;
  isInferred(thing: Thing): boolean;
  /** Whether the value is not all there is, and so cannot be ranked. */
  isPartial?(thing: Thing): boolean;
}

/** Compares families, or types, property by property; with prices those by the hour, too. */
export function compareThings(things: readonly Thing[], withPrices = false): Comparison {
  const subject = things[0]?.type ? 'type' : 'family';
  const properties = [...common, ...(subject === 'family' ? ofFamilies : ofTypes), ...(withPrices ? priceProperties(things) : [])];
  return { subject, things: things.map(({ name }) => name), properties: properties.map((property) => compareBy(property, things)) };
}

/** Whether values that are known differ: not only what is known from what is not. */
export function differsInKnown({ values }: Pick<ComparedProperty, 'values'>): boolean {
  return areDifferent(Object.values(values).filter((value) => !isUnknown(value)));
}

const reportOf = ({ family, type }: Thing) => type ?? family;
const never = () => false;

const text = (property: string, title: string, value: (thing: Thing) => PropertyValue): Property => ({
  property,
  title,
  unit: '',
  better: null,
  value,
  isInferred: never,
});

const features = featureDefinitions.map(
  ({ key, title, better = null }): Property => ({
    property: key,
    title,
    unit: '',
    better,
    value: (thing) => reportOf(thing).features[key].status,
    isInferred: (thing) => reportOf(thing).features[key].basis === 'inferred',
  }),
);

const metrics = metricDefinitions.map(
  ({ key, title, unit, better = null }): Property => ({
    property: key,
    title,
    unit,
    better,
    value: (thing) => reportOf(thing).metrics[key] ?? null,
    isInferred: never,
    isPartial: ({ partial }) => partial?.has(key) ?? false,
  }),
);

/**
 * The properties of both families and types, in the order in which they are shown. The registry's first feature is the
 * verdict.
 */
const common: readonly Property[] = [
  ...features.slice(0, 1),
  text('rule', 'Rule of the verdict', ({ family }) => family.cipu.rule),
  text('platform', 'Platform documented', ({ family: { platform } }) => platform && formatPlatform(platform)),
  ...features.slice(1),
  ...metrics,
  text('category', 'Category', (thing) => reportOf(thing).category),
  text('arch', 'CPU architecture', (thing) => reportOf(thing).cpuArchitecture),
  text('processor', 'Processor', (thing) => reportOf(thing).processor),
  text('sold', 'Sold by the site', ({ family: { sold } }) => sold && (['international', 'china'] as const).filter((site) => sold[site])),
  text('regions', 'Regions', (thing) => reportOf(thing).regions),
];
const ofFamilies: readonly Property[] = [text('types', 'Types', ({ family }) => family.types)];
const ofTypes: readonly Property[] = [text('family', 'Family', ({ family }) => family.family)];

/** A price is only better than one in the same currency. */
function priceProperties(things: readonly Thing[]): Property[] {
  const currencies = new Set(things.flatMap(({ type }) => type?.price?.currency ?? []));
  const price = text('price', 'Price by the hour', ({ type }) => type?.price?.trade ?? null);
  return [{ ...price, better: currencies.size > 1 ? null : 'lower' }, text('currency', 'Currency', ({ type }) => type?.price?.currency ?? null)];
}

function compareBy({ property, title, unit, better, value, isInferred, isPartial = never }: Property, things: readonly Thing[]): ComparedProperty {
  const values = things.map((thing) => ({ name: thing.name, value: value(thing) }));
  return {
    property,
    title,
    unit,
    better,
    values: Object.fromEntries(values.map((one) => [one.name, one.value])),
    different: areDifferent(values.map((one) => one.value)),
    best: better === null || things.some(isPartial) ? [] : bestOf(values, better),
    unknown: values.filter((one) => isUnknown(one.value)).map(({ name }) => name),
    inferred: things.filter(isInferred).map(({ name }) => name),
  };
}

const areDifferent = (values: readonly PropertyValue[]) => new Set(values.map((value) => JSON.stringify(value))).size > 1;

function bestOf(values: readonly { readonly name: string; readonly value: PropertyValue }[], better: Better): string[] {
  const ranked = values.map(({ name, value }) => ({ name, ranks: ranksOf(value) }));
  const sign = better === 'lower' ? -1 : 1;
  // A family is not better for having larger types, too: both ends of its range must be as good as any other's.
  const isBest = (ranks: readonly number[]) => ranked.every((other) => ranks.every((rank, i) => sign * rank >= sign * (other.ranks[i] ?? Number.NaN)));
  const best = ranked.filter(({ ranks }) => ranks.length > 0 && isBest(ranks));
  return best.length === values.length ? [] : best.map(({ name }) => name);
}

/**
 * A value as figures to rank it by: the two ends of a range. Empty for what cannot be ranked: what is not known, and
 * `some`, which may be as good as a yes.
 */
function ranksOf(value: PropertyValue): readonly number[] {
  if (typeof value === 'number') return [value, value];
  if (value === 'yes' || value === 'no') return [Number(value === 'yes')];
  return typeof value === 'object' && value !== null && 'max' in value ? [value.min, value.max] : [];
}
