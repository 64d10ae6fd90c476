import type { Outcome } from './outcome.ts';

/** How a run ends; each has an exit code of its own. */
export type Ending = 'done' | 'violated' | 'undecided' | 'denied' | 'failed';

/** What the ending of a run depends on. The format of the output has no say. */
export interface RunFacts {
  /** What does not work, for a command that tries what others need. */
  readonly failure?: 'denied' | 'failed' | undefined;
  /**
   * How a check came out; of any other command, whether the answer is whole (`pass`) or leaves something open
   * (`unknown`).
   */
  readonly outcome?: Outcome;
  /** Whether a flag forbids the list as it is: --fail-empty an empty one, --exit-code one that has rows. */
  readonly forbidden?: boolean;
}

/**
 * The exit rule: a failure beats what could not be decided, that beats a list which a flag forbids, and that beats
 * success.
 */
export function endingOf({ failure, outcome = 'pass', forbidden = false }: RunFacts): Ending {
  if (failure) return failure;
  if (outcome === 'pass') return forbidden ? 'violated' : 'done';
  return outcome === 'fail' ? 'violated' : 'undecided';
}
