import { describe, expect, it } from 'vitest';
import { typeMetrics } from '../../../src/model/catalog/catalog.ts';
import { inspectFamily, inspectType } from '../../../src/model/catalog/inspect.ts';
import type { FamilyReport } from '../../../src/model/catalog/report.ts';
import {
  citedSources,
  documentedEntry,
  documentedFamily,
  documentedType,
  familyOf,
  liveCatalog,
  sources,
  type TypeReply,
} from '../../helpers/small-catalog.ts';

const g8i = documentedEntry(documentedFamily('ecs.g8i', { platforms: [{ name: 'CIPU', generation: null }], features: { erdma: true, nvme: true } }), [
  documentedType('ecs.g8i.large', { metrics: { vcpus: 2, memoryGiB: 8, connections: 250_000 } }),
  documentedType('ecs.g8i.xlarge', { metrics: { vcpus: 4, memoryGiB: 16 } }),
]);
const g7 = documentedEntry(documentedFamily('ecs.g7'), [documentedType('ecs.g7.large')]);

const reply = (id: string, fields: object = {}): TypeReply => ({ InstanceTypeId: id, InstanceTypeFamily: id.replace(/\.[^.]*$/, ''), ...fields });

describe('joinObservations', () => {
  it('lists offered families alone, and still knows the documented ones', () => {
    const catalog = liveCatalog(['ecs.g8i'], [reply('ecs.g8i.large'), reply('ecs.g7.large')], [g7, g8i]);
    expect(catalog.families.map(({ id }) => id)).toEqual(['ecs.g8i']);
    expect(catalog.known.map(({ id }) => id)).toEqual(['ecs.g7', 'ecs.g8i']);
    expect(catalog).toMatchObject({ source: sources.live, sources: citedSources });
  });

  it('lists offered types alone', () => {
    const catalog = liveCatalog(['ecs.g8i'], [reply('ecs.g8i.xlarge')], [g8i]);
    expect(
      familyOf(catalog, 'ecs.g8i')
        .types()
        .map(({ id }) => id),
    ).toEqual(['ecs.g8i.xlarge']);
    expect(familyOf(catalog, 'ecs.g8i').summary.count).toBe(1);
  });

  it('keeps a family without types: what the documentation says of it stands', () => {
    const catalog = liveCatalog(['ecs.g8i'], [], [g8i]);
    const report = inspectFamily(familyOf(catalog, 'ecs.g8i'), catalog);
    expect(report).toMatchObject({ types: 0, metrics: {}, cipu: { verdict: 'yes' }, features: { nvme: { status: 'yes', basis: 'documented' } } });
  });

  it('keeps a family nobody documents', () => {
    const fields = { InstanceCategory: 'General-purpose', CpuArchitecture: 'ARM', PhysicalProcessorModel: 'YiTian 910', EriQuantity: 1 };
    const catalog = liveCatalog([{ id: 'ecs.g99y', generation: 'ecs-9', regions: ['cn-hangzhou'] }], [reply('ecs.g99y.large', fields)]);
    expect(inspectFamily(familyOf(catalog, 'ecs.g99y'), catalog)).toMatchObject({
      category: 'General-purpose',
      cpuArchitecture: 'ARM',
      processor: 'YiTian 910',
      regions: ['cn-hangzhou'],
      sold: null,
      cipu: { verdict: 'yes', basis: 'inferred', rule: 'elastic-rdma' },
    });
  });

  it('keeps a family of which only the id is known', () => {
    const catalog = liveCatalog(['ecs.zz9'], []);
    const report = inspectFamily(familyOf(catalog, 'ecs.zz9'), catalog);
    expect(report).toMatchObject({ category: null, cpuArchitecture: null, processor: null, sold: null, types: 0, cipu: { verdict: 'unknown', evidence: [] } });
    expect(new Set(Object.values(report.features).map(({ status, basis }) => `${status} ${basis}`))).toEqual(new Set(['unknown none']));
  });

  it('keeps a type without fields: the documentation speaks for it', () => {
    const catalog = liveCatalog(['ecs.g8i'], [reply('ecs.g8i.large')], [g8i]);
    const [type] = familyOf(catalog, 'ecs.g8i').types();
    expect(type && inspectType(type, familyOf(catalog, 'ecs.g8i'))).toMatchObject({
      category: 'General-purpose',
      features: { erdma: { status: 'yes', basis: 'documented' }, sriov: { status: 'unknown', basis: 'none' } },
      metrics: { vcpus: 2, memoryGiB: 8, connections: 250_000 },
    });
  });

  it('lets the API override the documentation, field by field', () => {
    const fields = { MemorySize: 9, NvmeSupport: 'unsupported', InstanceCategory: 'Compute-optimized', CpuArchitecture: 'ARM' };
    const catalog = liveCatalog(['ecs.g8i'], [reply('ecs.g8i.large', fields)], [g8i]);
    const [type] = familyOf(catalog, 'ecs.g8i').types();
    expect(type && typeMetrics(type)).toEqual({ vcpus: 2, memoryGiB: 9, connections: 250_000 });
    expect(type && inspectType(type, familyOf(catalog, 'ecs.g8i'))).toMatchObject({
      category: 'Compute-optimized',
      cpuArchitecture: 'ARM',
      features: { nvme: { status: 'no', basis: 'api' }, erdma: { status: 'yes', basis: 'documented' } },
    });
  });

  it('orders families by name and types by size', () => {
    const replies = [
      reply('ecs.g10.large'),
      reply('ecs.g8i.8xlarge', { CpuCoreCount: 32, MemorySize: 128 }),
      reply('ecs.g8i.large', { CpuCoreCount: 2, MemorySize: 8 }),
      reply('ecs.g8i.odd'),
      reply('ecs.g8i.xlarge', { CpuCoreCount: 4, MemorySize: 16 }),
    ];
    const catalog = liveCatalog(['ecs.g10', 'ecs.g8i', 'ecs.g7'], replies, [g7, g8i]);
    expect(catalog.families.map(({ id }) => id)).toEqual(['ecs.g7', 'ecs.g8i', 'ecs.g10']);
    expect(
      familyOf(catalog, 'ecs.g8i')
        .types()
        .map(({ id }) => id.replace('ecs.g8i.', '')),
    ).toEqual(['large', 'xlarge', '8xlarge', 'odd']);
  });
});

