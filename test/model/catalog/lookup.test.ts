import { describe, expect, it } from 'vitest';
import { likelyFamily, nameOf, subjectsOf } from '../../../src/model/catalog/lookup.ts';
import { documentedEntry, documentedFamily, documentedType, familyOf, liveCatalog } from '../../helpers/small-catalog.ts';

const documented = [
  documentedEntry(documentedFamily('ecs.g8i'), [documentedType('ecs.g8i.large'), documentedType('ecs.g8i.xlarge')]),
  documentedEntry(documentedFamily('ecs.g7'), [documentedType('ecs.g7.large')]),
];
const catalog = liveCatalog(
  ['ecs.g8i', 'ecs.new1'],
  [
    { InstanceTypeId: 'ecs.g8i.large', InstanceTypeFamily: 'ecs.g8i', CpuCoreCount: 2 },
    { InstanceTypeId: 'ecs.new1.large', InstanceTypeFamily: 'ecs.new1' },
  ],
  documented,
);

describe('subjectsOf', () => {
  it('finds families and types, offered and documented', () => {
    expect([...subjectsOf(catalog).keys()].sort()).toEqual([
      'ecs.g7',
      'ecs.g7.large',
      'ecs.g8i',
      'ecs.g8i.large',
      'ecs.g8i.xlarge',
      'ecs.new1',
      'ecs.new1.large',
    ]);
  });

  it('finds what is offered before what is only documented', () => {
    expect(subjectsOf(catalog).get('ecs.g8i')?.entry).toBe(familyOf(catalog, 'ecs.g8i'));
    expect(subjectsOf(catalog).get('ecs.g8i.large')?.type?.observed).toBeDefined();
    expect(subjectsOf(catalog).get('ecs.g8i.xlarge')?.entry).toBe(documented[0]);
  });

  it('names no type where the family itself is meant', () => {
    expect(subjectsOf(catalog).get('ecs.g7')).toEqual({ entry: documented[1] });
    expect([...subjectsOf(catalog)].filter(([name, subject]) => nameOf(subject) !== name)).toEqual([]);
  });

  it('reads the types of a catalog once', () => {
    let reads = 0;
    const entry = { ...familyOf(catalog, 'ecs.new1'), types: () => [{ id: `ecs.new1.size${++reads}` }] };
    const counted = { ...catalog, families: [entry], known: [] };
    subjectsOf(counted);
    expect(subjectsOf(counted)).toBe(subjectsOf(counted));
    expect(reads).toBe(1);
  });
});

describe('likelyFamily', () => {
  it.each([
    ['ecs.g8i.2xlarge', 'ecs.g8i'],
    ['ecs.g8i-c1m2.large', 'ecs.g8i'],
    ['ecs.new1.2xlarge', 'ecs.new1'],
    ['ecs.g9z.large', 'ecs.g9z'],
    ['ecs.g8ix.large', 'ecs.g8ix'],
  ])('of %s is %s', (type, family) => expect(likelyFamily(type, catalog)).toBe(family));
});
