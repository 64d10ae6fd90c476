import { UsageError } from '../../errors.ts';
import { type Catalog, typeMetrics } from '../../model/catalog/catalog.ts';
import { inspectFamily } from '../../model/catalog/inspect.ts';
import { findSubject } from '../../model/catalog/lookup.ts';
import type { FamilyReport, TypeReport } from '../../model/catalog/report.ts';
import { selectFamilies, selectTypes } from '../../model/catalog/selection.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import type { Thing } from '../../model/reports/comparison.ts';
import { lookUp } from './named.ts';

/** What is to be compared, and remarks on it. */
export interface ComparedThings {
  readonly things: readonly Thing[];
  readonly notes: readonly string[];
}

/**
 * Finds the families, or the types, that names and globs mean. Rejects with UsageError unless they are two at least,
 * and of one kind.
 */
export async function findThings(names: readonly string[], catalog: Catalog): Promise<ComparedThings> {
  const named = await lookUp(names, catalog);
  const [type, family] = [true, false].map((isType) => named.patterns.find((pattern) => pattern.isType === isType));
  if (type && family) {
    throw new UsageError(`A family and a type cannot be compared: ${family.text} names families, ${type.text} types.`, {
      hint: `name families only, or types only: '${family.text}.*' are the types of ${family.text}`,
    });
  }
  const things = type ? named.rows(selectTypes, nameOfType).map(toType(catalog)) : named.rows(selectFamilies, nameOfFamily).map(toFamily(catalog));
  if (things.length < 2) throw new UsageError(`There is only ${things[0]?.name} to compare.`, { hint: 'name two families at least, or two types' });
  return { things, notes: named.notes };
}

const nameOfFamily = ({ family }: FamilyReport) => family;
const nameOfType = ({ type }: TypeReport) => type;
const toFamily =
  (catalog: Catalog) =>
  (family: FamilyReport): Thing => {
    const types = findSubject(catalog, family.family)?.entry.types() ?? [];
    const known = types.map(typeMetrics);
    const partial = metricDefinitions.map(({ key }) => key).filter((key) => known.some((metrics) => metrics[key] === undefined));
    return { name: family.family, family, type: null, partial: new Set(partial) };
  };

const toType =
  (catalog: Catalog) =>
  (type: TypeReport): Thing => {
    const entry = findSubject(catalog, type.family)?.entry;
    if (!entry) throw new Error(`${type.type} comes from no family.`);
    return { name: type.type, family: inspectFamily(entry, catalog), type };
  };
