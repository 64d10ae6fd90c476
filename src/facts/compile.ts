import { summarize } from '../model/catalog/catalog.ts';
import type { DocumentedFamily, DocumentedType } from '../model/catalog/facts.ts';
import { compareNames, compareTypes } from '../model/names/order.ts';
import { valueAt } from '../model/record.ts';
import { type FeatureKey, featureDefinitions } from '../model/registry/features.ts';
import { readFields } from '../model/registry/field-reader.ts';
import { readMetrics } from '../model/registry/metrics.ts';
import { type FamilyFile, parsePlatform, toRecords } from './files.ts';
import { type FactFiles, readFacts } from './read.ts';

/**
 * The embedded catalog as files: `families` is one JSON document, `types` one JSON array of types a line, in the order
 * of the families.
 */
export interface CompiledCatalog {
  readonly families: string;
  readonly types: string;
}

/**
 * Compiles the facts of a directory into the form that the program reads at run time. Runs when the package is built,
 * so that `families` needs no type row and `show` only those of one family. Rejects with a UsageError that names every
 * mistake.
 */
export async function compileFacts(directory: string): Promise<CompiledCatalog> {
  return compileCatalog(await readFacts(directory));
}

/** Compiles facts that are read already. */
export function compileCatalog({ sources, families }: FactFiles): CompiledCatalog {
  const { overview } = sources.value.sources;
  const documentation = { asOf: overview?.edition, pages: { international: overview?.international, china: overview?.china } };
  const compiled = [...families].map(({ value }) => toFamily(value)).sort((a, b) => compareNames(a.family.id, b.family.id));
  return {
    families: JSON.stringify({ documentation, families: compiled.map(({ family }) => family) }),
    types: compiled.map(({ types }) => JSON.stringify(types)).join('\n'),
  };
}

function toFamily(file: FamilyFile): { readonly family: DocumentedFamily; readonly types: readonly DocumentedType[] } {
  const types = toRecords(file.types).map(toType).sort(compareTypes);
  const family: DocumentedFamily = {
    id: file.family,
    category: file.category,
    level: file.level,
    cpuArchitecture: file.cpuArchitecture ?? null,
    platforms: (file.platforms ?? []).flatMap((text) => parsePlatform(text) ?? []),
    processor: file.processor ?? null,
    baseGHz: file.baseGHz ?? null,
    turboGHz: file.turboGHz ?? null,
    cpuToMemoryRatio: file.cpuToMemoryRatio ?? null,
    features: { ...statements({ ...file, id: file.family }, 'family'), ...listed(file.has, true), ...listed(file.lacks, false) },
    gpu: file.gpu ? { model: file.gpu.model ?? null, memoryGB: file.gpu.memoryGB ?? null } : null,
    localDisk: file.localDisk ?? null,
    diskTypes: file.diskTypes,
    sold: { international: file.sold.includes('international'), china: file.sold.includes('china') },
    statedIn: file.statedIn,
    types: summarize(types.map((documented) => ({ id: documented.id, documented }))),
  };
  return { family, types };
}

const listed = (keys: readonly FeatureKey[] = [], value: boolean) => Object.fromEntries(keys.map((key) => [key, value]));

function statements(record: unknown, column: 'family' | 'type'): Partial<Record<FeatureKey, boolean>> {
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
    features: statements(row, 'type'),
    ...(typeof model === 'string' && { gpuModel: model }),
    ...(typeof row.mig === 'boolean' && { mig: row.mig }),
  };
}
