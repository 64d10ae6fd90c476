import { describe, expect, it } from 'vitest';
import type { EcsRequest } from '../../src/ecs/api.ts';
import { createPool, poolSize, withPool } from '../../src/ecs/pool.ts';

const request: EcsRequest = { action: 'DescribeInstanceTypes', region: 'cn-hangzhou', parameters: { maxResults: 100 } };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A call whose requests wait until they are let go. */
function heldCall() {
  const held: { readonly answer: (body?: unknown) => void; readonly fail: (error: Error) => void }[] = [];
  const call = () => new Promise<unknown>((answer, fail) => held.push({ answer, fail }));
  return { held, call };
}

describe('a pool', () => {
  it('has room for eight requests at a time, of all accounts that share it', async () => {
    const { held, call } = heldCall();
    const pool = createPool();
    const [one, two] = [withPool(call, pool), withPool(call, pool)];
    const replies = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? one : two)(request));
    await settled();
    expect([poolSize, held.length]).toEqual([8, 8]);
    held[0]?.answer('first');
    await settled();
    expect(held).toHaveLength(9);
    expect(await replies[0]).toBe('first');
  });

  it.each([
    ['one by one after the API has throttled', 'Throttling.User', 0],
    ['as before after another failure', 'InternalError', 1],
  ])('sends the rest %s', async (_, code, more) => {
    const { held, call } = heldCall();
    const send = withPool(call, createPool());
    const replies = Array.from({ length: 12 }, () => send(request).catch((error: unknown) => error));
    await settled();
    const error = Object.assign(new Error('x'), { code });
    held[0]?.fail(error);
    await settled();
    expect(await replies[0]).toBe(error);
    expect(held).toHaveLength(poolSize + more);
    for (const { answer } of held.slice(1, poolSize)) answer();
    await settled();
    expect(held).toHaveLength(code === 'InternalError' ? 12 : poolSize + 1);
  });
});
