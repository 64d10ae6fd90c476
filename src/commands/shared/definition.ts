import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import type { Result, StreamedResult } from './result.ts';

/** Turns what a command does with its arguments, its flags and the context into the action of the command. */
export type Run = <A extends readonly unknown[]>(
  work: (...args: [...A, Context]) => Promise<Result | StreamedResult>,
) => (...args: readonly unknown[]) => Promise<void>;

/** A command: its name and line in the help, and how it gets its arguments, flags and action. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  register(command: Command, run: Run): void;
}
