/** Prices, asked for with the real SDK over HTTP; what is expected follows from the server's own price list. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fetchPrices } from '../../src/ecs/prices.ts';
import { CipuError, DeniedError, ServiceError, UsageError } from '../../src/errors.ts';
import type { PriceQuery, TypePrices } from '../../src/model/market/price.ts';
import { now as testNow } from '../helpers/clock.ts';
import type { FaultRule } from '../helpers/ecs/faults.ts';
import { describeSpotPriceHistory, hourlyPrice } from '../helpers/ecs/prices.ts';
import type { LoggedRequest } from '../helpers/ecs/server.ts';
import { createWorld, type WorldOptions } from '../helpers/ecs/world.ts';
import { credential } from '../helpers/live.ts';
import { freshDirectory, type SessionOptions, sessionOn, withSession } from '../helpers/session.ts';

const world = createWorld({ marketNow: () => testNow().getTime() });
const type = 'ecs.g8i.large';
const times = Number.POSITIVE_INFINITY;
const recorded = (file: string): unknown => JSON.parse(readFileSync(new URL(`../fixtures/${file}.json`, import.meta.url), 'utf8'));

interface Case extends Partial<PriceQuery>, Pick<WorldOptions, 'priceLines' | 'regionFamilies'>, Omit<SessionOptions, 'server'> {
  readonly region?: string;
  readonly faults?: readonly FaultRule[];
  readonly deny?: readonly string[];
}

interface Outcome {
  readonly prices: readonly TypePrices[];
  readonly error: unknown;
  readonly requests: readonly LoggedRequest[];
}

/** Asks for prices on a server of their own. */
function ask({ types = [type], terms = [], spot = false, region = 'cn-hangzhou', deny = [], cacheDirectory, now = testNow, ...cloud }: Case): Promise<Outcome> {
  const options = { now, ...(cacheDirectory !== undefined && { cacheDirectory }), server: { credentials: [{ ...credential, deny }], ...cloud } };
  return withSession(options, async ({ list }, { requests }) => {
    try {
      return { prices: await fetchPrices({ list, region, now }, { types, terms, spot }), error: undefined, requests };
    } catch (error) {
      if (!(error instanceof CipuError)) throw error;
      return { prices: [], error, requests };
    }
  });
}

/** Every row of the history as the server holds it, over the days that are asked for. */
function history(of: string): Record<string, unknown>[] {
  const start = testNow();
  start.setUTCHours(0, 0, 0, 0);
  start.setUTCDate(start.getUTCDate() - 29);
  const query = { RegionId: 'cn-hangzhou', InstanceType: of, NetworkType: 'vpc', StartTime: start.toISOString() };
  const rows: Record<string, unknown>[] = [];
  for (let offset: unknown = 0; offset !== undefined; ) {
    const page: Record<string, unknown> = describeSpotPriceHistory({ ...query, Offset: String(offset) }, world);
    rows.push(...(page.SpotPrices as { SpotPriceType: Record<string, unknown>[] }).SpotPriceType);
    offset = page.NextOffset;
  }
  return rows;
}

describe('a price', () => {
  it.each(['DetailInfo', 'ResourcePriceModel'] as const)('is the line of the type alone in %s, not the total', async (priceLines) => {
    const { prices } = await ask({ terms: ['hour'], priceLines });
    const hour = hourlyPrice(world, type);
    expect(prices).toEqual([{ type, region: 'cn-hangzhou', terms: { hour: { currency: 'CNY', trade: hour, original: hour } }, spot: null, gaps: [] }]);
  });

  it('is asked for by the hour, month and year, one request each', async () => {
    const { prices, requests } = await ask({ types: [type, 'ecs.g7.large'], terms: ['hour', 'month', 'year'] });
    expect(prices.map((one) => [one.type, Object.keys(one.terms)])).toEqual([
      [type, ['hour', 'month', 'year']],
      ['ecs.g7.large', ['hour', 'month', 'year']],
    ]);
    const { hour, month, year } = prices[0]?.terms ?? {};
    expect([month?.original, year?.original].map((price) => (price ?? 0) > (hour?.original ?? 0))).toEqual([true, true]);
    expect(year?.trade).toBeLessThan(year?.original ?? 0);
    expect(requests.map(({ query }) => `${query.InstanceType} ${query.PriceUnit} ${query.Period}`).sort()).toEqual(
      [type, 'ecs.g7.large'].flatMap((one) => ['Hour', 'Month', 'Year'].map((unit) => `${one} ${unit} 1`)).sort(),
    );
  });

  it('is had of a type that knows no ESSD, too', async () => {
    const old = world
      .typesIn('cn-hangzhou')
      .find(({ InstanceTypeFamily }) =>
        world.familiesIn('cn-hangzhou').some((family) => family.InstanceTypeFamilyId === InstanceTypeFamily && family.Generation === 'ecs-3'),
      );
    if (!old) throw new Error('the cloud sells no type of the first series');
    const { prices, requests } = await ask({ types: [old.InstanceTypeId], terms: ['hour'] });
    expect(prices).toMatchObject([{ terms: { hour: { trade: hourlyPrice(world, old.InstanceTypeId) } }, gaps: [] }]);
    expect(requests.map(({ query }) => query['SystemDisk.Category'])).toEqual(['cloud_essd', undefined]);
  });

  it('is read from a recorded reply', async () => {
    const { prices } = await ask({ terms: ['year'], faults: [{ kind: 'wrongShape', body: recorded('DescribePrice/doc-sample'), action: 'DescribePrice' }] });
    expect(prices[0]?.terms).toEqual({ year: { currency: 'CNY', trade: 3712.8, original: 4368 } });
  });

  it.each([
    { name: 'only a total', DetailInfos: undefined },
    { name: 'lines for other things', DetailInfos: { DetailInfo: [{ Resource: 'systemDisk', TradePrice: 1, OriginalPrice: 1 }] } },
    { name: 'a line without a figure', DetailInfos: { DetailInfo: [{ Resource: 'instanceType', TradePrice: 1 }] } },
    { name: 'a price of nothing', DetailInfos: { DetailInfo: [{ Resource: 'instanceType', TradePrice: 0, OriginalPrice: 0 }] } },
  ])('is not known from $name', async ({ DetailInfos }) => {
    const body = { PriceInfo: { Price: { Currency: 'CNY', TradePrice: 9, OriginalPrice: 9, DetailInfos } } };
    const { prices } = await ask({ terms: ['hour'], faults: [{ kind: 'wrongShape', body, action: 'DescribePrice' }] });
    expect(prices).toMatchObject([
      { terms: {}, gaps: [`The price of ${type} in cn-hangzhou is not known (hour): the reply has no line of the instance type itself.`] },
    ]);
  });
});

