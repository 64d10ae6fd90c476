import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fetchRegionStock, fetchStock } from '../../src/ecs/stock.ts';
import { type CipuError, DeniedError, ServiceError, UsageError } from '../../src/errors.ts';
import type { Charge, StockStatus } from '../../src/model/market/stock.ts';
import { fakeList } from '../helpers/fake-list.ts';

const recorded = (file: string): unknown[] => {
  const path = new URL(`../fixtures/DescribeAvailableResource/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).AvailableZones.AvailableZone;
};
/** A cloud of replies by region and action; an error is thrown. What is not in it fails the test. */
const cloudOf = (replies: Readonly<Record<string, readonly unknown[] | CipuError>>) =>
  fakeList(({ action, region }) => replies[action === 'DescribeAvailableResource' ? region : `${region} ${action}`]);

const toZone = (zone: string | undefined, ...types: readonly (readonly [string, string, string])[]) => ({
  ...(zone !== undefined && { ZoneId: zone }),
  Status: 'Available',
  StatusCategory: 'WithStock',
  AvailableResources: {
    AvailableResource: [
      {
        Type: 'InstanceType',
        SupportedResources: { SupportedResource: types.map(([Value, Status, StatusCategory]) => ({ Value, Status, StatusCategory })) },
      },
    ],
  },
});
const sold = ['ecs.g8i.large', 'Available', 'WithStock'] as const;
const all = { charge: 'postpaid', zones: [] } as const;
const survey = (replies: Parameters<typeof cloudOf>[0], regions: readonly string[], zones: readonly string[] = []) =>
  fetchStock(cloudOf(replies).list, regions, { charge: 'postpaid', zones });

describe('a recorded reply', () => {
  const read = async (items: readonly unknown[]) => {
    const { zones } = await fetchRegionStock(cloudOf({ 'cn-beijing': items }).list, 'cn-beijing', 'postpaid');
    return zones.map(({ region, zone, types }) => ({ region, zone, types: Object.fromEntries(types) }));
  };

  it('has the types of two zones; where the fields disagree the stock is unknown', async () => {
    expect(await read(recorded('InstanceType-two-zones'))).toEqual([
      {
        region: 'cn-beijing',
        zone: 'cn-beijing-h',
        types: {
          'ecs.s6-c1m2.small': 'with-stock',
          'ecs.n4.small': 'with-stock',
          'ecs.video-trans.26xhevc': 'unknown',
          'ecs.r6.2xlarge': 'closed-with-stock',
        } satisfies Record<string, StockStatus>,
      },
      {
        region: 'cn-beijing',
        zone: 'cn-beijing-k',
        types: {
          'ecs.s6-c1m2.small': 'with-stock',
          'ecs.hfr7.xlarge': 'with-stock',
          'ecs.sn1ne.2xlarge': 'unknown',
          'ecs.hfg6.2xlarge': 'closed-with-stock',
        } satisfies Record<string, StockStatus>,
      },
    ]);
  });

  it('on disks names no type', async () => expect(await read(recorded('DataDisk'))).toEqual([{ region: 'cn-beijing', zone: 'cn-beijing-g', types: {} }]));

  it('without a zone is a region of which nothing is known', async () => expect(await read([])).toEqual([{ region: 'cn-beijing', zone: null, types: {} }]));

  it('keeps a zone without a name as one of which nothing is known', async () => {
    expect(await read([toZone(undefined, sold), toZone('cn-beijing-h', sold)])).toEqual([
      { region: 'cn-beijing', zone: null, types: {} },
      { region: 'cn-beijing', zone: 'cn-beijing-h', types: { 'ecs.g8i.large': 'with-stock' } },
    ]);
  });

  it('that names a type twice, differently, leaves it unknown', async () => {
    const twice = toZone('cn-beijing-h', sold, ['ecs.g8i.large', 'SoldOut', 'WithoutStock'], ['ecs.c8i.large', 'Available', 'WithStock'], sold);
    expect((await read([twice, toZone('cn-beijing-h', ['ecs.c8i.large', 'Available', 'WithStock'])]))[0]?.types).toEqual({
      'ecs.g8i.large': 'unknown',
      'ecs.c8i.large': 'with-stock',
    });
  });

  it.each([
    [null],
    [7],
    [{ ZoneId: 'cn-beijing-h' }],
    [{ ZoneId: 'cn-beijing-h', AvailableResources: { AvailableResource: [{ Type: 'InstanceType' }, null] } }],
  ])('that is broken says nothing: %j', async (item) => expect((await read([item])).map(({ types }) => types)).toEqual([{}]));
});

describe('the request', () => {
  it.each<[Charge, object]>([
    ['postpaid', { instanceChargeType: 'PostPaid' }],
    ['prepaid', { instanceChargeType: 'PrePaid' }],
    ['spot', { instanceChargeType: 'PostPaid', spotStrategy: 'SpotAsPriceGo' }],
  ])('for %s', async (charge, parameters) => {
    const { list, requests } = cloudOf({ 'cn-beijing': [] });
    await fetchRegionStock(list, 'cn-beijing', charge);
    const common = { regionId: 'cn-beijing', destinationResource: 'InstanceType', ioOptimized: 'optimized' };
    expect(requests).toEqual([{ action: 'DescribeAvailableResource', region: 'cn-beijing', parameters: { ...common, ...parameters } }]);
  });

  it('is one a region, also for a single zone', async () => {
    const { list, requests } = cloudOf({ 'cn-a': [toZone('cn-a-h', sold), toZone('cn-a-g', sold)], 'cn-b': [toZone('cn-b-h', sold)] });
    const stock = await fetchStock(list, ['cn-b', 'cn-a'], { charge: 'spot', zones: ['cn-a-h', 'cn-b-h', 'cn-a-h'] });
    expect(requests.map(({ region }) => region)).toEqual(['cn-b', 'cn-a']);
    expect(stock.zones.map(({ zone }) => zone)).toEqual(['cn-b-h', 'cn-a-h']);
    expect(stock).toMatchObject({ charge: 'spot', asOf: '2026-02-03T05:00:00.000Z', gaps: [], warnings: [] });
  });
});

describe('several regions', () => {
  const down = new ServiceError('It is down.');
  const denied = new DeniedError('Not allowed.');

  it('are listed in their order, the zones of each in natural order', async () => {
    const { list } = cloudOf({ 'cn-b': [toZone('cn-b-k', sold), toZone('cn-b-h', sold)], 'cn-a': [toZone('cn-a-h', sold)] });
    expect((await fetchStock(list, ['cn-b', 'cn-a'], all)).zones.map(({ zone }) => zone)).toEqual(['cn-b-h', 'cn-b-k', 'cn-a-h']);
  });

  it('one of which fails are shown with a gap', async () => {
    const stock = await survey({ 'cn-a': [toZone('cn-a-h', sold)], 'cn-b': down }, ['cn-a', 'cn-b']);
    expect(stock.zones.map(({ region, zone, types }) => [region, zone, types.size])).toEqual([
      ['cn-a', 'cn-a-h', 1],
      ['cn-b', null, 0],
    ]);
    expect(stock.gaps).toEqual(['The stock of cn-b is missing: It is down.']);
  });

  it('none of which answers are an error', async () => {
    await expect(survey({ 'cn-a': denied, 'cn-b': down }, ['cn-a', 'cn-b'])).rejects.toBe(denied);
  });

  it('one of which does not exist are an error', async () => {
    const wrong = new UsageError('No region is called "cn-b".');
    await expect(survey({ 'cn-a': [], 'cn-b': wrong }, ['cn-a', 'cn-b'])).rejects.toBe(wrong);
  });
});

describe('what is not said', () => {
  const said = (where: string) => `The reply names no instance type in ${where}: the stock is unknown there, which does not mean sold out.`;

  it('of a whole region is a gap', async () => {
    expect((await survey({ 'cn-a': [] }, ['cn-a'])).gaps).toEqual([said('cn-a')]);
    expect((await survey({ 'cn-a': [toZone('cn-a-h'), toZone('cn-a-g')] }, ['cn-a'])).gaps).toEqual([said('cn-a-g, cn-a-h')]);
  });

  it('of one zone of several is a warning', async () => {
    const { gaps, warnings } = await survey({ 'cn-a': [toZone('cn-a-h'), toZone('cn-a-g', sold)] }, ['cn-a']);
    expect({ gaps, warnings }).toEqual({ gaps: [], warnings: [said('cn-a-h')] });
  });

  it('of a zone that nobody asked for is no matter', async () => {
    expect(await survey({ 'cn-a': [toZone('cn-a-h'), toZone('cn-a-g', sold)] }, ['cn-a'], ['cn-a-g'])).toMatchObject({ gaps: [], warnings: [] });
  });

  it('of the only zone asked for is a gap', async () => {
    expect((await survey({ 'cn-a': [toZone('cn-a-h'), toZone('cn-a-g', sold)] }, ['cn-a'], ['cn-a-h'])).gaps).toEqual([said('cn-a-h')]);
  });
});

describe('a zone that no reply names', () => {
  const zones = [toZone('cn-beijing-h', sold), toZone('cn-beijing-k', sold)];
  const exists = { 'cn-beijing DescribeZones': [{ ZoneId: 'cn-beijing-g' }, { ZoneId: 'cn-beijing-h' }] };

  it.each([
    {
      zone: 'cn-beijing-x',
      regions: ['cn-beijing'],
      message: 'No zone of cn-beijing is called "cn-beijing-x".',
      hint: 'did you mean cn-beijing-h or cn-beijing-k?',
    },
    {
      zone: 'cn-hangzhou-h',
      regions: ['cn-beijing'],
      message: 'No zone of cn-beijing is called "cn-hangzhou-h".',
      hint: '--region cn-hangzhou asks its region',
    },
    { zone: 'h', regions: ['cn-beijing'], message: 'No zone of cn-beijing is called "h".', hint: 'cipu stock without --zone shows them all' },
  ])('$zone is an error where it does not exist', async ({ zone, regions, message, hint }) => {
    const error = await survey({ 'cn-beijing': zones, ...exists }, regions, [zone]).catch((caught) => caught);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message, hint });
  });

  it('is one of which nothing is known where it exists', async () => {
    const stock = await survey({ 'cn-beijing': zones, ...exists }, ['cn-beijing'], ['cn-beijing-g', 'cn-beijing-h']);
    expect(stock.zones.map(({ zone, types }) => [zone, types.size])).toEqual([
      ['cn-beijing-g', 0],
      ['cn-beijing-h', 1],
    ]);
    expect(stock.warnings).toHaveLength(1);
  });

  it('may exist in a region that failed', async () => {
    const stock = await survey({ 'cn-beijing': zones, 'cn-hangzhou': new ServiceError('It is down.') }, ['cn-beijing', 'cn-hangzhou'], ['cn-hangzhou-h']);
    expect(stock.zones).toEqual([{ region: 'cn-hangzhou', zone: 'cn-hangzhou-h', types: new Map() }]);
    expect(stock.gaps).toEqual(['The stock of cn-hangzhou is missing: It is down.']);
  });
});
