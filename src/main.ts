import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { allSettings, commands } from './commands/commands.ts';
import { completeCommand } from './commands/completion/complete-command.ts';
import type { FailedLine } from './commands/mistakes/mistakes.ts';
import { type Act, define } from './commands/shared/definition.ts';
import { addHelpTexts, purposeOf } from './commands/shared/help-text.ts';
import { finish } from './commands/shared/result.ts';
import { topics } from './commands/shared/topics.ts';
import type { Context } from './context.ts';
import { CipuError, exitCodeMeanings, exitCodes, UsageError } from './errors.ts';
import { applySettings, type Effective, type Resolution } from './settings/apply.ts';
import type { FlagGroup } from './settings/flags.ts';
import { printable } from './text.ts';

const examples = `
cipu families                      which families run on CIPU, and what they expose
cipu types --has erdma --vcpus 8..32
cipu show g8i                      everything known of one family
cipu features erdma                what a feature is, and what it needs
cipu check g7.xlarge --require erdma
cipu families --cipu yes -o json   for scripts`;

const notes = `
Topics, with cipu help TOPIC:
${topics.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`).join('\n')}

Flags of the groups Source, Output and Check can be set by variables, --region by CIPU_REGION, and by a project file,
cipu.config.yaml. Flags win over variables, variables over the file: see cipu help environment.

