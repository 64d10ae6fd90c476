import { describe, expect, it } from 'vitest';
import { inspectType } from '../../../src/model/catalog/inspect.ts';
import type { TypeReport } from '../../../src/model/catalog/report.ts';
import { differencesInKind, doublings } from '../../../src/model/catalog/similarity.ts';
import { familyOf, liveCatalog } from '../../helpers/small-catalog.ts';

describe('doublings', () => {
  it.each([
    [4, 4, 0],
    [4, 8, 1],
    [4, 16, 2],
    [4, 2, 3],
    [4, 1, 6],
  ])('from %d to %d: %d', (from, to, expected) => expect(doublings(from, to)).toBe(expected));
});

describe('differencesInKind', () => {
  /** The report on the only type of a family that shows some fields. */
  function reportOn(family: string, fields: object): TypeReport {
    const catalog = liveCatalog([family], [{ InstanceTypeId: `${family}.large`, InstanceTypeFamily: family, ...fields }]);
    const [type] = familyOf(catalog, family).types();
    if (!type) throw new Error('no type');
    return inspectType(type, familyOf(catalog, family));
  }
  const plain = { InstanceCategory: 'General-purpose', LocalStorageAmount: 0, InstanceFamilyLevel: 'EnterpriseLevel' };
  const between = (family: string, fields: object) => differencesInKind(reportOn('ecs.g7', plain), reportOn(family, { ...plain, ...fields }));

  it.each<[string, string, object, ReturnType<typeof between>]>([
    ['none within a series', 'ecs.g8i', {}, []],
    ['another series', 'ecs.c8i', {}, [{ what: 'series', counts: 0.5 }]],
    ['a name without a series', 'ecs.video', {}, [{ what: 'series', counts: 0.5 }]],
    ['another category', 'ecs.g8i', { InstanceCategory: 'Enhanced' }, [{ what: 'category', counts: 0.25 }]],
    ['local disks', 'ecs.g8i', { LocalStorageAmount: 1 }, [{ what: 'local-disks', counts: 1 }]],
    ['local disks that are known of one only', 'ecs.g8i', { LocalStorageAmount: undefined }, [{ what: 'local-disks', counts: 1 }]],
    ['CPU credits', 'ecs.g8i', { InstanceFamilyLevel: 'CreditEntryLevel' }, [{ what: 'burstable-cpu', counts: 1 }]],
    [
      'several',
      'ecs.ebmc8i',
      { InstanceCategory: 'ECS Bare Metal' },
      [
        { what: 'bare-metal', counts: 2 },
        { what: 'series', counts: 0.5 },
        { what: 'category', counts: 0.25 },
      ],
    ],
  ])('%s', (_, family, fields, expected) => expect(between(family, fields)).toEqual(expected));
});
