import { describe, expect, it } from 'vitest';
import type { CatalogSource } from '../../../src/model/catalog/catalog.ts';
import { ageHours, earliestTime, formatAge, summarizeCatalog } from '../../../src/model/reports/summary.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, sources } from '../../helpers/small-catalog.ts';

const now = new Date('2026-02-05T04:05:06.000Z');

describe('summarizeCatalog', () => {
  it('counts families by their verdict, and types', () => {
    const catalog = documentedCatalog(
      documentedEntry(documentedFamily('ecs.a9', { platforms: [{ name: 'CIPU', generation: null }] }), [
        documentedType('ecs.a9.large'),
        documentedType('ecs.a9.xlarge'),
      ]),
      documentedEntry(documentedFamily('ecs.b9', { platforms: [{ name: 'SHENLONG', generation: '3' }] }), [documentedType('ecs.b9.large')]),
      documentedEntry(documentedFamily('ecs.c9')),
      documentedEntry(documentedFamily('ecs.d9')),
    );
    expect(summarizeCatalog('embedded', catalog, now)).toEqual({
      name: 'embedded',
      source: sources.embedded,
      ageHours: null,
      families: 4,
      types: 3,
      cipu: { yes: 1, no: 1, unknown: 2 },
    });
    expect(summarizeCatalog('fleet.json', { ...catalog, source: sources.live }, now).ageHours).toBe(48);
  });
});

describe('ageHours', () => {
  const of = (asOf: string) => ageHours({ ...sources.live, asOf } satisfies CatalogSource, now);

  it.each([
    ['2026-02-05T04:05:06.000Z', 0],
    ['2026-02-05T03:05:06.001Z', 0],
    ['2026-02-05T03:05:06.000Z', 1],
    ['2026-02-03T04:05:06.000Z', 48],
    // A clock that is behind makes nothing younger than new.
    ['2026-02-06T00:00:00.000Z', 0],
    ['2026-Q1', null],
    ['2026-02-03', null],
    ['Today', null],
  ])('of %s: %j', (asOf, expected) => expect(of(asOf)).toBe(expected));
});

describe('earliestTime', () => {
  it.each([
    ['2026-Q1', '2026-01-01T00:00:00.000Z'],
    ['2026-Q4', '2026-10-01T00:00:00.000Z'],
    ['2026-02-03T04:05:06.000Z', '2026-02-03T04:05:06.000Z'],
  ])('of %s is %s', (asOf, expected) => expect(new Date(earliestTime(asOf)).toISOString()).toBe(expected));

  it.each(['2026-Q5', '2026-Q0', 'soon'])('of %s is none', (asOf) => expect(earliestTime(asOf)).toBeNaN());
});

describe('formatAge', () => {
  it.each([
    [0, 'less than an hour'],
    [1, '1 hour'],
    [2, '2 hours'],
    [47, '47 hours'],
    [48, '2 days'],
    [71, '2 days'],
    [72, '3 days'],
  ])('%d: %s', (hours, expected) => expect(formatAge(hours)).toBe(expected));
});
