import { ServiceError } from '../errors.ts';

/** The time a whole run may take. */
export interface Deadline {
  readonly expiresAt: number;
  /** Settles as the work does, or rejects with ServiceError when the time is up. */
  guard<T>(work: Promise<T>): Promise<T>;
}

/** A deadline in so many milliseconds from now. The timer does not keep the process alive. */
export function openDeadline(timeoutMs: number): Deadline {
  const fail = () =>
    new ServiceError(`The API did not answer within ${timeoutMs / 1000} s.`, { hint: '--timeout gives it more time; --offline needs no network' });
  // A race against one promise that never settles would keep every reply of the run in memory.
  const waiting = new Set<(error: ServiceError) => void>();
  let expired = false;
  setTimeout(() => {
    expired = true;
    for (const reject of waiting) reject(fail());
  }, timeoutMs).unref();
  return {
    expiresAt: Date.now() + timeoutMs,
    guard: (work) =>
      new Promise((resolve, reject) => {
        if (expired) reject(fail());
        waiting.add(reject);
        work.then(resolve, reject).finally(() => waiting.delete(reject));
      }),
  };
}
