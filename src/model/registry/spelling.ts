import { type Feature, featureByKey, featureDefinitions } from './features.ts';
import { type MetricDefinition, type MetricKey, metricByKey, metricDefinitions } from './metrics.ts';

/** A name as names are compared: case, hyphens, underscores, blanks and other signs do not count. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** The feature with a key, heading or title, however it is spelt: `bare-metal`, `Metal`, `bare_metal`. */
export function findFeature(name: string): Feature | undefined {
  return featureByKey.get(name) ?? findSpelt(name, featureDefinitions, [({ key }) => key, ({ header }) => header, ({ title }) => title]);
}

/** The metric with a key, flag, heading or title, however it is spelt: `memoryGiB`, `memory`, `Memory GiB`. */
export function findMetric(name: string): (MetricDefinition & { readonly key: MetricKey }) | undefined {
  return metricByKey.get(name) ?? findSpelt(name, metricDefinitions, [({ key }) => key, ({ flag }) => flag, ({ header }) => header, ({ title }) => title]);
}

/** What has a name, however it is spelt. Where several have it, the kind of name that comes first counts. */
export function findSpelt<T>(name: string, things: readonly T[], namesOf: readonly ((thing: T) => string)[]): T | undefined {
  const wanted = plainName(name);
  if (wanted === '') return undefined;
  for (const nameOf of namesOf) {
    const found = things.find((thing) => plainName(nameOf(thing)) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}
