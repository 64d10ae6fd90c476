import { expect, it } from 'vitest';
import { createUndecidedCounter, type Test, unknownAmong } from '../../../src/model/catalog/undecided.ts';

it.each<[readonly (boolean | null)[], readonly string[] | undefined]>([
  [[], []],
  [[true, true], []],
  [[true, null], ['1']],
  [
    [null, null],
    ['0', '1'],
  ],
  [[null, false], undefined],
  [[false, null], undefined],
])('of tests that give %j, %j is not known', (answers, unknown) =>
  expect(unknownAmong(answers.map((passes, i): Test => [String(i), passes]))).toEqual(unknown),
);

it('does not try the tests behind one that fails', () => {
  let tried = 0;
  function* tests(): Generator<Test> {
    for (const passes of [true, false, true]) {
      tried += 1;
      yield ['one', passes];
    }
  }
  expect(unknownAmong(tests())).toBeUndefined();
  expect(tried).toBe(2);
});

it('counts each row once, and each thing once a row', () => {
  const { add, counted } = createUndecidedCounter();
  for (const unknown of [undefined, [], ['NVMe', 'CIPU', 'NVMe'], ['CIPU']]) add(unknown);
  expect(counted()).toEqual({ rows: 2, about: new Map(Object.entries({ NVMe: 1, CIPU: 2 })) });
});
