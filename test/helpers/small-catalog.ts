import { toObservedType } from '../../src/ecs/mapper.ts';
import { type Catalog, type CatalogSource, type FamilyEntry, joinObservations, summarize, type TypeEntry } from '../../src/model/catalog/catalog.ts';
import type { DocumentedFamily, DocumentedType, ObservedFamily, ObservedType, Sources, Statement } from '../../src/model/catalog/facts.ts';
import type { Criteria } from '../../src/model/catalog/selection.ts';
import type { FeatureKey } from '../../src/model/registry/features.ts';

/** What small catalogs cite. */
export const citedSources: Sources = {
  overview: {
    title: 'Overview',
    kind: 'overview',
    pages: { international: 'https://international.example/families', china: 'https://china.example/families' },
    edition: '2026-Q1',
  },
  page: { title: 'A page', kind: 'feature-page', pages: { china: 'https://china.example/page' }, edition: '2026-02' },
  replies: { title: 'Replies', kind: 'api-record', pages: {}, edition: '2026' },
};

/** Sources of the two kinds of catalog. */
export const sources = {
  embedded: { type: 'embedded', asOf: '2026-Q1', regions: [], complete: true },
  live: { type: 'live', asOf: '2026-02-03T04:05:06.000Z', regions: ['cn-hangzhou'], complete: true },
} as const satisfies Record<string, CatalogSource>;

/** A documented family of which the documentation says next to nothing, and what a test adds. */
export function documentedFamily(id: string, facts: Partial<DocumentedFamily> = {}): DocumentedFamily {
  return {
    id,
    category: 'General-purpose',
    level: 'EnterpriseLevel',
    cpuArchitecture: 'X86',
    platforms: [],
    processor: null,
    baseGHz: null,
    turboGHz: null,
    cpuToMemoryRatio: null,
    features: {},
    gpu: null,
    localDisk: null,
    diskTypes: [],
    sold: { international: true, china: true },
    statedIn: ['international', 'china'],
    ...facts,
  };
}

/** A documented type of which nothing is said, and what a test adds. */
export function documentedType(id: string, facts: Partial<DocumentedType> = {}): DocumentedType {
  return { id, metrics: {}, features: {}, ...facts };
}

/** A documented family with its types and what other pages say of them, as the embedded catalog has it. */
export function documentedEntry(family: DocumentedFamily, types: readonly DocumentedType[] = [], statements: readonly Statement[] = []): FamilyEntry {
  const entries = types.map((documented): TypeEntry => ({ id: documented.id, documented }));
  return { id: family.id, documented: family, statements, figures: [], summary: summarize(entries), types: () => entries };
}

/** A statement of a page on a single subject. */
export function pageStatement(feature: FeatureKey, status: 'yes' | 'no', scope: Partial<Statement> = {}): Statement {
  return { feature, status, basis: 'documented', source: 'page', ...scope };
}

/** A catalog of documented families. */
export function documentedCatalog(...families: readonly FamilyEntry[]): Catalog {
  return { source: sources.embedded, sources: citedSources, families, known: families, names: {} };
}

/** Fields of an InstanceType of DescribeInstanceTypes. */
export type TypeReply = Readonly<Record<string, unknown>> & { readonly InstanceTypeId: string };

/** What a reply says of a type. */
export function observedType(reply: TypeReply): ObservedType {
  const observed = toObservedType(reply);
  if (!observed) throw new Error('The reply names no type.');
  return observed;
}

/** A live catalog of families and replies, joined with documented families. */
export function liveCatalog(families: readonly (string | ObservedFamily)[], replies: readonly TypeReply[], documented: readonly FamilyEntry[] = []): Catalog {
  const types = replies.flatMap((reply) => toObservedType(reply) ?? []);
  const observed = families.map((family) => (typeof family === 'string' ? { id: family, generation: null, regions: ['cn-hangzhou'] } : family));
  return joinObservations({ families: observed, types }, documentedCatalog(...documented), sources.live);
}

/** Criteria that narrow to nothing but what a test adds. */
export function criteria(wanted: Partial<Criteria> = {}): Criteria {
  return { patterns: [], cipu: [], has: [], lacks: [], ranges: new Map(), includeUnknown: false, retired: false, ...wanted };
}

/** The family of a catalog, or a failure that names it. */
export function familyOf(catalog: Catalog, id: string): FamilyEntry {
  const entry = catalog.families.find((family) => family.id === id);
  if (!entry) throw new Error(`The catalog has no ${id}.`);
  return entry;
}
