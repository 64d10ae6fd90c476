import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EcsRequest } from '../../src/ecs/api.ts';
import { type CacheOptions, cacheEntries, clearCache, withCache } from '../../src/ecs/cache.ts';

const fetchedAt = Date.parse('2026-02-03T05:00:00Z');
const hourMs = 3_600_000;
const types: EcsRequest = { action: 'DescribeInstanceTypes', region: 'cn-hangzhou', parameters: { maxResults: 100, instanceTypeFamilies: ['ecs.g8i'] } };
const prices: EcsRequest = {
  action: 'DescribePrice',
  region: 'cn-hangzhou',
  parameters: { regionId: 'cn-hangzhou', resourceType: 'instance', instanceType: 'ecs.g7.large', priceUnit: 'Hour', period: 1 },
};

let directory: string;

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'cipu-cache-')), 'below', 'cipu');
});
afterEach(() => rmSync(join(directory, '../..'), { recursive: true }));

interface Setting extends Partial<CacheOptions> {
  /** Hours after the entries were fetched. Default: at once. */
  readonly hours?: number;
  readonly items?: readonly unknown[];
}

/** Asks through the cache: whether the API was asked, what came, and what was said. */
async function ask(query: EcsRequest, { hours = 0, items = [{ id: 'a' }], ...options }: Setting = {}) {
  let isAsked = false;
  const notes: string[] = [];
  const list = withCache(
    async () => {
      isAsked = true;
      return { items, fetchedAt };
    },
    {
      directory,
      account: 'one',
      endpointOf: (region) => `ecs.${region}.example`,
      now: () => new Date(fetchedAt + hours * hourMs),
      note: (text) => notes.push(text),
      refresh: false,
      ...options,
    },
  );
  const listing = await list(query);
  return { isAsked, listing, notes };
}

const filesIn = () => (existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : []);

describe('an entry', () => {
  it('serves the same query again, with its time', async () => {
    expect((await ask(types)).isAsked).toBe(true);
    const { isAsked, listing } = await ask(types, { hours: 1, items: [] });
    expect(isAsked).toBe(false);
    expect(listing).toMatchObject({ items: [{ id: 'a' }], fetchedAt });
  });

  it.each<[string, EcsRequest, Setting]>([
    ['endpoint', types, { endpointOf: (region) => `ecs-vpc.${region}.example` }],
    ['account', types, { account: 'two' }],
    ['region', { ...types, region: 'cn-beijing' }, { endpointOf: () => 'ecs.cn-hangzhou.example' }],
    ['action', { ...types, action: 'DescribeRegions' } as EcsRequest, {}],
    ['parameter', { ...types, parameters: { ...types.parameters, instanceTypeFamilies: ['ecs.c7'] } } as EcsRequest, {}],
  ])('is that of one %s', async (_, query, setting) => {
    await ask(types);
    expect((await ask(query, setting)).isAsked).toBe(true);
    expect(filesIn()).toHaveLength(2);
    expect((await ask(types)).isAsked).toBe(false);
  });

  it.each<[number, boolean]>([
    [0, false],
    [23.999, false],
    [24, true],
    [-0.001, true],
  ])('of %d hours of age is fetched anew: %s', async (hours, isAnew) => {
    await ask(types);
    expect((await ask(types, { hours })).isAsked).toBe(isAnew);
    expect(cacheEntries(directory, new Date(fetchedAt + hours * hourMs)).map(({ fresh }) => fresh)).toEqual([!isAnew]);
  });

  it('is made anew on request', async () => {
    await ask(types);
    expect(await ask(types, { refresh: true, items: [{ id: 'b' }] })).toMatchObject({ isAsked: true });
    expect((await ask(types)).listing.items).toEqual([{ id: 'b' }]);
  });

  it('is not made of what changes at any time, nor of an empty reply', async () => {
    await ask({ action: 'DescribeInstances', region: 'cn-hangzhou', parameters: { regionId: 'cn-hangzhou', maxResults: 100 } });
    await ask(types, { items: [] });
    expect(filesIn()).toEqual([]);
  });

  it('is for its owner alone, and names no account', async () => {
    await ask(types);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    for (const path of filesIn()) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(`${path} ${readFileSync(path, 'utf8')}`).not.toMatch(/one|example/);
    }
  });
});

