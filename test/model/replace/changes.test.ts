import { expect, it } from 'vitest';
import { inspectType } from '../../../src/model/catalog/inspect.ts';
import type { TypeReport } from '../../../src/model/catalog/report.ts';
import { changesBetween } from '../../../src/model/replace/changes.ts';
import { familyOf, liveCatalog } from '../../helpers/small-catalog.ts';

/** The report on a type of a family nobody documents, which shows some fields. */
function reportOn(fields: object): TypeReport {
  const catalog = liveCatalog(['ecs.x9'], [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', ...fields }]);
  const [type] = familyOf(catalog, 'ecs.x9').types();
  if (!type) throw new Error('no type');
  return inspectType(type, familyOf(catalog, 'ecs.x9'));
}

/** Changes in short, of which only those of some keys. */
function changes(before: object, after: object, keys: readonly string[]) {
  const { gained, lost, unknown } = changesBetween(reportOn(before), reportOn(after));
  const inShort = (list: typeof gained) => list.filter(({ key }) => keys.includes(key)).map(({ key, before: old, after: now }) => `${key} ${old} ${now}`);
  return { gained: inShort(gained), lost: inShort(lost), unknown: inShort(unknown) };
}

it.each<[string, object, object, readonly string[], readonly string[], readonly string[]]>([
  ['a feature more', { NvmeSupport: 'unsupported' }, { NvmeSupport: 'required' }, ['nvme no yes'], [], []],
  ['a feature less', { NvmeSupport: 'required' }, { NvmeSupport: 'unsupported' }, [], ['nvme yes no'], []],
  ['the same feature', { NvmeSupport: 'required' }, { NvmeSupport: 'required' }, [], [], []],
  ['a feature that is not known any more', { NvmeSupport: 'required' }, {}, [], [], ['nvme yes unknown']],
  ['a feature that was not known', {}, { NvmeSupport: 'unsupported' }, [], [], ['nvme unknown no']],
  ['a feature that is known of neither', {}, {}, [], [], ['nvme unknown unknown']],
])('%s', (_, before, after, gained, lost, unknown) => expect(changes(before, after, ['nvme'])).toEqual({ gained, lost, unknown }));

it.each<[string, object, object, readonly string[], readonly string[], readonly string[]]>([
  ['a higher figure', { EniQuantity: 2 }, { EniQuantity: 3 }, ['enis 2 3'], [], []],
  ['a lower figure', { EniQuantity: 3 }, { EniQuantity: 0 }, [], ['enis 3 0'], []],
  ['the same figure', { EniQuantity: 3 }, { EniQuantity: 3 }, [], [], []],
  ['a figure that is not known any more', { EniQuantity: 3 }, {}, [], [], ['enis 3 null']],
  ['a figure that was not known', {}, { EniQuantity: 3 }, [], [], ['enis null 3']],
  ['a figure that is known of neither', {}, {}, [], [], []],
])('%s', (_, before, after, gained, lost, unknown) => expect(changes(before, after, ['enis'])).toEqual({ gained, lost, unknown }));

it('features come first, each in the order of its registry', () => {
  const { gained } = changes(
    { EniQuantity: 2, DiskQuantity: 1, JumboFrameSupport: false, NvmeSupport: 'unsupported' },
    {
      EniQuantity: 3,
      DiskQuantity: 2,
      JumboFrameSupport: true,
      NvmeSupport: 'required',
    },
    ['disks', 'enis', 'jumbo-frames', 'nvme'],
  );
  expect(gained).toEqual(['nvme no yes', 'jumbo-frames no yes', 'enis 2 3', 'disks 1 2']);
});
