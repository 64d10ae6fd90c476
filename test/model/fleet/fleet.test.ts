import { describe, expect, it } from 'vitest';
import { reporterOf, targetOf } from '../../../src/model/fleet/fleet.ts';
import { catalog, observed } from '../../helpers/fake-fleet.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType } from '../../helpers/small-catalog.ts';

const report = reporterOf(catalog);
const noEris = new Map<string, number>();

describe('a report', () => {
  it('has the verdict, features and size of the type, and what the API says of the instance', () => {
    const { cipu, features, metrics, ...rest } = report(observed('i-1', 'ecs.g8i.xlarge', { name: 'web', tags: { team: 'a' }, profile: 'prod' }), null);
    expect(rest).toEqual({
      instance: 'i-1',
      name: 'web',
      profile: 'prod',
      region: 'cn-hangzhou',
      zone: 'cn-hangzhou-h',
      type: 'ecs.g8i.xlarge',
      family: 'ecs.g8i',
      status: 'Running',
      vpc: 'vpc-1',
      image: 'aliyun_3',
      tags: { team: 'a' },
      eris: null,
      unused: [],
    });
    expect(cipu).toMatchObject({ verdict: 'yes', rule: 'documented-cipu' });
    expect(features.erdma.status).toBe('yes');
    expect(metrics).toEqual({ vcpus: 4, memoryGiB: 16 });
  });

  it('of a type that nobody knows is unknown in everything, with a guess at the family to show', () => {
    const { family, cipu, features, metrics, unused } = report(observed('i-1', 'ecs.g8i.777xlarge', { osSupportsNvme: false }), noEris);
    expect(family).toBe('ecs.g8i');
    expect(cipu).toEqual({ verdict: 'unknown', basis: 'none', rule: null, generation: null, conflict: false });
    expect(new Set(Object.values(features).map(({ status }) => status))).toEqual(new Set(['unknown']));
    expect({ metrics, unused }).toEqual({ metrics: {}, unused: [] });
    expect(report(observed('i-1', 'ecs.novel.large'), null).family).toBe('ecs.novel');
    expect(report(observed('i-1', 'ecs.g8i'), null).cipu.verdict).toBe('unknown');
  });

  it('of a type that is only documented is judged by the documentation', () => {
    const few = { ...catalog, families: catalog.families.filter(({ id }) => id === 'ecs.g7') };
    expect(reporterOf(few)(observed('i-1', 'ecs.g8i.xlarge'), null).cipu.verdict).toBe('yes');
  });

  it('shares what is known of a type', () => {
    const [a, b] = [report(observed('i-1', 'ecs.g7.large'), null), report(observed('i-2', 'ecs.g7.large'), null)];
    expect(a.features).toBe(b.features);
  });
});

describe('what is left unused', () => {
  const small = documentedCatalog(
    documentedEntry(documentedFamily('ecs.both', { features: { erdma: true, nvme: true } }), [documentedType('ecs.both.large')]),
    documentedEntry(documentedFamily('ecs.none', { features: { erdma: false, nvme: false } }), [documentedType('ecs.none.large')]),
    documentedEntry(documentedFamily('ecs.mute'), [documentedType('ecs.mute.large')]),
  );
  const unusedBy = (type: string, eris: number | null, osSupportsNvme: boolean | null) =>
    reporterOf(small)(observed('i-1', type, { osSupportsNvme }), eris === null ? null : new Map(eris === 0 ? [] : [['i-1', eris]]));

  it.each([
    ['ecs.both.large', 0, false, ['erdma', 'nvme']],
    ['ecs.both.large', 1, true, []],
    ['ecs.both.large', null, null, []],
    ['ecs.both.large', 0, null, ['erdma']],
    ['ecs.both.large', null, false, ['nvme']],
    ['ecs.none.large', 0, false, []],
    ['ecs.mute.large', 0, false, []],
    ['ecs.other.large', 0, false, []],
  ] as const)('%s with %s interfaces and a system that supports NVMe: %s', (type, eris, nvme, features) => {
    const { unused, eris: attached } = unusedBy(type, eris, nvme);
    expect(unused.map(({ feature }) => feature)).toEqual(features);
    expect(attached).toBe(eris);
  });

  it('has its reasons', () => {
    expect(unusedBy('ecs.both.large', 0, false).unused.map(({ reason }) => reason)).toEqual([
      'ecs.both.large has Elastic RDMA, but no elastic RDMA interface is attached.',
      'ecs.both.large has NVMe cloud disks, but the operating system does not support it.',
    ]);
  });
});

it('an instance is a target by its type, at an address that begins with its id', () => {
  expect(targetOf(report(observed('i-1', 'ecs.g7.large', { name: 'web', profile: 'prod' }), null))).toEqual({
    name: 'ecs.g7.large',
    unknown: null,
    place: { file: null, line: null, column: null, address: 'i-1 (web, cn-hangzhou, prod)' },
  });
  expect(targetOf(report(observed('i-1', 'ecs.g7.large'), null)).place.address).toBe('i-1 (cn-hangzhou)');
});
