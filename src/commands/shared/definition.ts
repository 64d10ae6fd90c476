import { type Argument, type Command, Option } from 'commander';
import { addFlags, type FlagGroup } from '../../settings/flags.ts';
import { addHelpTexts } from './help-text.ts';
import type { Result, StreamedResult } from './result.ts';

/** A command: what it takes, and what it does. */
export interface CommandDefinition {
  readonly arguments?: readonly Argument[];
  readonly flags?: readonly FlagGroup[];
  /** The flags that are used most, which come first in the help. */
  readonly common?: readonly string[];
  /** Lines of examples, perhaps with a word on them: the help begins with them. */
  readonly examples?: string;
  /** What the help ends with. */
  readonly notes?: string;
  readonly commands?: readonly NamedCommand[];
  /**
   * Takes the value of each argument, the values of the flags, the context and commander's command. Missing where there
   * are only commands below.
   */
  run?(...args: never[]): Promise<Result | StreamedResult>;
}

/** Its name and line in the help. */
interface Named {
  readonly name: string;
  readonly description: string;
}

/** A command below another. */
export interface NamedCommand extends Named, CommandDefinition {}

/** A command of the program. Its file is loaded when it is asked for: the help, and other commands, do without. */
export interface ListedCommand extends Named {
  load(): Promise<CommandDefinition>;
}

type Work = (...args: unknown[]) => Promise<Result | StreamedResult>;

/** Does what a command is for, once commander has read its arguments and its flags, those of some groups. */
export type Act = (work: Work, args: readonly unknown[], command: Command, groups: readonly FlagGroup[]) => Promise<void>;

/** Makes a command, and those below it, from what they are defined as. */
export function define(command: Command, { arguments: args = [], flags = [], common = [], commands = [], run, ...texts }: CommandDefinition, act: Act): void {
  for (const one of args) command.addArgument(one);
  addFlags(command, flags, common);
  // The streams are open before commands are known: cli.ts has read it.
  if (run) command.addOption(new Option('--no-color', 'no colours, as with NO_COLOR=1'));
  addHelpTexts(command, texts);
  for (const one of commands) define(command.command(one.name).description(one.description), one, act);
  // commander adds the flags and the command to the arguments.
  if (run) command.action((...given: unknown[]) => act(run as Work, given.slice(0, -1), command, flags));
}

/** The flags of some commands and of those below them. */
export function flagsOf(commands: readonly CommandDefinition[]): readonly FlagGroup[] {
  return commands.flatMap(({ flags = [], commands: below = [] }) => [...flags, ...flagsOf(below)]);
}
