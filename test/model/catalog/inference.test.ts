import { describe, expect, it } from 'vitest';
import { conclude, conclusions, type InferenceFacts } from '../../../src/model/catalog/inference.ts';
import { inspectFamily } from '../../../src/model/catalog/inspect.ts';
import { type FeatureKey, featureByKey } from '../../../src/model/registry/features.ts';
import type { MetricKey } from '../../../src/model/registry/metrics.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, familyOf, liveCatalog, pageStatement } from '../../helpers/small-catalog.ts';

const silent: InferenceFacts = {
  id: 'ecs.x9',
  cipu: 'unknown',
  cpuArchitecture: 'X86',
  processor: null,
  documented: documentedFamily('ecs.x9'),
  table: undefined,
};

/** A table with columns for some features, and with some figures for every type. */
const table = (features: readonly FeatureKey[] = [], metrics: readonly MetricKey[] = []): InferenceFacts['table'] => ({
  has: (key) => features.includes(key),
  givesEvery: (metric) => metrics.includes(metric),
});

/** What is concluded of a feature, by which rule; "-" for nothing. */
function concluded(key: FeatureKey, facts: Partial<InferenceFacts>): string {
  const conclusion = conclude(key, { ...silent, ...facts });
  return conclusion ? `${conclusion.gives} ${conclusion.name}` : '-';
}

describe('conclusions', () => {
  it('are the ones of the list, and no other', () => {
    expect(conclusions.map(({ name, gives, features }) => [name, gives, features.join(' ')])).toEqual([
      ['no-cipu', 'no', 'erdma'],
      ['before-nvme', 'no', 'nvme'],
      ['type-table', 'no', 'gpu local-disks roce persistent-memory burstable-network burstable-disk'],
      ['other-vendor', 'no', 'sgx tdx'],
      ['older-processor', 'no', 'sgx tdx'],
      ['one-thread-per-core', 'no', 'ht-adjustable'],
    ]);
  });

  it('have a reason, and a ground about the family', () => {
    for (const { because, ground, features } of conclusions) {
      expect(because).not.toMatch(/\.$/);
      for (const key of features) expect(ground({ ...silent, processor: 'AMD EPYC' }, key)).toMatch(/ecs\.x9.*\.$/);
    }
  });

  it.each<[FeatureKey, Partial<InferenceFacts>, string]>([
    ['erdma', { cipu: 'no' }, 'no no-cipu'],
    ['erdma', { cipu: 'yes' }, '-'],
    ['erdma', { cipu: 'unknown' }, '-'],
    ['nvme', { cipu: 'no' }, 'no before-nvme'],
    ['nvme', { cipu: 'unknown' }, '-'],
    // Nothing else follows from these.
    ...(['jumbo-frames', 'elastic-ephemeral-disk', 'vtpm', 'hot-migration', 'enclave', 'sriov', 'ptp', 'ipv6', 'nested-virtualization'] as const).map(
      (key): [FeatureKey, Partial<InferenceFacts>, string] => [key, { cipu: 'no', processor: 'YiTian 710', table: table() }, '-'],
    ),
  ])('%s of %j: %s', (key, facts, expected) => expect(concluded(key, facts)).toBe(expected));
});

describe('the rule type-table', () => {
  const of = (category: string, id = 'ecs.x9') => ({ id, documented: documentedFamily(id, { category }), table: table() });

  it.each<[FeatureKey, Partial<InferenceFacts>, string]>([
    ['gpu', of('General-purpose'), 'no type-table'],
    ['gpu', of('Compute-optimized with GPU'), '-'],
    ['gpu', of('Visual Compute-optimized'), '-'],
    ['gpu', of('Heterogeneous Service'), '-'],
    ['gpu', of('Local SSDs'), 'no type-table'],
    ['local-disks', of('General-purpose'), 'no type-table'],
    ['local-disks', of('Local SSDs'), '-'],
    ['local-disks', of('Big data'), '-'],
    ['local-disks', of('Heterogeneous Service'), '-'],
    ['local-disks', of('Compute-optimized with GPU'), 'no type-table'],
    ['roce', of('ECS Bare Metal'), 'no type-table'],
    ['roce', of('Super Computing Cluster'), '-'],
    ['persistent-memory', of('Memory-optimized', 'ecs.re7'), 'no type-table'],
    ['persistent-memory', of('Memory-optimized', 'ecs.re7p'), '-'],
    ['gpu', { ...of('General-purpose'), table: table(['gpu']) }, '-'],
    ['gpu', { ...of('General-purpose'), table: undefined }, '-'],
    ['gpu', { documented: undefined, table: table() }, '-'],
    ['burstable-network', { table: table([], ['networkGbps']) }, 'no type-table'],
    ['burstable-network', { table: table() }, '-'],
    ['burstable-network', { table: table(['burstable-network'], ['networkGbps']) }, '-'],
    ['burstable-disk', { table: table([], ['diskGbps', 'diskIops']) }, 'no type-table'],
    ['burstable-disk', { table: table(['burstable-disk'], ['diskGbps', 'diskIops']) }, '-'],
    ['burstable-disk', { table: table([], ['diskGbps']) }, 'no type-table'],
    ['burstable-disk', { table: table([], ['diskIops']) }, 'no type-table'],
    ['burstable-disk', { table: table([], ['networkGbps']) }, '-'],
  ])('%s of %j: %s', (key, facts, expected) => expect(concluded(key, facts)).toBe(expected));
});

