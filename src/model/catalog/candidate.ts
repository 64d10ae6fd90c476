import { compareNames } from '../names/order.ts';
import { type FamilyEntry, isOnSale, type TypeEntry } from './catalog.ts';
import { inspectType } from './inspect.ts';
import type { TypeReport } from './report.ts';
import { differencesInKind, doublings } from './similarity.ts';

/** A type that may take the place of another. */
export interface Candidate {
  readonly entry: FamilyEntry;
  readonly type: TypeEntry;
  readonly report: TypeReport;
}

/** Every type of some families that can still be had. */
export function candidatesOf(families: readonly FamilyEntry[]): Candidate[] {
  return families.filter(isOnSale).flatMap((entry) => entry.types().map((type) => ({ entry, type, report: inspectType(type, entry) })));
}

/**
 * How far two types are apart: the doublings between their vCPUs, memory and GPUs, and their differences in kind. It is
 * infinite where one cannot take the place of the other: for another CPU architecture, for GPUs on one side only, and
 * for a size that is not known.
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

/**
 * The candidate nearest to a type among those that pass; of equally near ones the newer by name. Undefined when none
 * passes.
 */
export function closestTo(from: TypeReport, candidates: readonly Candidate[], passes: (candidate: Candidate) => boolean): Candidate | undefined {
  return candidates
    .map((candidate) => ({ candidate, away: distance(from, candidate.report) }))
    .filter(({ candidate, away }) => Number.isFinite(away) && candidate.type.id !== from.type)
    .sort((a, b) => a.away - b.away || compareNames(b.candidate.type.id, a.candidate.type.id))
    .find(({ candidate }) => passes(candidate))?.candidate;
}