describe('what cannot be had', () => {
  const unsold = { regionFamilies: { 'cn-hangzhou': ['ecs.g8i'] } };

  it('of a type that the region does not sell is a gap of it, and the others are told', async () => {
    const { prices } = await ask({ ...unsold, types: ['ecs.g7.large', type], terms: ['hour', 'month'], spot: true });
    expect(prices[0]).toEqual({
      type: 'ecs.g7.large',
      region: 'cn-hangzhou',
      terms: {},
      spot: null,
      gaps: ['(hour, month): DescribePrice', '(spot): DescribeSpotPriceHistory'].map(
        (what) =>
          `The price of ecs.g7.large in cn-hangzhou is not known ${what}: the API does not know a value that was asked for (InvalidInstanceType.ValueNotSupported).`,
      ),
    });
    expect(prices[1]).toMatchObject({ type, gaps: [] });
  });

  it('of the only type is a gap, too', async () => {
    expect((await ask({ ...unsold, types: ['ecs.g7.large'], terms: ['hour'] })).prices).toMatchObject([{ terms: {}, gaps: [expect.any(String)] }]);
  });

  it('for a failure of one request is a gap', async () => {
    const fault: FaultRule = { kind: 'error', status: 409, code: 'Odd', message: '', action: 'DescribePrice' };
    const { prices } = await ask({ terms: ['hour', 'month'], faults: [fault] });
    expect(Object.keys(prices[0]?.terms ?? {})).toHaveLength(1);
    expect(prices[0]?.gaps).toEqual([expect.stringMatching(/is not known \((hour|month)\): DescribePrice in cn-hangzhou failed: Odd, HTTP status 409\.$/)]);
  });

  it.each<{ name: string; query: Case; error: typeof CipuError | typeof ServiceError }>([
    { name: 'a missing permission', query: { terms: ['hour'], spot: true, deny: ['ecs:DescribePrice'] }, error: DeniedError },
    { name: 'a missing permission for spot prices', query: { terms: ['hour'], spot: true, deny: ['ecs:DescribeSpotPriceHistory'] }, error: DeniedError },
    { name: 'a region that does not exist', query: { terms: ['hour'], region: 'cn-nowhere' }, error: UsageError },
    {
      name: 'an API that answers nothing',
      query: { terms: ['hour'], faults: [{ kind: 'error', status: 409, code: 'Odd', message: '', times }] },
      error: ServiceError,
    },
  ])('for $name is an error', async ({ query, error }) => {
    expect((await ask(query)).error).toBeInstanceOf(error);
  });
});

