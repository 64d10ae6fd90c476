import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { emptyPolicy } from '../../src/model/policy/policy.ts';
import { parsePolicy } from '../../src/settings/policy-file.ts';

const whole = `# What production may use.
require: [cipu, erdma, 'vcpus>=2', '!burstable-cpu']
overrides:
  - targets: [gn*, vgn*]
    require: [gpu]
    unknown: warn
allow: ['g8*', c8i]
deny:
  - ecs.g8ise
waivers:
  - targets: [g7]
    require: [cipu, regions]
    reason: moves in spring
    expires: 2027-03-31
  - addresses: ['module.old.*']
    reason: goes away
    expires: 2026-12-31
unknown: pass
evidence: documented
regions: [cn-hangzhou]
inStock: true
`;

/** The message and hint with which a policy is refused. */
async function refusal(text: string): Promise<string> {
  const error = await parsePolicy(text, 'p.yaml').catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error(`not refused: ${text}`);
  return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
}

describe('a policy file', () => {
  it('says all that a policy can', async () => {
    const policy = await parsePolicy(whole, 'p.yaml');
    expect({
      ...policy,
      require: policy.require.map(({ text }) => text),
      overrides: policy.overrides.map(({ targets, require, unknown }) => [targets.map(({ text }) => text), require?.map(({ text }) => text), unknown]),
      allow: policy.allow.map(({ text }) => text),
      deny: policy.deny.map(({ text }) => text),
      waivers: policy.waivers.map((one) => ({ ...one, targets: one.targets.map(({ text }) => text) })),
    }).toEqual({
      require: ['cipu', 'erdma', 'vcpus>=2', '!burstable-cpu'],
      overrides: [[['ecs.gn*', 'ecs.vgn*'], ['gpu'], 'warn']],
      allow: ['ecs.g8*', 'ecs.c8i'],
      deny: ['ecs.g8ise'],
      waivers: [
        { targets: ['ecs.g7'], addresses: [], require: ['cipu', 'regions'], reason: 'moves in spring', expires: '2027-03-31' },
        { targets: [], addresses: ['module.old.*'], require: [], reason: 'goes away', expires: '2026-12-31' },
      ],
      unknown: 'pass',
      evidence: 'documented',
      regions: ['cn-hangzhou'],
      inStock: true,
      offered: false,
    });
  });

  it('may be JSON, and may leave out everything', async () => {
    expect((await parsePolicy('{"require": ["erdma"]}', 'p.json')).require.map(({ text }) => text)).toEqual(['erdma']);
    expect(await parsePolicy('{}', 'p.json')).toEqual(emptyPolicy);
  });

  it.each([
    ['requires: [cipu]', 'p.yaml, line 1, column 1: "requires" is no key of a policy. (did you mean require?)'],
    ['unknown: pass\nrequire:\n  - cipu\n  - edrma\n', 'p.yaml, line 4, column 5: no feature and no metric is called "edrma". (did you mean erdma?)'],
    ['require: [vcpus]', 'p.yaml, line 1, column 11: vcpus is a figure and needs a bound. (for example vcpus>=8)'],
    ['require: [cipu]\nevidence: api', /^p\.yaml, line 2, column 11: evidence cannot be "api"\. /],
    ['require: [cipu]\nunknown: ignore', /^p\.yaml, line 2, column 10: unknown cannot be "ignore"\. /],
    ['require: cipu', /^p\.yaml, line 1, column 10: require must be a list, not a text\./],
    ['require: []', /^p\.yaml, line 1, column 10: require is empty\./],
    ['overrides: [{targets: [g8i], requires: [cipu]}]', 'p.yaml, line 1, column 30: "requires" is no key of an override. (did you mean require?)'],
    ['overrides: [{require: [cipu]}]', /^p\.yaml, line 1, column 13: "targets" is missing in overrides\[0\]\./],
    ['overrides: [{targets: [g8i], require: [cipo]}]', 'p.yaml, line 1, column 40: no feature and no metric is called "cipo". (did you mean cipu?)'],
    ['waivers: [{targets: [g7], reason: x}]', /^p\.yaml, line 1, column 11: "expires" is missing in waivers\[0\]\./],
    [
      'waivers: [{reason: x, expires: 2027-01-01}]',
      'p.yaml, line 1, column 11: The waiver names neither targets nor addresses. (targets: [g7*] or addresses: [module.old.*])',
    ],
    ['waivers: [{targets: [g7], reason: x, expires: 2027-02-30}]', /^p\.yaml, line 1, column 47: 2027-02-30 is no day\./],
    ['waivers: [{targets: [g7], reason: x, expires: soon}]', /^p\.yaml, line 1, column 47: soon is no day\. \(the last day/],
    ['waivers: [{targets: [g7], reason: " ", expires: 2027-01-01}]', 'p.yaml, line 1, column 35: The reason is empty.'],
    ['waivers: [{targets: [g7], require: [cipo], reason: x, expires: 2027-01-01}]', /^p\.yaml, line 1, column 37: no feature and no metric is called "cipo"\./],
    ['deny: ["g 8"]', 'p.yaml, line 1, column 8: "g 8" is no name of a family or type. (for example g8i, ecs.g8i.xlarge or g8*)'],
    ['require: [!cipu]', /^p\.yaml, line 1, column 11: /],
    ['require: [cipu', /^p\.yaml, line 1, column \d+: /],
    ['require: [cipu]\nrequire: [erdma]', 'p.yaml, line 2, column 1: This key is there twice.'],
    ['', 'p.yaml is empty.'],
    ['- cipu', /^p\.yaml, line 1, column 1: The file must be a map of keys, not a list\./],
  ])('%j is refused', async (text, expected) => {
    const refused = await refusal(text);
    if (typeof expected === 'string') expect(refused).toBe(expected);
    else expect(refused).toMatch(expected);
  });
});
