import { type FamilyEntry, summarize, type TypeEntry, typeMetrics } from '../model/catalog/catalog.ts';
import { parseCondition } from '../model/catalog/condition.ts';
import type { DocumentedFamily, DocumentedType, FigureSource, RecordedType, Source, Statement } from '../model/catalog/facts.ts';
import { observeFeatures } from '../model/catalog/observe.ts';
import { compareNames, compareTypes } from '../model/names/order.ts';
import { isRecord, valueAt } from '../model/record.ts';
import { type FeatureKey, featureDefinitions } from '../model/registry/features.ts';
import { readFields } from '../model/registry/field-reader.ts';
import { metricDefinitions, readMetrics } from '../model/registry/metrics.ts';
import {
  type FamilyFile,
  type FigureFacts,
  parsePlatform,
  type RecordFacts,
  type RecordsFile,
  type SourceFacts,
  type StatementFacts,
  toRecords,
} from './files.ts';
import type { FactFiles } from './read.ts';
import { columnOf } from './table-columns.ts';

/** Facts as the files have them, whoever read them. */
export interface FactSet {
  readonly families: readonly FamilyFile[];
  readonly statements: readonly StatementFacts[];
  readonly figures: readonly FigureFacts[];
  readonly records: readonly RecordsFile[];
}

/** A family that the pages describe. */
export interface DocumentedEntry extends FamilyEntry {
  readonly documented: DocumentedFamily;
}

/** The facts of files that were read, without their places. */
export function toFactSet({ families, statements, records }: FactFiles): FactSet {
  return {
    families: families.map(({ value }) => value),
    statements: statements.flatMap(({ value }) => value.statements ?? []),
    figures: statements.flatMap(({ value }) => value.figures ?? []),
    records: records.map(({ value }) => value),
  };
}

/**
 * Makes the families of a catalog of facts that were checked, in natural order of their names. Nothing is concluded
 * yet.
 */
export function toEntries({ families, statements, figures, records }: FactSet): DocumentedEntry[] {
  const recorded = new Map(records.map((file) => [file.family, file.records.flatMap(toRecordedTypes)]));
  const entries = families.map((file): DocumentedEntry => {
    const family = toFamily(file);
    const types = joinTypes(toRecords(file.types).map(toType), recorded.get(family.id) ?? []);
    const ids = new Set(types.map(({ id }) => id));
    return {
      id: family.id,
      documented: family,
      statements: statements.flatMap((statement) => statementsAbout(family, ids, statement)),
      figures: [],
      summary: summarize(types),
      types: () => types,
    };
  });
  return entries.map((entry) => withFigures(entry, figures)).sort((a, b) => compareNames(a.id, b.id));
}

/** A source as the program has it. */
export function toSource({ title, kind, international, china, edition }: SourceFacts): Source {
  return { title, kind, pages: { ...(international && { international }), ...(china && { china }) }, edition };
}

function toFamily(file: FamilyFile): DocumentedFamily {
  return {
    id: file.family,
    category: file.category,
    level: file.level,
    cpuArchitecture: file.cpuArchitecture ?? null,
    platforms: (file.platforms ?? []).flatMap((text) => parsePlatform(text) ?? []),
    processor: file.processor ?? null,
    baseGHz: file.baseGHz ?? null,
    turboGHz: file.turboGHz ?? null,
    cpuToMemoryRatio: file.cpuToMemoryRatio ?? null,
    features: { ...readFeatures({ ...file, id: file.family }, 'family'), ...listed(file.has, true), ...listed(file.lacks, false) },
    gpu: file.gpu ? { model: file.gpu.model ?? null, memoryGB: file.gpu.memoryGB ?? null } : null,
    localDisk: file.localDisk ?? null,
    diskTypes: file.diskTypes,
    sold: { international: file.sold.includes('international'), china: file.sold.includes('china') },
    statedIn: file.statedIn,
  };
}

const listed = (keys: readonly FeatureKey[] = [], value: boolean) => Object.fromEntries(keys.map((key) => [key, value]));

function readFeatures(record: unknown, column: 'family' | 'type'): Partial<Record<FeatureKey, boolean>> {
  const stated: Partial<Record<FeatureKey, boolean>> = {};
  for (const feature of featureDefinitions) {
    const from = feature[column];
    const status = from ? readFields(from, record) : 'unknown';
    if (status !== 'unknown') stated[feature.key] = status === 'yes';
  }
  return stated;
}

function toType(row: Readonly<Record<string, unknown>>): DocumentedType {
  const model = valueAt(row, 'gpu.model');
  return {
    id: String(row.type),
    metrics: readMetrics(row, 'documentation'),
    features: readFeatures(row, 'type'),
    ...(typeof model === 'string' && { gpuModel: model }),
    ...(typeof row.mig === 'boolean' && { mig: row.mig }),
  };
}

/** What a cell stands for: a list is in it as JSON text. */
function unfold(cell: unknown): unknown {
  if (isRecord(cell)) return Object.fromEntries(Object.entries(cell).map(([key, value]) => [key, unfold(value)]));
  return typeof cell === 'string' && cell.startsWith('[') ? JSON.parse(cell) : cell;
}

