import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openDeadline } from '../../src/ecs/deadline.ts';
import { ServiceError } from '../../src/errors.ts';

describe('a deadline', () => {
  it('lets through what settles in time', async () => {
    const { guard } = openDeadline(60_000);
    await expect(guard(Promise.resolve(7))).resolves.toBe(7);
    await expect(guard(Promise.reject(new TypeError('bug')))).rejects.toBeInstanceOf(TypeError);
  });

  it('ends what does not, also what begins after it', async () => {
    const { guard } = openDeadline(20);
    const never = () => guard(new Promise(() => {}));
    await expect(never()).rejects.toBeInstanceOf(ServiceError);
    await expect(never()).rejects.toMatchObject({ message: 'The API did not answer within 0.02 s.' });
  });

  it('keeps nothing of what went through it: a fleet is a thousand replies', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { guard } = openDeadline(60_000);
    const replies = await Promise.all(Array.from({ length: 20 }, async () => new WeakRef((await guard(Promise.resolve({ body: 'x' }))) as object)));
    await new Promise((resolve) => setTimeout(resolve));
    collect();
    expect(replies.filter((reply) => reply.deref() !== undefined).length).toBeLessThan(replies.length / 2);
  });
});
