import type { Schema } from '../../model/json-schema.ts';
import { featureDefinitions } from '../../model/registry/features.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import { findFeature, findMetric } from '../../model/registry/spelling.ts';
import { propertiesOf } from './shape.ts';

/** Columns whose words are neither those of a row nor names of features and metrics. */
const otherPlaces: Readonly<Record<string, readonly string[]>> = {
  arch: ['cpuArchitecture'],
  basis: ['cipu', 'basis'],
  rule: ['cipu', 'rule'],
  generation: ['cipu', 'generation'],
  conflict: ['cipu', 'conflict'],
};

/** Where a row has what a word of a column is about. */
export function placeOf(word: string): readonly string[] | undefined {
  if (Object.hasOwn(otherPlaces, word)) return otherPlaces[word];
  const [name = '', end] = /^(.*)\.(min|max)$/.exec(word)?.slice(1) ?? [word];
  const feature = findFeature(word);
  if (feature) return ['features', feature.key, 'status'];
  const metric = findMetric(name);
  return metric && ['metrics', metric.key, ...(end ? [end] : [])];
}

/** The shape of what a path leads to; undefined where it leads nowhere. */
export function shapeAt(path: readonly string[], shape: Schema | undefined): Schema | undefined {
  return path.reduce<Schema | undefined>((inner, name) => propertiesOf(inner)?.[name], shape);
}

/** The words of the columns that a row with some properties has. */
export function columnsOf(properties: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    ...(Object.hasOwn(properties, 'features') ? featureDefinitions.map(({ key }) => key) : []),
    ...(Object.hasOwn(properties, 'metrics') ? metricDefinitions.flatMap(({ key, flag }) => [key, flag]) : []),
    ...(Object.hasOwn(properties, 'cipu') ? Object.keys(otherPlaces) : []),
  ];
}
