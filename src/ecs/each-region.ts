import { CipuError, UsageError } from '../errors.ts';

/** A region that could not be asked, and why. */
export interface RegionFailure {
  readonly region: string;
  readonly error: CipuError;
}

/** What a region answered. */
export interface RegionAnswer<T> {
  readonly region: string;
  readonly value: T;
}

/** What the regions answered, in their order, and which of them failed. */
export interface RegionAnswers<T> {
  readonly answers: readonly RegionAnswer<T>[];
  readonly failures: readonly RegionFailure[];
}

/**
 * Fetches the same from each region, side by side. Rejects with CipuError when none of them answers or a name is wrong;
 * a bug is rethrown.
 */
export async function fetchEachRegion<T>(regions: readonly string[], fetch: (region: string) => Promise<T>): Promise<RegionAnswers<T>> {
  const replies = await Promise.all(regions.map((region) => attempt(region, () => fetch(region))));
  const answers = replies.flatMap((reply) => ('value' in reply ? [reply] : []));
  const failures = replies.flatMap((reply) => ('error' in reply ? [reply] : []));
  const fatal = failures.find(({ error }) => error instanceof UsageError) ?? (answers.length === 0 ? failures[0] : undefined);
  if (fatal) throw fatal.error;
  return { answers, failures };
}

/** What a region answers, or the expected error it ends in; a bug is rethrown. */
export async function attempt<T>(region: string, work: () => Promise<T>): Promise<RegionAnswer<T> | RegionFailure> {
  try {
    return { region, value: await work() };
  } catch (error) {
    if (error instanceof CipuError) return { region, error };
    throw error;
  }
}
