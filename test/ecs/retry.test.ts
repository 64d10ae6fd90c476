import { describe, expect, it } from 'vitest';
import type { Attempt, EcsRequest } from '../../src/ecs/api.ts';
import { openDeadline } from '../../src/ecs/deadline.ts';
import { type RetryPolicy, withRetry } from '../../src/ecs/retry.ts';
import { ServiceError } from '../../src/errors.ts';

const request: EcsRequest = { action: 'DescribeInstanceTypes', region: 'cn-hangzhou', parameters: { maxResults: 100 } };
const quick: RetryPolicy = { attempts: 5, baseMs: 4, maximumMs: 8 };
const throttled = (more: object = {}) => Object.assign(new Error('slow down'), { code: 'Throttling', statusCode: 400, requestId: 'R-1', ...more });
const refused = () => Object.assign(new Error('no'), { code: 'Forbidden.RAM', statusCode: 403, requestId: 'R-2' });

/** Runs a request against outcomes, one an attempt; an Error is thrown, all else returned. */
async function run(outcomes: readonly unknown[], policy: RetryPolicy = quick, timeoutMs = 60_000) {
  const attempts: Attempt[] = [];
  const delays: number[] = [];
  const slept: number[] = [];
  const asked: EcsRequest[] = [];
  const call = withRetry(
    async (sent) => {
      const outcome = outcomes[asked.length];
      asked.push(sent);
      if (asked.length > outcomes.length) throw new Error('more attempts than expected');
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    {
      toError: ({ code }) => new ServiceError(`failed: ${code}`),
      observer: { attempted: (attempt) => attempts.push(attempt), waiting: (_request, _failure, delayMs) => delays.push(delayMs) },
      deadline: openDeadline(timeoutMs),
      sleep: async (ms) => {
        slept.push(ms);
      },
      policy,
    },
  );
  const result = await call(request).catch((error: unknown) => error);
  return { result, attempts, delays, slept, asked };
}

describe('withRetry', () => {
  it('gives the reply of the first attempt', async () => {
    const reply = { RequestId: 'R-0' };
    const { result, attempts, delays, asked } = await run([reply]);
    expect(result).toBe(reply);
    expect(asked).toEqual([request]);
    expect(delays).toEqual([]);
    expect(attempts).toEqual([
      { action: 'DescribeInstanceTypes', region: 'cn-hangzhou', attempt: 1, outcome: '200', durationMs: expect.any(Number), requestId: 'R-0' },
    ]);
  });

  it('tries again after what may pass, with the same request', async () => {
    const { result, attempts, asked } = await run([
      throttled(),
      Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      new SyntaxError('x'),
      { RequestId: 'R-3' },
    ]);
    expect(result).toEqual({ RequestId: 'R-3' });
    expect(asked).toEqual([request, request, request, request]);
    expect(attempts.map(({ attempt, outcome, requestId }) => [attempt, outcome, requestId])).toEqual([
      [1, '400 Throttling', 'R-1'],
      [2, 'ECONNRESET', undefined],
      [3, 'UnreadableReply', undefined],
      [4, '200', 'R-3'],
    ]);
  });

  it('gives up after the last attempt, with our error', async () => {
    const { result, attempts, delays } = await run(Array.from({ length: 5 }, () => throttled()));
    expect(result).toBeInstanceOf(ServiceError);
    expect(result).toMatchObject({ message: 'failed: Throttling' });
    expect(attempts).toHaveLength(5);
    expect(delays).toHaveLength(4);
  });

  it('does not try again what stays', async () => {
    const { result, attempts, delays } = await run([refused()]);
    expect(result).toMatchObject({ message: 'failed: Forbidden.RAM' });
    expect([attempts.length, delays.length]).toEqual([1, 0]);
  });

  it('stops at a failure that stays after one that may pass', async () => {
    const { result, attempts } = await run([throttled(), refused()]);
    expect(result).toMatchObject({ message: 'failed: Forbidden.RAM' });
    expect(attempts).toHaveLength(2);
  });

  it('makes as many attempts as the policy allows', async () => {
    expect((await run([throttled()], { ...quick, attempts: 1 })).attempts).toHaveLength(1);
    expect((await run([throttled(), throttled()], { ...quick, attempts: 2 })).attempts).toHaveLength(2);
  });

  it('waits at random below a ceiling that doubles up to the maximum', async () => {
    const ceilings = [4, 8, 8, 8];
    const seen = new Set<number>();
    for (let i = 0; i < 3; i++) {
      const { delays } = await run(Array.from({ length: 5 }, () => throttled()));
      for (const [n, delay] of delays.entries()) {
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(ceilings[n] ?? 0);
        seen.add(delay);
      }
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('waits as long as the API asks, and really waits', async () => {
    const { delays, slept } = await run([throttled({ retryAfter: 30 }), throttled({ retryAfter: 0 }), {}]);
    expect([delays, slept]).toEqual([
      [30, 0],
      [30, 0],
    ]);
  });

  it('does not begin a wait that the run has no time for', async () => {
    const { result, delays } = await run([throttled({ retryAfter: 3_600_000 }), {}]);
    expect(result).toMatchObject({ message: 'failed: Throttling' });
    expect(delays).toEqual([]);
  });

  it('gives up on a reply that does not come in time', async () => {
    const { result } = await run([new Promise(() => {})], quick, 30);
    expect(result).toBeInstanceOf(ServiceError);
    expect(result).toMatchObject({ message: 'The API did not answer within 0.03 s.' });
  });

  it('passes on what is our own error already', async () => {
    const error = new ServiceError('no credentials');
    const { result, attempts } = await run([error]);
    expect(result).toBe(error);
    expect(attempts).toEqual([]);
  });

  it('reports a reply without a request id', async () => {
    for (const reply of [null, 'text', {}, { RequestId: 7 }]) expect((await run([reply])).attempts[0]?.requestId).toBeUndefined();
  });
});