describe('spot prices', () => {
  it('are read page by page, with the latest and the range of each zone', async () => {
    const { prices, requests } = await ask({ spot: true });
    const rows = history(type);
    const zones = [...new Set(rows.map(({ ZoneId }) => String(ZoneId)))].sort();
    const expected = zones.map((zone) => {
      const here = rows.filter(({ ZoneId }) => ZoneId === zone);
      const figures = here.map(({ SpotPrice }) => Number(SpotPrice));
      const last = here.at(-1);
      return {
        zone,
        currency: 'CNY',
        latest: last?.SpotPrice,
        min: Math.min(...figures),
        max: Math.max(...figures),
        asOf: new Date(String(last?.Timestamp)).toISOString(),
      };
    });
    expect(zones.length).toBeGreaterThan(0);
    expect(prices).toMatchObject([{ terms: {}, spot: expected, gaps: [] }]);
    expect(requests.map(({ query }) => query.Offset)).toEqual([
      undefined,
      ...Array.from({ length: Math.ceil(rows.length / 1000) - 1 }, (_, i) => String((i + 1) * 1000)),
    ]);
    expect(requests.length).toBeGreaterThan(1);
  });

  const point = (zone: string, time: string, price: unknown) => ({ ZoneId: zone, Timestamp: time, SpotPrice: price });
  const withRows = (...rows: readonly unknown[]) =>
    ask({ spot: true, faults: [{ kind: 'wrongShape', body: { Currency: 'USD', SpotPrices: { SpotPriceType: rows } }, action: 'DescribeSpotPriceHistory' }] });

  it('count by their time, not by their place in the reply', async () => {
    const { prices } = await withRows(point('z-b', '2026-01-02T07:00:00Z', 3), point('z-b', '2026-01-02T06:00:00Z', 1), point('z-a', '2026-01-02T06:00Z', 2));
    expect(prices[0]?.spot).toEqual([
      { zone: 'z-a', currency: 'USD', latest: 2, min: 2, max: 2, asOf: '2026-01-02T06:00:00.000Z' },
      { zone: 'z-b', currency: 'USD', latest: 3, min: 1, max: 3, asOf: '2026-01-02T07:00:00.000Z' },
    ]);
  });

  it('are read from a recorded reply', async () => {
    const body = recorded('DescribeSpotPriceHistory/doc-sample-two-points');
    const { prices } = await ask({ spot: true, faults: [{ kind: 'wrongShape', body, action: 'DescribeSpotPriceHistory' }] });
    expect(prices[0]?.spot).toEqual([{ zone: 'cn-hangzhou-g', currency: 'CNY', latest: 0.036, min: 0.036, max: 0.036, asOf: '2019-11-19T07:00:00.000Z' }]);
  });

  it('that cannot be read are a gap', async () => {
    const { prices } = await withRows(point('z-a', '2026-01-02T06:00:00Z', 2), point('z-a', 'yesterday', 1), point('z-b', '2026-01-02T06:00:00Z', null));
    expect(prices[0]?.spot?.map(({ zone, min }) => [zone, min])).toEqual([['z-a', 2]]);
    expect(prices[0]?.gaps).toEqual([`The spot prices of ${type} in cn-hangzhou may be incomplete: 2 entries of the reply cannot be read.`]);
  });

  it('of a type that has none are none', async () => {
    const { prices } = await withRows();
    expect(prices).toMatchObject([{ spot: [], gaps: [] }]);
  });
});

describe('the cache', () => {
  it('keeps prices for a day, spot prices for ten minutes', async () => {
    const cacheDirectory = freshDirectory();
    const start = testNow().getTime();
    await withSession({}, async (_, server) => {
      const askedAfter = async (minutes: number) => {
        const now = () => new Date(start + minutes * 60_000);
        const before = server.requests.length;
        const { list } = sessionOn(server, { cacheDirectory, now });
        await fetchPrices({ list, region: 'cn-hangzhou', now }, { types: [type], terms: ['hour'], spot: false });
        await list({ action: 'DescribeSpotPriceHistory', region: 'cn-hangzhou', parameters: { ...spotQuery, startTime: recently } });
        return [...new Set(server.requests.slice(before).map(({ action }) => action))];
      };
      expect(await askedAfter(0)).toEqual(['DescribePrice', 'DescribeSpotPriceHistory']);
      expect(await askedAfter(9)).toEqual([]);
      expect(await askedAfter(11)).toEqual(['DescribeSpotPriceHistory']);
      expect(await askedAfter(24 * 60 - 1)).toEqual(['DescribeSpotPriceHistory']);
      expect(await askedAfter(24 * 60)).toEqual(['DescribePrice']);
    });
  });

  it('never keeps instances', async () => {
    const cacheDirectory = freshDirectory();
    await withSession({ server: { fleet: { instances: 3 } } }, async (_, server) => {
      const { list } = sessionOn(server, { cacheDirectory });
      for (let i = 0; i < 2; i++) await list({ action: 'DescribeInstances', region: 'cn-hangzhou', parameters: { regionId: 'cn-hangzhou', maxResults: 100 } });
      expect(server.requests).toHaveLength(2);
      expect(readdirSync(cacheDirectory)).toEqual([]);
    });
  });
});

const recently = new Date(testNow().getTime() - 3 * 3_600_000).toISOString();
const spotQuery = { regionId: 'cn-hangzhou', instanceType: type, networkType: 'vpc', ioOptimized: 'optimized', OSType: 'linux' } as const;
