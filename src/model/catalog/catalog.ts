import { compareNames, compareTypes } from '../names/order.ts';
import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import { rangesOf } from '../registry/metrics.ts';
import { weakerBasis } from '../registry/status.ts';
import type { DocumentationPages, DocumentedFamily, DocumentedType, ObservedFamily, ObservedType, Tally, TypeSummary } from './facts.ts';

/**
 * Where a catalog comes from. `asOf` is `2026-Q1` or an ISO 8601 time; `complete` is false when part of the data is
 * missing.
 */
export interface CatalogSource {
  readonly type: 'embedded' | 'live' | 'snapshot';
  readonly asOf: string;
  readonly regions: readonly string[];
  readonly complete: boolean;
  /** What is missing, a sentence each; absent when nothing is. */
  readonly gaps?: readonly string[];
}

/** A type with all that is said of it. */
export interface TypeEntry {
  readonly id: string;
  readonly documented?: DocumentedType;
  readonly observed?: ObservedType;
}

/** A family with all that is said of it. `types()` may read a file the first time it is called. */
export interface FamilyEntry {
  readonly id: string;
  readonly documented?: DocumentedFamily;
  readonly observed?: ObservedFamily;
  readonly summary: TypeSummary;
  types(): readonly TypeEntry[];
}

/** A set of families and types with their source, in natural order of their names. */
export interface Catalog {
  readonly source: CatalogSource;
  readonly documentation: DocumentationPages;
  readonly families: readonly FamilyEntry[];
  /** Documented families, whether or not this catalog offers them: their names are known, not misspelt. */
  readonly known: readonly FamilyEntry[];
}

/** What an API query has brought, before it meets the documentation. */
export interface Observations {
  readonly families: readonly ObservedFamily[];
  readonly types: readonly ObservedType[];
}

/** Observations with their source: what a snapshot keeps. */
export interface SourcedObservations extends Observations {
  readonly source: CatalogSource;
}

/** What a type itself shows of a feature: the API first, then the documentation's type tables. */
export function typeStatement(type: TypeEntry, key: FeatureKey): { readonly status: 'yes' | 'no'; readonly basis: 'api' | 'documented' } | undefined {
  const observed = type.observed?.features[key];
  if (observed) return { status: observed.status, basis: 'api' };
  const documented = type.documented?.features[key];
  return documented === undefined ? undefined : { status: documented ? 'yes' : 'no', basis: 'documented' };
}

/** Everything known of the metrics of a type; the API overrides the documentation. */
export function typeMetrics(type: TypeEntry): NonNullable<DocumentedType['metrics']> {
  return { ...type.documented?.metrics, ...type.observed?.metrics };
}

/**
 * The family of a type that does not name it: the longest family id that starts its own, else its id without the size.
 */
export function guessFamily(id: string, families: readonly string[]): string {
  const starts = families.filter((family) => id.startsWith(`${family}.`) || id.startsWith(`${family}-`));
  return starts.sort((a, b) => b.length - a.length)[0] ?? id.replace(/\.[^.]*$/, '');
}

/** What the types of a family say together. */
export function summarize(types: readonly TypeEntry[]): TypeSummary {
  const tallies: Partial<Record<FeatureKey, Tally>> = {};
  for (const { key } of featureDefinitions) {
    for (const type of types) {
      const statement = typeStatement(type, key);
      if (!statement) continue;
      const tally = tallies[key] ?? { yes: 0, no: 0, basis: statement.basis };
      tallies[key] = { ...tally, [statement.status]: tally[statement.status] + 1, basis: weakerBasis(tally.basis, statement.basis) as Tally['basis'] };
    }
  }
  return { count: types.length, features: tallies, metrics: rangesOf(types.map(typeMetrics)) };
}

/**
 * Joins what a region offers with what is documented. Only offered families are listed; a family no document knows and
 * a family without types are kept as they are. A type that names no offered family is left to the caller.
 */
export function joinObservations(observations: Observations, embedded: Catalog, source: CatalogSource): Catalog {
  const documented = new Map(embedded.families.map((entry) => [entry.id, entry]));
  const typesByFamily = new Map<string, ObservedType[]>();
  for (const type of observations.types) {
    if (type.family === null) continue;
    const list = typesByFamily.get(type.family);
    if (list) list.push(type);
    else typesByFamily.set(type.family, [type]);
  }
  const families = observations.families.map((observed): FamilyEntry => {
    const known = documented.get(observed.id);
    const documentedTypes = new Map(known?.types().map((type) => [type.id, type.documented]));
    const types = (typesByFamily.get(observed.id) ?? []).map((type): TypeEntry => {
      const documentedType = documentedTypes.get(type.id);
      return { id: type.id, observed: type, ...(documentedType && { documented: documentedType }) };
    });
    types.sort((a, b) => compareTypes({ id: a.id, metrics: typeMetrics(a) }, { id: b.id, metrics: typeMetrics(b) }));
    return { id: observed.id, observed, ...(known?.documented && { documented: known.documented }), summary: summarize(types), types: () => types };
  });
  families.sort((a, b) => compareNames(a.id, b.id));
  return { source, documentation: embedded.documentation, families, known: embedded.families };
}

/** The part of some observations that is about some of their regions. What is missing stays missing. */
export function narrowToRegions({ source, families, types }: SourcedObservations, regions: readonly string[]): SourcedObservations {
  const offered = families
    .map((family) => ({ ...family, regions: family.regions.filter((region) => regions.includes(region)) }))
    .filter((family) => family.regions.length > 0);
  const ids = new Set<string | null>(offered.map(({ id }) => id));
  return { source: { ...source, regions }, families: offered, types: types.filter(({ family }) => ids.has(family)) };
}
