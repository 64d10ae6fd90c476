import { describe, expect, it } from 'vitest';
import { endingOf, type RunFacts } from '../../../src/model/policy/exit-rule.ts';

describe('how a run ends', () => {
  it.each<[RunFacts, string]>([
    [{}, 'done'],
    [{ failure: undefined, outcome: 'pass', forbidden: false }, 'done'],
    [{ forbidden: true }, 'violated'],
    [{ outcome: 'unknown' }, 'undecided'],
    [{ outcome: 'unknown', forbidden: true }, 'undecided'],
    [{ outcome: 'fail' }, 'violated'],
    [{ failure: 'denied', outcome: 'unknown' }, 'denied'],
    [{ failure: 'denied', outcome: 'fail' }, 'denied'],
    [{ failure: 'failed', forbidden: true }, 'failed'],
  ])('%j: %s', (facts, ending) => expect(endingOf(facts)).toBe(ending));
});
