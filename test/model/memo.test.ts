import { describe, expect, it } from 'vitest';
import { memoize } from '../../src/model/memo.ts';

describe('memoize', () => {
  it('does the work once for each name, also where it comes to nothing', () => {
    const asked: string[] = [];
    const lengthOf = memoize((name) => {
      asked.push(name);
      return name === '' ? undefined : name.length;
    });
    expect(['abc', '', 'ab', '', 'abc'].map(lengthOf)).toEqual([3, undefined, 2, undefined, 3]);
    expect(asked).toEqual(['abc', '', 'ab']);
  });

  it('tries again where the work failed', () => {
    let fails = true;
    const work = memoize(() => {
      if (fails) throw new Error('not yet');
      return 1;
    });
    expect(() => work('a')).toThrow('not yet');
    fails = false;
    expect(work('a')).toBe(1);
  });

  it('keeps no more names than a few thousand', () => {
    let asked = 0;
    const work = memoize(() => ++asked);
    for (let i = 0; i <= 10_000; i += 1) work(`name-${i}`);
    expect(work('name-10000')).toBe(10_001);
    expect(work('name-0')).toBe(10_002);
  });
});
