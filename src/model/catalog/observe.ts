import { valueAt } from '../record.ts';
import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import { type FieldReader, readFields } from '../registry/field-reader.ts';
import type { ObservedFeature } from './facts.ts';

/** The features that an InstanceType of DescribeInstanceTypes shows, with the fields behind them. */
export function observeFeatures(reply: unknown): Partial<Record<FeatureKey, ObservedFeature>> {
  const observed: Partial<Record<FeatureKey, ObservedFeature>> = {};
  for (const { key, api } of featureDefinitions) {
    const status = api ? readFields(api, reply) : 'unknown';
    if (api && status !== 'unknown') observed[key] = { status, shown: shownBy(api, reply) };
  }
  return observed;
}

/** The fields behind a statement with their values; what is absent is left out. */
function shownBy({ fields }: FieldReader, reply: unknown): ObservedFeature['shown'] {
  return fields.flatMap((field) => {
    const value = valueAt(reply, field);
    if (value === undefined) return [];
    return [{ field, value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value) }];
  });
}
