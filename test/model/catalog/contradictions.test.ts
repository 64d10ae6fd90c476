import { describe, expect, it } from 'vitest';
import { oppositionsIn } from '../../../src/model/catalog/contradictions.ts';
import type { Statement } from '../../../src/model/catalog/facts.ts';
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
