import { describe, expect, it } from 'vitest';
import { toObservedType } from '../../../src/ecs/mapper.ts';
import { characteristics } from '../../../src/model/registry/characteristics.ts';
import { describeFields, type FeatureKey, featureByKey, featureDefinitions, isDocumented, isFeatureKey } from '../../../src/model/registry/features.ts';
import type { Status } from '../../../src/model/registry/status.ts';

/** What a reply with these fields says of a feature. */
function read(key: FeatureKey, fields: object): Status {
  return toObservedType({ InstanceTypeId: 'ecs.x1.large', ...fields })?.features[key]?.status ?? 'unknown';
}

const attributes = (Name: string, Value: string) => ({ Attributes: { Attribute: [{ Name, Value }] } });
const weighting = (WeightingInfos: object) => ({ NetworkInfo: { BandwidthWeighting: WeightingInfos } });

describe('the feature registry', () => {
  it('has every key of the contract', () => {
    const contract = [
      ...['cipu', 'nvme', 'sriov', 'jumbo-frames', 'trunk-eni', 'adjustable-bandwidth', 'elastic-ephemeral-disk', 'local-disks', 'erdma', 'vpc-encryption'],
      ...['secure-boot', 'vtpm', 'enclave', 'tdx', 'sgx', 'memory-encryption', 'hot-migration', 'bare-metal', 'multi-card', 'nested-virtualization'],
      ...['ht-adjustable', 'ptp', 'gpu', 'ipv6', 'roce', 'persistent-memory', 'burstable-cpu'],
    ];
    expect(contract.filter((key) => !isFeatureKey(key))).toEqual([]);
  });

  it('has keys, titles and headers of its own for each feature', () => {
    for (const column of ['key', 'title', 'header', 'summary'] as const) {
      expect(new Set(featureDefinitions.map((feature) => feature[column])).size, column).toBe(featureDefinitions.length);
    }
    expect(featureDefinitions.filter(({ key }) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key))).toEqual([]);
  });

  it('belongs to the ten characteristics', () => {
    expect(characteristics.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const covered = new Set(featureDefinitions.flatMap((feature) => feature.characteristics));
    expect([...covered].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each<[FeatureKey, number[]]>([
    ['nvme', [1, 3]],
    ['sriov', [1]],
    ['jumbo-frames', [2]],
    ['adjustable-bandwidth', [2, 3]],
    ['local-disks', [4]],
    ['erdma', [5]],
    ['vpc-encryption', [6]],
    ['hot-migration', [7]],
    ['bare-metal', [8]],
    ['multi-card', [9]],
    ['ptp', [10]],
    ['gpu', []],
  ])('%s belongs to %j', (key, numbers) => expect(featureByKey.get(key)?.characteristics).toEqual(numbers));

  it('tells how the API shows each feature, and whether pages state it', () => {
    const describe = (key: FeatureKey) => {
      const feature = featureByKey.get(key);
      return feature && [describeFields(feature), isDocumented(feature)];
    };
    expect(describe('erdma')).toEqual(['EriQuantity > 0', true]);
    expect(describe('hot-migration')).toEqual([null, true]);
    expect(describe('ht-adjustable')).toEqual(['CpuOptions.HyperThreadingAdjustable true', true]);
    expect(describe('gpu')).toEqual(['GPUAmount, GPUSpec > 0, or named', true]);
    expect(describe('sriov')).toEqual(['EnhancedNetwork.SriovSupport true', false]);
  });
});

describe('a reply without fields', () => {
  it('says nothing of any feature', () => {
    expect(toObservedType({ InstanceTypeId: 'ecs.x1.large' })?.features).toEqual({});
  });

  it('of nulls and empty objects says nothing either', () => {
    const empty = {
      EriQuantity: null,
      NvmeSupport: null,
      Clock: {},
      CpuOptions: {},
      EnhancedNetwork: {},
      NetworkInfo: { BandwidthWeighting: {} },
      Attributes: {},
    };
    expect(toObservedType({ InstanceTypeId: 'ecs.x1.large', ...empty })?.features).toEqual({});
  });
});

describe('a field of a reply', () => {
  it.each<[FeatureKey, object, Status]>([
    ['erdma', { EriQuantity: 1 }, 'yes'],
    ['erdma', { EriQuantity: 0 }, 'no'],
    ['erdma', { QueuePairNumber: 100 }, 'unknown'],
    ['nvme', { NvmeSupport: 'required' }, 'yes'],
    ['nvme', { NvmeSupport: 'unsupported' }, 'no'],
    ['nvme', { NvmeSupport: 'supported' }, 'unknown'],
    ['nvme', { NvmeSupport: 'emulated' }, 'unknown'],
    ['nvme', { NvmeSupport: '' }, 'unknown'],
    ['sriov', { EnhancedNetwork: { SriovSupport: true } }, 'yes'],
    ['sriov', { EnhancedNetwork: { SriovSupport: false } }, 'no'],
    ['sriov', { EnhancedNetwork: { RssSupport: true } }, 'unknown'],
    ['jumbo-frames', { JumboFrameSupport: true }, 'yes'],
    ['jumbo-frames', { JumboFrameSupport: false }, 'no'],
    ['trunk-eni', { EniTrunkSupported: true }, 'yes'],
    ['trunk-eni', { EniTrunkSupported: false }, 'no'],
    ['adjustable-bandwidth', weighting({ WeightingInfos: { WeightingInfo: [{ Name: 'Vpc-L1' }] } }), 'yes'],
    ['adjustable-bandwidth', weighting({ WeightingInfos: { WeightingInfo: [] } }), 'no'],
    ['adjustable-bandwidth', weighting({ WeightingInfos: {} }), 'unknown'],
    ['adjustable-bandwidth', weighting({}), 'unknown'],
    ['local-disks', { LocalStorageAmount: 2, LocalStorageCategory: 'local_ssd_pro' }, 'yes'],
    ['local-disks', { LocalStorageCategory: 'local_hdd_pro' }, 'yes'],
    ['local-disks', { LocalStorageCategory: '' }, 'no'],
    ['local-disks', { LocalStorageAmount: 0 }, 'no'],
    ['local-disks', { LocalStorageCapacity: 100 }, 'unknown'],
    ['vpc-encryption', { NetworkEncryptionSupport: true }, 'yes'],
    ['vpc-encryption', { NetworkEncryptionSupport: false }, 'no'],
    ['secure-boot', { SecurityOptions: { SecureBootSupport: 'supported' } }, 'yes'],
    ['secure-boot', { SecurityOptions: { SecureBootSupport: 'required' } }, 'yes'],
    ['secure-boot', { SecurityOptions: { SecureBootSupport: 'unsupported' } }, 'no'],
    ['secure-boot', { SecurityOptions: { SecureBootSupport: 'planned' } }, 'unknown'],
    ['secure-boot', { SupportedBootModes: { SupportedBootMode: ['UEFI'] } }, 'unknown'],
    ['hot-migration', attributes('HotMigration', 'true'), 'unknown'],
    // No reply was ever seen to name these: no source supports what such names would mean.
    ['vtpm', attributes('vTPM', 'true'), 'unknown'],
    ['tdx', attributes('TDX', 'unsupported'), 'unknown'],
    ['bare-metal', { InstanceCategory: 'ECS Bare Metal' }, 'yes'],
    ['bare-metal', { InstanceTypeId: 'ecs.ebmg8i.48xlarge' }, 'yes'],
    ['bare-metal', { InstanceTypeId: 'ecs.ebmg8i.48xlarge', InstanceCategory: 'General-purpose' }, 'yes'],
    ['bare-metal', { InstanceCategory: 'General-purpose' }, 'no'],
    ['bare-metal', { InstanceCategory: 'Super Computing Cluster' }, 'unknown'],
    ['bare-metal', { InstanceCategory: '' }, 'unknown'],
    ['multi-card', { NetworkCardQuantity: 2 }, 'yes'],
    ['multi-card', { NetworkCardQuantity: 1 }, 'no'],
    ['nested-virtualization', { CpuOptions: { NestedVirtualizationSupport: 'supported' } }, 'yes'],
    ['nested-virtualization', { CpuOptions: { NestedVirtualizationSupport: 'unsupported' } }, 'no'],
    ['ht-adjustable', { CpuOptions: { HyperThreadingAdjustable: true } }, 'yes'],
    ['ht-adjustable', { CpuOptions: { HyperThreadingAdjustable: false } }, 'no'],
    ['ptp', { Clock: { PtpSupport: 'supported' } }, 'yes'],
    ['ptp', { Clock: { PtpSupport: 'unsupported' } }, 'no'],
    ['ptp', { Clock: { PtpSupport: 'soon' } }, 'unknown'],
    ['gpu', { GPUAmount: 8, GPUSpec: 'NVIDIA A100' }, 'yes'],
    ['gpu', { GPUAmount: 0, GPUSpec: 'NVIDIA T4/4' }, 'yes'],
    ['gpu', { GPUAmount: 0, GPUSpec: '' }, 'no'],
    ['gpu', { GPUMemorySize: 80 }, 'unknown'],
    ['ipv6', { EniIpv6AddressQuantity: 15 }, 'yes'],
    ['ipv6', { EniIpv6AddressQuantity: 0 }, 'no'],
    ['burstable-cpu', { InstanceFamilyLevel: 'CreditEntryLevel' }, 'yes'],
    ['burstable-cpu', { InstanceFamilyLevel: 'CreditEntryLevel', InstanceTypeId: 'ecs.ebmg5.24xlarge' }, 'unknown'],
    ['burstable-cpu', { BaselineCredit: 12 }, 'yes'],
    ['burstable-cpu', { InstanceFamilyLevel: 'EnterpriseLevel' }, 'no'],
    ['burstable-cpu', { InstanceFamilyLevel: 'EntryLevel' }, 'no'],
    ['burstable-cpu', { InstanceFamilyLevel: 'SomeLevel' }, 'unknown'],
    ['burstable-cpu', { InitialCredit: 0 }, 'unknown'],
  ])('shows %s by %j: %s', (key, fields, status) => expect(read(key, fields)).toBe(status));

  it('is kept with its value, for the evidence', () => {
    const shown = toObservedType({ InstanceTypeId: 'ecs.x1.large', GPUAmount: 0, GPUSpec: '' })?.features.gpu;
    expect(shown).toEqual({
      status: 'no',
      shown: [
        { field: 'GPUAmount', value: 0 },
        { field: 'GPUSpec', value: '' },
      ],
    });
  });
});
