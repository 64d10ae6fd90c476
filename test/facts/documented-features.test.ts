import { describe, expect, it } from 'vitest';
import { type FeatureKey, featureByKey } from '../../src/model/registry/features.ts';
import { readFields } from '../../src/model/registry/field-reader.ts';
import type { Status } from '../../src/model/registry/status.ts';

/** What a documented row says of a feature: `column` is the family's row or the type's. */
function read(column: 'family' | 'type', key: FeatureKey, row: object): Status {
  const sign = featureByKey.get(key)?.[column];
  return sign ? readFields(sign, row) : 'unknown';
}

describe('a documented family', () => {
  it.each<[FeatureKey, object, Status]>([
    ['bare-metal', { id: 'ecs.x1', category: 'ECS Bare Metal' }, 'yes'],
    ['bare-metal', { id: 'ecs.ebmx1', category: 'General-purpose' }, 'yes'],
    ['bare-metal', { id: 'ecs.x1', category: 'General-purpose' }, 'no'],
    ['bare-metal', { id: 'ecs.sccx1', category: 'Super Computing Cluster' }, 'unknown'],
    ['local-disks', { localDisk: 'NVMe SSD' }, 'yes'],
    ['local-disks', {}, 'unknown'],
    ['gpu', { gpu: {} }, 'yes'],
    ['gpu', {}, 'unknown'],
    ['burstable-cpu', { level: 'CreditEntryLevel' }, 'yes'],
    ['burstable-cpu', { level: 'EntryLevel' }, 'no'],
    ['burstable-cpu', { level: 'EnterpriseLevel' }, 'no'],
    ['burstable-cpu', {}, 'unknown'],
    ['nvme', { nvme: true }, 'unknown'],
  ])('%s by %j: %s', (key, row, status) => expect(read('family', key, row)).toBe(status));
});

describe('a documented type', () => {
  it.each<[FeatureKey, object, Status]>([
    ['erdma', { eris: 2 }, 'yes'],
    ['erdma', {}, 'unknown'],
    ['vtpm', { vtpm: true }, 'yes'],
    ['burstable-network', { networkBurstGbps: 10 }, 'yes'],
    ['burstable-network', { networkGbps: 10 }, 'unknown'],
    ['burstable-disk', { diskBurstGbps: 10 }, 'yes'],
    ['local-disks', { localDisks: { count: 2, capacityGiB: 894 } }, 'yes'],
    ['multi-card', { networkCards: 2 }, 'yes'],
    ['multi-card', { networkCards: 1 }, 'no'],
    ['gpu', { gpu: { count: '1/6' } }, 'yes'],
    ['ipv6', { ipv6PerEni: 6 }, 'yes'],
    ['ipv6', { ipv6PerEni: 0 }, 'no'],
    ['roce', { roceGbps: 50 }, 'yes'],
    ['persistent-memory', { persistentMemoryGiB: 126 }, 'yes'],
    ['burstable-cpu', { cpuCreditsPerHour: 12 }, 'yes'],
    ['nvme', { nvme: true }, 'unknown'],
  ])('%s by %j: %s', (key, row, status) => expect(read('type', key, row)).toBe(status));

  // Known bug: five types (ecs.g9i.48xlarge for one) have burst IOPS and no burst bandwidth; the feature is "IOPS or bandwidth".
  it('bursts by IOPS as well as by bandwidth', () => {
    expect(read('type', 'burstable-disk', { diskBurstIops: 400_000 })).toBe('yes');
  });
});
