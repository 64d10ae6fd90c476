import { describe, expect, it } from 'vitest';
import { inspectFamily, inspectType } from '../../../src/model/catalog/inspect.ts';
import type { FeatureKey } from '../../../src/model/registry/features.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, familyOf, liveCatalog } from '../../helpers/small-catalog.ts';

type Stated = boolean | undefined;

/** A feature of a documented family: what is stated of the family, and of each of its types. */
function documentedFinding(key: FeatureKey, family: Stated, types: readonly Stated[]) {
  const feature = (stated: Stated) => (stated === undefined ? {} : { [key]: stated });
  const entry = documentedEntry(
    documentedFamily('ecs.x9', { features: feature(family) }),
    types.map((stated, i) => documentedType(`ecs.x9.${i}xlarge`, { features: feature(stated) })),
  );
  return { family: inspectFamily(entry, documentedCatalog(entry)).features[key], types: entry.types().map((type) => inspectType(type, entry).features[key]) };
}

/** A feature of a live family: what is documented of the family, and what the API says of each of its types. */
function liveFinding(field: string, key: FeatureKey, family: Stated, values: readonly unknown[]) {
  const documented = documentedEntry(documentedFamily('ecs.x9', { features: family === undefined ? {} : { [key]: family } }));
  const replies = values.map((value, i) => ({ InstanceTypeId: `ecs.x9.${i}xlarge`, InstanceTypeFamily: 'ecs.x9', [field]: value }));
  const catalog = liveCatalog(['ecs.x9'], replies, [documented]);
  return inspectFamily(familyOf(catalog, 'ecs.x9'), catalog).features[key];
}

describe('a feature of a documented family', () => {
  it.each<[string, Stated, Stated[], string, string]>([
    ['nothing is said', undefined, [undefined, undefined], 'unknown', 'none'],
    ['the family has it', true, [undefined, undefined], 'yes', 'documented'],
    ['the family is denied it', false, [undefined], 'no', 'documented'],
    ['all types have it', undefined, [true, true], 'yes', 'documented'],
    ['no type has it', undefined, [false, false], 'no', 'documented'],
    ['one type has it, one does not', undefined, [true, false], 'some', 'documented'],
    ['one type has it, of one nothing is said', undefined, [true, undefined], 'some', 'documented'],
    ['one type is denied it, of one nothing is said', undefined, [false, undefined], 'unknown', 'none'],
    ['the family has it, one type does not', true, [false, undefined], 'some', 'documented'],
    ['the family has it without types', true, [], 'yes', 'documented'],
    ['the family is denied it, one type has it', false, [true, undefined], 'some', 'documented'],
  ])('%s', (_, family, types, status, basis) => {
    expect(documentedFinding('nvme', family, types).family).toEqual({ status, basis });
  });

  it('of type tables does not speak for the types they leave open', () => {
    expect(documentedFinding('vtpm', true, [true, undefined])).toEqual({
      family: { status: 'some', basis: 'documented' },
      types: [
        { status: 'yes', basis: 'documented' },
        { status: 'unknown', basis: 'none' },
      ],
    });
  });

  it('of type tables holds for all types where no table states it', () => {
    expect(documentedFinding('vtpm', true, [undefined]).types).toEqual([{ status: 'yes', basis: 'documented' }]);
  });

  it('of the family holds for each type, unless the type’s own row differs', () => {
    expect(documentedFinding('nvme', true, [undefined, false]).types).toEqual([
      { status: 'yes', basis: 'documented' },
      { status: 'no', basis: 'documented' },
    ]);
  });
});

describe('a feature of a live family', () => {
  it.each<[string, Stated, unknown[], string, string]>([
    ['no type says anything', undefined, [undefined, undefined], 'unknown', 'none'],
    ['unknown words say nothing', undefined, ['emulated', ''], 'unknown', 'none'],
    ['all types have it', undefined, ['required', 'required'], 'yes', 'api'],
    ['no type has it', undefined, ['unsupported', 'unsupported'], 'no', 'api'],
    ['some types have it', undefined, ['required', 'unsupported'], 'some', 'api'],
    ['some types have it, others are open', undefined, ['required', undefined], 'some', 'api'],
    ['some types lack it, others are open', undefined, ['unsupported', undefined], 'unknown', 'none'],
    ['the API overrides a documented yes', true, ['unsupported', 'unsupported'], 'no', 'api'],
    ['the API overrides a documented no', false, ['required'], 'yes', 'api'],
    ['the documentation fills what the API leaves open: the weaker basis', true, ['required', undefined], 'yes', 'documented'],
    ['the documentation alone', true, [undefined, undefined], 'yes', 'documented'],
    ['the documentation alone denies', false, [undefined], 'no', 'documented'],
    ['both, at odds', true, ['unsupported', undefined], 'some', 'documented'],
  ])('%s', (_, family, values, status, basis) => {
    expect(liveFinding('NvmeSupport', 'nvme', family, values)).toEqual({ status, basis });
  });

  it('that one type shows and the row of another states has the weaker basis', () => {
    const documented = documentedEntry(documentedFamily('ecs.x9'), [documentedType('ecs.x9.1xlarge', { features: { gpu: true } })]);
    const gpus = (GPUAmount: number) => ({ GPUAmount });
    const of = (...replies: object[]) => {
      const types = replies.map((fields, i) => ({ InstanceTypeId: `ecs.x9.${i}xlarge`, InstanceTypeFamily: 'ecs.x9', ...fields }));
      const catalog = liveCatalog(['ecs.x9'], types, [documented]);
      return inspectFamily(familyOf(catalog, 'ecs.x9'), catalog).features.gpu;
    };
    expect(of(gpus(1), {})).toEqual({ status: 'yes', basis: 'documented' });
    expect(of(gpus(0), {})).toEqual({ status: 'some', basis: 'documented' });
    expect(of(gpus(1), gpus(1))).toEqual({ status: 'yes', basis: 'api' });
  });

  it('has a zero as no and a missing field as unknown', () => {
    expect(liveFinding('EriQuantity', 'erdma', undefined, [0, 0])).toEqual({ status: 'no', basis: 'api' });
    expect(liveFinding('EriQuantity', 'erdma', undefined, [0, undefined])).toEqual({ status: 'unknown', basis: 'none' });
    expect(liveFinding('EriQuantity', 'erdma', undefined, [1, 0])).toEqual({ status: 'some', basis: 'api' });
  });
});