/** Documented types, and those that only replies tell of, by size. */
function joinTypes(documented: readonly DocumentedType[], recorded: readonly RecordedType[]): TypeEntry[] {
  const replies = new Map<string, RecordedType[]>();
  // A year alone comes before every day of it.
  for (const reply of [...recorded].sort((a, b) => (a.asOf < b.asOf ? 1 : -1))) replies.set(reply.id, [...(replies.get(reply.id) ?? []), reply]);
  const repliesTo = (id: string) => ({ ...(replies.has(id) && { recorded: replies.get(id) ?? [] }) });
  const types = documented.map((type): TypeEntry => ({ id: type.id, documented: type, ...repliesTo(type.id) }));
  const others = [...replies.keys()].filter((id) => !documented.some((type) => type.id === id)).map((id): TypeEntry => ({ id, ...repliesTo(id) }));
  return [...types, ...others]
    .map((type) => ({ type, id: type.id, metrics: typeMetrics(type) }))
    .sort(compareTypes)
    .map(({ type }) => type);
}

/** The replies of a file in the form of live ones: fields that a metric is made of are in its column. */
function toRecordedTypes({ source, date, address, types }: RecordFacts): RecordedType[] {
  return toRecords(types).map((row): RecordedType => {
    const metrics = Object.fromEntries(metricDefinitions.flatMap(({ key }) => (typeof row[key] === 'number' ? [[key, row[key]]] : [])));
    const fields = Object.fromEntries(Object.entries(row).flatMap(([column, cell]) => (/^[A-Z]/.test(column) ? [[column, unfold(cell)]] : [])));
    const ofMetrics = metricDefinitions.flatMap(({ key, api }) =>
      api?.fields.length === 1 && row[key] !== undefined ? [[api.fields[0] ?? '', row[key]]] : [],
    );
    const text = (column: string) => (typeof row[column] === 'string' ? row[column] : null);
    const modes = isRecord(row.SupportedBootModes) ? String(row.SupportedBootModes.SupportedBootMode).split(' ') : undefined;
    return {
      id: String(row.type),
      family: null,
      category: text('InstanceCategory'),
      cpuArchitecture: text('CpuArchitecture'),
      processor: text('PhysicalProcessorModel'),
      features: observeFeatures({ InstanceTypeId: row.type, ...fields, ...Object.fromEntries(ofMetrics) }),
      metrics,
      ...(modes && { bootModes: modes }),
      source,
      asOf: date,
      url: address ?? null,
    };
  });
}

/**
 * What a statement of the files says of a family and its types; of a closed list also that it leaves the family out.
 */
export function statementsAbout(
  family: Pick<DocumentedFamily, 'id' | 'category'>,
  ids: ReadonlySet<string>,
  facts: StatementFacts,
  basis: Statement['basis'] = 'documented',
): Statement[] {
  const { feature, status, families = [], types = [], categories = [], closed, where, site, source, note } = facts;
  const condition = where === undefined ? undefined : parseCondition(where);
  const said = {
    feature,
    basis,
    source,
    ...(condition && { where: condition }),
    ...(site && { site }),
    ...(note !== undefined && { note }),
  };
  const own = types.filter((id) => ids.has(id));
  const scope: Pick<Statement, 'status' | 'types' | 'closed'> | undefined =
    families.includes(family.id) || categories.includes(family.category)
      ? { status }
      : own.length > 0
        ? { status, types: own }
        : closed && { status: status === 'yes' ? 'no' : 'yes', closed };
  if (!scope) return [];
  const statement: Statement = { ...said, ...scope };
  origins.set(statement, facts);
  return [statement];
}

const origins = new WeakMap<Statement, StatementFacts | FigureFacts>();

/** What the files have that a statement was made of. */
export const originOf = (statement: Statement): StatementFacts | FigureFacts | undefined => origins.get(statement);

/**
 * The family with the figures of its types that other sources give. Where a table of types would say with such a figure
 * that a type has a feature, so does the source.
 */
export function withFigures<E extends FamilyEntry>(entry: E, groups: readonly FigureFacts[], basis: FigureSource['basis'] = 'documented'): E {
  const known = entry.types();
  const own = groups.filter(({ values }) => known.some(({ id }) => Object.hasOwn(values, id)));
  if (own.length === 0) return entry;
  const types = known.map((type): TypeEntry => {
    const figures = own.flatMap(({ metric, values }) => (values[type.id] === undefined ? [] : [[metric, values[type.id]] as const]));
    return figures.length === 0 ? type : { ...type, figures: { ...type.figures, ...Object.fromEntries(figures) } };
  });
  const sources = own.map(({ metric, source, values }): FigureSource => {
    return { metric, basis, source, types: known.flatMap(({ id }) => (Object.hasOwn(values, id) ? [id] : [])) };
  });
  const statements = known.flatMap(({ id }) => statementsIn(own, id, basis));
  return {
    ...entry,
    statements: [...entry.statements, ...statements],
    figures: [...entry.figures, ...sources],
    summary: summarize(types),
    types: () => types,
  };
}

/** What figures of a type say of its features. */
function statementsIn(groups: readonly FigureFacts[], id: string, basis: Statement['basis']): Statement[] {
  return featureDefinitions.flatMap(({ key, type: from }) => {
    const given = (from?.fields ?? []).map((field) => groups.find(({ metric, values }) => values[id] !== undefined && isBelow(columnOf(metric), field)));
    const group = given.find((one) => one !== undefined);
    const status = from?.read(...given.map((one) => one?.values[id]));
    if (!group || status === undefined || status === 'unknown') return [];
    const statement: Statement = { feature: key, status, basis, source: group.source, types: [id] };
    origins.set(statement, group);
    return [statement];
  });
}

const isBelow = (column: string, field: string) => column === field || column.startsWith(`${field}.`);
