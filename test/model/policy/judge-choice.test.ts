import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/model/policy/evaluate.ts';
import { evaluateChoice, type TypeVerdict } from '../../../src/model/policy/judge-choice.ts';
import type { Outcome } from '../../../src/model/policy/outcome.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const small = {
  terms: [
    { property: 'family', operator: 'in', values: ['ecs.g8i'] },
    { property: 'vcpus', operator: 'at most', values: [4] },
  ],
} as const;

function verdictsOf(outcomes: Readonly<Record<string, Outcome>>): (type: string) => TypeVerdict {
  return (type) => {
    const evaluation: Evaluation = { requirement: 'erdma', status: outcomes[type] ?? 'pass', basis: 'documented', reason: `About ${type}.`, evidence: [] };
    return { evaluations: [evaluation], onUnknown: 'fail' };
  };
}

/** The outcome of a choice between ecs.g8i.large and ecs.g8i.xlarge. */
function outcomeOf(outcomes: Readonly<Record<string, Outcome>>, choice: Parameters<typeof evaluateChoice>[0] = small) {
  return evaluateChoice(choice, catalog, 'fail', verdictsOf(outcomes)).evaluations.map(({ status }) => status);
}

describe('a choice that is left to a service', () => {
  it.each<[outcomes: Record<string, Outcome>, expected: Outcome]>([
    [{}, 'pass'],
    [{ 'ecs.g8i.large': 'unknown' }, 'unknown'],
    [{ 'ecs.g8i.large': 'unknown', 'ecs.g8i.xlarge': 'fail' }, 'fail'],
  ])('with %j comes out as %s: the worst that it may be', (outcomes, expected) => {
    expect(outcomeOf(outcomes)).toEqual([expected]);
  });

  it('is open at worst where something else may narrow it', () => {
    expect(outcomeOf({ 'ecs.g8i.large': 'fail' }, { ...small, besides: 'max_price' })).toEqual(['unknown']);
  });

  it('is open where no type meets what is asked for', () => {
    expect(outcomeOf({}, { terms: [{ property: 'family', operator: 'in', values: ['ecs.nosuch'] }] })).toEqual(['unknown']);
  });

  it('rests on the weakest of what its types rest on', () => {
    const verdictOn = (type: string): TypeVerdict => {
      const inferred = type.endsWith('.xlarge') ? ({ basis: 'inferred', rule: 'type-table' } as const) : ({ basis: 'documented' } as const);
      return { evaluations: [{ requirement: '!gpu', status: 'pass', reason: `About ${type}.`, evidence: [], ...inferred }], onUnknown: 'fail' };
    };
    const [evaluation] = evaluateChoice(small, catalog, 'fail', verdictOn).evaluations;
    expect(evaluation).toMatchObject({ basis: 'inferred', rule: 'type-table' });
  });

  it('names the types that do not meet a requirement', () => {
    const [evaluation] = evaluateChoice(small, catalog, 'fail', verdictsOf({ 'ecs.g8i.large': 'fail' })).evaluations;
    expect(evaluation?.reason).toBe('ecs.g8i.large may be chosen and does not meet it (of 2 types). About ecs.g8i.large.');
  });
});
