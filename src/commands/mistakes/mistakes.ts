import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { type CipuError, exitCodes } from '../../errors.ts';
import { suggest } from '../../model/names/suggestion.ts';
import { topics } from '../shared/topics.ts';
import { meaningOfFlag } from './flags.ts';
import { commandForName, meaningOfName } from './names.ts';
import { commandSynonyms } from './synonyms.ts';

/** A command line that failed. */
export interface FailedLine {
  readonly argv: readonly string[];
  readonly program: Command;
  readonly cloud: Pick<Context['cloud'], 'openEmbedded' | 'knownNames'>;
}

/** What is wrong with a command line that commander refuses, in its words, and what may have been meant. */
export function explainRefusal(text: string, line: FailedLine): { readonly message: string; readonly hint: string | undefined } {
  const message = text.replace(/^error: /, '').trim();
  const [, kind, word = ''] = /^unknown (option|command) '(.*)'$/s.exec(message) ?? [];
  if (kind === 'option') return { message, hint: meaningOfFlag(word, line.argv, commandOf(line)) };
  return { message, hint: kind === 'command' ? meaningOfCommand(word, line) : undefined };
}

/** The hints on an error: its own, or what a name or a region that nobody knows may stand for. */
export async function hintsOn({ hint, flag, unknownName, exitCode }: CipuError, line: FailedLine): Promise<readonly string[]> {
  const command = commandOf(line);
  const meaning = unknownName === undefined ? undefined : meaningOfName(unknownName.replace(/^ecs\./, ''), command);
  const given: unknown = command.getOptionValue('region');
  if (flag === 'region') return [(await meaningOfRegion(given, '', line)) ?? hint].filter((one) => one !== undefined);
  // Without an account nobody asks whether there is such a region.
  const region = exitCode === exitCodes.denied ? await meaningOfRegion(given, '--region ', line) : undefined;
  return [meaning ?? hint, region].filter((one) => one !== undefined);
}

/** The regions that may have been meant, by their ids or the names of their cities; undefined where none is near. */
async function meaningOfRegion(given: unknown, prefix: string, { cloud }: FailedLine): Promise<string | undefined> {
  const known = await cloud.knownNames('region');
  const text = (Array.isArray(given) ? given : []).map(String).find((one) => !known.has(one) && !/^all$|[*?[\]{}]/.test(one));
  if (text === undefined) return undefined;
  const named = [...known]
    .filter(
      ([id, name]) =>
        id.endsWith(`-${text}`) ||
        name
          .toLowerCase()
          .split(/[^a-z]+/)
          .includes(text),
    )
    .map(([id]) => id);
  return named.length > 0 ? `did you mean ${prefix}${named.join(' or ')}?` : suggest(text, [...known.keys()], prefix);
}

/** The command that the arguments lead to. */
function commandOf({ argv, program }: FailedLine): Command {
  let command = program;
  for (const word of argv) command = command.commands.find((one) => one.name() === word) ?? command;
  return command;
}

function meaningOfCommand(word: string, line: FailedLine): string | undefined {
  const place = line.argv.indexOf(word);
  const command = commandOf({ ...line, argv: line.argv.slice(0, place) });
  const near = suggest(
    word,
    command.commands.map((one) => one.name()),
  );
  if (command !== line.program) return near;
  if (topics.some(({ name }) => name === word.toLowerCase())) return `did you mean cipu help ${word.toLowerCase()}?`;
  const rest = line.argv.slice(place + 1).join(' ');
  const meant = Object.hasOwn(commandSynonyms, word.toLowerCase()) ? commandSynonyms[word.toLowerCase()] : undefined;
  if (meant) return `did you mean ${meant.map((one) => one.replace('%', rest).trim()).join(' or ')}?`;
  return near ?? commandForName(word, line.cloud.openEmbedded());
}
