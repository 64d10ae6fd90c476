import type { TypeReport } from '../catalog/report.ts';
import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import { type MetricKey, metricDefinitions } from '../registry/metrics.ts';
import type { Status } from '../registry/status.ts';

/** A feature or a metric of a type beside that of its replacement; null for a metric that is not known. */
export interface Change {
  readonly key: FeatureKey | MetricKey;
  readonly before: Status | number | null;
  readonly after: Status | number | null;
}

/**
 * What a replacement has more of, what it has less of, and what is not known. All that is in none of the lists stays
 * the same.
 */
export interface Changes {
  /** Features that only the replacement has, and higher metrics. */
  readonly gained: readonly Change[];
  /** Features that the replacement is known not to have, and lower metrics. */
  readonly lost: readonly Change[];
  /** Features of which either side is not known, and metrics of which one side is not. */
  readonly unknown: readonly Change[];
}

/** Compares two types, feature by feature and metric by metric in the order of the registries. */
export function changesBetween(from: TypeReport, to: TypeReport): Changes {
  const gained: Change[] = [];
  const lost: Change[] = [];
  const unknown: Change[] = [];
  const add = (list: Change[], key: Change['key'], before: Change['before'], after: Change['after']) => list.push({ key, before, after });
  for (const { key } of featureDefinitions) {
    const [before, after] = [from.features[key].status, to.features[key].status];
    if (before === 'unknown' || after === 'unknown') add(unknown, key, before, after);
    else if (before !== after) add(after === 'yes' ? gained : lost, key, before, after);
  }
  for (const { key } of metricDefinitions) {
    const [before = null, after = null] = [from.metrics[key], to.metrics[key]];
    if (before === after) continue;
    add(before === null || after === null ? unknown : after > before ? gained : lost, key, before, after);
  }
  return { gained, lost, unknown };
}
