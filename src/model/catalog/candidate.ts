import { compareNames } from '../names/order.ts';
import type { FamilyEntry, TypeEntry } from './catalog.ts';
import { inspectType } from './inspect.ts';
import { isRetired, type TypeReport } from './report.ts';
import { differencesInKind, doublings } from './similarity.ts';

/** A type that may take the place of another. */
export interface Candidate {
  readonly entry: FamilyEntry;
  readonly type: TypeEntry;
  readonly report: TypeReport;
}

/** Every type of some families that can still be had. */
export function candidatesOf(families: readonly FamilyEntry[]): Candidate[] {
  return families
    .filter(({ observed, documented }) => observed || !isRetired(documented?.sold ?? null))
    .flatMap((entry) => entry.types().map((type) => ({ entry, type, report: inspectType(type, entry) })));
}

/**
 * How unlike two types are: doublings between their vCPUs, memory and GPUs, and differences in kind. Infinite where one
 * cannot stand in for the other: another CPU architecture, GPUs on one side only, a size that is not known.
 */
export function distance(from: TypeReport, to: TypeReport): number {
  const gpu = (report: TypeReport) => report.features.gpu.status === 'yes';
  if (from.cpuArchitecture !== to.cpuArchitecture || gpu(from) !== gpu(to)) return Number.POSITIVE_INFINITY;
  const apart = (key: 'vcpus' | 'memoryGiB' | 'gpus') => {
    const [a, b] = [from.metrics[key], to.metrics[key]];
    if (a === undefined || b === undefined || a === 0 || b === 0) return key === 'gpus' ? 0 : Number.POSITIVE_INFINITY;
    return doublings(a, b);
  };
  const kind = differencesInKind(from, to).reduce((sum, { counts }) => sum + counts, 0);
  return apart('vcpus') + apart('memoryGiB') + apart('gpus') + kind;
}

/** The candidate most like a type among those that pass; of equals the newer by name. Undefined when there is none. */
export function closestTo(from: TypeReport, candidates: readonly Candidate[], passes: (candidate: Candidate) => boolean): Candidate | undefined {
  return candidates
    .map((candidate) => ({ candidate, away: distance(from, candidate.report) }))
    .filter(({ candidate, away }) => Number.isFinite(away) && candidate.type.id !== from.type)
    .sort((a, b) => a.away - b.away || compareNames(b.candidate.type.id, a.candidate.type.id))
    .find(({ candidate }) => passes(candidate))?.candidate;
}
