import { describe, expect, it } from 'vitest';
import { findNames } from '../../../src/model/names/named-in-text.ts';

describe('names in a text', () => {
  it.each<[text: string, names: string[]]>([
    ['instance_type = "ecs.g8i.xlarge"', ['ecs.g8i.xlarge']],
    ['ecs.u1-c1m4.large, ECS.U0.C1M1.LARGE; ecs.vgn6i-m4-vws.xlarge', ['ecs.u1-c1m4.large', 'ecs.u0.c1m1.large', 'ecs.vgn6i-m4-vws.xlarge']],
    ['the family ecs.g8i.', ['ecs.g8i']],
    ['ecs.g8i.xlarge-spot', ['ecs.g8i.xlarge']],
    ['com.aliyun.ecs.v1, myecs.g8i.large, ecs., ecs.8', []],
  ])('of %j are %j', (text, names) => {
    expect(findNames(text).map(({ name }) => name)).toEqual(names);
  });

  it('are types where a size ends them, and stand where they say', () => {
    const text = 'x ecs.g8i.large ecs.g8i';
    expect(findNames(text).map(({ isType, start, end }) => [isType, text.slice(start, end)])).toEqual([
      [true, 'ecs.g8i.large'],
      [false, 'ecs.g8i'],
    ]);
  });
});
