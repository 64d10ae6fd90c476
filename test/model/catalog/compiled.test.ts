import { expect, it } from 'vitest';
import { createFindingTables, readFindingTables } from '../../../src/model/catalog/compiled.ts';
import { allUnknown } from '../../../src/model/catalog/findings.ts';

const some = {
  ...allUnknown,
  nvme: { status: 'some', basis: 'documented', condition: 'from 4 vCPUs' },
  gpu: { status: 'no', basis: 'inferred', rule: 'type-table' },
} as const;
const others = { ...allUnknown, nvme: some.nvme };

it('findings come out as they went in, each kept once', () => {
  const { tables, add } = createFindingTables();
  expect([allUnknown, some, allUnknown, { ...some }, others].map(add)).toEqual([0, 1, 0, 1, 2]);
  expect([tables.findings.length, tables.combinations.length]).toEqual([3, 3]);
  const findingsOf = readFindingTables(JSON.parse(JSON.stringify(tables)));
  expect([0, 1, 2].map(findingsOf)).toEqual([allUnknown, some, others]);
  expect(findingsOf(1)).toBe(findingsOf(1));
});
