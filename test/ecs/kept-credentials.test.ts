import { describe, expect, it } from 'vitest';
import { keepCredentials } from '../../src/ecs/kept-credentials.ts';

const lifeMs = 900_000;

/** Sessions of 900 s, numbered, on a clock that the test moves. */
function issue({ life = lifeMs, failAt = [] as readonly number[] } = {}) {
  const clock = { now: 1_000_000 };
  let visits = 0;
  const get = keepCredentials(
    async () => {
      visits += 1;
      const number = visits;
      await Promise.resolve();
      if (failAt.includes(number)) throw new Error(`visit ${number}`);
      return { number, end: clock.now + life };
    },
    ({ end }) => (Number.isFinite(end) ? end : undefined),
    () => clock.now,
  );
  return { clock, get: async () => (await get()).number, visits: () => visits };
}

describe('credentials', () => {
  it('are got once by requests that come together, and kept for those that follow', async () => {
    const { clock, get, visits } = issue();
    expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
    clock.now += lifeMs - 60_001;
    expect([await get(), visits()]).toEqual([1, 1]);
  });

  it('are renewed once a minute before they end', async () => {
    const { clock, get, visits } = issue();
    await get();
    clock.now += lifeMs - 60_000;
    expect(await Promise.all([get(), get()])).toEqual([2, 2]);
    expect(visits()).toBe(2);
  });

  it('that do not say when they end are not renewed', async () => {
    const { clock, get } = issue({ life: Number.POSITIVE_INFINITY });
    await get();
    clock.now += 1e12;
    expect(await get()).toBe(1);
  });

  it('that seem to have ended when they come serve for a minute', async () => {
    const { clock, get } = issue({ life: -5_000 });
    await get();
    clock.now += 59_999;
    expect(await get()).toBe(1);
    clock.now += 1;
    expect(await get()).toBe(2);
  });

  it('stay until their end where the renewal fails, and not longer', async () => {
    const { clock, get } = issue({ failAt: [2, 3] });
    await get();
    clock.now += lifeMs - 1;
    expect(await get()).toBe(1);
    clock.now += 1;
    await expect(get()).rejects.toThrow('visit 3');
    expect(await get()).toBe(4);
  });

  it('that cannot be had are asked for again by the next request', async () => {
    const { get } = issue({ failAt: [1] });
    await expect(Promise.all([get(), get()])).rejects.toThrow('visit 1');
    expect(await get()).toBe(2);
  });
});
