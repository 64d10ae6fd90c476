import { UsageError } from '../errors.ts';
import type { Position } from './document.ts';

/**
 * The error about a place in a text: `types.txt, line 3, column 5: PROBLEM`. The problem is a sentence, the hint is
 * not.
 */
export function mistakeAt(name: string, { line, column }: Position, problem: string, hint?: string): UsageError {
  return new UsageError(`${name}, line ${line}, column ${column}: ${problem}`, { hint });
}

/** How many mistakes there are besides the one that is named, as a sentence behind it; none where there are none. */
export function moreMistakes(count: number): string {
  return count === 0 ? '' : ` There ${count === 1 ? 'is 1 more mistake' : `are ${count} more mistakes`}.`;
}
