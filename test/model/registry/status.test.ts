import { describe, expect, it } from 'vitest';
import { type Basis, unknownFinding, weakerBasis } from '../../../src/model/registry/status.ts';

describe('weakerBasis', () => {
  const fromWeakest: readonly Basis[] = ['none', 'inferred', 'documented', 'api'];
  const pairs = fromWeakest.flatMap((weaker, i) => fromWeakest.slice(i).map((stronger) => [weaker, stronger] as const));

  it.each(pairs)('%s is no stronger than %s', (weaker, stronger) => {
    expect(weakerBasis(weaker, stronger)).toBe(weaker);
    expect(weakerBasis(stronger, weaker)).toBe(weaker);
  });
});

it('what nobody has said anything about is unknown, by nothing', () => expect(unknownFinding).toEqual({ status: 'unknown', basis: 'none' }));