Exit codes:
${[...exitCodeMeanings].map(([code, meaning]) => `  ${String(code).padEnd(4)}${meaning}`).join('\n')}`;

/** Runs the program on its arguments (without node and script). Resolves to the exit code; never rejects. */
export async function main(given: readonly string[], context: Context): Promise<number> {
  const argv = inFull(given);
  if (argv[0] === completeCommand) {
    const { runComplete } = await import('./commands/completion/complete.ts');
    return runComplete(argv.slice(1), (words) => createProgram(words, context, async () => {}), context);
  }
  let exitCode: number = exitCodes.done;
  let effective: readonly Effective[] = [];
  const program = await createProgram(argv, context, async (work, args, command, groups) => {
    effective = await settle(command, groups, context);
    const result = await work(...args, context, command);
    exitCode = await finish(result, { quiet: command.getOptionValue('quiet') === true, pager: command.getOptionValue('pager') }, context);
  });
  try {
    if (argv.length === 0) context.stdout.write(shortHelp(program));
    else await checkHelpWords(given, argv, program).parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, { argv, program, cloud: context.cloud }, effective, context);
  }
}

/** What `cipu` alone says. */
const shortHelp = (program: Command): string =>
  `${purposeOf(program)}\n\n${program.helpInformation()}\ncipu COMMAND --help explains a command, cipu help lists the topics.\n`;

/** Arguments with what stands for others replaced: `version`, `families help`, `help families`, `explain erdma`. */
function inFull(given: readonly string[]): readonly string[] {
  const [word = '', next, ...rest] = given;
  const isCommand = (text: string) => commands.some(({ name }) => name === text);
  if (given.length === 1 && ['version', '-v', '-V'].includes(word)) return ['--version'];
  if (word === 'explain') return ['features', ...given.slice(1)];
  if (word === 'help') return helpInFull(given.slice(1));
  return next === 'help' && rest.length === 0 && isCommand(word) ? [word, '--help'] : given;
}

/** `help families` is `families --help`; words in one text, and a topic in several words, are understood as well. */
function helpInFull(given: readonly string[]): readonly string[] {
  const words = given.flatMap((text) => text.split(/(?<=\S)\s+(?=\S)/));
  const [first] = words;
  if (words.every((one) => one === '--' || one === '--no-pager')) return ['--help'];
  if (commands.some(({ name }) => name === first)) return [...words, '--help'];
  const topic = words.join('-').toLowerCase();
  return ['help', ...(topics.some(({ name }) => name === topic) ? [topic] : given)];
}

/** Refuses `help families types`: commander would leave the second word aside. */
function checkHelpWords([word]: readonly string[], argv: readonly string[], program: Command): Command {
  if (word !== 'help' || argv.at(-1) !== '--help') return program;
  const words = argv.slice(0, -1).filter((one) => !one.startsWith('-'));
  words.reduce((command, name, i) => {
    const below = command.commands.find((one) => one.name() === name);
    if (below) return below;
    throw new UsageError(`There is no help on "${words.join(' ')}".`, { hint: `there is: cipu help ${words.slice(0, i).join(' ')}` });
  }, program);
  return program;
}

/** Applies variables and project file to the command that is about to run. Rejects with UsageError. */
async function settle(command: Command, groups: readonly FlagGroup[], { env, readProjectFile, stderr }: Context): Promise<readonly Effective[]> {
  const { effective, inapplicable } = await applySettings(command, groups, { env, readProjectFile, allSettings });
  // A misspelt variable may be meant to make a gate stricter: that it does nothing must not go unsaid.
  const isSet = Object.keys(env).some((name) => name.startsWith('CIPU_'));
  const misspelt = isSet ? (await import('./commands/config.ts')).unknownVariables(await allSettings(), env).filter(({ isMisspelt }) => isMisspelt) : [];
  for (const { remark } of misspelt) stderr.write(`warning: ${printable(remark)}\n`);
  if (!command.getOptionValue('quiet')) for (const setting of inapplicable) stderr.write(`${stderr.paint(describeInapplicable(setting, command), 'faint')}\n`);
  return effective;
}

function describeInapplicable({ setting, texts, origin }: Resolution['inapplicable'][number], command: Command): string {
  const name = `${command.parent?.parent ? `${command.parent.name()} ` : ''}${command.name()}`;
  return printable(`cipu ${name} has no ${setting.flag} ${texts.join(',')} (${origin}): it uses its default.`);
}

async function createProgram(argv: readonly string[], { stdout, stderr }: Context, act: Act): Promise<Command> {
  const program = new Command('cipu')
    .description('Which Alibaba Cloud ECS instance families run on CIPU, and what do they give you?')
    // As a flag of the whole program -v would be found in the value of `--sort -vcpus`.
    .version(packageJson.version, '--version', 'output the version number; -v is short for it')
    .exitOverride()
    // What it says of a mistake comes back with its error: see report().
    .showSuggestionAfterError(false)
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: false, commandDescription: () => '' })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => stdout.width ?? 100,
      getErrHelpWidth: () => stderr.width ?? 100,
    });
  addHelpTexts(program, { examples, notes });
  for (const { name, description, load } of commands) {
    const registered = program.command(name).description(description);
    // Flags by the dozen take time to set up: only the command that is asked for gets them.
    if (argv.includes(name)) define(registered, await load(), act);
  }
  return program;
}

/** Where an error comes from: its name and message, which may have several lines, and the calls. */
function describeOrigin({ name, message, stack = '' }: Error): string {
  const calls = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return [`${name}: ${message}`, ...calls].map((line) => `${printable(line)}\n`).join('');
}

/** The one mapping from an error to message and exit code. */
async function report(error: unknown, line: FailedLine, effective: readonly Effective[], { stderr }: Context): Promise<number> {
  // Help and version end like this with exit code 0; help of a command that was called without what it needs with 1.
  if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help'))
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const known = error instanceof CipuError ? error : undefined;
  const { message, hints } = await describe(error, line, effective);
  const debug = line.argv.includes('--debug') || effective.some(({ setting, value }) => setting.name === 'debug' && value === true);
  stderr.write(`error: ${printable(message)}\n`);
  if (hints.length > 0) stderr.write(`hint: ${printable(hints.join('; '))}\n`);
  if (known?.requestId) stderr.write(`request id: ${printable(known.requestId)}\n`);
  if (error instanceof CommanderError) return exitCodes.usage;
  if (debug && error instanceof Error) stderr.write(describeOrigin(error));
  return known?.exitCode ?? exitCodes.failed;
}

/** What to say of an error. What may have been meant by a command line is looked up only when it has failed. */
async function describe(
  error: unknown,
  line: FailedLine,
  effective: readonly Effective[],
): Promise<{ readonly message: string; readonly hints: readonly string[] }> {
  if (error instanceof CommanderError) {
    const { message, hint } = (await import('./commands/mistakes/mistakes.ts')).explainRefusal(error.message, line);
    return { message, hints: hint === undefined ? [] : [hint] };
  }
  if (!(error instanceof CipuError)) {
    return {
      message: `Unexpected error: ${error instanceof Error ? error.message : String(error)}`,
      hints: ['this is a bug; --debug shows where it happened'],
    };
  }
  const hints = await (await import('./commands/mistakes/mistakes.ts')).hintsOn(error, line);
  return { message: error.message, hints: [...hints, ...originOf(error, effective)] };
}

/** Where the setting that an error is about comes from: nobody sees it on the command line. */
function originOf({ flag }: CipuError, effective: readonly Effective[]): readonly string[] {
  const about = effective.filter(({ setting, source }) => source !== 'cli' && setting.name === flag);
  return about.map(({ setting, origin }) => `${setting.flag} is set by ${origin}`);
}