describe('a concluded status', () => {
  const family = (id: string, facts: Parameters<typeof documentedFamily>[1]) => {
    const entry = documentedEntry(documentedFamily(id, facts), [documentedType(`${id}.large`)]);
    const [type] = entry.types();
    if (!type) throw new Error('no type');
    return { family: inspectFamily(entry, documentedCatalog(entry)).features, type: inspectType(type, entry).features };
  };
  const shenlong = [{ name: 'SHENLONG', generation: '3' }] as const;

  it('cipu: no gives erdma: no, inferred, to the family and its types', () => {
    const { family: report, type } = family('ecs.x9', { platforms: shenlong });
    expect(report).toMatchObject({ cipu: { status: 'no', basis: 'documented' }, erdma: { status: 'no', basis: 'inferred', rule: 'no-cipu' } });
    expect(type.erdma).toEqual({ status: 'no', basis: 'inferred', rule: 'no-cipu' });
  });

  it('cipu: yes and cipu: unknown say nothing of erdma', () => {
    expect(family('ecs.x9', { platforms: [{ name: 'CIPU', generation: null }] }).family.erdma).toEqual({ status: 'unknown', basis: 'none' });
    expect(family('ecs.x9', {}).family.erdma).toEqual({ status: 'unknown', basis: 'none' });
  });

  it('a documented no on erdma is better than an inferred one', () => {
    expect(family('ecs.x9', { platforms: shenlong, features: { erdma: false } }).family.erdma).toEqual({ status: 'no', basis: 'documented' });
  });

  it('gives way to the API', () => {
    const replies = [{ InstanceTypeId: 'ecs.ebmx9.large', InstanceTypeFamily: 'ecs.ebmx9', CpuOptions: { NestedVirtualizationSupport: 'unsupported' } }];
    const catalog = liveCatalog(['ecs.ebmx9'], replies, [documentedEntry(documentedFamily('ecs.ebmx9', { features: { 'bare-metal': true } }))]);
    expect(inspectFamily(familyOf(catalog, 'ecs.ebmx9'), catalog).features).toMatchObject({
      'bare-metal': { status: 'yes', basis: 'api' },
      'nested-virtualization': { status: 'no', basis: 'api' },
    });
  });
});

describe('a report', () => {
  it('has a finding for the verdict among the features', () => {
    const entry = documentedEntry(documentedFamily('ecs.x9', { platforms: [{ name: 'SHENLONG', generation: '4' }] }));
    const report = inspectFamily(entry, documentedCatalog(entry));
    expect(report.features.cipu).toEqual({ status: report.cipu.verdict, basis: report.cipu.basis });
  });

  it('spans the metrics of its types', () => {
    const entry = documentedEntry(documentedFamily('ecs.x9'), [
      documentedType('ecs.x9.large', { metrics: { vcpus: 2 } }),
      documentedType('ecs.x9.xlarge', { metrics: { vcpus: 4, memoryGiB: 16 } }),
    ]);
    expect(inspectFamily(entry, documentedCatalog(entry))).toMatchObject({ types: 2, metrics: { vcpus: { min: 2, max: 4 }, memoryGiB: { min: 16, max: 16 } } });
  });
});

describe('a conflict', () => {
  const documented = (ofTypes: boolean) =>
    documentedEntry(documentedFamily('ecs.x9', { features: { erdma: true } }), [documentedType('ecs.x9.large', { features: { erdma: ofTypes } })]);
  const conflictOf = (entry: ReturnType<typeof documented>, catalog = documentedCatalog(entry)) =>
    inspectFamily(familyOf(catalog, 'ecs.x9'), catalog).cipu.conflict;

  it('is none where the documentation itself denies eRDMA of types: only the API can contradict it', () => {
    expect(conflictOf(documented(false))).toBe(false);
    expect(conflictOf(documented(true))).toBe(false);
  });

  it('is one where the API denies it', () => {
    const replies = [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', EriQuantity: 0 }];
    expect(conflictOf(documented(true), liveCatalog(['ecs.x9'], replies, [documented(true)]))).toBe(true);
  });
});
