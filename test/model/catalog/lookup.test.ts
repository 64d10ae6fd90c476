import { describe, expect, it } from 'vitest';
import { categoriesCalled, categoriesOf, findSubject, isOffered, likelyFamily, nameOf, namesIn } from '../../../src/model/catalog/lookup.ts';
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

const names = ['ecs.g7', 'ecs.g7.large', 'ecs.g8i', 'ecs.g8i.large', 'ecs.g8i.xlarge', 'ecs.new1', 'ecs.new1.large'];
const find = (name: string) => findSubject(catalog, name);

describe('a name', () => {
  it.each(names)('%s is found, offered or documented', (name) => {
    const subject = find(name);
    expect(subject && nameOf(subject)).toBe(name);
  });

  it.each(['ecs.g9', 'ecs.g8i.9xlarge', 'ecs', 'ecs.g8', ''])('"%s" is not found', (name) => expect(find(name)).toBeUndefined());

  it('stands for what is offered before what is only documented', () => {
    expect(find('ecs.g8i')?.entry).toBe(familyOf(catalog, 'ecs.g8i'));
    expect(find('ecs.g8i.large')?.type?.observed).toBeDefined();
    expect(find('ecs.g8i.xlarge')?.entry).toBe(documented[0]);
    expect(names.filter((name) => isOffered(find(name) ?? { entry: familyOf(catalog, 'ecs.g8i') }, catalog))).toEqual([
      'ecs.g8i',
      'ecs.g8i.large',
      'ecs.new1',
      'ecs.new1.large',
    ]);
  });

  it('of a family stands for no type', () => {
    expect(find('ecs.g7')).toEqual({ entry: documented[1] });
  });

  it('of a type is found in a family of another name, before one that is only documented', () => {
    const odd = liveCatalog(['ecs.g8i', 'ecs.other'], [{ InstanceTypeId: 'ecs.g7.large', InstanceTypeFamily: 'ecs.other' }], documented);
    expect(findSubject(odd, 'ecs.g7.large')?.entry.id).toBe('ecs.other');
  });
});

describe('the types of a catalog', () => {
  const counted = () => {
    const reads: string[] = [];
    const families = ['ecs.a1', 'ecs.b1'].map((id) => ({
      ...familyOf(catalog, 'ecs.new1'),
      id,
      types: () => {
        reads.push(id);
        return [{ id: `${id}.large` }];
      },
    }));
    return { reads, catalog: { ...catalog, families, known: [] } };
  };

  it('are not read for a family, and for a type those of its family alone', () => {
    const { reads, catalog: small } = counted();
    findSubject(small, 'ecs.a1');
    expect(reads).toEqual([]);
    findSubject(small, 'ecs.b1.large');
    expect(reads).toEqual(['ecs.b1']);
  });

  it('are read once for names that nobody knows', () => {
    const { reads, catalog: small } = counted();
    for (const name of ['ecs.x1.large', 'ecs.y1.large', 'ecs.x1.large']) expect(findSubject(small, name)).toBeUndefined();
    expect(reads).toEqual(['ecs.a1', 'ecs.b1']);
  });
});

it('the names of families, or of their types', () => {
  const { known } = catalog;
  expect(namesIn(known, { isType: false })).toEqual(['ecs.g8i', 'ecs.g7']);
  expect(namesIn(known, { isType: true })).toEqual(['ecs.g8i.large', 'ecs.g8i.xlarge', 'ecs.g7.large']);
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

describe('the categories of a catalog', () => {
  const family = (id: string, category: string) => documentedEntry(documentedFamily(id, { category }));
  const catalog = liveCatalog(
    ['ecs.n9'],
    [{ InstanceTypeId: 'ecs.n9.large', InstanceTypeFamily: 'ecs.n9', InstanceCategory: 'GPU of tomorrow' }],
    [family('ecs.c9', 'Compute-optimized'), family('ecs.gn9', 'Compute-optimized with GPU')],
  );

  it('are those of pages and replies', () => {
    expect(categoriesOf(catalog)).toEqual(['Compute-optimized', 'Compute-optimized with GPU', 'GPU of tomorrow']);
  });

  it.each([
    ['compute optimized', ['Compute-optimized']],
    ['COMPUTE', ['Compute-optimized', 'Compute-optimized with GPU']],
    ['gpu', ['Compute-optimized with GPU', 'GPU of tomorrow']],
    ['memory', []],
    ['', []],
    ['-', []],
  ])('%j are %j', (name, expected) => expect(categoriesCalled(name, catalog)).toEqual(expected));
});
