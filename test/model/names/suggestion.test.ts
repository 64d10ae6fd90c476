import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { suggest, suggestGlob, suggestWord } from '../../../src/model/names/suggestion.ts';

const families = ['ecs.g8i', 'ecs.g8a', 'ecs.c8i', 'ecs.ebmg8i', 'ecs.gn7', 'ecs.video-trans'];

describe('suggest', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['erdam', ['erdma', 'nvme', 'sriov'], 'did you mean erdma?'],
    ['nvm', ['erdma', 'nvme', 'sriov'], 'did you mean nvme?'],
    ['ecs.vdeo-trans', families, 'did you mean ecs.video-trans?'],
    ['zzzzzz', families, undefined],
    ['anything', [], undefined],
    // In four letters two edits are near, in three only one is; in ten letters four.
    ['abcd', ['abxy'], 'did you mean abxy?'],
    ['abcd', ['axyz'], undefined],
    ['abc', ['axc'], 'did you mean axc?'],
    ['abc', ['axy'], undefined],
    ['abcdefghij', ['abcdefwxyz'], 'did you mean abcdefwxyz?'],
    ['abcdefghij', ['abcdevwxyz'], undefined],
    // Only the nearest, three at most, each once, in the order of the names.
    ['ecs.g8', [...families, ...families], 'did you mean ecs.g8i or ecs.g8a?'],
    ['ecs.g8i', families, 'did you mean ecs.g8i?'],
    ['x', ['x1', 'x2', 'x3', 'x4'], 'did you mean x1 or x2 or x3?'],
    ['price', ['roce', 'prices'], 'did you mean prices?'],
    ['price', ['roce'], undefined],
    ['edrma', ['erdma'], 'did you mean erdma?'],
    // Case does not count, and names keep theirs.
    ['MEMORYGIB', ['memory', 'memoryGiB'], 'did you mean memoryGiB?'],
    ['diskiop', ['diskIops', 'DISKIOPS'], 'did you mean diskIops?'],
  ])('%s among %j', (name, names, expected) => expect(suggest(name, names)).toBe(expected));

  it('shows a prefix that all names share, and does not compare it', () => {
    expect(suggest('OUTPT', ['OUTPUT', 'SOURCE'], 'CIPU_')).toBe('did you mean CIPU_OUTPUT?');
    expect(suggest('TOKEN', ['ZONE'], 'CIPU_')).toBeUndefined();
  });

  it('never names what is far', () => {
    const word = fc.stringMatching(/^[a-z.0-9]{1,12}$/);
    fc.assert(
      fc.property(word, fc.array(word), (name, names) => {
        const near =
          suggest(name, names)
            ?.replace(/^did you mean (.*)\?$/, '$1')
            .split(' or ') ?? [];
        return near.every((one) => names.includes(one) && distance(name, one) <= Math.max(2, (name.length * 2) / 5));
      }),
    );
  });
});

describe('suggestWord', () => {
  it.each([
    ['jsn', 'did you mean json?'],
    ['excel', 'one of json, csv'],
  ])('%s: %s', (word, expected) => expect(suggestWord(word, ['json', 'csv'])).toBe(expected));
});

describe('suggestGlob', () => {
  const names = ['ecs.g8a', 'ecs.g8i', 'ecs.g8y', 'ecs.g8ise', 'ecs.c8i'];

  it.each<[string, boolean, string | undefined]>([
    ['ecs.g8', false, "ecs.g8a, ecs.g8i, ecs.g8y and 1 more begin like that: cipu families 'g8*' lists them"],
    ['ecs.g8i', true, "ecs.g8i, ecs.g8ise begin like that: cipu types 'g8i*' lists them"],
    ['ecs.c', false, undefined],
    ['ecs.x', false, undefined],
  ])('%s', (beginning, isType, expected) => expect(suggestGlob(beginning, names, isType)).toBe(expected));
});