describe('the rules about processors', () => {
  it.each<[string | null, string, string]>([
    ['AMD EPYC Genoa 9T24', 'no other-vendor', 'no other-vendor'],
    ['AMD EPYC (multiple generations, including AMD Turin)', 'no other-vendor', 'no other-vendor'],
    ['Hygon C86-4G', 'no other-vendor', 'no other-vendor'],
    ['YiTian 710 (in-house Arm-based)', 'no other-vendor', 'no other-vendor'],
    ['Ampere Altra', 'no other-vendor', 'no other-vendor'],
    ['Intel Xeon Platinum 8269CY (Cascade Lake) or AMD EPYC ROME', '-', '-'],
    ['Intel Xeon Platinum 8163 (Skylake) or 8269CY (Cascade Lake)', 'no older-processor', 'no older-processor'],
    ['Intel Xeon E5-2682 v4 (Broadwell), Platinum 8163 (Skylake), or 8269CY (Cascade Lake)', 'no older-processor', 'no older-processor'],
    ['Intel Xeon E5-2680 v3 (Haswell) / Platinum 8163 (Skylake) / 8269CY (Cascade Lake)', 'no older-processor', 'no older-processor'],
    ['third-generation Intel Xeon Scalable (Cooper Lake)', 'no older-processor', 'no older-processor'],
    ['Intel Xeon E7 8880 v4 (Broadwell)', 'no older-processor', 'no older-processor'],
    ['Intel Xeon E5-2420 (not below 1.9 GHz)', 'no older-processor', 'no older-processor'],
    ['Intel Xeon E3-1240 v6 (Skylake)', '-', '-'],
    ['Intel Xeon Platinum 8369B (Ice Lake)', '-', 'no older-processor'],
    ['Intel 3rd generation Xeon Scalable (Icelake)', '-', 'no older-processor'],
    ['Intel Xeon Scalable, third-generation (Ice Lake)', '-', 'no older-processor'],
    ['Intel Xeon Platinum 8269CY (Cascade Lake) or Platinum 8369B (Ice Lake)', '-', 'no older-processor'],
    ['Intel Xeon Emerald Rapids or Intel Xeon Sapphire Rapids', '-', '-'],
    ['Intel Xeon Platinum 8163 (Skylake) or Intel Xeon Sapphire Rapids', '-', '-'],
    ['Intel Xeon Scalable (SPR), 4th-generation', '-', '-'],
    ['Intel Xeon', '-', '-'],
    [null, '-', '-'],
  ])('%s: SGX %s, TDX %s', (processor, sgx, tdx) => expect([concluded('sgx', { processor }), concluded('tdx', { processor })]).toEqual([sgx, tdx]));

  it('know that an Arm processor is not of Intel, whatever it is called', () => {
    expect(concluded('sgx', { cpuArchitecture: 'ARM' })).toBe('no other-vendor');
  });

  it.each([
    ['Alibaba Cloud YiTian 710', 'no one-thread-per-core'],
    ['Alibaba Cloud Yitian 710', 'no one-thread-per-core'],
    ['Ampere Altra Max', 'no one-thread-per-core'],
    ['YiTian 910', '-'],
    ['AMD EPYC MILAN', '-'],
  ])('%s: hyper-threading %s', (processor, expected) => expect(concluded('ht-adjustable', { processor })).toBe(expected));
});

describe('a conclusion', () => {
  const shenlong = { platforms: [{ name: 'SHENLONG', generation: '3' }] } as const;
  const nvmeOf = (entry: ReturnType<typeof documentedEntry>) => inspectFamily(entry, documentedCatalog(entry)).features.nvme;
  const types = [documentedType('ecs.x9.large'), documentedType('ecs.x9.xlarge')];

  it('names its rule', () => {
    expect(nvmeOf(documentedEntry(documentedFamily('ecs.x9', shenlong), types))).toEqual({ status: 'no', basis: 'inferred', rule: 'before-nvme' });
  });

  it('never stands against a statement, and leaves open what a statement about other types of the family casts doubt on', () => {
    const stated = (status: 'yes' | 'no') => documentedEntry(documentedFamily('ecs.x9', { ...shenlong, features: { nvme: status === 'yes' } }), types);
    expect(nvmeOf(stated('yes'))).toEqual({ status: 'yes', basis: 'documented' });
    expect(nvmeOf(stated('no'))).toEqual({ status: 'no', basis: 'documented' });
    const ofOne = documentedEntry(documentedFamily('ecs.x9', shenlong), types, [pageStatement('nvme', 'yes', { types: ['ecs.x9.large'] })]);
    expect(nvmeOf(ofOne)).toEqual({ status: 'some', basis: 'documented' });
  });

  it('gives way to a reply', () => {
    const documented = documentedEntry(documentedFamily('ecs.x9', shenlong), types);
    const live = liveCatalog(['ecs.x9'], [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', NvmeSupport: 'required' }], [documented]);
    expect(inspectFamily(familyOf(live, 'ecs.x9'), live).features.nvme).toEqual({ status: 'yes', basis: 'api' });
  });

  it('on a processor is made of what replies say alike where no document knows the family', () => {
    const replies = ['large', 'xlarge'].map((size) => ({
      InstanceTypeId: `ecs.q9.${size}`,
      InstanceTypeFamily: 'ecs.q9',
      PhysicalProcessorModel: 'AMD EPYC 9999',
    }));
    const live = liveCatalog(['ecs.q9'], replies);
    expect(inspectFamily(familyOf(live, 'ecs.q9'), live).features.sgx).toEqual({ status: 'no', basis: 'inferred', rule: 'other-vendor' });
  });

  it('is about features that exist', () => {
    expect(conclusions.flatMap(({ features }) => features).filter((key) => !featureByKey.has(key))).toEqual([]);
  });
});
