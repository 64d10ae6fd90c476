import { CipuError } from '../errors.ts';
import type { Attempt, EcsCall, EcsRequest } from './api.ts';
import type { Deadline } from './deadline.ts';
import { type Failure, toFailure } from './failure.ts';

/** How often to try and how long to wait. Times in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number;
  /** Ceiling of the first wait; it doubles with every attempt. */
  readonly baseMs: number;
  readonly maximumMs: number;
}

/** Five attempts, waits of up to 0.5, 1, 2 and 4 seconds. */
export const defaultRetryPolicy: RetryPolicy = { attempts: 5, baseMs: 500, maximumMs: 20_000 };

/** What the retries report while they work. */
export interface RetryObserver {
  attempted(attempt: Attempt): void;
  waiting(request: EcsRequest, failure: Failure, delayMs: number): void;
}

/** What `withRetry` works with. */
export interface RetryOptions {
  readonly observer: RetryObserver;
  readonly deadline: Deadline;
  readonly policy?: RetryPolicy;
  sleep(ms: number): Promise<void>;
  toError(failure: Failure, request: EcsRequest): CipuError;
}

/** A call that tries again after failures that may pass, within the deadline, and rejects with an error of ours. */
export function withRetry(call: EcsCall, { observer, deadline, toError, sleep, policy = defaultRetryPolicy }: RetryOptions): EcsCall {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const startedAt = performance.now();
      const report = (outcome: string, requestId: string | undefined) =>
        observer.attempted({ action: request.action, region: request.region, attempt, outcome, durationMs: performance.now() - startedAt, requestId });
      const outcome = await deadline.guard(settle(call(request)));
      if ('body' in outcome) {
        report('200', requestIdOf(outcome.body));
        return outcome.body;
      }
      // Ours already: there are no credentials, so there was no request.
      if (outcome.error instanceof CipuError) throw outcome.error;
      const failure = toFailure(outcome.error);
      report(`${failure.statusCode ?? ''} ${failure.code}`.trim(), failure.requestId);
      if (!failure.retryable || attempt >= policy.attempts) throw toError(failure, request);
      const delayMs = delayOf(failure, attempt, policy);
      // Waiting past the deadline helps nobody: the failure says more than the deadline would.
      if (Date.now() + delayMs >= deadline.expiresAt) throw toError(failure, request);
      observer.waiting(request, failure, delayMs);
      await sleep(delayMs);
    }
  };
}

/** The outcome of a promise as a value, so that only the deadline rejects. */
function settle(work: Promise<unknown>): Promise<{ readonly body: unknown } | { readonly error: unknown }> {
  return work.then(
    (body) => ({ body }),
    (error: unknown) => ({ error }),
  );
}

/** Full jitter spreads clients that were throttled together; what the API asks for wins. */
function delayOf({ retryAfterMs }: Failure, attempt: number, { baseMs, maximumMs }: RetryPolicy): number {
  return retryAfterMs ?? Math.random() * Math.min(maximumMs, baseMs * 2 ** (attempt - 1));
}

function requestIdOf(body: unknown): string | undefined {
  const id = (body as { RequestId?: unknown } | null)?.RequestId;
  return typeof id === 'string' ? id : undefined;
}
