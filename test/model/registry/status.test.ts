import { describe, expect, it } from 'vitest';
import { type Basis, citationOf, cite, type Evidence, unknownFinding, weakerBasis } from '../../../src/model/registry/status.ts';

describe('weakerBasis', () => {
  const fromWeakest: readonly Basis[] = ['none', 'inferred', 'documented', 'api'];
  const pairs = fromWeakest.flatMap((weaker, i) => fromWeakest.slice(i).map((stronger) => [weaker, stronger] as const));

  it.each(pairs)('%s is no stronger than %s', (weaker, stronger) => {
    expect(weakerBasis(weaker, stronger)).toBe(weaker);
    expect(weakerBasis(stronger, weaker)).toBe(weaker);
  });
});

it('what nobody has said anything about is unknown, by nothing', () => expect(unknownFinding).toEqual({ status: 'unknown', basis: 'none' }));

describe('a citation', () => {
  const evidence = (rest: Partial<Evidence>): Evidence => ({
    ...{ source: 'documentation', sourceId: 'x', sourceTitle: 'A page', field: 'f', value: true, statement: 'It is so.', url: null, asOf: '2026-Q1' },
    ...rest,
  });

  it.each<[string, Partial<Evidence>, string]>([
    ['of a page', {}, 'documented in "A page", 2026-Q1'],
    ['of a page that the statement names itself', { statement: '"A page" lists it.' }, 'documented, 2026-Q1'],
    ['of an organisation', { source: 'stated' }, 'stated in "A page", 2026-Q1'],
    ['of an organisation that the statement names itself', { source: 'stated', statement: '"A page" lists it.' }, 'stated, 2026-Q1'],
    ['of a reply that somebody kept', { source: 'api', asOf: '2026-05-01' }, 'recorded in "A page", 2026-05-01'],
    ['of a reply of this run', { source: 'api', sourceTitle: null, asOf: '2026-02-03T04:05:06.000Z' }, 'reply of the API, 2026-02-03'],
    ['of what stands nowhere', { sourceTitle: null }, ''],
  ])('%s', (_, rest, expected) => expect(citationOf(evidence(rest))).toBe(expected));

  it('stands at the end of the statement, and is no claim that the source says what is concluded from it', () => {
    expect(cite(evidence({}))).toBe('It is so (documented in "A page", 2026-Q1).');
    expect(cite(evidence({}), 'conclusion')).toBe('It is so (from "A page", 2026-Q1).');
    expect(cite(evidence({ sourceTitle: null }))).toBe('It is so.');
  });
});
