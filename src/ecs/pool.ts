import pLimit, { type LimitFunction } from 'p-limit';
import type { EcsCall } from './api.ts';
import { toFailure } from './failure.ts';

/** Requests in flight at most. */
export const poolSize = 8;

/** Room for requests, for one account or several. */
export type Pool = LimitFunction;

/** Makes room for requests. */
export const createPool = (): Pool => pLimit(poolSize);

/**
 * Sends at most eight requests at a time. The API counts requests by the minute and by account (the documented limits
 * of the Describe operations used here start at 100 a minute); a full catalog is some 25 requests, sent within seconds
 * and then cached, so it stays far below. When the API throttles all the same, the rest goes one by one.
 */
export function withPool(call: EcsCall, limit: Pool): EcsCall {
  return (request) =>
    limit(async () => {
      try {
        return await call(request);
      } catch (error) {
        if (toFailure(error).throttled) limit.concurrency = 1;
        throw error;
      }
    });
}
