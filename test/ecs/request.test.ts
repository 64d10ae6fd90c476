import { describe, expect, it } from 'vitest';
import type { EcsRequest } from '../../src/ecs/api.ts';
import { checkShape, listAll, readPages } from '../../src/ecs/request.ts';
import { ServiceError } from '../../src/errors.ts';

const instances: EcsRequest = { action: 'DescribeInstances', region: 'cn-hangzhou', parameters: { regionId: 'cn-hangzhou', maxResults: 100 } };
const spot: EcsRequest = {
  action: 'DescribeSpotPriceHistory',
  region: 'cn-hangzhou',
  parameters: { regionId: 'cn-hangzhou', instanceType: 'ecs.g7.large', networkType: 'vpc', ioOptimized: 'optimized', OSType: 'linux', startTime: '' },
};
const page = (ids: readonly string[], NextToken?: string) => ({ Instances: { Instance: ids.map((InstanceId) => ({ InstanceId })) }, NextToken });
const points = (zones: readonly string[], NextOffset?: number) => ({
  Currency: 'CNY',
  NextOffset,
  SpotPrices: { SpotPriceType: zones.map((ZoneId) => ({ ZoneId })) },
});

/** Replies in order; the last one for ever. */
function cloudOf(replies: readonly unknown[]) {
  const asked: object[] = [];
  const pages = readPages(async ({ parameters }) => {
    asked.push(parameters);
    return replies[Math.min(asked.length, replies.length) - 1];
  });
  return { asked, pages };
}

async function read(replies: readonly unknown[], query: EcsRequest = instances) {
  const { asked, pages } = cloudOf(replies);
  const given: unknown[][] = [];
  const error = await (async () => {
    for await (const items of pages(query)) given.push([...items]);
  })().catch((caught: unknown) => caught);
  return { asked, given, error };
}

const idsOf = (pages: readonly (readonly unknown[])[]) => pages.map((items) => items.map((item) => (item as { InstanceId?: string }).InstanceId));

describe('pages that go on for ever', () => {
  /** A cloud whose every page is new. */
  const endless = (size: number) => {
    let count = 0;
    const ids = (number: number) => Array.from({ length: size }, (_, i) => `i-${number}-${i}`);
    return readPages(async () => {
      count += 1;
      return page(ids(count), `t${count}`);
    });
  };
  const error = 'DescribeInstances in cn-hangzhou: the pages do not end.';

  it('are no list', async () => {
    await expect(listAll(endless(20_000), () => new Date())(instances)).rejects.toThrow(error);
    expect((await listAll(cloudOf([page(['a'], 't1'), page(['b'])]).pages, () => new Date(0))(instances)).items).toHaveLength(2);
  });

  it('are no stream either', async () => {
    let read = 0;
    const drain = async () => {
      for await (const _ of endless(1)(instances)) read += 1;
    };
    await expect(drain()).rejects.toThrow(error);
    // Ten thousand pages are a million instances.
    expect(read).toBeGreaterThan(10_000);
  });
});

describe('pages by token', () => {
  it('are followed to the end, each with the parameters of the first', async () => {
    const { asked, given } = await read([page(['a', 'b'], 't1'), page(['c'], 't2'), page(['d'], '')]);
    expect(idsOf(given)).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(asked).toEqual([instances.parameters, { ...instances.parameters, nextToken: 't1' }, { ...instances.parameters, nextToken: 't2' }]);
  });

  it('are asked for when they are read, not before', async () => {
    const { asked, pages } = cloudOf([page(['a'], 't1'), page(['b'])]);
    const stream = pages(instances)[Symbol.asyncIterator]();
    expect(asked).toHaveLength(0);
    await stream.next();
    expect(asked).toHaveLength(1);
  });

  it('give what they repeat once', async () => {
    expect(idsOf((await read([page(['a', 'b', 'a'], 't1'), page(['b', 'c'])])).given)).toEqual([['a', 'b'], ['c']]);
  });

  it('give entries without an id as often as they differ', async () => {
    const odd = { Instances: { Instance: [{ Name: 'x' }, { Name: 'y' }, { Name: 'x' }] } };
    expect((await read([odd])).given).toEqual([[{ Name: 'x' }, { Name: 'y' }]]);
  });

  it('that come back to an earlier token do not end', async () => {
    const { error, given } = await read([page(['a'], 't1'), page(['b'], 't2'), page(['c'], 't1')]);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ message: 'DescribeInstances in cn-hangzhou: the pages do not end.' });
    expect(given).toHaveLength(3);
  });

  it('may be empty, but not for ever', async () => {
    const empty = (count: number) => Array.from({ length: count }, (_, i) => page([], `e${i}`));
    expect(idsOf((await read([...empty(20), page(['a'])])).given).flat()).toEqual(['a']);
    expect((await read([...empty(21), page(['a'])])).error).toBeInstanceOf(ServiceError);
  });
});

describe('pages by offset', () => {
  it('are followed to the end, and the currency goes with each row', async () => {
    const { asked, given } = await read([points(['a', 'b'], 2), points(['c'])], spot);
    expect(given.flat()).toEqual(['a', 'b', 'c'].map((ZoneId) => ({ Currency: 'CNY', ZoneId })));
    expect(asked[1]).toEqual({ ...spot.parameters, offset: 2 });
  });

  it('are over where there are no rows, whatever the offset says', async () => {
    const { asked, error } = await read([points(['a'], 1), points([], 1)], spot);
    expect([asked.length, error]).toEqual([2, undefined]);
  });

  it('that stay at an offset do not end', async () => {
    expect((await read([points(['a'], 1), points(['b'], 1)], spot)).error).toBeInstanceOf(ServiceError);
  });
});

it('a list is all pages together', async () => {
  const { pages } = cloudOf([page(['a'], 't1'), page(['b', 'a'])]);
  const { items, fetchedAt } = await listAll(pages, () => new Date(7))(instances);
  expect(items).toEqual([{ InstanceId: 'a' }, { InstanceId: 'b' }]);
  expect(fetchedAt).toBe(7);
});

describe('the shape of a reply', () => {
  const price: EcsRequest = {
    action: 'DescribePrice',
    region: 'cn-hangzhou',
    parameters: { regionId: 'cn-hangzhou', resourceType: 'instance', instanceType: 'ecs.g7.large', priceUnit: 'Hour', period: 1 },
  };

  it.each([
    { query: instances, body: page([]) },
    { query: price, body: { PriceInfo: { Price: {} } } },
  ])('of $query.action is known', ({ query, body }) => {
    expect(checkShape(body, query)).toBe(body);
  });

  it.each([
    { query: instances, body: {} },
    { query: instances, body: { Instances: { Instance: {} } } },
    { query: price, body: { PriceInfo: {} } },
    { query: price, body: null },
  ])('of $query.action may be wrong: $body', ({ query, body }) => {
    expect(() => checkShape(body, query)).toThrow(expect.objectContaining({ code: 'UnreadableReply' }));
  });
});
