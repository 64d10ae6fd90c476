import { describe, expect, it } from 'vitest';
import { isOfVendor, type Vendor } from '../../../src/model/catalog/hardware.ts';
import { type Criteria, selectFamilies, selectTypes } from '../../../src/model/catalog/selection.ts';
import { criteria, documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog } from '../../helpers/small-catalog.ts';

describe('the maker of a processor', () => {
  it.each<[string | null, readonly Vendor[]]>([
    ['Intel Xeon 6 (Granite Rapids)', ['intel']],
    ['Intel(R) Xeon(R) Platinum 8369B', ['intel']],
    ['AMD EPYC Genoa 9T24', ['amd']],
    ['AMD Turin-C (SPR)', ['amd']],
    ['Hygon C86-3G 7390', ['hygon']],
    ['Alibaba Cloud YiTian 710', ['arm', 'yitian']],
    ['Ampere Altra Max', ['arm', 'ampere']],
    ['Intel Xeon Gold 6149 or AMD EPYC Milan', ['intel', 'amd']],
  ])('of %j is %j', (processor, expected) => {
    const all: readonly Vendor[] = ['intel', 'amd', 'arm', 'yitian', 'ampere', 'hygon'];
    expect(all.filter((vendor) => isOfVendor(processor, vendor))).toEqual(expected);
    expect(all.filter((vendor) => isOfVendor(processor, vendor) === null)).toEqual([]);
  });

  it.each([null, 'Something new', 'Armada'])('is not known of %j', (processor) => {
    expect(isOfVendor(processor, 'intel')).toBeNull();
    expect(isOfVendor(processor, 'arm')).toBeNull();
  });
});

const gpu = (id: string, model: string | null, types: Readonly<Record<string, string | undefined>>, processor: string | null = 'Intel Xeon (Ice Lake)') =>
  documentedEntry(
    documentedFamily(id, { gpu: { model, memoryGB: null }, features: { gpu: true }, processor }),
    Object.entries(types).map(([size, gpuModel], i) =>
      documentedType(`${id}.${size}`, { metrics: { vcpus: 2 ** (i + 1) }, ...(gpuModel !== undefined && { gpuModel }) }),
    ),
  );

const catalog = documentedCatalog(
  documentedEntry(documentedFamily('ecs.a9', { processor: 'AMD EPYC Turin', features: { gpu: false } }), [documentedType('ecs.a9.large')]),
  gpu('ecs.gn7', null, { large: undefined }, null),
  gpu('ecs.gn8', 'NVIDIA A10', { large: undefined, xlarge: 'NVIDIA T4' }, 'Intel Icelake or AMD EPYC Milan'),
  gpu('ecs.gn9', 'NVIDIA A100', { large: 'NVIDIA A100' }),
  gpu('ecs.gn10', 'NVIDIA A10', {}),
);

const found = (wanted: Partial<Criteria>) => {
  const { rows, undecided } = selectFamilies(catalog, criteria(wanted));
  return { rows: rows.map(({ family }) => family.replace('ecs.', '')), unknown: [...undecided.about] };
};

describe('a filter', () => {
  it.each<[Partial<Criteria>, string[], [string, number][]]>([
    [{ vendors: ['amd'] }, ['a9', 'gn8'], [['maker of the processor', 1]]],
    [{ vendors: ['intel'] }, ['gn8', 'gn9', 'gn10'], [['maker of the processor', 1]]],
    [{ vendors: ['amd', 'intel'] }, ['a9', 'gn8', 'gn9', 'gn10'], [['maker of the processor', 1]]],
    [{ vendors: ['hygon'] }, [], [['maker of the processor', 1]]],
    [{ vendors: ['amd'], includeUnknown: true }, ['a9', 'gn7', 'gn8'], []],
    [{ processors: ['ice-lake'] }, ['gn8', 'gn9', 'gn10'], [['processor', 1]]],
    [{ processors: ['TURIN'] }, ['a9'], [['processor', 1]]],
    [{ gpuModels: ['a10'] }, ['gn8'], [['GPU model', 2]]],
    [{ gpuModels: ['nvidia t4'] }, ['gn8'], [['GPU model', 2]]],
    [{ gpuModels: ['a10', 'A100'] }, ['gn8', 'gn9'], [['GPU model', 2]]],
    [{ processors: ['turin', 'ice lake'] }, ['a9', 'gn8', 'gn9', 'gn10'], [['processor', 1]]],
    // One type has the GPU, another as many vCPUs: no type has both.
    [
      { gpuModels: ['T4'], ranges: new Map([['vcpus', { min: 2, max: 2 }]]) },
      [],
      [
        ['GPU model', 2],
        ['vCPUs', 1],
      ],
    ],
    [
      { gpuModels: ['T4'], ranges: new Map([['vcpus', { min: 4, max: 4 }]]) },
      ['gn8'],
      [
        ['vCPUs', 1],
        ['GPU model', 1],
      ],
    ],
  ])('by %j finds %j', (wanted, rows, unknown) => {
    expect(found(wanted).rows).toEqual(rows);
    expect(new Map(found(wanted).unknown)).toEqual(new Map(unknown));
  });

  it('goes by the GPU of each type', () => {
    const types = (gpuModel: string) => selectTypes(catalog, criteria({ gpuModels: [gpuModel] })).rows.map(({ type }) => type);
    expect([types('A10'), types('T4')]).toEqual([['ecs.gn8.large'], ['ecs.gn8.xlarge']]);
  });

  it('takes the name of the GPU from a reply where there is one', () => {
    const reply = { InstanceTypeId: 'ecs.gn8.large', InstanceTypeFamily: 'ecs.gn8', GPUAmount: 1, GPUSpec: 'NVIDIA L20' };
    const live = liveCatalog(['ecs.gn8'], [reply], catalog.families);
    const types = (gpuModel: string) => selectTypes(live, criteria({ gpuModels: [gpuModel] })).rows.map(({ type }) => type);
    expect([types('L20'), types('A10')]).toEqual([['ecs.gn8.large'], []]);
  });
});
