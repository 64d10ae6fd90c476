import { describe, expect, it } from 'vitest';
import { currentTypesOf } from '../../../src/model/replace/current-type.ts';
import { documentedEntry, documentedFamily, documentedType, liveCatalog } from '../../helpers/small-catalog.ts';

const catalog = liveCatalog(
  ['ecs.g8i'],
  [{ InstanceTypeId: 'ecs.g8i.large', InstanceTypeFamily: 'ecs.g8i', CpuCoreCount: 3 }],
  [
    documentedEntry(documentedFamily('ecs.g8i'), [documentedType('ecs.g8i.large', { metrics: { vcpus: 2 } }), documentedType('ecs.g8i.xlarge')]),
    documentedEntry(documentedFamily('ecs.g7'), [documentedType('ecs.g7.large'), documentedType('ecs.g7.xlarge')]),
    documentedEntry(documentedFamily('ecs.empty')),
  ],
);

describe('currentTypesOf', () => {
  it.each([
    ['ecs.g8i.large', ['ecs.g8i.large']],
    ['ecs.g8i.xlarge', ['ecs.g8i.xlarge']],
    ['ecs.g7', ['ecs.g7.large', 'ecs.g7.xlarge']],
    // What the catalog offers comes before what is documented.
    ['ecs.g8i', ['ecs.g8i.large']],
    ['ecs.empty', []],
    ['ecs.nosuch', []],
  ])('%s: %j', (name, expected) => expect(currentTypesOf(name, catalog).map(({ type }) => type.id)).toEqual(expected));

  it('has the report on what is offered, and the instance that it is for', () => {
    const instance = { id: 'i-1', osSupportsNvme: null, eris: 0 };
    const [found] = currentTypesOf('ecs.g8i.large', catalog, instance);
    expect(found).toMatchObject({ entry: { id: 'ecs.g8i' }, report: { type: 'ecs.g8i.large', metrics: { vcpus: 3 } }, instance });
    expect(currentTypesOf('ecs.g8i.large', catalog)[0]?.instance).toBeNull();
  });
});
