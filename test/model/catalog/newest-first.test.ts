import { expect, it } from 'vitest';
import { newestFirst } from '../../../src/model/catalog/newest-first.ts';
import type { FamilyReport } from '../../../src/model/catalog/report.ts';

const family = (name: string, verdict: 'yes' | 'no' | 'unknown') => ({ family: `ecs.${name}`, cipu: { verdict } }) as unknown as FamilyReport;

it('puts families on CIPU first and the newest generation of any series first, by number and not by letter', () => {
  const families = [
    family('c5', 'no'),
    family('e', 'unknown'),
    family('ebmg8i', 'yes'),
    family('g10', 'yes'),
    family('g6', 'no'),
    family('g9i', 'yes'),
    family('r8y', 'yes'),
    family('s2', 'unknown'),
    family('u1', 'yes'),
  ];
  const names = newestFirst([...families].reverse()).map((one) => one.family);
  expect(names).toEqual(['g10', 'g9i', 'ebmg8i', 'r8y', 'u1', 's2', 'e', 'g6', 'c5'].map((name) => `ecs.${name}`));
});
