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
  it.each<[FeatureKey, string]>([
    ['erdma', 'erdma'],
    ['nvme', 'nvme'],
    ['jumbo-frames', 'jumboFrames'],
    ['elastic-ephemeral-disk', 'elasticEphemeralDisk'],
    ['adjustable-bandwidth', 'adjustableBandwidth'],
    ['vpc-encryption', 'vpcTrafficEncryption'],
    ['vtpm', 'vtpm'],
    ['enclave', 'enclave'],
    ['tdx', 'tdx'],
    ['sgx', 'sgx'],
    ['memory-encryption', 'memoryEncryption'],
    ['hot-migration', 'hotMigration'],
    ['ipv6', 'ipv6'],
    ['roce', 'roce'],
    ['persistent-memory', 'persistentMemory'],
    ['burstable-network', 'burstableNetwork'],
    ['burstable-disk', 'burstableDisk'],
  ])('states %s by features.%s: true, false, or not at all', (key, name) => {
    expect([{ [name]: true }, { [name]: false }, { [name]: null }, {}].map((features) => read('family', key, { features }))).toEqual([
      'yes',
      'no',
      'unknown',
      'unknown',
    ]);
  });

  it.each<[FeatureKey, object, Status]>([
    ['bare-metal', { id: 'ecs.x1', bareMetal: true, category: 'General-purpose' }, 'yes'],
    ['bare-metal', { id: 'ecs.x1', bareMetal: false, category: 'ECS Bare Metal' }, 'yes'],
    ['bare-metal', { id: 'ecs.ebmx1', bareMetal: false, category: 'General-purpose' }, 'yes'],
    ['bare-metal', { id: 'ecs.x1', bareMetal: false, category: 'General-purpose' }, 'no'],
    ['bare-metal', { id: 'ecs.sccx1', bareMetal: false, category: 'Super Computing Cluster' }, 'unknown'],
    ['bare-metal', { id: 'ecs.sccx1', bareMetal: true, category: 'Super Computing Cluster' }, 'yes'],
    ['local-disks', { localDisk: 'NVMe SSD' }, 'yes'],
    ['local-disks', {}, 'unknown'],
    ['gpu', { gpu: {} }, 'yes'],
    ['gpu', {}, 'unknown'],
    ['burstable-cpu', { level: 'CreditEntryLevel' }, 'yes'],
    ['burstable-cpu', { level: 'EntryLevel' }, 'unknown'],
    ['sriov', { features: { sriov: true } }, 'unknown'],
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
