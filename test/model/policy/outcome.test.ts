import { describe, expect, it } from 'vitest';
import { type AppliedWaiver, isExcused, type Outcome, overallOutcome, toOutcome, type UnknownMode, worstOf } from '../../../src/model/policy/outcome.ts';

describe('worstOf', () => {
  it.each<[readonly Outcome[], Outcome]>([
    [[], 'pass'],
    [['pass'], 'pass'],
    [['unknown'], 'unknown'],
    [['fail'], 'fail'],
    [['pass', 'unknown'], 'unknown'],
    [['unknown', 'fail'], 'fail'],
    [['fail', 'unknown'], 'fail'],
    [['pass', 'fail', 'pass'], 'fail'],
    [['pass', 'unknown', 'fail', 'pass'], 'fail'],
  ])('%j is %s', (some, expected) => expect(worstOf(some)).toBe(expected));
});

describe('toOutcome', () => {
  it.each([
    [true, 'pass'],
    [false, 'fail'],
    [null, 'unknown'],
  ] as const)('%s is %s', (answer, expected) => expect(toOutcome(answer)).toBe(expected));
});

describe('isExcused', () => {
  const waiver = (expired: boolean): AppliedWaiver => ({ reason: 'until the move', expires: '2026-12-31', expired });

  it.each<[Outcome, AppliedWaiver | null, boolean]>([
    ['fail', waiver(false), true],
    ['unknown', waiver(false), true],
    ['fail', waiver(true), false],
    ['unknown', waiver(true), false],
    ['fail', null, false],
    ['pass', waiver(false), false],
  ])('%s with the waiver %j: %s', (status, applied, expected) => expect(isExcused({ status, waiver: applied })).toBe(expected));
});

describe('overallOutcome', () => {
  const verdicts = (...list: readonly (readonly [Outcome, UnknownMode])[]) => list.map(([verdict, onUnknown]) => ({ verdict, onUnknown }));

  it.each<[string, ReturnType<typeof verdicts>, boolean, Outcome]>([
    ['nothing to check', verdicts(), true, 'pass'],
    ['nothing to check, and data missing', verdicts(), false, 'unknown'],
    ['all pass', verdicts(['pass', 'fail'], ['pass', 'fail']), true, 'pass'],
    ['all pass, and data missing', verdicts(['pass', 'fail']), false, 'unknown'],
    ['one fails', verdicts(['pass', 'fail'], ['fail', 'fail'], ['unknown', 'fail']), true, 'fail'],
    ['one fails, and data missing', verdicts(['fail', 'fail']), false, 'fail'],
    ['one fails whose doubts count for nothing', verdicts(['fail', 'pass']), true, 'fail'],
    ['one is unknown', verdicts(['pass', 'fail'], ['unknown', 'fail']), true, 'unknown'],
    ['one is unknown, for a warning', verdicts(['unknown', 'warn']), true, 'pass'],
    ['one is unknown, for nothing', verdicts(['unknown', 'pass']), true, 'pass'],
    ['one is unknown for nothing, one counts', verdicts(['unknown', 'pass'], ['unknown', 'fail']), true, 'unknown'],
    ['one is unknown for nothing, and data missing', verdicts(['unknown', 'pass']), false, 'unknown'],
  ])('%s', (_, list, isComplete, expected) => expect(overallOutcome(list, isComplete)).toBe(expected));
});
