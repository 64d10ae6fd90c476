import { describe, expect, it } from 'vitest';
import { compare, features, groupInstances, inspect, inspectFamilies, inspectInstances, inspectTypes, metrics, openEmbeddedCatalog } from '../src/index.ts';
import { observed } from './helpers/fake-fleet.ts';

describe('the library', () => {
  it('lists families that meet a query, with the criteria of the command line', async () => {
    const found = await inspectFamilies({ names: ['g8*'], has: ['erdma', 'nvme'], cipu: ['yes'] });
    expect(found.map(({ family }) => family)).toEqual(['ecs.g8a', 'ecs.g8ae', 'ecs.g8i', 'ecs.g8ise', 'ecs.g8y']);
    expect(found.every(({ features: { erdma, nvme } }) => erdma.status === 'yes' && nvme.status === 'yes')).toBe(true);
  });

  it('lists types that meet a query', async () => {
    const found = await inspectTypes({ names: ['g8i'], ranges: new Map([['vcpus', { min: 8, max: 16 }]]) });
    expect(found.map(({ type }) => type)).toEqual(['ecs.g8i.2xlarge', 'ecs.g8i.3xlarge', 'ecs.g8i.4xlarge']);
  });

  it('gives an empty list for what does not exist', async () => {
    expect(await inspectFamilies({ names: ['nosuchfamily'] })).toEqual([]);
    expect(await inspectTypes({ names: ['nosuchfamily.large'] })).toEqual([]);
    expect(inspect('nosuchfamily')).toBeUndefined();
  });

  it.each([
    ['g8i', 'ecs.g8i', null],
    ['ecs.g8i', 'ecs.g8i', null],
    ['g8i.xlarge', 'ecs.g8i', 'ecs.g8i.xlarge'],
    ['ecs.u1-c1m4.xlarge', 'ecs.u1', 'ecs.u1-c1m4.xlarge'],
    ['gn8v-2x.8xlarge', 'ecs.gn8v', 'ecs.gn8v-2x.8xlarge'],
  ])('inspects %s', (name, family, type) => {
    const details = inspect(name);
    expect(details?.family.family).toBe(family);
    expect(details?.type?.type ?? null).toBe(type);
  });

  // Known bug: the family of a type is looked for by the beginning of its id, which ecs.vgn6i-vws is not here.
  it('inspects a type whose id does not begin with its family', () => {
    expect(inspect('vgn6i-m4-vws.xlarge')?.family.family).toBe('ecs.vgn6i-vws');
  });

  it('inspects every type of the catalog', () => {
    const catalog = openEmbeddedCatalog();
    const ids = catalog.families.flatMap((entry) => entry.types().map(({ id }) => id));
    expect(ids.filter((id) => inspect(id, catalog)?.type?.type !== id)).toEqual([]);
  });

  it('works on another catalog', async () => {
    const catalog = openEmbeddedCatalog();
    const few = { ...catalog, families: catalog.families.filter(({ id }) => id === 'ecs.g7') };
    expect((await inspectFamilies({}, few)).map(({ family }) => family)).toEqual(['ecs.g7']);
    expect(inspect('g8i', few)).toBeUndefined();
  });

  it('compares families, or types', async () => {
    const { subject, things, properties } = await compare(['g7', 'g8i']);
    expect([subject, things]).toEqual(['family', ['ecs.g7', 'ecs.g8i']]);
    expect(properties.find(({ property }) => property === 'erdma')).toMatchObject({ different: true, best: ['ecs.g8i'], inferred: ['ecs.g7'] });
    await expect(compare(['g7', 'g8i.large'])).rejects.toThrow('A family and a type cannot be compared');
    await expect(compare(['g7', 'nosuchfamily'])).rejects.toThrow('No instance family is called ecs.nosuchfamily.');
  });

  it('inspects instances, and groups them', () => {
    const instances = [observed('i-1', 'ecs.g8i.xlarge'), observed('i-2', 'ecs.g7.large'), observed('i-3', 'ecs.g7.large')];
    const reports = inspectInstances(instances);
    expect(reports.map(({ instance, cipu, eris }) => [instance, cipu.verdict, eris])).toEqual([
      ['i-1', 'yes', null],
      ['i-2', 'no', null],
      ['i-3', 'no', null],
    ]);
    expect(groupInstances(reports, 'family').map(({ value, instances }) => [value, instances])).toEqual([
      ['ecs.g7', 2],
      ['ecs.g8i', 1],
    ]);
    const [first] = inspectInstances(instances, openEmbeddedCatalog(), new Map());
    expect(first?.unused.map(({ feature }) => feature)).toEqual(['erdma']);
  });

  it('has the registries', () => {
    expect(features.map(({ key }) => key)).toContain('erdma');
    expect(metrics.map(({ key }) => key)).toContain('memoryGiB');
  });
});