describe('a live verdict', () => {
  const verdictOf = (family: FamilyReport['cipu']) => ({ verdict: family.verdict, rule: family.rule, conflict: family.conflict });
  const live = (id: string, generation: string | null, ...types: object[]) => {
    const catalog = liveCatalog(
      [{ id, generation, regions: ['cn-hangzhou'] }],
      types.map((fields, i) => reply(`${id}.${i}xlarge`, fields)),
      [
        g7,
        g8i,
        documentedEntry(documentedFamily('ecs.c7re', { platforms: [{ name: 'SHENLONG', generation: null }], features: { erdma: true } })),
        documentedEntry(documentedFamily('ecs.i4', { features: { erdma: true } })),
      ],
    );
    return inspectFamily(familyOf(catalog, id), catalog).cipu;
  };

  it.each<[string, string | null, object[], object]>([
    ['ecs.zz9', null, [{ EriQuantity: 0 }, { EriQuantity: 1 }], { verdict: 'yes', rule: 'elastic-rdma', conflict: false }],
    ['ecs.zz9', null, [{ EriQuantity: 0 }], { verdict: 'unknown', rule: null, conflict: false }],
    ['ecs.zz9', null, [{ NvmeSupport: 'required' }], { verdict: 'unknown', rule: null, conflict: false }],
    ['ecs.zz9', 'ecs-4', [{ EriQuantity: 0 }], { verdict: 'no', rule: 'before-cipu', conflict: false }],
    ['ecs.zz9', 'ecs-4', [{}], { verdict: 'no', rule: 'before-cipu', conflict: false }],
    ['ecs.zz9', 'ecs-4', [{ EriQuantity: 2 }], { verdict: 'yes', rule: 'elastic-rdma', conflict: false }],
    ['ecs.zz9', 'ecs-5', [{ EriQuantity: 0 }], { verdict: 'unknown', rule: null, conflict: false }],
    ['ecs.g8i', 'ecs-6', [{ EriQuantity: 0 }], { verdict: 'yes', rule: 'documented-cipu', conflict: false }],
    ['ecs.c7re', 'ecs-6', [{ EriQuantity: 1 }], { verdict: 'yes', rule: 'elastic-rdma', conflict: true }],
    ['ecs.c7re', 'ecs-6', [{ EriQuantity: 0 }], { verdict: 'yes', rule: 'elastic-rdma', conflict: true }],
    ['ecs.i4', 'ecs-6', [{ EriQuantity: 1 }], { verdict: 'yes', rule: 'elastic-rdma', conflict: false }],
    ['ecs.i4', 'ecs-6', [{}], { verdict: 'yes', rule: 'elastic-rdma', conflict: false }],
    ['ecs.i4', 'ecs-6', [{ EriQuantity: 0 }, { EriQuantity: 0 }], { verdict: 'yes', rule: 'elastic-rdma', conflict: true }],
  ])('of %s in %s with %j', (id, generation, types, expected) => expect(verdictOf(live(id, generation, ...types))).toEqual(expected));

  it('quotes the API: field, value, type, count and time', () => {
    expect(live('ecs.zz9', null, { EriQuantity: 1 }, { EriQuantity: 1 }, { EriQuantity: 0 }).evidence).toEqual([
      {
        source: 'api',
        sourceId: null,
        sourceTitle: null,
        field: 'EriQuantity',
        value: 1,
        statement: 'ecs.zz9.0xlarge has EriQuantity 1, and 1 more of 3 types alike.',
        url: null,
        asOf: sources.live.asOf,
      },
      {
        source: 'api',
        sourceId: null,
        sourceTitle: null,
        field: 'EriQuantity',
        value: 0,
        statement: 'ecs.zz9.2xlarge has EriQuantity 0.',
        url: null,
        asOf: sources.live.asOf,
      },
    ]);
  });

  it('quotes the generation where it decides', () => {
    expect(live('ecs.zz9', 'ecs-3').evidence).toContainEqual(
      expect.objectContaining({ source: 'api', field: 'Generation', value: 'ecs-3', asOf: sources.live.asOf }),
    );
  });
});
