import { setTimeout as sleep } from 'node:timers/promises';
import type { CipuError } from '../errors.ts';
import type { Attempt, EcsCall, EcsRequest } from './api.ts';
import { type Failure, toFailure } from './failure.ts';

/** How often and how long to try. Times in milliseconds. */
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

/** A call that tries again after failures that may pass, and rejects with an error of ours. */
export function withRetry(
  call: EcsCall,
  toError: (failure: Failure, request: EcsRequest) => CipuError,
  observer: RetryObserver,
  policy: RetryPolicy = defaultRetryPolicy,
): EcsCall {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const startedAt = performance.now();
      const report = (outcome: string, requestId: string | undefined) =>
        observer.attempted({ action: request.action, region: request.region, attempt, outcome, durationMs: performance.now() - startedAt, requestId });
      try {
        const body = await call(request);
        report('200', requestIdOf(body));
        return body;
      } catch (error) {
        const failure = toFailure(error);
        report(`${failure.statusCode ?? ''} ${failure.code}`.trim(), failure.requestId);
        if (!failure.retryable || attempt >= policy.attempts) throw toError(failure, request);
        const delayMs = delayOf(failure, attempt, policy);
        observer.waiting(request, failure, delayMs);
        await sleep(delayMs);
      }
    }
  };
}

/** Full jitter spreads clients that were throttled together; what the API asks for wins. */
function delayOf({ retryAfterMs }: Failure, attempt: number, { baseMs, maximumMs }: RetryPolicy): number {
  return retryAfterMs ?? Math.random() * Math.min(maximumMs, baseMs * 2 ** (attempt - 1));
}

function requestIdOf(body: unknown): string | undefined {
  const id = (body as { RequestId?: unknown } | null)?.RequestId;
  return typeof id === 'string' ? id : undefined;
}
