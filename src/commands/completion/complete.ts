import type { Argument, Command, Option } from 'commander';
import type { Context } from '../../context.ts';
import { exitCodes } from '../../errors.ts';
import type { Candidate } from '../../settings/flags.ts';
import { printable } from '../../text.ts';
import { parseBashLine, parsePowerShellLine } from './line.ts';
import { kindOf, takesFile, valuesOf } from './values.ts';

/** What may stand where the cursor is. */
interface Answer {
  readonly candidates: readonly Candidate[];
  /** Whether a file may stand there, too. */
  readonly files: boolean;
  /**
   * What is typed of the word before the part that is completed: `--from=`, the items of a list. Candidates begin with
   * it.
   */
  readonly before: string;
}

/** Where the words before the cursor lead. */
interface Position {
  readonly command: Command;
  readonly parents: readonly Command[];
  /** How many arguments of the command are given. */
  readonly given: number;
  /** The flag whose value comes next. */
  readonly awaiting: Option | undefined;
  /** Whether flags may follow: not after `--`. */
  readonly flags: boolean;
}

/**
 * Answers what a completion script asks: `zsh WORD...`, `fish WORD...`, `bash LINE BREAKS` or `powershell LINE`. Writes
 * a head, `words`, `files` (they may follow, too) or `open` (no space is to follow), a tab and the text before the
 * completed part; then a candidate a line, with a tab and a description except for bash. A prompt is no place for
 * errors: whatever goes wrong, there is no answer. Resolves to 0; never rejects.
 */
export async function runComplete(args: readonly string[], createProgram: (words: readonly string[]) => Promise<Command>, context: Context): Promise<number> {
  try {
    const { words, insert } = parseRequest(args);
    const { candidates, files, before } = await findCandidates(await createProgram(words), words, context);
    const typed = words.at(-1) ?? '';
    const fitting = candidates.filter(({ value }) => value.startsWith(typed) && printable(value) === value);
    const head = files ? 'files' : fitting.length > 0 && fitting.every(({ value }) => value.endsWith('=')) ? 'open' : 'words';
    const lines = fitting.map(({ value, description }) => (description && args[0] !== 'bash' ? `${insert(value)}\t${printable(description)}` : insert(value)));
    context.stdout.write(`${[`${head}\t${before}`, ...lines].join('\n')}\n`);
  } catch {}
  return exitCodes.done;
}

function parseRequest([shell, ...rest]: readonly string[]): { readonly words: readonly string[]; readonly insert: (value: string) => string } {
  const [line = '', breaks = ''] = rest;
  if (shell !== 'bash' && shell !== 'powershell') return { words: rest, insert: (value) => value };
  const { words, insert } = shell === 'bash' ? parseBashLine(line, breaks) : parsePowerShellLine(line);
  // The first word is the program.
  return { words: words.slice(1), insert };
}

async function findCandidates(program: Command, words: readonly string[], context: Context): Promise<Answer> {
  const word = words.at(-1) ?? '';
  const position = locate(program, words.slice(0, -1));
  const { command, awaiting, flags, given } = position;
  if (awaiting) return completeValue(awaiting, '', word, context);
  const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  if (flags && value !== undefined) {
    const option = optionsOf(command).find(({ long }) => long === flag);
    return option && takesValue(option) ? completeValue(option, `${flag}=`, value, context) : nothing;
  }
  if (flags && word.startsWith('-')) {
    return { ...nothing, candidates: optionsOf(command).map(({ long, short, description }) => ({ value: long ?? short ?? '', description })) };
  }
  const argument = command.registeredArguments[given] ?? command.registeredArguments.findLast(({ variadic }) => variadic);
  const commands = given === 0 ? describe(namedBy(position)) : [];
  if (!argument || commands.length > 0) return { ...nothing, candidates: commands };
  return completeValue(argument, '', word, context);
}

const nothing: Answer = { candidates: [], files: false, before: '' };

/** Follows the words from command to command, and over flags and their values. */
function locate(program: Command, words: readonly string[]): Position {
  let [command, given, flags] = [program, 0, true];
  let awaiting: Option | undefined;
  const parents: Command[] = [];
  for (const word of words) {
    const next = given === 0 ? commandsOf(command).find((one) => one.name() === word) : undefined;
    if (awaiting) awaiting = undefined;
    else if (flags && word === '--') flags = false;
    else if (flags && /^-./.test(word)) awaiting = optionsOf(command).find((one) => takesValue(one) && (one.long === word || one.short === word));
    else if (next) {
      parents.push(command);
      command = next;
    } else given++;
  }
  return { command, parents, given, awaiting, flags };
}

/** Completes the value of a flag or an argument. `before` is what stands before it in the same word. */
async function completeValue(subject: Option | Argument, before: string, value: string, context: Context): Promise<Answer> {
  const kind = kindOf(subject);
  if (!kind) return nothing;
  const parts = kind.separator === undefined ? [value] : value.split(kind.separator);
  const [word = '', earlier] = [parts.at(-1), parts.slice(0, -1)];
  const start = before + value.slice(0, value.length - word.length);
  const candidates = (await valuesOf(kind, { word, earlier, context })).filter((one) => !earlier.includes(one.value));
  return { candidates: candidates.map((one) => ({ ...one, value: start + one.value })), files: takesFile(kind, { word, earlier }), before: start };
}

/** The commands that the next word may name; after commander's own `help` those that it explains. */
function namedBy({ command, parents }: Position): readonly Command[] {
  const [subject, parent] = [command.registeredArguments[0], parents.at(-1)];
  return command.name() === 'help' && parent && subject && !kindOf(subject) ? commandsOf(parent) : commandsOf(command);
}

const commandsOf = (command: Command): readonly Command[] => command.createHelp().visibleCommands(command);

const optionsOf = (command: Command): readonly Option[] => command.createHelp().visibleOptions(command);

const takesValue = ({ required, optional }: Option): boolean => required || optional;

const describe = (commands: readonly Command[]): Candidate[] => commands.map((one) => ({ value: one.name(), description: one.description() }));
