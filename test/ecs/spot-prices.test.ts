import { describe, expect, it } from 'vitest';
import { fetchSpotPrices } from '../../src/ecs/spot-prices.ts';
import { fakeList } from '../helpers/fake-list.ts';

const point = { ZoneId: 'cn-hangzhou-b', Currency: 'CNY', SpotPrice: 2, Timestamp: '2026-02-02T06:00:00Z' };

async function fetch(items: readonly unknown[], now = '2026-02-03T23:59:59Z') {
  const { list, requests } = fakeList(() => items);
  return { ...(await fetchSpotPrices({ list, region: 'cn-hangzhou', now: () => new Date(now) }, 'ecs.g7.large')), requests };
}

describe('spot prices', () => {
  it('are asked for from a whole day on, so that a second run asks the same', async () => {
    const { requests } = await fetch([]);
    expect(requests[0]?.parameters).toMatchObject({ regionId: 'cn-hangzhou', instanceType: 'ecs.g7.large', startTime: '2026-01-05T00:00:00Z' });
    expect((await fetch([], '2026-02-03T00:00:01Z')).requests).toEqual(requests);
  });

  it('are the latest and the range of each zone, the zones in order', async () => {
    const items = [
      { ...point, SpotPrice: 3, Timestamp: '2026-02-02T08:00:00Z' },
      point,
      { ...point, SpotPrice: 4, Timestamp: '2026-02-02T07:00:00Z' },
      { ...point, ZoneId: 'cn-hangzhou-a', Timestamp: '2026-02-01T06:00+08:00' },
    ];
    expect((await fetch(items)).prices).toEqual([
      { zone: 'cn-hangzhou-a', currency: 'CNY', latest: 2, min: 2, max: 2, asOf: '2026-01-31T22:00:00.000Z' },
      { zone: 'cn-hangzhou-b', currency: 'CNY', latest: 3, min: 2, max: 4, asOf: '2026-02-02T08:00:00.000Z' },
    ]);
  });

  it.each([{ ZoneId: 1 }, { Currency: undefined }, { SpotPrice: 0 }, { SpotPrice: '2' }, { Timestamp: 'yesterday' }])(
    'that cannot be read are a gap, not a price: %j',
    async (damage) => {
      const { prices, gaps } = await fetch([{ ...point, ...damage }, point]);
      expect(prices).toHaveLength(1);
      expect(gaps).toEqual(['The spot prices of ecs.g7.large in cn-hangzhou may be incomplete: 1 entries of the reply cannot be read.']);
    },
  );
});
