import { describe, expect, it } from 'vitest';
import { inspectType } from '../../../src/model/catalog/inspect.ts';
import type { TypeReport } from '../../../src/model/catalog/report.ts';
import { gapsOf, reportPrices } from '../../../src/model/reports/price-report.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { pricesOf, spotOf } from '../../helpers/prices.ts';

/** Four vCPUs, 16 GiB. */
function xlarge(): TypeReport {
  const entry = openEmbeddedCatalog().families.find(({ id }) => id === 'ecs.g8i');
  const type = entry?.types().find(({ id }) => id === 'ecs.g8i.xlarge');
  if (!entry || !type) throw new Error('no ecs.g8i.xlarge');
  return inspectType(type, entry);
}
const type = xlarge();

describe('the report on the prices of a type', () => {
  it('divides the price of the shortest term by vCPUs and memory', () => {
    const prices = pricesOf(type.type, 1);
    expect(reportPrices(type, prices, { terms: ['hour', 'month'], spot: false })).toMatchObject({
      vcpus: 4,
      memoryGiB: 16,
      perVcpu: 0.25,
      perGiB: 0.0625,
      spot: null,
    });
    expect(reportPrices(type, prices, { terms: ['year', 'month'], spot: false })).toMatchObject({ perVcpu: 125, terms: { hour: null } });
  });

  it('does not divide by another term than those of the other rows', () => {
    const { hour: _, ...terms } = pricesOf(type.type, 1).terms;
    const report = reportPrices(type, pricesOf(type.type, 1, { terms }), { terms: ['hour', 'month'], spot: false });
    expect(report).toMatchObject({ perVcpu: null, perGiB: null, gaps: ['The price of ecs.g8i.xlarge by the hour is not known.'] });
  });

  it('finds the zone with the lowest latest spot price, in one currency', () => {
    const cheapest = (...spot: ReturnType<typeof spotOf>[]) =>
      reportPrices(type, pricesOf(type.type, 1, { spot }), { terms: ['hour'], spot: true }).cheapestSpot?.zone ?? null;
    expect(cheapest(spotOf('a', 0.3), spotOf('b', 0.2), spotOf('c', 0.2))).toBe('b');
    expect(cheapest(spotOf('a', 0.3), spotOf('b', 0.2, { currency: 'USD' }))).toBeNull();
    expect(cheapest()).toBeNull();
  });

  it('tells a region without spot instances from one of which nothing is known', () => {
    const query = { terms: ['hour'], spot: true } as const;
    expect(gapsOf(pricesOf(type.type, 1, { spot: [] }), query)).toEqual([]);
    expect(gapsOf(pricesOf(type.type, 1), query)).toEqual(['The price of ecs.g8i.xlarge of spot instances is not known.']);
  });

  it('says that nothing is known of a type that no reply speaks of', () => {
    expect(reportPrices(type, undefined, { terms: ['hour'], spot: false })).toMatchObject({
      region: null,
      terms: { hour: null },
      gaps: ['Nothing is known of the price of ecs.g8i.xlarge.'],
    });
  });
});
