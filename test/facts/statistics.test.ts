import { describe, expect, it } from 'vitest';
import { countCells, describeFacts, monthsSince, sumCells } from '../../src/facts/statistics.ts';
import { documentedEntry, documentedFamily, documentedType, pageStatement } from '../helpers/small-catalog.ts';

const entries = [
  documentedEntry(documentedFamily('ecs.x9', { features: { erdma: true } }), [documentedType('ecs.x9.large')]),
  documentedEntry(documentedFamily('ecs.y9', { processor: 'AMD EPYC' }), [documentedType('ecs.y9.large')], [pageStatement('erdma', 'no')]),
  documentedEntry(documentedFamily('ecs.old', { features: { erdma: true }, sold: { international: false, china: false } })),
];

describe('the statistics of the facts', () => {
  it('count the families on sale by status and basis', () => {
    const cells = countCells(entries);
    expect(cells.get('erdma')).toEqual({ yes: 1, some: 0, no: 1, unknown: 0, api: 0, documented: 2, inferred: 0 });
    expect(cells.get('tdx')).toEqual({ yes: 0, some: 0, no: 1, unknown: 1, api: 0, documented: 0, inferred: 1 });
    const { yes, some, no, unknown } = sumCells(cells.values());
    expect(yes + some + no + unknown).toBe(2 * cells.size);
  });

  it.each([
    ['2026-01-29', 10],
    ['2026-Q3', 4],
    ['2026', 10],
    ['2022', 58],
    ['2026-11-28', 0],
  ])('say that a source of %s is %i months old', (edition, months) => {
    expect(monthsSince(edition, new Date('2026-11-28T12:00:00Z'))).toBe(months);
  });

  it('are shown with sources and contradictions', () => {
    const text = describeFacts(entries, { page: { title: 'A page', kind: 'feature-page', edition: '2026-02' } }, new Date('2026-11-28T12:00:00Z'));
    expect(text).toMatch(/^58 cells of 2 families on sale and 29 features: \d+ known, \d+ \(\d+\.\d %\) unknown\.\n/);
    expect(text).toContain('\nFeature                 yes  some  no  unknown  api  documented  inferred\n');
    expect(text).toContain('\nSources\npage  2026-02  9 months  A page\n');
  });
});
