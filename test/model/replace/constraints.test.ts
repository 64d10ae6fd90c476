import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/model/catalog/candidate.ts';
import type { Platform } from '../../../src/model/catalog/facts.ts';
import type { StockStatus } from '../../../src/model/market/stock.ts';
import type { Outcome } from '../../../src/model/policy/outcome.ts';
import { constraintsOf, type Demands, requirementsOf } from '../../../src/model/replace/constraints.ts';
import { currentTypesOf, type InstanceInUse } from '../../../src/model/replace/current-type.ts';
import { requirements } from '../../helpers/policy.ts';
import { documentedEntry, documentedFamily, liveCatalog, type TypeReply } from '../../helpers/small-catalog.ts';
import { stockOf } from '../../helpers/stock.ts';

type Fields = Readonly<Record<string, unknown>>;

const plain = { CpuCoreCount: 4, MemorySize: 16, CpuArchitecture: 'X86', InstanceCategory: 'General-purpose', InstanceFamilyLevel: 'EnterpriseLevel' };
const cipu: readonly Platform[] = [{ name: 'CIPU', generation: null }];
const reply = (family: string, fields: Fields): TypeReply => ({
  ...plain,
  GPUAmount: 0,
  ...fields,
  InstanceTypeId: `${family}.large`,
  InstanceTypeFamily: family,
});

/** What each constraint says of ecs.b1.large, which is on CIPU, as a replacement for ecs.a1.large; both show some fields. */
function judged(before: Fields, after: Fields, demands: Partial<Demands> = {}, instance: InstanceInUse | null = null): Record<string, Outcome> {
  const documented = ['ecs.a1', 'ecs.b1'].map((id) => documentedEntry(documentedFamily(id, { platforms: cipu, cpuArchitecture: null, category: '?' })));
  const catalog = liveCatalog(['ecs.a1', 'ecs.b1'], [reply('ecs.a1', before), reply('ecs.b1', after)], documented);
  const [from] = currentTypesOf('ecs.a1.large', catalog, instance);
  const candidate = candidatesOf(catalog.families).find(({ type }) => type.id === 'ecs.b1.large');
  if (!from || !candidate) throw new Error('no types');
  const { constraints, gaps } = constraintsOf(from, { require: [], anyPlatform: false, inStock: false, ...demands }, catalog);
  expect(gaps).toEqual([]);
  return Object.fromEntries(constraints.map(({ name, judge }) => [name, judge(candidate)]));
}

