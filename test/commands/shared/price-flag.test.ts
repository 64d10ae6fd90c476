import { describe, expect, it } from 'vitest';
import { fetchPriceBook } from '../../../src/commands/shared/price-flag.ts';
import { UsageError } from '../../../src/errors.ts';
import { fakeContext } from '../../helpers/fake-context.ts';
import { marketOf, pricesOf } from '../../helpers/prices.ts';

const types = (count: number) => Array.from({ length: count }, (_, i) => `ecs.g${i}.large`);
const hour = { terms: ['hour'], spot: false } as const;
const options = {
  source: 'live',
  needsApi: 'only the ECS API knows prices',
  regions: [],
  vpc: false,
  timeoutMs: 1,
  cache: false,
  refresh: false,
  debug: false,
  quiet: false,
} as const;

async function ask(query: Parameters<typeof fetchPriceBook>[0], allowed = false) {
  const market = marketOf(...types(30).map((type) => pricesOf(type, 1)));
  const book = await fetchPriceBook(query, { allowed, fewer: 'name fewer' }, options, fakeContext(market.given).context).catch((error: unknown) => error);
  return { book, asked: market.asked };
}

describe('requests for prices', () => {
  it.each([
    { ...hour, types: types(20) },
    { ...hour, types: [...types(20), ...types(20)] },
    { terms: ['hour', 'month', 'year'], spot: true, types: types(5) },
  ] as const)('are sent unasked up to twenty: %#', async (query) => {
    const { book, asked } = await ask(query);
    expect(book).toMatchObject({ gaps: expect.any(Array) });
    expect(asked).toHaveLength(1);
  });

  it.each([
    { ...hour, types: types(21) },
    { terms: ['hour', 'month'], spot: true, types: types(7) },
  ] as const)('need to be allowed beyond that: %#', async (query) => {
    const { book, asked } = await ask(query);
    expect(book).toBeInstanceOf(UsageError);
    expect(book).toMatchObject({ message: expect.stringContaining('take 21 API calls; up to 20 are sent unasked'), hint: '--yes sends them all; name fewer' });
    expect(asked).toEqual([]);
    expect((await ask(query, true)).asked).toHaveLength(1);
  });

  it('are none where there are no types, and what no reply speaks of is a gap', async () => {
    expect(await ask({ ...hour, types: [] })).toEqual({ book: { prices: new Map(), gaps: [] }, asked: [] });
    expect((await ask({ ...hour, types: ['ecs.zz.large'] })).book).toMatchObject({ gaps: ['Nothing is known of the price of ecs.zz.large.'] });
  });
});
