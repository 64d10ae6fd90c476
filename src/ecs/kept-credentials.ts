/** Credentials are renewed so long before they end: a request that is on its way still arrives in time. */
const marginMs = 60_000;

/**
 * However soon credentials seem to end, as they do where the clock of this machine is ahead, they serve for so long: a
 * renewal for every request would not make them last longer.
 */
const leastLifeMs = 60_000;

/**
 * Gives credentials that are got once and renewed when they end; those that do not say when never are. Requests that
 * come together wait for the same ones. A renewal that fails before the end leaves those that are there; without any
 * the getter rejects, and the next request tries again.
 */
export function keepCredentials<T>(get: () => Promise<T>, endOf: (credentials: T) => number | undefined, now: () => number = Date.now): () => Promise<T> {
  let kept: { readonly credentials: T; readonly renewAt: number; readonly end: number } | undefined;
  let renewal: Promise<T> | undefined;
  const renew = async () => {
    try {
      const credentials = await get();
      const end = endOf(credentials) ?? Number.POSITIVE_INFINITY;
      kept = { credentials, renewAt: Math.max(end - marginMs, now() + leastLifeMs), end };
      return credentials;
    } catch (error) {
      if (kept && now() < kept.end) return kept.credentials;
      throw error;
    } finally {
      renewal = undefined;
    }
  };
  return async () => {
    if (kept && now() < kept.renewAt) return kept.credentials;
    renewal ??= renew();
    return renewal;
  };
}
