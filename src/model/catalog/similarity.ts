import { seriesOf } from '../names/series.ts';
import type { FeatureKey } from '../registry/features.ts';
import type { TypeReport } from './report.ts';

/**
 * What a figure that is too small counts beside one that is too large: too small breaks what runs there, too large
 * costs.
 */
const shortfallWeight = 3;

/** How many doublings lie between two figures above zero. A shortfall counts several times. */
export function doublings(from: number, to: number): number {
  const ratio = Math.log2(to / from);
  return ratio < 0 ? -ratio * shortfallWeight : ratio;
}

/** A way in which two types differ in kind, and how many doublings of a figure it counts for. */
export interface KindDifference {
  readonly what: 'series' | 'category' | FeatureKey;
  readonly counts: number;
}

const differingFeatures: readonly { readonly what: FeatureKey; readonly counts: number }[] = [
  { what: 'bare-metal', counts: 2 },
  { what: 'local-disks', counts: 1 },
  { what: 'burstable-cpu', counts: 1 },
];

/** The ways in which two types differ in kind. A feature that is known of only one of them counts as a difference. */
export function differencesInKind(from: TypeReport, to: TypeReport): KindDifference[] {
  const differences: KindDifference[] = differingFeatures.filter(({ what }) => from.features[what].status !== to.features[what].status);
  if (seriesOf(from.family)?.series !== seriesOf(to.family)?.series) differences.push({ what: 'series', counts: 0.5 });
  if (from.category !== to.category) differences.push({ what: 'category', counts: 0.25 });
  return differences;
}
