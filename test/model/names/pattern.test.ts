import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../../src/model/names/pattern.ts';

describe('parsePattern', () => {
  it.each([
    ['g8i', 'ecs.g8i', false, false],
    ['ecs.g8i', 'ecs.g8i', false, false],
    [' ECS.G8I ', 'ecs.g8i', false, false],
    ['g8i.xlarge', 'ecs.g8i.xlarge', false, true],
    ['ecs.u1-c1m4.xlarge', 'ecs.u1-c1m4.xlarge', false, true],
    ['g8*', 'ecs.g8*', true, false],
    ['ecs.g8*', 'ecs.g8*', true, false],
    ['*8i', '*8i', true, false],
    ['*', '*', true, false],
    ['g?i', 'ecs.g?i', true, false],
    ['[gc]8i', 'ecs.[gc]8i', true, false],
    ['{g,c}8i', 'ecs.{g,c}8i', true, false],
    ['g8i.*', 'ecs.g8i.*', true, true],
    ['*.xlarge', '*.xlarge', true, true],
  ])('%j is %s, glob %s, type %s', async (text, full, isGlob, isType) => {
    expect(await parsePattern(text)).toMatchObject({ text: full, isGlob, isType });
  });

  it.each([
    ['g8i', ['ecs.g8i', 'ECS.g8i'], ['ecs.g8ine', 'ecs.g8', 'g8i', 'ecs.g8i.xlarge']],
    ['g8*', ['ecs.g8i', 'ecs.g8a', 'ecs.g8ise', 'ECS.G8I'], ['ecs.c8i', 'ecs.ebmg8i', 'ecs.g7']],
    ['*g8*', ['ecs.g8i', 'ecs.ebmg8i'], ['ecs.c8i']],
    ['g?i', ['ecs.g8i', 'ecs.g9i'], ['ecs.g10i', 'ecs.gi']],
    ['[gc]8i', ['ecs.g8i', 'ecs.c8i'], ['ecs.r8i']],
    ['{g8i,c8*}', ['ecs.g8i', 'ecs.c8i', 'ecs.c8ae'], ['ecs.g8ine']],
    ['g8i.*', ['ecs.g8i.large', 'ecs.g8i.16xlarge'], ['ecs.g8i', 'ecs.g8ine.large']],
    ['*.xlarge', ['ecs.g8i.xlarge', 'ecs.u1-c1m4.xlarge'], ['ecs.g8i.2xlarge']],
    ['G8I.*XLARGE', ['ecs.g8i.xlarge', 'ecs.g8i.2xlarge'], ['ecs.g8i.large']],
    ['g8i+', ['ecs.g8i+'], ['ecs.g8ii']],
    ['g.i', ['ecs.g.i'], ['ecs.g8i']],
  ])('%j tells names apart', async (text, matching, others) => {
    const { matches } = await parsePattern(text);
    expect(matching.filter((name) => !matches(name))).toEqual([]);
    expect(others.filter((name) => matches(name))).toEqual([]);
  });

  it('takes every text for a pattern, and matches nothing by an empty one', async () => {
    await fc.assert(fc.asyncProperty(fc.string(), async (text) => typeof (await parsePattern(text)).matches('ecs.g8i') === 'boolean'));
    expect((await parsePattern('')).matches('ecs.g8i')).toBe(false);
  });

  it('matches a name by itself, whatever its case', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
    await fc.assert(fc.asyncProperty(name, async (family) => (await parsePattern(family.toUpperCase())).matches(`ecs.${family}`)));
  });
});
