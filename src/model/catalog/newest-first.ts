import { compareNames } from '../names/order.ts';
import { seriesOf } from '../names/series.ts';
import type { FamilyReport } from './report.ts';

const verdicts = ['yes', 'unknown', 'no'] as const;

/** Families on CIPU first, then those of which it is not known; of each the newest generation of any series first. */
export function newestFirst(families: readonly FamilyReport[]): readonly FamilyReport[] {
  const rank = ({ cipu }: FamilyReport) => verdicts.indexOf(cipu.verdict);
  const generation = ({ family }: FamilyReport) => seriesOf(family)?.generation ?? 0;
  return [...families].sort((a, b) => rank(a) - rank(b) || generation(b) - generation(a) || compareNames(a.family, b.family));
}
