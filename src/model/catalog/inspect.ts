import { type Catalog, type FamilyEntry, overviewOf, type TypeEntry, typeMetrics } from './catalog.ts';
import { verdictEvidence } from './evidence.ts';
import type { Platform } from './facts.ts';
import { agreed, familyFindings, typeFindings, verdictOf } from './findings.ts';
import type { FamilyReport, TypeReport } from './report.ts';

/** The report on one family of a catalog: verdict with evidence, features, metrics. */
export function inspectFamily(entry: FamilyEntry, catalog: Catalog): FamilyReport {
  const verdict = verdictOf(entry);
  const { observed } = entry;
  const overview = overviewOf(entry);
  return {
    family: entry.id,
    category: agreed(entry, 'category') ?? overview?.category ?? null,
    cpuArchitecture: agreed(entry, 'cpuArchitecture') ?? overview?.cpuArchitecture ?? null,
    processor: overview?.processor ?? agreed(entry, 'processor'),
    regions: observed?.regions ?? null,
    zones: null,
    sold: overview?.sold ?? null,
    platform: platformOf(entry),
    cipu: {
      ...verdict,
      // Only JSON and pages show the evidence: it is made when it is read.
      get evidence() {
        return verdictEvidence(entry, catalog, verdict.rule);
      },
    },
    features: familyFindings(entry),
    metrics: entry.summary.metrics,
    types: entry.summary.count,
    price: null,
  };
}

/** The report on one type. The verdict is that of its family: the platform is a property of the family. */
export function inspectType(type: TypeEntry, entry: FamilyEntry): TypeReport {
  const overview = overviewOf(entry);
  return {
    type: type.id,
    family: entry.id,
    category: type.observed?.category ?? overview?.category ?? null,
    cpuArchitecture: type.observed?.cpuArchitecture ?? overview?.cpuArchitecture ?? null,
    processor: type.observed?.processor ?? overview?.processor ?? null,
    regions: entry.observed?.regions ?? null,
    zones: null,
    platform: platformOf(entry),
    cipu: verdictOf(entry),
    features: typeFindings(type, entry),
    metrics: typeMetrics(type),
    price: null,
  };
}

/** The platform that the documentation names for a family, CIPU where it names several; null where it names none. */
export function platformOf(entry: FamilyEntry): Platform | null {
  const platforms = overviewOf(entry)?.platforms ?? [];
  return platforms.find(({ name }) => name === 'CIPU') ?? platforms[0] ?? null;
}
