import { UsageError } from '../errors.ts';
import type { SourcedObservations } from '../model/catalog/catalog.ts';
import type { ObservedFamily, ObservedFeature, ObservedType } from '../model/catalog/facts.ts';
import { compareNames } from '../model/names/order.ts';
import { valueAt } from '../model/record.ts';
import { type FeatureKey, featureDefinitions } from '../model/registry/features.ts';

import { type MetricKey, type Metrics, metricDefinitions } from '../model/registry/metrics.ts';

/** Version of the snapshot's form. A later one may mean other things by the same words, so it is refused. */
const schemaVersion = 1;

const hint = 'cipu catalog pull FILE writes a snapshot';

/**
 * A snapshot as text: one JSON document with a line for each family and each type, in natural order, so that two
 * snapshots compare line by line. It holds what the API said, not what was concluded: the version that reads it judges
 * anew.
 */
export function formatSnapshot({ source, families, types }: SourcedObservations): string {
  const { asOf, regions, complete, gaps } = source;
  const head = JSON.stringify({ schemaVersion, kind: 'snapshot', source: { asOf, regions, complete, ...(gaps && { gaps }) } });
  const lines = (key: string, rows: readonly { readonly id: string }[]) =>
    `"${key}":[\n${[...rows]
      .sort((a, b) => compareNames(a.id, b.id))
      .map((row) => JSON.stringify(row))
      .join(',\n')}\n]`;
  return `${head.slice(0, -1)},\n${lines('families', families)},\n${lines('types', types)}}\n`;
}

/**
 * Reads a snapshot's text; `name` is what messages call it. Features and metrics that this version does not know are
 * left out. Throws UsageError for a text that is cut short, of a newer version, or no snapshot at all.
 */
export function parseSnapshot(text: string, name: string): SourcedObservations {
  const document = parseJson(text, name);
  const kind = valueAt(document, 'kind');
  if (kind !== 'snapshot') throw new UsageError(`${name} is not a snapshot${typeof kind === 'string' ? `: its kind is "${kind}"` : ''}.`, { hint });
  const version = valueAt(document, 'schemaVersion');
  if (typeof version === 'number' && version > schemaVersion) {
    throw new UsageError(`${name} was written by a newer version of cipu: its schema version is ${version}, this one reads ${schemaVersion}.`, {
      hint: 'update cipu, or pull the snapshot again with this version',
    });
  }
  if (version !== schemaVersion) throw damaged(`${name}: schemaVersion`, `the number ${schemaVersion}`);
  return {
    source: { type: 'snapshot', ...sourceOf(valueAt(document, 'source'), `${name}: source`) },
    families: distinct(listOf(toFamily))(valueAt(document, 'families'), `${name}: families`),
    types: distinct(listOf(toType))(valueAt(document, 'types'), `${name}: types`),
  };
}

function parseJson(text: string, name: string): unknown {
  if (text.trim() === '') throw new UsageError(`${name} is empty.`, { hint });
  try {
    return JSON.parse(text);
  } catch {
    const wasSnapshot = text.startsWith('{') && text.slice(0, 200).includes('"kind":"snapshot"');
    throw new UsageError(wasSnapshot ? `${name} is damaged or cut short: it is not whole JSON.` : `${name} is not a snapshot: it is not JSON.`, { hint });
  }
}

/** Checks a value and gives it back; `at` says where in which file it is. Throws UsageError. */
type Check<T> = (value: unknown, at: string) => T;

const damaged = (at: string, wanted: string) => new UsageError(`${at} is not ${wanted}: the snapshot is damaged.`, { hint });

const text: Check<string> = (value, at) => {
  if (typeof value !== 'string' || value === '') throw damaged(at, 'a text');
  return value;
};

const textOrNull: Check<string | null> = (value, at) => (value === null ? null : text(value, at));

const figure: Check<number> = (value, at) => {
  if (typeof value !== 'number') throw damaged(at, 'a number');
  return value;
};

