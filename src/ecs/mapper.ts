import type { ObservedFamily, ObservedFeature, ObservedType } from '../model/facts.ts';
import { type FeatureKey, featureDefinitions } from '../model/features.ts';
import { readMetrics } from '../model/metrics.ts';
import { readSign, type Sign, valueAt } from '../model/sign.ts';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An InstanceType of DescribeInstanceTypes in our words; undefined when it has no id. Fields that are missing stay unknown. */
export function toObservedType(reply: unknown): ObservedType | undefined {
  const id = text(valueAt(reply, 'InstanceTypeId'));
  if (id === null) return undefined;
  return {
    id,
    family: text(valueAt(reply, 'InstanceTypeFamily')),
    category: text(valueAt(reply, 'InstanceCategory')),
    cpuArchitecture: text(valueAt(reply, 'CpuArchitecture')),
    processor: text(valueAt(reply, 'PhysicalProcessorModel')),
    features: observedFeatures(reply),
    metrics: readMetrics(reply, 'api'),
  };
}

/** An InstanceTypeFamily of DescribeInstanceTypeFamilies in our words; undefined when it has no id. */
export function toObservedFamily(reply: unknown, region: string): ObservedFamily | undefined {
  const id = text(valueAt(reply, 'InstanceTypeFamilyId'));
  return id === null ? undefined : { id, generation: text(valueAt(reply, 'Generation')), regions: [region] };
}

function observedFeatures(reply: unknown): Partial<Record<FeatureKey, ObservedFeature>> {
  const observed: Partial<Record<FeatureKey, ObservedFeature>> = {};
  for (const { key, api } of featureDefinitions) {
    const status = api ? readSign(api, reply) : 'unknown';
    if (api && status !== 'unknown') observed[key] = { status, field: api.fields.join(', '), value: valuesOf(api, reply) };
  }
  return observed;
}

/** The values behind a statement, as the reply has them; what is absent is left out. */
function valuesOf({ fields }: Sign, reply: unknown): string {
  const values = fields.map((field) => valueAt(reply, field)).filter((value) => value !== undefined);
  return values.map((value) => (typeof value === 'string' ? value || '""' : JSON.stringify(value))).join(', ');
}