describe('a replacement', () => {
  it('is judged by what the replaced type is', () => {
    expect(judged({}, {})).toEqual({
      'another type': 'pass',
      vcpus: 'pass',
      memoryGiB: 'pass',
      arch: 'pass',
      gpu: 'pass',
      'bare-metal': 'pass',
      'burstable-cpu': 'pass',
      cipu: 'pass',
    });
  });

  it.each<[Partial<Demands>, string, Fields, Outcome]>([
    [{ vendors: ['amd'] }, 'maker of the processor', { PhysicalProcessorModel: 'AMD EPYC 9T24' }, 'pass'],
    [{ vendors: ['amd'] }, 'maker of the processor', { PhysicalProcessorModel: 'Intel(R) Xeon(R) 6982P-C' }, 'fail'],
    [{ vendors: ['amd'] }, 'maker of the processor', {}, 'unknown'],
    [{ processors: ['9t24'] }, 'processor', { PhysicalProcessorModel: 'AMD EPYC 9T24' }, 'pass'],
    [{ processors: ['9t24'] }, 'processor', {}, 'unknown'],
    [{ gpuModels: ['A10'] }, 'GPU model', { GPUAmount: 1, GPUSpec: 'NVIDIA A10' }, 'pass'],
    [{ gpuModels: ['A10'] }, 'GPU model', { GPUAmount: 1, GPUSpec: 'NVIDIA A100' }, 'fail'],
    [{ gpuModels: ['A10'] }, 'GPU model', { GPUAmount: 1 }, 'unknown'],
    [{ gpuModels: ['A10'] }, 'GPU model', { GPUAmount: 0 }, 'fail'],
  ])('meets %j, the %s, with %j: %s', (demands, name, after, outcome) => {
    expect(judged({}, after, demands)[name]).toBe(outcome);
  });

  it.each<[string, string, Fields, Fields, Outcome]>([
    ['as many vCPUs', 'vcpus', {}, {}, 'pass'],
    ['1.3 times as many vCPUs', 'vcpus', { CpuCoreCount: 10 }, { CpuCoreCount: 13 }, 'pass'],
    ['more than 1.3 times as many vCPUs', 'vcpus', { CpuCoreCount: 10 }, { CpuCoreCount: 14 }, 'fail'],
    ['fewer vCPUs', 'vcpus', {}, { CpuCoreCount: 3 }, 'fail'],
    ['vCPUs that are not known', 'vcpus', {}, { CpuCoreCount: undefined }, 'unknown'],
    ['less memory', 'memoryGiB', {}, { MemorySize: 15 }, 'fail'],
    ['a little more memory', 'memoryGiB', {}, { MemorySize: 20 }, 'pass'],
    ['another architecture', 'arch', {}, { CpuArchitecture: 'ARM' }, 'fail'],
    ['an architecture that is not known', 'arch', {}, { CpuArchitecture: undefined }, 'unknown'],
    // What needs GPUs or a whole server keeps them; what does not gets none.
    ['GPUs kept', 'gpu', { GPUAmount: 1 }, { GPUAmount: 1 }, 'pass'],
    ['GPUs lost', 'gpu', { GPUAmount: 1 }, { GPUAmount: 0 }, 'fail'],
    ['GPUs that are not known any more', 'gpu', { GPUAmount: 1 }, { GPUAmount: undefined }, 'unknown'],
    ['GPUs got', 'gpu', {}, { GPUAmount: 1 }, 'fail'],
    ['GPUs that may be there', 'gpu', {}, { GPUAmount: undefined }, 'unknown'],
    ['GPUs got where nobody knew of any', 'gpu', { GPUAmount: undefined }, { GPUAmount: 1 }, 'fail'],
    ['GPUs that are known neither before nor after', 'gpu', { GPUAmount: undefined }, { GPUAmount: undefined }, 'pass'],
    ['fewer GPUs', 'gpus', { GPUAmount: 2 }, { GPUAmount: 1 }, 'fail'],
    ['more GPUs', 'gpus', { GPUAmount: 2 }, { GPUAmount: 4 }, 'pass'],
    ['bare metal lost', 'bare-metal', { InstanceCategory: 'ECS Bare Metal' }, {}, 'fail'],
    ['bare metal got', 'bare-metal', {}, { InstanceCategory: 'ECS Bare Metal' }, 'fail'],
    // CPU credits may be lost, but not got.
    ['CPU credits lost', 'burstable-cpu', { InstanceFamilyLevel: 'CreditEntryLevel' }, {}, 'pass'],
    ['CPU credits kept', 'burstable-cpu', { InstanceFamilyLevel: 'CreditEntryLevel' }, { InstanceFamilyLevel: 'CreditEntryLevel' }, 'pass'],
    ['CPU credits got', 'burstable-cpu', {}, { InstanceFamilyLevel: 'CreditEntryLevel' }, 'fail'],
    ['CPU credits that may be there', 'burstable-cpu', {}, { InstanceFamilyLevel: undefined }, 'unknown'],
  ])('with %s', (_, name, before, after, expected) => expect(judged(before, after)[name]).toBe(expected));

  it.each<[string, Partial<Demands>, string, Fields, Outcome | undefined]>([
    ['vCPUs of a range', { vcpus: { min: 8, max: 16 } }, 'vcpus', { CpuCoreCount: 16 }, 'pass'],
    ['vCPUs outside a range', { vcpus: { min: 8, max: 16 } }, 'vcpus', {}, 'fail'],
    ['memory of a range', { memoryGiB: { min: 1, max: 8 } }, 'memoryGiB', { MemorySize: 8 }, 'pass'],
    ['an architecture that is asked for, in any case', { architecture: 'arm' }, 'arch', { CpuArchitecture: 'ARM' }, 'pass'],
    ['another architecture than is asked for', { architecture: 'ARM' }, 'arch', {}, 'fail'],
    ['any architecture', { architecture: 'any' }, 'arch', { CpuArchitecture: 'ARM' }, undefined],
    ['any platform', { anyPlatform: true }, 'cipu', {}, undefined],
    ['what is required', { require: requirements('erdma') }, 'erdma', { EriQuantity: 1 }, 'pass'],
    ['what is required and not known', { require: requirements('erdma') }, 'erdma', {}, 'unknown'],
    ['a GPU that is required', { require: requirements('gpu') }, 'gpu', { GPUAmount: 1 }, 'pass'],
    ['credits that are required', { require: requirements('burstable-cpu') }, 'burstable-cpu', { InstanceFamilyLevel: 'CreditEntryLevel' }, 'pass'],
  ])('with %s', (_, demands, name, after, expected) => expect(judged({}, after, demands)[name]).toBe(expected));

  it('need not have as many GPUs where a requirement speaks of them', () => {
    expect(judged({ GPUAmount: 2 }, {}, { require: requirements('!gpu') })).not.toHaveProperty('gpus');
  });

  it.each<[number | null, Fields, Outcome | undefined, Outcome | undefined]>([
    [2, { EriQuantity: 2 }, 'pass', 'pass'],
    [2, { EriQuantity: 1 }, 'pass', 'fail'],
    [2, { EriQuantity: 0 }, 'fail', 'fail'],
    [2, {}, 'unknown', 'unknown'],
    [0, {}, undefined, undefined],
    [null, {}, undefined, undefined],
  ])('for %j elastic RDMA interfaces with %j', (eris, after, erdma, count) => {
    const found = judged({}, after, {}, { id: 'i-1', osSupportsNvme: null, eris });
    expect([found.erdma, found.eris]).toEqual([erdma, count]);
  });

  const inZone = (status: StockStatus) => stockOf({ region: 'cn-hangzhou', zone: 'cn-hangzhou-h', types: new Map([['ecs.b1.large', status]]) });

  it.each<[string, Partial<Demands>, Outcome | undefined]>([
    ['that need not be in stock', { stock: inZone('without-stock') }, undefined],
    ['in stock', { inStock: true, stock: inZone('with-stock') }, 'pass'],
    ['out of stock', { inStock: true, stock: inZone('without-stock') }, 'fail'],
    ['whose stock is not known', { inStock: true, stock: inZone('unknown') }, 'unknown'],
    ['whose stock was not asked', { inStock: true }, 'unknown'],
  ])('%s', (_, demands, expected) => expect(judged({}, {}, demands).stock).toBe(expected));

  it.each<[string, readonly (readonly [string, StockStatus])[], Outcome]>([
    ['to which the instance can be changed', [['ecs.b1.large', 'with-stock']], 'pass'],
    ['to which it cannot be changed now', [['ecs.b1.large', 'without-stock']], 'fail'],
    ['to which it may be changed', [['ecs.b1.large', 'unknown']], 'unknown'],
    ['that is not among those to which it can', [['ecs.c1.large', 'with-stock']], 'fail'],
  ])('%s', (_, types, expected) => {
    expect(judged({}, {}, { modifications: new Map(types) })['a type that the instance can be changed to']).toBe(expected);
  });
});

