import { describe, expect, it } from 'vitest';
import { readAhead } from '../../src/ecs/read-ahead.ts';

/** A stream of numbers that says how far it was read, and whether it was closed. */
function numbers(count: number, error?: Error) {
  const state = { given: 0, closed: false };
  async function* stream() {
    try {
      for (; state.given < count; ) {
        state.given += 1;
        yield state.given;
      }
      if (error) throw error;
    } finally {
      state.closed = true;
    }
  }
  return { state, stream: stream() };
}

/** Lets everything settle that waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a stream that is read ahead', () => {
  it('is read before anybody asks, so many items and no more', async () => {
    const { state, stream } = numbers(10);
    const ahead = readAhead(stream, 3);
    await settled();
    expect(state.given).toBe(3);
    expect(await ahead.next()).toEqual({ done: false, value: 1 });
    await settled();
    expect(state.given).toBe(4);
  });

  it('gives what the stream gives, in order', async () => {
    const given: number[] = [];
    for await (const item of readAhead(numbers(7).stream, 3)) given.push(item);
    expect(given).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('fails where the stream fails, not before', async () => {
    const given: number[] = [];
    const read = async () => {
      for await (const item of readAhead(numbers(2, new Error('down')).stream, 3)) given.push(item);
    };
    await expect(read()).rejects.toThrow('down');
    expect(given).toEqual([1, 2]);
  });

  it('may have failed long before it is read', async () => {
    const ahead = readAhead(numbers(0, new Error('down')).stream, 2);
    await settled();
    await expect(ahead.next()).rejects.toThrow('down');
  });

  it('tells that it opened, or failed to, without taking an item', async () => {
    const ahead = readAhead(numbers(1).stream, 2);
    await ahead.opened;
    expect(await ahead.next()).toEqual({ done: false, value: 1 });
    await expect(readAhead(numbers(0, new Error('down')).stream, 2).opened).rejects.toThrow('down');
  });

  it('is closed when the reader leaves', async () => {
    const { state, stream } = numbers(10);
    for await (const _ of readAhead(stream, 3)) break;
    await settled();
    expect(state.closed).toBe(true);
  });
});
