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
  let expire: (error: ServiceError) => void = () => {};
  const expired = new Promise<never>((_, reject) => {
    expire = reject;
  });
  // Somebody may be racing it or not: its rejection alone is no fault.
  expired.catch(() => {});
  setTimeout(() => expire(fail()), timeoutMs).unref();
  return { expiresAt: Date.now() + timeoutMs, guard: (work) => Promise.race([work, expired]) };
}
