import type { Command } from 'commander';
import type { Context } from '../../context.ts';

/** Runs the action of a command and keeps its exit code. */
export type Run = (action: (context: Context) => Promise<number>) => Promise<void>;

/** A command: its name and line in the help, and how it gets its arguments, flags and action. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: string;
  register(command: Command, run: Run): void;
}
