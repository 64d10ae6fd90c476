import { expect, it } from 'vitest';
import { observeFeatures } from '../../../src/model/catalog/observe.ts';

it('gives what a reply shows, with the fields behind it', () => {
  expect(
    observeFeatures({ InstanceTypeId: 'ecs.x9.large', EriQuantity: 0, NvmeSupport: 'required', LocalStorageAmount: 2, LocalStorageCategory: 'x' }),
  ).toEqual({
    erdma: { status: 'no', shown: [{ field: 'EriQuantity', value: 0 }] },
    nvme: { status: 'yes', shown: [{ field: 'NvmeSupport', value: 'required' }] },
    'local-disks': {
      status: 'yes',
      shown: [
        { field: 'LocalStorageAmount', value: 2 },
        { field: 'LocalStorageCategory', value: 'x' },
      ],
    },
  });
});

it('leaves out what it leaves open: absent fields, empty objects, words that nobody knows', () => {
  expect(observeFeatures({ NvmeSupport: 'emulated', Clock: {}, EnhancedNetwork: {}, NetworkInfo: { BandwidthWeighting: {} } })).toEqual({});
  expect(observeFeatures(null)).toEqual({});
});

it('gives lists as text', () => {
  const weights = [{ Bandwidth: 1 }];
  expect(observeFeatures({ NetworkInfo: { BandwidthWeighting: { WeightingInfos: { WeightingInfo: weights } } } })['adjustable-bandwidth']).toEqual({
    status: 'yes',
    shown: [{ field: 'NetworkInfo.BandwidthWeighting.WeightingInfos.WeightingInfo', value: JSON.stringify(weights) }],
  });
});

it.each([
  ['a whole server of 2021 has the level of burstable machines', { InstanceTypeId: 'ecs.ebmg5.24xlarge', InstanceFamilyLevel: 'CreditEntryLevel' }, undefined],
  ['a virtual machine with that level', { InstanceTypeId: 'ecs.t6-c1m1.large', InstanceFamilyLevel: 'CreditEntryLevel' }, 'yes'],
  ['one of another level', { InstanceTypeId: 'ecs.g7.large', InstanceFamilyLevel: 'EnterpriseLevel' }, 'no'],
])('takes no burstable CPU from %s', (_, reply, status) => expect(observeFeatures(reply)['burstable-cpu']?.status).toBe(status));