describe('what is not known of the replaced type', () => {
  const gapsOf = (fields: Fields, demands: Partial<Demands> = {}) => {
    const catalog = liveCatalog(['ecs.a1'], [reply('ecs.a1', fields)]);
    const [from] = currentTypesOf('ecs.a1.large', catalog);
    if (!from) throw new Error('no type');
    return constraintsOf(from, { require: [], anyPlatform: false, inStock: false, ...demands }, catalog).gaps;
  };

  it.each<[Fields, Partial<Demands>, readonly string[]]>([
    [{}, {}, []],
    [{ CpuCoreCount: undefined }, {}, ['Number of vCPUs of ecs.a1.large is not known: --vcpus says what a replacement must have.']],
    [{ MemorySize: 0 }, {}, ['Memory of ecs.a1.large is not known: --memory says what a replacement must have.']],
    [{ CpuArchitecture: undefined }, {}, ['The CPU architecture of ecs.a1.large is not known: --arch says which a replacement must have.']],
    [{ CpuCoreCount: undefined, CpuArchitecture: undefined }, { vcpus: { min: 1, max: 2 }, architecture: 'any' }, []],
  ])('%j with %j', (fields, demands, expected) => expect(gapsOf(fields, demands)).toEqual(expected));
});

describe('requirementsOf', () => {
  const texts = (require: readonly string[], anyPlatform = false) => requirementsOf({ require: requirements(...require), anyPlatform }).map(({ text }) => text);

  it.each([
    [[], false, ['cipu']],
    [['erdma', 'vcpus>=8'], false, ['cipu', 'erdma', 'vcpus>=8']],
    [['!cipu'], false, ['!cipu']],
    [['cipu', 'erdma'], false, ['cipu', 'erdma']],
    [['erdma'], true, ['erdma']],
  ])('of %j, any platform %s: %j', (require, anyPlatform, expected) => expect(texts(require, anyPlatform)).toEqual(expected));
});

it('the type itself is no replacement', () => {
  const catalog = liveCatalog(['ecs.a1'], [reply('ecs.a1', {})]);
  const [from] = currentTypesOf('ecs.a1.large', catalog);
  if (!from) throw new Error('no type');
  const { constraints } = constraintsOf(from, { require: [], anyPlatform: true, inStock: false }, catalog);
  expect(constraints.filter(({ judge }) => judge(from) !== 'pass').map(({ name }) => name)).toEqual(['another type']);
});
