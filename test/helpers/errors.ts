import { expect } from 'vitest';
import { UsageError } from '../../src/errors.ts';

/** The usage error that an action throws; fails when it throws none, or something else. */
export function usageErrorOf(action: () => unknown): UsageError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    if (error instanceof UsageError) return error;
  }
  throw new Error('no error was thrown');
}
