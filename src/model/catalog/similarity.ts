import { seriesOf } from '../names/series.ts';
import type { FeatureKey } from '../registry/features.ts';
import type { TypeReport } from './report.ts';

/** How much smaller counts, beside larger: a machine that is too small breaks what runs on it, one too large only costs. */
const shortfallWeight = 3;

/** How many doublings part two figures above zero; a shortfall counts several times. */
export function doublings(from: number, to: number): number {
  const ratio = Math.log2(to / from);
  return ratio < 0 ? -ratio * shortfallWeight : ratio;
}

/** A way in which two types differ in kind, and what that counts beside a doubling. */
export interface KindDifference {
  readonly what: 'series' | 'category' | FeatureKey;
  readonly counts: number;
}

const differingFeatures: readonly { readonly what: FeatureKey; readonly counts: number }[] = [
  { what: 'bare-metal', counts: 2 },
  { what: 'local-disks', counts: 1 },
  { what: 'burstable-cpu', counts: 1 },
];

/** The ways in which two types differ in kind. What is known of one only counts as a difference. */
export function differencesInKind(from: TypeReport, to: TypeReport): KindDifference[] {
  const differences: KindDifference[] = differingFeatures.filter(({ what }) => from.features[what].status !== to.features[what].status);
  if (seriesOf(from.family)?.series !== seriesOf(to.family)?.series) differences.push({ what: 'series', counts: 0.5 });
  if (from.category !== to.category) differences.push({ what: 'category', counts: 0.25 });
  return differences;
}
