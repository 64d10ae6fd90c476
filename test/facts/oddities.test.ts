import { describe, expect, it } from 'vitest';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const typeOf = (id: string) => {
  for (const entry of catalog.families) {
    const type = entry.types().find((one) => one.id === id);
    if (type) return { family: entry.id, ...type.documented };
  }
  throw new Error(`no type ${id}`);
};
const familyOf = (id: string) => catalog.families.find((entry) => entry.id === id)?.documented;

describe('the embedded catalog', () => {
  it('names its pages and their date', () => {
    expect(catalog.source).toEqual({ type: 'embedded', asOf: '2026-Q1', regions: [], complete: true });
    expect(catalog.sources.overview).toMatchObject({
      kind: 'overview',
      edition: '2026-Q1',
      pages: {
        international: 'https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-instance-families',
        china: 'https://help.aliyun.com/zh/ecs/user-guide/overview-of-instance-families',
      },
    });
  });

  it.each([
    ['ecs.u1-c1m4.xlarge', 'ecs.u1'],
    ['ecs.gn8v-2x.8xlarge', 'ecs.gn8v'],
    ['ecs.vgn6i-m4-vws.xlarge', 'ecs.vgn6i-vws'],
    ['ecs.g8i.48xlarge', 'ecs.g8i'],
  ])('takes the family of %s from its row: %s', (type, family) => expect(typeOf(type).family).toBe(family));

  it('keeps the 1,024 GiB of g8i.48xlarge, off its family’s ratio', () => {
    expect(typeOf('ecs.g8i.48xlarge').metrics).toMatchObject({ vcpus: 192, memoryGiB: 1024 });
    expect(familyOf('ecs.g8i')).toMatchObject({ cpuToMemoryRatio: '1:4' });
  });

  it('reads slices of a GPU as fractions', () => {
    const slices = new Set(catalog.families.flatMap((entry) => entry.types().flatMap(({ documented }) => documented?.metrics.gpus ?? [])));
    expect([...slices].sort((a, b) => a - b)).toEqual([1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 1, 2, 4, 8]);
  });

  it('gives hpc types physical cores, and no vCPUs where the page has none', () => {
    const withoutVcpus = catalog.families.flatMap((entry) => entry.types().filter(({ documented }) => documented && documented.metrics.vcpus === undefined));
    expect(withoutVcpus).toHaveLength(5);
    expect(withoutVcpus.filter(({ documented }) => documented?.metrics.physicalCores === undefined)).toEqual([]);
  });

  it('tells what a page rules out from what it does not mention', () => {
    const stated = (key: 'ipv6' | 'hot-migration' | 'tdx' | 'vtpm', value: boolean | undefined) =>
      catalog.families.filter(({ documented }) => documented?.features[key] === value).length;
    expect([true, false, undefined].map((value) => stated('ipv6', value))).toEqual([206, 15, 21]);
    expect([true, false, undefined].map((value) => stated('hot-migration', value))).toEqual([0, 5, 237]);
    expect([true, false, undefined].map((value) => stated('tdx', value))).toEqual([2, 1, 239]);
    expect([true, false, undefined].map((value) => stated('vtpm', value))).toEqual([48, 1, 193]);
  });

  it('lists families by natural order and types by size', () => {
    const ids = catalog.families.map(({ id }) => id);
    expect(ids.indexOf('ecs.g6')).toBeLessThan(ids.indexOf('ecs.g9i'));
    const g8i = catalog.families.find(({ id }) => id === 'ecs.g8i');
    const sizes = g8i?.types().map(({ documented }) => documented?.metrics.vcpus ?? 0);
    expect(sizes).toEqual([...(sizes ?? [])].sort((a, b) => a - b));
  });
});
