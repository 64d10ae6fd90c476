import { describe, expect, it } from 'vitest';
import { inspectFamily, inspectType } from '../../../src/model/catalog/inspect.ts';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import { metricDefinitions } from '../../../src/model/registry/metrics.ts';
import { formatNumber } from '../../../src/render/cell.ts';
import { type Column, cellOf, defaultColumns } from '../../../src/render/column.ts';
import { familyColumns, typeColumns } from '../../../src/render/columns/catalog.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const entryOf = (id: string) => {
  const entry = catalog.families.find((family) => family.id === id);
  if (!entry) throw new Error(`no ${id}`);
  return entry;
};
const family = (id: string) => inspectFamily(entryOf(id), catalog);
const type = (id: string, of: string) => {
  const found = entryOf(of)
    .types()
    .find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return inspectType(found, entryOf(of));
};
function read<R>(columns: readonly Column<R>[], key: string, row: R) {
  const column = columns.find((one) => one.key === key);
  if (!column) throw new Error(`no column ${key}`);
  return { value: column.value(row), text: cellOf(column, row).text };
}

describe('columns', () => {
  it.each([
    ['families', familyColumns as readonly { readonly key: string }[]],
    ['types', typeColumns],
  ])('of %s have keys of their own, whatever the case', (_, columns) => {
    expect(new Set(columns.map(({ key }) => key.toLowerCase())).size).toBe(columns.length);
  });

  it.each([
    ['families', familyColumns as readonly { readonly key: string }[]],
    ['types', typeColumns],
  ])('of %s have every feature and metric', (_, columns) => {
    const keys = columns.map(({ key }) => key);
    expect([...featureDefinitions, ...metricDefinitions].map(({ key }) => key).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it.each<[string, string, unknown, string]>([
    ['cipu', 'ecs.g8i', 'yes', 'yes'],
    ['cipu', 'ecs.ebmgn9g', 'yes', 'yes 2.0'],
    ['cipu', 'ecs.g7nex', 'yes', 'yes*'],
    ['cipu', 'ecs.c7re', 'yes', 'yes*!'],
    ['cipu', 'ecs.g7', 'no', 'no'],
    ['cipu', 'ecs.g5', 'no', 'no*'],
    ['cipu', 'ecs.u1', 'unknown', '?'],
    ['erdma', 'ecs.g7', 'no', 'no*'],
    ['erdma', 'ecs.c8ine', 'unknown', '?'],
    ['burstable-network', 'ecs.g8i', 'some', 'some'],
    ['platform', 'ecs.g7', 'SHENLONG 3', 'SHENLONG 3'],
    ['platform', 'ecs.u1', null, '?'],
    ['vcpus', 'ecs.g8i', 192, '2..192'],
    ['vcpus.min', 'ecs.g8i', 2, '2'],
    ['memoryGiB.max', 'ecs.g8i', 1024, '1024'],
    ['queuePairs', 'ecs.g8i', null, '?'],
    ['types', 'ecs.g8i', 11, '11'],
    ['sold', 'ecs.g8i', 'international china', 'international china'],
    ['sold', 'ecs.c7re', 'retired', 'retired'],
    ['conflict', 'ecs.c7re', true, 'true'],
  ])('%s of %s is %j, shown as %s', (key, id, value, text) => {
    expect(read(familyColumns, key, family(id))).toEqual({ value, text });
  });

  it.each<[string, unknown, string]>([
    ['type', 'ecs.g8i.xlarge', 'ecs.g8i.xlarge'],
    ['family', 'ecs.g8i', 'ecs.g8i'],
    ['vcpus', 4, '4'],
    ['gpus', null, '?'],
    ['nvme', 'yes', 'yes'],
    ['arch', 'X86', 'X86'],
    ['regions', null, '?'],
  ])('%s of g8i.xlarge is %j', (key, value, text) => {
    expect(read(typeColumns, key, type('ecs.g8i.xlarge', 'ecs.g8i'))).toEqual({ value, text });
  });

  it('give machines no range as text, and people no split range', () => {
    const machine = defaultColumns(familyColumns, 'machine').map(({ key }) => key);
    const wide = defaultColumns(familyColumns, 'wide').map(({ key }) => key);
    expect(machine).toEqual(expect.arrayContaining(['vcpus.min', 'vcpus.max', 'conflict']));
    expect(machine).not.toContain('vcpus');
    expect(wide).toContain('vcpus');
    expect(wide.filter((key) => key.includes('.'))).toEqual([]);
    expect(wide).toEqual(expect.arrayContaining(defaultColumns(familyColumns, 'table').map(({ key }) => key)));
  });

  it.each([
    [0.1 + 0.2, '0.3'],
    [1 / 12, '0.083'],
    [1024, '1024'],
    [1_500_000, '1500000'],
    [2.5, '2.5'],
  ])('show %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));
});
