import { describe, expect, it } from 'vitest';
import { type Catalog, joinObservations } from '../../../src/model/catalog/catalog.ts';
import { type Difference, diffCatalogs } from '../../../src/model/reports/diff.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog, type TypeReply } from '../../helpers/small-catalog.ts';

const type = (id: string, fields: Readonly<Record<string, unknown>> = {}): TypeReply => ({
  InstanceTypeId: id,
  InstanceTypeFamily: id.replace(/\.[^.]+$/, ''),
  ...fields,
});

/** A difference in one line: `changed ecs.a.large vcpus 2 4`. */
const toLine = ({ change, name, property, before, after }: Difference) => [change, name, property, JSON.stringify(before), JSON.stringify(after)].join(' ');
const linesOf = (before: Catalog, after: Catalog) => diffCatalogs(before, after).map(toLine);

describe('diffCatalogs', () => {
  it('finds nothing between a catalog and itself', () => {
    const embedded = openEmbeddedCatalog();
    expect(diffCatalogs(embedded, embedded)).toEqual([]);
    const live = liveCatalog(['ecs.x1'], [type('ecs.x1.large', { EriQuantity: 1 })]);
    expect(diffCatalogs(live, live)).toEqual([]);
  });

  it('lists families and types that were added and are gone, with their verdict, in natural order', () => {
    const before = liveCatalog(['ecs.x2', 'ecs.x9'], [type('ecs.x2.large', { CpuCoreCount: 2 }), type('ecs.x9.large')]);
    const after = liveCatalog(
      ['ecs.x10', 'ecs.x2'],
      [
        type('ecs.x10.large', { EriQuantity: 1 }),
        type('ecs.x2.2xlarge', { CpuCoreCount: 8 }),
        type('ecs.x2.xlarge', { CpuCoreCount: 4 }),
        type('ecs.x2.large', { CpuCoreCount: 2 }),
      ],
    );
    expect(linesOf(before, after)).toEqual([
      'changed ecs.x2 vcpus {"min":2,"max":2} {"min":2,"max":8}',
      'added ecs.x2.xlarge cipu null "unknown"',
      'added ecs.x2.2xlarge cipu null "unknown"',
      'gone ecs.x9 cipu "unknown" null',
      'gone ecs.x9.large cipu "unknown" null',
      'added ecs.x10 cipu null "yes"',
      'added ecs.x10.large cipu null "yes"',
    ]);
    expect(diffCatalogs(before, after)[1]).toEqual({
      change: 'added',
      subject: 'type',
      name: 'ecs.x2.xlarge',
      family: 'ecs.x2',
      property: 'cipu',
      before: null,
      after: 'unknown',
      refutes: null,
    });
  });

  it('mirrors itself', () => {
    const before = liveCatalog(['ecs.x2', 'ecs.x3'], [type('ecs.x2.large', { EriQuantity: 0, CpuCoreCount: 2 })]);
    const after = liveCatalog(['ecs.x2'], [type('ecs.x2.large', { NvmeSupport: 'required', CpuCoreCount: 4 }), type('ecs.x2.small')]);
    const opposite = { added: 'gone', gone: 'added', changed: 'changed', learned: 'lost', lost: 'learned' } as const;
    const mirrored = diffCatalogs(after, before).map((row) => ({ ...row, change: opposite[row.change], before: row.after, after: row.before }));
    const key = ({ name, property }: Difference) => `${name} ${property}`;
    const sorted = (rows: readonly Difference[]) => [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(mirrored)).toEqual(sorted(diffCatalogs(before, after)));
  });

  it('tells what changed from what became known or unknown', () => {
    const before = liveCatalog(['ecs.x1'], [type('ecs.x1.large', { NvmeSupport: 'unsupported', JumboFrameSupport: true, CpuCoreCount: 2 })]);
    const after = liveCatalog(['ecs.x1'], [type('ecs.x1.large', { NvmeSupport: 'required', EriQuantity: 2, CpuCoreCount: 2 })]);
    expect(linesOf(before, after)).toEqual([
      'learned ecs.x1 cipu "unknown" "yes"',
      'learned ecs.x1 erdma "unknown" "yes"',
      'changed ecs.x1 nvme "no" "yes"',
      'lost ecs.x1 jumbo-frames "yes" "unknown"',
      'learned ecs.x1 eris null {"min":2,"max":2}',
      'learned ecs.x1 rule null "elastic-rdma"',
    ]);
  });

  it('lists types where they differ from what their family says, and only there', () => {
    const two = (small: object, large: object) =>
      liveCatalog(['ecs.x1'], [type('ecs.x1.large', { CpuCoreCount: 2, ...small }), type('ecs.x1.xlarge', { CpuCoreCount: 4, ...large })]);
    expect(linesOf(two({ NvmeSupport: 'unsupported' }, { NvmeSupport: 'unsupported' }), two({ NvmeSupport: 'required' }, { NvmeSupport: 'required' }))).toEqual(
      ['changed ecs.x1 nvme "no" "yes"'],
    );
    expect(linesOf(two({ NvmeSupport: 'unsupported' }, { NvmeSupport: 'unsupported' }), two({}, { NvmeSupport: 'required' }))).toEqual([
      'changed ecs.x1 nvme "no" "some"',
      'lost ecs.x1.large nvme "no" "unknown"',
      'changed ecs.x1.xlarge nvme "no" "yes"',
    ]);
    // Within the family's range, so that only the type shows it.
    expect(linesOf(two({ EriQuantity: 1 }, { EriQuantity: 1 }), two({ EriQuantity: 1 }, { EriQuantity: 4 }))).toEqual([
      'changed ecs.x1 eris {"min":1,"max":1} {"min":1,"max":4}',
      'changed ecs.x1.xlarge eris 1 4',
    ]);
    expect(linesOf(two({}, {}), two({ EniQuantity: 2 }, { EniQuantity: 4 }))).toEqual(['learned ecs.x1 enis null {"min":2,"max":4}']);
  });

  it('compares the verdict, its rule and conflicts', () => {
    const documented = documentedFamily('ecs.x1', { platforms: [{ name: 'SHENLONG', generation: '3' }] });
    const before = liveCatalog(['ecs.x1'], [type('ecs.x1.large', { EriQuantity: 0 })], [documentedEntry(documented)]);
    const after = liveCatalog(['ecs.x1'], [type('ecs.x1.large', { EriQuantity: 1 })], [documentedEntry(documented)]);
    expect(linesOf(before, after)).toEqual([
      'changed ecs.x1 cipu "no" "yes"',
      'changed ecs.x1 erdma "no" "yes"',
      // What is no longer known not to be on CIPU may have NVMe.
      'lost ecs.x1 nvme "no" "unknown"',
      'changed ecs.x1 eris {"min":0,"max":0} {"min":1,"max":1}',
      'changed ecs.x1 rule "documented-shenlong" "elastic-rdma"',
      'changed ecs.x1 conflict false true',
    ]);
  });

  it('names the conclusion that a reply contradicts', () => {
    const entry = documentedEntry(documentedFamily('ecs.x1'), [documentedType('ecs.x1.large')]);
    const differences = diffCatalogs(
      documentedCatalog(entry),
      liveCatalog(['ecs.x1'], [type('ecs.x1.large', { GPUAmount: 1, NvmeSupport: 'required' })], [entry]),
    );
    expect(differences.map(({ property, refutes }) => [property, refutes])).toEqual([
      ['nvme', null],
      ['gpu', 'type-table'],
      ['gpus', null],
    ]);
  });

  it('compares the documentation with a reply', () => {
    const entry = documentedEntry(documentedFamily('ecs.x1', { features: { nvme: true } }), [
      documentedType('ecs.x1.large', { metrics: { vcpus: 2, diskIops: 9 } }),
    ]);
    expect(linesOf(documentedCatalog(entry), liveCatalog(['ecs.x1'], [type('ecs.x1.large', { CpuCoreCount: 4, NvmeSupport: 'required' })], [entry]))).toEqual([
      'changed ecs.x1 vcpus {"min":2,"max":2} {"min":4,"max":4}',
    ]);
  });

  it('takes a retired family that nobody offers for absent', () => {
    const retired = documentedEntry(documentedFamily('ecs.x1', { sold: { international: false, china: false } }));
    expect(linesOf(documentedCatalog(retired), liveCatalog([], [], [retired]))).toEqual([]);
    expect(linesOf(documentedCatalog(retired), liveCatalog(['ecs.x1'], [], [retired]))).toEqual(['added ecs.x1 cipu null "unknown"']);
  });

  it('compares the regions that both catalogs are about', () => {
    const inRegions = (asked: readonly string[], offered: readonly string[]) =>
      joinObservations({ families: [{ id: 'ecs.x1', generation: null, regions: offered }], types: [] }, documentedCatalog(), {
        type: 'live',
        asOf: '2026-02-03T04:05:06.000Z',
        regions: asked,
        complete: true,
      });
    expect(linesOf(inRegions(['a', 'b', 'c'], ['a', 'c']), inRegions(['a', 'b', 'd'], ['a', 'b', 'd']))).toEqual(['changed ecs.x1 regions ["a"] ["a","b"]']);
    expect(linesOf(inRegions(['a'], ['a']), inRegions(['b'], ['b']))).toEqual([]);
  });
});
