import type { ObservedFamily, ObservedType } from '../model/catalog/facts.ts';
import { observeFeatures } from '../model/catalog/observe.ts';
import type { ObservedInstance } from '../model/fleet/instance.ts';
import { valueAt } from '../model/record.ts';
import { readMetrics } from '../model/registry/metrics.ts';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Names are written in lower case everywhere; a reply that does not is joined all the same. */
const name = (value: unknown): string | null => text(value)?.toLowerCase() ?? null;

/**
 * An InstanceType of DescribeInstanceTypes in our words; undefined when it has no id. Fields that are missing stay
 * unknown.
 */
export function toObservedType(reply: unknown): ObservedType | undefined {
  const id = name(valueAt(reply, 'InstanceTypeId'));
  if (id === null) return undefined;
  const bootModes = valueAt(reply, 'SupportedBootModes.SupportedBootMode');
  return {
    id,
    family: name(valueAt(reply, 'InstanceTypeFamily')),
    category: text(valueAt(reply, 'InstanceCategory')),
    cpuArchitecture: text(valueAt(reply, 'CpuArchitecture')),
    processor: text(valueAt(reply, 'PhysicalProcessorModel')),
    features: observeFeatures(reply),
    metrics: readMetrics(reply, 'api'),
    ...(Array.isArray(bootModes) && bootModes.length > 0 && { bootModes: bootModes.map(String) }),
  };
}

/** An InstanceTypeFamily of DescribeInstanceTypeFamilies in our words; undefined when it has no id. */
export function toObservedFamily(reply: unknown, region: string): ObservedFamily | undefined {
  const id = name(valueAt(reply, 'InstanceTypeFamilyId'));
  return id === null ? undefined : { id, generation: text(valueAt(reply, 'Generation')), regions: [region] };
}

/** A region as DescribeRegions lists it; null is "not given". */
export interface ObservedRegion {
  readonly id: string;
  readonly name: string | null;
  readonly endpoint: string | null;
  readonly status: string | null;
}

/** The regions of DescribeRegions in our words, in the order of their ids; what has no id is left out. */
export function toRegions(items: readonly unknown[]): ObservedRegion[] {
  return items
    .flatMap((item) => {
      const id = text(valueAt(item, 'RegionId'));
      return id === null
        ? []
        : [{ id, name: text(valueAt(item, 'LocalName')), endpoint: text(valueAt(item, 'RegionEndpoint')), status: text(valueAt(item, 'Status')) }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An Instance of DescribeInstances in our words, its profile left out; undefined when it has no id or no type. */
export function toObservedInstance(reply: unknown, region: string): Omit<ObservedInstance, 'profile'> | undefined {
  const id = text(valueAt(reply, 'InstanceId'));
  const type = name(valueAt(reply, 'InstanceType'));
  if (id === null || type === null) return undefined;
  const nvme = valueAt(reply, 'ImageOptions.CurrentOSNVMeSupported');
  return {
    id,
    name: text(valueAt(reply, 'InstanceName')),
    region: text(valueAt(reply, 'RegionId')) ?? region,
    zone: text(valueAt(reply, 'ZoneId')),
    type,
    status: text(valueAt(reply, 'Status')),
    vpc: text(valueAt(reply, 'VpcAttributes.VpcId')),
    image: text(valueAt(reply, 'ImageId')),
    tags: tagsOf(valueAt(reply, 'Tags.Tag')),
    osSupportsNvme: typeof nvme === 'boolean' ? nvme : null,
  };
}

function tagsOf(list: unknown): Readonly<Record<string, string>> {
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list.flatMap((tag) => {
      const key = text(valueAt(tag, 'TagKey'));
      return key === null ? [] : [[key, text(valueAt(tag, 'TagValue')) ?? '']];
    }),
  );
}
