import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reporterOf } from '../../../src/model/fleet/fleet.ts';
import { createInstanceCounter, type Dimension, groupInstances } from '../../../src/model/fleet/groups.ts';
import { catalog, observed } from '../../helpers/fake-fleet.ts';

const report = reporterOf(catalog);
const some = (['ecs.g8i.xlarge', 'ecs.g7.large', 'ecs.g10.huge', 'ecs.novel.large', 'ecs.g7.large'] as const).map((type, i) =>
  report(observed(`i-${i}`, type, { zone: i === 0 ? null : 'z', tags: i < 2 ? { team: `t${i}` } : {} }), new Map()),
);
const valuesBy = (by: Dimension) => groupInstances(some, by).map(({ value, instances }) => [value, instances]);

describe('groups', () => {
  it.each([
    [
      'family',
      [
        ['ecs.g7', 2],
        ['ecs.g8i', 1],
        ['ecs.g10', 1],
        ['ecs.novel', 1],
      ],
    ],
    [
      'type',
      [
        ['ecs.g7.large', 2],
        ['ecs.g8i.xlarge', 1],
        ['ecs.g10.huge', 1],
        ['ecs.novel.large', 1],
      ],
    ],
    ['region', [['cn-hangzhou', 5]]],
    [
      'zone',
      [
        ['z', 4],
        [null, 1],
      ],
    ],
    [
      'verdict',
      [
        ['no', 2],
        ['unknown', 2],
        ['yes', 1],
      ],
    ],
    [
      'tag:team',
      [
        [null, 3],
        ['t0', 1],
        ['t1', 1],
      ],
    ],
    ['tag:constructor', [[null, 5]]],
  ] as const)('by %s come by size, then by name', (by, expected) => {
    expect(valuesBy(by)).toEqual(expected);
  });

  it('say how many vCPUs are known, and of how many instances they are not', () => {
    const [all] = countedTogether(some);
    expect(all).toMatchObject({ value: null, instances: 5, vcpus: 8, vcpusUnknown: 2, cipu: { yes: 1, no: 2, unknown: 2 }, unused: 1 });
    expect(groupInstances(some, 'family').at(-1)).toMatchObject({ vcpus: null, vcpusUnknown: 1 });
  });

  it('are none of no instances', () => expect(groupInstances([], 'family')).toEqual([]));
});

function countedTogether(reports: typeof some) {
  const counter = createInstanceCounter();
  counter.add(reports);
  return counter.groups();
}

it('the counts always add up to the instances, whatever the dimension and in whatever order they come', () => {
  const types = catalog.families.flatMap((entry) => entry.types().map(({ id }) => id));
  const text = fc.oneof(fc.constantFrom('', 'a', '__proto__', 'constructor', '\u001b[31m'), fc.string({ maxLength: 4 }));
  const instance = fc
    .record({
      type: fc.oneof(fc.constantFrom(...types), fc.constantFrom('ecs.novel.large', 'odd')),
      zone: fc.option(text),
      region: text,
      tags: fc.dictionary(text, text, { maxKeys: 3 }),
      osSupportsNvme: fc.option(fc.boolean()),
      eris: fc.option(fc.nat(2)),
    })
    .map(({ type, eris, ...rest }) => report(observed('i', type, rest), eris === null ? null : new Map([['i', eris]])));
  const dimension = fc.oneof(
    fc.constantFrom<Dimension>('family', 'type', 'region', 'zone', 'verdict'),
    text.map((key): Dimension => `tag:${key}`),
  );
  fc.assert(
    fc.property(fc.array(instance, { maxLength: 30 }), dimension, (reports, by) => {
      const groups = groupInstances(reports, by);
      const sum = (count: (group: (typeof groups)[number]) => number) => groups.reduce((total, group) => total + count(group), 0);
      expect(sum(({ instances }) => instances)).toBe(reports.length);
      expect(sum(({ cipu: { yes, no, unknown } }) => yes + no + unknown)).toBe(reports.length);
      expect(sum(({ vcpus }) => vcpus ?? 0)).toBe(reports.reduce((total, { metrics }) => total + (metrics.vcpus ?? 0), 0));
      expect(sum(({ vcpusUnknown }) => vcpusUnknown)).toBe(reports.filter(({ metrics }) => metrics.vcpus === undefined).length);
      expect(new Set(groups.map(({ value }) => value)).size).toBe(groups.length);
      expect(groupInstances([...reports].reverse(), by)).toEqual(groups);
    }),
  );
});
