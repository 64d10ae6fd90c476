import { compareNames, compareTypes } from '../names/order.ts';
import { type Metrics, rangesOf } from '../registry/metrics.ts';
import type {
  DocumentedFamily,
  DocumentedType,
  FigureSource,
  ObservedFamily,
  ObservedType,
  Overview,
  RecordedType,
  Sources,
  Statement,
  TypeSummary,
} from './facts.ts';
import { type FamilyReport, type Findings, isRetired } from './report.ts';
import type { Verdict } from './verdict.ts';

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
  /** The file of an organisation's own facts that were added. */
  readonly facts?: string;
}

/** A type with all that is said of it. */
export interface TypeEntry {
  readonly id: string;
  readonly documented?: DocumentedType;
  /** Figures that other pages than those of its family give, or an organisation's own file. */
  readonly figures?: Metrics;
  /** Replies of earlier days, the newest first. */
  readonly recorded?: readonly RecordedType[];
  readonly observed?: ObservedType;
}

/** What was concluded of a family when the package was built. */
export interface ReadyFamily {
  readonly overview: Overview;
  readonly verdict: Omit<Verdict, 'evidence'>;
  readonly features: FamilyReport['features'];
  /** The findings of one of its types. */
  ofType(id: string): Findings | undefined;
}

/**
 * A family with all that is said of it. All but its summary and what is ready may read a file when it is first asked
 * for.
 */
export interface FamilyEntry {
  readonly id: string;
  readonly documented?: DocumentedFamily;
  readonly observed?: ObservedFamily;
  /** What other pages than the overview say, and an organisation's own files. */
  readonly statements: readonly Statement[];
  readonly figures: readonly FigureSource[];
  readonly summary: TypeSummary;
  /** Only where nothing was added since: it must be what would be concluded now. */
  readonly ready?: ReadyFamily;
  types(): readonly TypeEntry[];
}

/** A set of families and types with their source, in natural order of their names. */
export interface Catalog {
  readonly source: CatalogSource;
  /** Where the facts come from, whatever is offered. */
  readonly sources: Sources;
  readonly families: readonly FamilyEntry[];
  /** Documented families, whether or not this catalog offers them: their names are known, not misspelt. */
  readonly known: readonly FamilyEntry[];
  /** Names of families and types that no page describes, with the ids of the sources that use them. */
  readonly names: Readonly<Record<string, string>>;
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

/** What lists show of the documentation of a family; undefined where no document knows it. */
export function overviewOf(entry: FamilyEntry): Overview | undefined {
  return entry.ready?.overview ?? entry.documented;
}

/** Whether a family can still be had: a reply offers it, or no document calls it retired. */
export function isOnSale(entry: FamilyEntry): boolean {
  return entry.observed !== undefined || !isRetired(overviewOf(entry)?.sold ?? null);
}

/**
 * Everything known of the metrics of a type: replies of the API, of which the newest counts, override the
 * documentation.
 */
export function typeMetrics({ documented, figures, recorded, observed }: TypeEntry): Metrics {
  if (!figures && !recorded && !observed) return documented?.metrics ?? {};
  return Object.assign({}, documented?.metrics, figures, ...(recorded ?? []).map(({ metrics }) => metrics).toReversed(), observed?.metrics);
}

/**
 * The family of a type that does not name it: the longest family id that starts its own, else its id without the size.
 */
export function guessFamily(id: string, families: readonly string[]): string {
  const starts = families.filter((family) => id.startsWith(`${family}.`) || id.startsWith(`${family}-`));
  return starts.sort((a, b) => b.length - a.length)[0] ?? id.replace(/\.[^.]*$/, '');
}

/** What some types are together. */
export function summarize(types: readonly TypeEntry[]): TypeSummary {
  return { count: types.length, metrics: rangesOf(types.map(typeMetrics)) };
}

/** A family of which nothing is known but the name, and perhaps its types. */
export function bareFamily(id: string, types: readonly TypeEntry[] = []): FamilyEntry {
  return { id, statements: [], figures: [], summary: summarize(types), types: () => types };
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
    const knownTypes = new Map(known?.types().map((type) => [type.id, type]));
    const types = (typesByFamily.get(observed.id) ?? []).map((type): TypeEntry => ({ ...knownTypes.get(type.id), id: type.id, observed: type }));
    types.sort((a, b) => compareTypes({ id: a.id, metrics: typeMetrics(a) }, { id: b.id, metrics: typeMetrics(b) }));
    const { statements, figures } = known ?? { statements: [], figures: [] };
    const isDocumented = known?.documented && { documented: known.documented };
    return { id: observed.id, observed, ...isDocumented, statements, figures, summary: summarize(types), types: () => types };
  });
  families.sort((a, b) => compareNames(a.id, b.id));
  const { facts } = embedded.source;
  return { ...embedded, source: { ...source, ...(facts !== undefined && { facts }) }, families };
}

/** The part of some observations that is about some of their regions. What is missing stays missing. */
export function narrowToRegions({ source, families, types }: SourcedObservations, regions: readonly string[]): SourcedObservations {
  const offered = families
    .map((family) => ({ ...family, regions: family.regions.filter((region) => regions.includes(region)) }))
    .filter((family) => family.regions.length > 0);
  const ids = new Set<string | null>(offered.map(({ id }) => id));
  return { source: { ...source, regions }, families: offered, types: types.filter(({ family }) => ids.has(family)) };
}
