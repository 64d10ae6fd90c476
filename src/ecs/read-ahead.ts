/** A stream that is being read already. */
export interface ReadAhead<T> extends AsyncIterableIterator<T> {
  /** Settles as the first item comes, without taking it. */
  readonly opened: Promise<unknown>;
}

/** Starts to read a stream at once and keeps so many items ready, no more. Leaving it early stops the reading. */
export function readAhead<T>(source: AsyncIterable<T>, depth: number): ReadAhead<T> {
  const iterator = source[Symbol.asyncIterator]();
  // Calls that a generator has not come to yet wait in its own queue, so order and errors are as without this.
  const ask = () => {
    const next = iterator.next();
    next.catch(() => {});
    return next;
  };
  const ready = Array.from({ length: depth }, ask);
  const opened = ready[0] ?? Promise.resolve();
  return {
    opened,
    next() {
      ready.push(ask());
      return ready.shift() ?? ask();
    },
    async return() {
      iterator.return?.().catch(() => {});
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
