import { describe, expect, it } from 'vitest';
import { policySchema } from '../../../src/model/policy/policy-schema.ts';
import { compileSchema } from '../../helpers/own-schemas.ts';

const isValid = compileSchema(policySchema);
const waiver = { targets: ['g7'], reason: 'until the move', expires: '2026-12-31' };

describe('a policy', () => {
  it.each<[string, unknown]>([
    ['may be empty', {}],
    ['may name its schema', { $schema: 'https://example.com/policy.json', require: ['cipu'] }],
    [
      'may say all of it',
      {
        require: ['cipu', '!burstable-cpu', 'vcpus>=8'],
        overrides: [{ targets: ['gn*'], require: ['gpu'], unknown: 'warn' }, { targets: ['t6'] }],
        allow: ['g8*'],
        deny: ['g8i.large'],
        waivers: [waiver, { addresses: ['module.*'], require: ['cipu'], reason: 'x', expires: '2026-12-31' }],
        unknown: 'pass',
        evidence: 'documented',
        regions: ['cn-hangzhou'],
        inStock: true,
      },
    ],
  ])('%s', (_, policy) => expect(isValid(policy)).toBe(true));

  it.each<[string, unknown]>([
    ['is a map', []],
    ['has no other keys', { requires: ['cipu'] }],
    ['requires by a list', { require: 'cipu' }],
    ['requires something where it requires', { require: [] }],
    ['requires by texts that are not empty', { require: [''] }],
    ['lets one of two kinds of evidence decide', { evidence: 'inferred' }],
    ['treats doubt in one of three ways', { unknown: 'ignore' }],
    ['treats doubt in one of three ways in overrides, too', { overrides: [{ targets: ['g7'], unknown: 'ignore' }] }],
    ['overrides for targets', { overrides: [{ require: ['cipu'] }] }],
    ['overrides for some targets', { overrides: [{ targets: [], require: ['cipu'] }] }],
    ['overrides nothing else', { overrides: [{ targets: ['g7'], deny: ['g7'] }] }],
    ['allows something where it allows', { allow: [] }],
    ['denies by names', { deny: [7] }],
    ['waives for a reason', { waivers: [{ targets: ['g7'], expires: '2026-12-31' }] }],
    ['waives until a day', { waivers: [{ targets: ['g7'], reason: 'x' }] }],
    ['waives for a reason that is not empty', { waivers: [{ ...waiver, reason: '' }] }],
    ['waives nothing else', { waivers: [{ ...waiver, until: '2026-12-31' }] }],
    ['is about regions by their ids', { regions: [] }],
    ['says of stock yes or no', { inStock: 'yes' }],
  ])('%s', (_, policy) => expect(isValid(policy)).toBe(false));
});