describe('a damaged entry', () => {
  const whole = () => JSON.parse(readFileSync(filesIn()[0] ?? '', 'utf8'));

  it.each<[string, (entry: Record<string, unknown>) => unknown]>([
    ['of another version', (entry) => ({ ...entry, format: 0 })],
    ['of another action', (entry) => ({ ...entry, action: 'DescribePrice' })],
    ['of an action nobody knows', (entry) => ({ ...entry, action: 'constructor' })],
    ['of another region', (entry) => ({ ...entry, region: 'cn-beijing' })],
    ['without a time', ({ fetchedAt: _, ...entry }) => entry],
    ['of no time at all', (entry) => ({ ...entry, fetchedAt: 1e300 })],
    ['whose items are no list', (entry) => ({ ...entry, items: {} })],
    ['whose items are no objects', (entry) => ({ ...entry, items: ['a'] })],
    ['that is null', () => null],
  ])('%s is fetched anew, with a note', async (_, damage) => {
    await ask(types);
    writeFileSync(filesIn()[0] ?? '', JSON.stringify(damage(whole())));
    const { isAsked, notes } = await ask(types);
    expect({ isAsked, notes }).toEqual({ isAsked: true, notes: ['An entry of the cache is damaged or of another version: asking the API again.'] });
    expect((await ask(types)).isAsked).toBe(false);
  });

  it('is not listed', async () => {
    await ask(types);
    for (const content of ['', '{', 'null', JSON.stringify({ ...whole(), action: 'DescribeNothing' })]) {
      writeFileSync(join(directory, 'odd.json'), content);
      expect(cacheEntries(directory, new Date(fetchedAt))).toHaveLength(1);
    }
  });
});

it('a cache that cannot be written is said once, and tried no more', async () => {
  const notes: string[] = [];
  const list = withCache(async () => ({ items: [{}], fetchedAt }), {
    directory: '/dev/null/cipu',
    account: 'one',
    endpointOf: () => '',
    now: () => new Date(fetchedAt),
    note: (text) => notes.push(text),
    refresh: false,
  });
  await list(types);
  expect((await list(prices)).items).toEqual([{}]);
  expect(notes).toEqual(['The cache /dev/null/cipu cannot be written (ENOTDIR): the next run asks the API again.']);
});

describe('the entries together', () => {
  it('are listed, the newest first', async () => {
    await ask(prices);
    for (const path of filesIn()) writeFileSync(path, readFileSync(path, 'utf8').replace(String(fetchedAt), String(fetchedAt - hourMs)));
    await ask(types, { items: [{}, {}] });
    expect(cacheEntries(directory, new Date(fetchedAt + 23.5 * hourMs))).toEqual([
      { action: 'DescribeInstanceTypes', region: 'cn-hangzhou', fetchedAt: '2026-02-03T05:00:00.000Z', fresh: true, items: 2, bytes: expect.any(Number) },
      { action: 'DescribePrice', region: 'cn-hangzhou', fetchedAt: '2026-02-03T04:00:00.000Z', fresh: false, items: 1, bytes: expect.any(Number) },
    ]);
  });

  it('are removed with what a killed run left, and nothing else', async () => {
    await ask(types);
    writeFileSync(join(directory, '.cipu-1.tmp'), '');
    writeFileSync(join(directory, 'notes.txt'), '');
    expect(clearCache(directory)).toBe(2);
    expect(readdirSync(directory)).toEqual(['notes.txt']);
  });

  it('are none where there is no directory', () => {
    expect([cacheEntries(directory, new Date()), clearCache(directory)]).toEqual([[], 0]);
  });
});
