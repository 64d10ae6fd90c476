import { describe, expect, it } from 'vitest';
import { attempt, fetchEachRegion } from '../../src/ecs/each-region.ts';
import { DeniedError, ServiceError, UsageError } from '../../src/errors.ts';

const down = new ServiceError('down');
const denied = new DeniedError('denied');
const unknown = new UsageError('no such region');

/** Fetches from regions; an error is thrown. */
const fetchFrom = (replies: Readonly<Record<string, unknown>>) =>
  fetchEachRegion(Object.keys(replies), async (region) => {
    if (replies[region] instanceof Error) throw replies[region];
    return replies[region];
  });

describe('each region', () => {
  it('is asked at once, and answers in its place', async () => {
    const waiting: (() => void)[] = [];
    const all = fetchEachRegion(['a', 'b', 'c'], (region) => new Promise((resolve) => waiting.push(() => resolve(region.toUpperCase()))));
    expect(waiting).toHaveLength(3);
    for (const answer of waiting.reverse()) answer();
    expect((await all).answers).toEqual([
      { region: 'a', value: 'A' },
      { region: 'b', value: 'B' },
      { region: 'c', value: 'C' },
    ]);
  });

  it('that fails is told beside those that answer', async () => {
    expect(await fetchFrom({ a: down, b: 1, c: denied })).toEqual({
      answers: [{ region: 'b', value: 1 }],
      failures: [
        { region: 'a', error: down },
        { region: 'c', error: denied },
      ],
    });
  });

  it('may fail: then the first error is that of all', async () => {
    await expect(fetchFrom({ a: denied, b: down })).rejects.toBe(denied);
  });

  it('that does not exist is an error whatever the others say', async () => {
    await expect(fetchFrom({ a: 1, b: unknown })).rejects.toBe(unknown);
    await expect(fetchFrom({ a: down, b: unknown })).rejects.toBe(unknown);
  });
});

it('a bug is no failure of a region', async () => {
  const bug = new TypeError('bug');
  await expect(fetchFrom({ a: 1, b: bug })).rejects.toBe(bug);
  await expect(attempt('a', () => Promise.reject(bug))).rejects.toBe(bug);
});
