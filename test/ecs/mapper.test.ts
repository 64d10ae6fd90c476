import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toObservedFamily, toObservedType } from '../../src/ecs/mapper.ts';
import { valueAt } from '../../src/model/record.ts';

import type { MetricKey } from '../../src/model/registry/metrics.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

const fixture = (path: string): unknown => JSON.parse(readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), 'utf8'));
const recorded = (name: string) => {
  const [reply] = valueAt(fixture(`DescribeInstanceTypes/${name}`), 'InstanceTypes.InstanceType') as unknown[];
  const type = toObservedType(reply);
  if (!type) throw new Error(`${name} has no id`);
  return type;
};

describe('recorded replies of DescribeInstanceTypes', () => {
  it.each([
    ['g7.xlarge', 'ecs.g7'],
    ['u1-c1m4.xlarge', 'ecs.u1'],
  ])('%s agrees with the documentation', (name, family) => {
    const type = recorded(name);
    const entry = openEmbeddedCatalog().families.find(({ id }) => id === family);
    const documented = entry?.types().find(({ id }) => id === `ecs.${name}`)?.documented?.metrics;
    const agreed = ['vcpus', 'memoryGiB', 'networkGbps', 'packetRatePps', 'enis', 'ipv4PerEni'] as const satisfies MetricKey[];
    for (const key of agreed) {
      expect(documented?.[key], key).toBeDefined();
      expect(type.metrics[key], key).toBe(documented?.[key]);
    }
  });

  it('g7.xlarge in our words', () => {
    const { features, ...type } = recorded('g7.xlarge');
    expect(type).toEqual({
      id: 'ecs.g7.xlarge',
      family: 'ecs.g7',
      category: 'General-purpose',
      cpuArchitecture: 'X86',
      bootModes: ['BIOS', 'UEFI'],
      processor: 'Intel Xeon (Ice Lake) Platinum 8369B',
      metrics: {
        vcpus: 4,
        memoryGiB: 16,
        networkGbps: 3,
        packetRatePps: 1_100_000,
        enis: 4,
        eris: 0,
        eniQueues: 4,
        secondaryEniQueues: 4,
        ipv4PerEni: 15,
        ipv6PerEni: 15,
        disks: 17,
        gpus: 0,
      },
    });
    expect(Object.fromEntries(Object.entries(features).map(([key, { status }]) => [key, status]))).toEqual({
      erdma: 'no',
      nvme: 'no',
      'bare-metal': 'no',
      'jumbo-frames': 'yes',
      'trunk-eni': 'yes',
      'vpc-encryption': 'no',
      'local-disks': 'no',
      'ht-adjustable': 'yes',
      gpu: 'no',
      ipv6: 'yes',
      'burstable-cpu': 'no',
    });
  });

  it('u1-c1m4.xlarge, whose reply lacks fields, leaves them unknown', () => {
    expect(Object.keys(recorded('u1-c1m4.xlarge').features).sort()).toEqual(
      ['bare-metal', 'burstable-cpu', 'erdma', 'gpu', 'ipv6', 'local-disks', 'nvme', 'trunk-eni'].sort(),
    );
  });
});

describe('toObservedType', () => {
  it('keeps a type of which only the id is known', () => {
    expect(toObservedType({ InstanceTypeId: 'ecs.x1.large' })).toEqual({
      id: 'ecs.x1.large',
      family: null,
      category: null,
      cpuArchitecture: null,
      processor: null,
      features: {},
      metrics: {},
    });
  });

  it.each([[{}], [{ InstanceTypeId: '' }], [{ InstanceTypeId: 7 }], [null], ['ecs.g7.xlarge'], [[]]])('has no use for %j', (reply) =>
    expect(toObservedType(reply)).toBeUndefined(),
  );

  it('takes an empty text for a missing one', () => {
    expect(toObservedType({ InstanceTypeId: 'ecs.x1.large', InstanceTypeFamily: '', InstanceCategory: '', CpuArchitecture: '' })).toMatchObject({
      family: null,
      category: null,
      cpuArchitecture: null,
    });
  });
});

describe('toObservedFamily', () => {
  it('reads the sample of the documentation', () => {
    const families = valueAt(fixture('DescribeInstanceTypeFamilies/doc-sample-ecs-5'), 'InstanceTypeFamilies.InstanceTypeFamily') as unknown[];
    expect(families.map((reply) => toObservedFamily(reply, 'cn-hangzhou'))).toEqual(
      families.map((reply) => ({ id: valueAt(reply, 'InstanceTypeFamilyId'), generation: 'ecs-5', regions: ['cn-hangzhou'] })),
    );
    expect(families).not.toHaveLength(0);
  });

  it('leaves a missing generation open, and has no use for a family without id', () => {
    expect(toObservedFamily({ InstanceTypeFamilyId: 'ecs.g9i' }, 'eu-west-1')).toEqual({ id: 'ecs.g9i', generation: null, regions: ['eu-west-1'] });
    expect(toObservedFamily({ Generation: 'ecs-5' }, 'eu-west-1')).toBeUndefined();
  });
});
