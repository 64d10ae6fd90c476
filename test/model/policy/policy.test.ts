import { describe, expect, it } from 'vitest';
import { demandsNothing, emptyPolicy, isExpired, isNamedBy, matchesAddress, type Policy, termsFor, type Waiver } from '../../../src/model/policy/policy.ts';
import { patterns, requirements } from '../../helpers/policy.ts';

describe('matchesAddress', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a', 'A', false],
    ['*', '', true],
    ['*', 'any.thing[0]', true],
    ['a*', 'a', true],
    ['a*', 'abc', true],
    ['a*', 'ba', false],
    ['*a', 'ba', true],
    ['*a', 'ab', false],
    ['module.*.app', 'module.web.app', true],
    ['module.*.app', 'module.web.app[0]', false],
    ['module.a["*"].b[*]', 'module.a["x"].b[0]', true],
    ['module.a["*"].b[*]', 'module.a[x].b[0]', false],
    ['a[0]', 'a0', false],
    // What stands before and after the star may not share letters.
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['ab*ba', 'abxba', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'axxbxxc', true],
    ['a*b*c', 'acb', false],
    ['a*b*c', 'ac', false],
    // Nor may what stands between two stars and what stands after them, or before them.
    ['a*bc*c', 'abc', false],
    ['a*bc*c', 'abcc', true],
    ['ab*bc*c', 'abcc', false],
    ['*ab*ab*', 'aab', false],
    ['*ab*ab*', 'aabab', true],
    ['a**b', 'ab', true],
  ])('%s and %s: %s', (pattern, address, expected) => expect(matchesAddress(pattern, address)).toBe(expected));
});

describe('isExpired', () => {
  const waiver: Waiver = { targets: [], addresses: [], require: [], reason: 'until the move', expires: '2026-12-31' };

  it.each([
    ['2026-12-30', false],
    ['2026-12-31', false],
    ['2027-01-01', true],
  ])('on %s: %s', (today, expected) => expect(isExpired(waiver, today)).toBe(expected));
});

describe('isNamedBy', () => {
  it.each([
    [['g8i'], 'ecs.g8i', null, true],
    [['g8i'], 'ecs.g8i.large', 'ecs.g8i', true],
    [['g8*'], 'ecs.g8i.large', 'ecs.g8i', true],
    [['g8i'], 'ecs.g8i.large', null, false],
    [['g7', 'g8i.large'], 'ecs.g8i.large', 'ecs.g8i', true],
    // A family is not named by its types, and no family by the family that it is said to belong to.
    [['g8i.*'], 'ecs.g8i', 'ecs.g8i', false],
    [['g8i'], 'ecs.g8ix', 'ecs.g8i', false],
    [['*.large'], 'ecs.g8i.xlarge', 'ecs.g8i', false],
    [[], 'ecs.g8i', 'ecs.g8i', false],
  ])('%j, %s of %s: %s', async (texts, name, family, expected) => expect(isNamedBy(await patterns(...texts), name, family)).toBe(expected));
});

describe('termsFor', () => {
  it('are those of the policy, or of the last override that names a target and says something', async () => {
    const [cipu, erdma, nvme] = [requirements('cipu'), requirements('erdma'), requirements('nvme')];
    const overrides = [
      { targets: await patterns('g8i'), require: erdma, unknown: 'warn' as const },
      { targets: await patterns('g8i.large'), require: nvme },
      { targets: await patterns('g8*'), unknown: 'pass' as const },
      { targets: await patterns('c8i'), require: [] },
    ];
    const policy: Policy = { ...emptyPolicy, require: cipu, overrides };
    expect(termsFor(policy, 'ecs.g7', null)).toEqual({ require: cipu, unknown: 'fail' });
    expect(termsFor(policy, 'ecs.g8i', 'ecs.g8i')).toEqual({ require: erdma, unknown: 'pass' });
    expect(termsFor(policy, 'ecs.g8i.large', 'ecs.g8i')).toEqual({ require: nvme, unknown: 'pass' });
    expect(termsFor(policy, 'ecs.c8i', 'ecs.c8i')).toEqual({ require: [], unknown: 'fail' });
  });
});

describe('demandsNothing', () => {
  it('holds of the empty policy, of waivers and of the treatment of doubt', async () => {
    const waiver: Waiver = { targets: [], addresses: [], require: [], reason: 'x', expires: '2026-12-31' };
    const targets = await patterns('g8i');
    expect(demandsNothing(emptyPolicy)).toBe(true);
    expect(
      demandsNothing({
        ...emptyPolicy,
        waivers: [waiver],
        unknown: 'pass',
        overrides: [
          { targets, unknown: 'warn' },
          { targets, require: [] },
        ],
      }),
    ).toBe(true);
  });

  it('does not hold of anything that may fail a target', async () => {
    const named = await patterns('g8i');
    const demanding: readonly Partial<Policy>[] = [
      { require: requirements('cipu') },
      { overrides: [{ targets: named, require: requirements('cipu') }] },
      { allow: named },
      { deny: named },
      { regions: ['cn-hangzhou'] },
      { inStock: true },
    ];
    for (const part of demanding) expect(demandsNothing({ ...emptyPolicy, ...part })).toBe(false);
  });
});
