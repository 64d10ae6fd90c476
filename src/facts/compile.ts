import { summarize } from '../model/catalog/catalog.ts';
import type { DocumentationPages, DocumentedFamily, DocumentedType } from '../model/catalog/facts.ts';
import { compareNames, compareTypes } from '../model/names/order.ts';
import { type FeatureKey, featureDefinitions } from '../model/registry/features.ts';
import { readFields } from '../model/registry/field-reader.ts';
import { readMetrics } from '../model/registry/metrics.ts';
import type { FamilyRow, TypeRow } from './rows.ts';

/**
 * The embedded catalog as files: `families` is one JSON document, `types` one JSON array of types a line, in the order
 * of the families.
 */
export interface CompiledCatalog {
  readonly families: string;
  readonly types: string;
}

/**
 * Compiles the documented rows into the form the program reads at run time. Runs when the package is built, so that
 * `families` needs no type row and `show` only those of one family.
 */
export function compileCatalog(documentation: DocumentationPages, familyRows: readonly FamilyRow[], typeRows: readonly TypeRow[]): CompiledCatalog {
  const families: DocumentedFamily[] = [];
  const lines: string[] = [];
  for (const row of [...familyRows].sort((a, b) => compareNames(a.id, b.id))) {
    const types = typeRows
      .filter((type) => type.family === row.id)
      .map(toType)
      .sort(compareTypes);
    families.push(toFamily(row, types));
    lines.push(JSON.stringify(types));
  }
  return { families: JSON.stringify({ documentation, families }), types: lines.join('\n') };
}

function statements(record: unknown, column: 'family' | 'type'): Partial<Record<FeatureKey, boolean>> {
  const stated: Partial<Record<FeatureKey, boolean>> = {};
  for (const feature of featureDefinitions) {
    const from = feature[column];
    const status = from ? readFields(from, record) : 'unknown';
    if (status !== 'unknown') stated[feature.key] = status === 'yes';
  }
  return stated;
}

function toType(row: TypeRow): DocumentedType {
  return {
    id: row.id,
    metrics: readMetrics(row, 'documentation'),
    features: statements(row, 'type'),
    ...(row.gpu?.model && { gpuModel: row.gpu.model }),
    ...(row.mig !== undefined && { mig: row.mig }),
  };
}

function toFamily(row: FamilyRow, types: readonly DocumentedType[]): DocumentedFamily {
  return {
    id: row.id,
    category: row.category,
    level: row.level,
    cpuArchitecture: row.cpuArchitecture ?? null,
    platforms: row.platforms,
    processor: row.processor ?? null,
    baseGHz: row.baseGHz ?? null,
    turboGHz: row.turboGHz ?? null,
    cpuToMemoryRatio: row.cpuToMemoryRatio ?? null,
    features: statements(row, 'family'),
    gpu: row.gpu ? { model: row.gpu.model ?? null, memoryGB: row.gpu.memoryGB ?? null } : null,
    localDisk: row.localDisk ?? null,
    diskTypes: row.diskTypes,
    sold: row.sold,
    statedIn: row.statedIn,
    types: summarize(types.map((documented) => ({ id: documented.id, documented }))),
  };
}
