import { describe, expect, it } from 'vitest';
import { oppositionsIn, refutationsIn } from '../../../src/model/catalog/contradictions.ts';
import type { RecordedType, Statement } from '../../../src/model/catalog/facts.ts';
import { documentedEntry, documentedFamily, documentedType, pageStatement } from '../../helpers/small-catalog.ts';

const below4 = { where: { metric: 'vcpus', comparison: '<', bound: 4 } } as const;
const types = [documentedType('ecs.x9.large', { metrics: { vcpus: 2 } }), documentedType('ecs.x9.xlarge', { metrics: { vcpus: 4 } })];

/** Of whom a family's sources contradict each other, if the overview gives it eRDMA or says nothing of it. */
function namesIn(statements: readonly Statement[], features: { readonly erdma?: boolean } = { erdma: true }, list = types): string[] {
  return oppositionsIn(documentedEntry(documentedFamily('ecs.x9', { features }), list, statements)).map(({ feature, name }) => `${feature} ${name}`);
}

describe('sources contradict each other', () => {
  it.each<[string, string[], Statement[], { readonly erdma?: boolean }?]>([
    ['about each type where both are about the family', ['erdma ecs.x9.large', 'erdma ecs.x9.xlarge'], [pageStatement('erdma', 'no')]],
    ['not where they agree', [], [pageStatement('erdma', 'yes')]],
    ['not where one is about fewer types', [], [pageStatement('erdma', 'no', below4)]],
    ['about the types that two conditions name', ['erdma ecs.x9.large'], [pageStatement('erdma', 'no', below4), pageStatement('erdma', 'yes', below4)], {}],
    ['not where an organisation says otherwise: its word counts', [], [pageStatement('erdma', 'no', { basis: 'stated' })]],
    ['not of other features', [], [pageStatement('enclave', 'no')]],
  ])('%s', (_, names, statements, features) => expect(namesIn(statements, features)).toEqual(names));

  it('about a family whose types nobody lists', () => expect(namesIn([pageStatement('erdma', 'no')], undefined, [])).toEqual(['erdma ecs.x9']));
});

describe('a recorded reply contradicts', () => {
  const reply = (status: 'yes' | 'no'): RecordedType => ({
    ...{ id: 'ecs.x9.large', family: null, category: null, cpuArchitecture: null, processor: null, metrics: {} },
    features: { gpu: { status, shown: [] } },
    ...{ source: 'replies', asOf: '2026-05-01', url: null },
  });
  const against = (status: 'yes' | 'no', features: { readonly gpu?: boolean }, statements: readonly Statement[] = []) => {
    const entry = documentedEntry(documentedFamily('ecs.x9', { features }), types, statements);
    const recorded = entry.types().map((type) => (type.id === 'ecs.x9.large' ? { ...type, recorded: [reply(status)] } : type));
    return refutationsIn({ ...entry, types: () => recorded });
  };

  it('what would be concluded without it', () => {
    expect(against('yes', {})).toEqual([{ name: 'ecs.x9.large', feature: 'gpu', status: 'yes', asOf: '2026-05-01', against: 'type-table' }]);
    expect(against('no', {})).toEqual([]);
  });

  it('a conclusion on eRDMA that it would be against by its verdict alone', () => {
    const shenlong = documentedEntry(documentedFamily('ecs.x7', { platforms: [{ name: 'SHENLONG', generation: '3' }] }), [documentedType('ecs.x7.large')]);
    const recorded = { ...reply('yes'), features: { erdma: { status: 'yes', shown: [{ field: 'EriQuantity', value: 1 }] } } } as const;
    const types = shenlong.types().map((type) => ({ ...type, recorded: [recorded] }));
    expect(refutationsIn({ ...shenlong, types: () => types }).map(({ feature, against }) => [feature, against])).toContainEqual(['erdma', 'no-cipu']);
  });

  it('the overview, or another page', () => {
    expect(against('no', { gpu: true }).map((one) => one.against)).toEqual(['overview']);
    expect(against('yes', {}, [pageStatement('gpu', 'no')]).map((one) => one.against)).toEqual(['page']);
    expect(against('yes', { gpu: true })).toEqual([]);
  });
});
