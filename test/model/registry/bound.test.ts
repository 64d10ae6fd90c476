import { expect, it } from 'vitest';
import { type Comparison, comparisons } from '../../../src/model/registry/bound.ts';

it.each<[Comparison, readonly [boolean, boolean, boolean]]>([
  ['>=', [false, true, true]],
  ['<=', [true, true, false]],
  ['>', [false, false, true]],
  ['<', [true, false, false]],
  ['=', [false, true, false]],
])('%s of a figure below, at and above its bound: %j', (comparison, holds) => {
  expect([3, 4, 5].map((value) => comparisons[comparison](value, 4))).toEqual(holds);
});