function listOf<T>(check: Check<T>): Check<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw damaged(at, 'a list');
    return value.map((item, i) => check(item, `${at}[${i}]`));
  };
}

function distinct<T extends { readonly id: string }>(check: Check<T[]>): Check<T[]> {
  return (value, at) => {
    const rows = check(value, at);
    const ids = new Set<string>();
    for (const { id } of rows) {
      if (ids.has(id)) throw damaged(`${at}: ${id}`, 'there once only');
      ids.add(id);
    }
    return rows;
  };
}

function sourceOf(value: unknown, at: string): Omit<SourcedObservations['source'], 'type'> {
  const asOf = text(valueAt(value, 'asOf'), `${at}.asOf`);
  const complete = valueAt(value, 'complete');
  const gaps = valueAt(value, 'gaps');
  if (!/^\d{4}-\d\d-\d\dT/.test(asOf) || Number.isNaN(Date.parse(asOf))) throw damaged(`${at}.asOf`, 'a time');
  if (typeof complete !== 'boolean') throw damaged(`${at}.complete`, 'true or false');
  return {
    asOf,
    regions: listOf(text)(valueAt(value, 'regions'), `${at}.regions`),
    complete,
    ...(gaps !== undefined && { gaps: listOf(text)(gaps, `${at}.gaps`) }),
  };
}

const toFamily: Check<ObservedFamily> = (value, at) => ({
  id: text(valueAt(value, 'id'), `${at}.id`),
  generation: textOrNull(valueAt(value, 'generation'), `${at}.generation`),
  regions: listOf(text)(valueAt(value, 'regions'), `${at}.regions`),
});

const toType: Check<ObservedType> = (value, at) => {
  const bootModes = valueAt(value, 'bootModes');
  return {
    id: text(valueAt(value, 'id'), `${at}.id`),
    family: textOrNull(valueAt(value, 'family'), `${at}.family`),
    category: textOrNull(valueAt(value, 'category'), `${at}.category`),
    cpuArchitecture: textOrNull(valueAt(value, 'cpuArchitecture'), `${at}.cpuArchitecture`),
    processor: textOrNull(valueAt(value, 'processor'), `${at}.processor`),
    features: toFeatures(record(valueAt(value, 'features'), `${at}.features`), `${at}.features`),
    metrics: toMetrics(record(valueAt(value, 'metrics'), `${at}.metrics`), `${at}.metrics`),
    ...(bootModes !== undefined && { bootModes: listOf(text)(bootModes, `${at}.bootModes`) }),
  };
};

const record: Check<object> = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged(at, 'an object');
  return value;
};

/** Only features that the API shows: a snapshot has no say in what is concluded. */
function toFeatures(value: object, at: string): ObservedType['features'] {
  const features: Partial<Record<FeatureKey, ObservedFeature>> = {};
  for (const { key, api } of featureDefinitions) {
    const feature = valueAt(value, key);
    if (!api || feature === undefined) continue;
    const status = valueAt(feature, 'status');
    if (status !== 'yes' && status !== 'no') throw damaged(`${at}.${key}.status`, 'yes or no');
    features[key] = { status, shown: listOf(toShown)(valueAt(feature, 'shown'), `${at}.${key}.shown`) };
  }
  return features;
}

const toShown: Check<ObservedFeature['shown'][number]> = (entry, at) => {
  const value = valueAt(entry, 'value');
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw damaged(`${at}.value`, 'a plain value');
  return { field: text(valueAt(entry, 'field'), `${at}.field`), value };
};

function toMetrics(value: object, at: string): Metrics {
  const metrics: Partial<Record<MetricKey, number>> = {};
  for (const { key } of metricDefinitions) {
    const known = valueAt(value, key);
    if (known !== undefined) metrics[key] = figure(known, `${at}.${key}`);
  }
  return metrics;
}
