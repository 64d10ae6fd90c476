import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { similarNames } from '../../../src/model/names/suggestion.ts';

const families = ['ecs.g8i', 'ecs.g8a', 'ecs.c8i', 'ecs.ebmg8i', 'ecs.gn7', 'ecs.video-trans'];

describe('similarNames', () => {
  it.each([
    ['erdam', ['erdma', 'nvme', 'sriov'], ['erdma']],
    ['nvm', ['erdma', 'nvme', 'sriov'], ['nvme']],
    ['ecs.vdeo-trans', families, ['ecs.video-trans']],
    ['zzzzzz', families, []],
    ['q', ['yes', 'no', 'unknown'], []],
    ['anything', [], []],
  ])('of %j', (name, names, expected) => expect(similarNames(name, names)).toEqual(expected));

  it('gives the nearest, three at most, each once', () => {
    const near = similarNames('ecs.g8', [...families, ...families]);
    expect(near.sort()).toEqual(['ecs.g8a', 'ecs.g8i']);
    expect(similarNames('x', ['x1', 'x2', 'x3', 'x4'])).toHaveLength(3);
  });

  it('gives at most as many as asked for', () => {
    expect(similarNames('ecs.g8', families, 1)).toHaveLength(1);
  });

  it('finds a known name itself', () => {
    fc.assert(fc.property(fc.constantFrom(...families), (name) => similarNames(name, families)[0] === name));
  });

  it('never gives a name that is far', () => {
    const word = fc.stringMatching(/^[a-z.0-9]{1,12}$/);
    fc.assert(
      fc.property(word, fc.array(word), (name, names) => {
        const near = similarNames(name, names);
        return near.every((one) => names.includes(one) && distance(name, one) <= Math.max(2, (name.length * 2) / 5));
      }),
    );
  });
});
