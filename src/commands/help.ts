import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { featureDefinitions } from '../model/registry/features.ts';
import { findFeature, findMetric } from '../model/registry/spelling.ts';
import { argument, type Kind, textLike } from '../settings/flags.ts';
import type { CommandDefinition, ListedCommand } from './shared/definition.ts';
import { pagerFlag } from './shared/output-flags.ts';
import { unknownName } from './shared/parse.ts';
import type { Result } from './shared/result.ts';
import { topics } from './shared/topics.ts';

/** `cipu help`. What it says of commands is their own help: `main.ts` leads there. */
export function helpOf(commands: readonly ListedCommand[]): CommandDefinition {
  const words = [
    ...commands.map(({ name, description }) => ({ value: name, description })),
    ...topics.map(({ name, summary }) => ({ value: name, description: summary })),
    ...featureDefinitions.map(({ key, title }) => ({ value: key, description: title })),
  ];
  const subject: Kind<string> = textLike(() => words);
  return {
    flags: [{ heading: 'Output:', flags: { pager: pagerFlag } }],
    arguments: [argument('[topic]', subject, 'a command, a topic, a feature or a metric')],
    run: async (word: string | undefined, _flags: unknown, context: Context, command: Command): Promise<Result> => {
      // A flag alone, is no word, and that of `help -- families` is a command.
      const program = command.parent ?? command;
      const named = word === undefined ? program : program.commands.find((one) => one.name() === word);
      if (named || word === undefined) return (named ?? program).help();
      const topic = topics.find(({ name }) => name === word.toLowerCase());
      if (topic) return { output: await renderPage(topic.name, context) };
      if (findFeature(word) ?? findMetric(word)) return (await import('./features.ts')).runFeatures(word, {}, context);
      const known = words.map(({ value }) => value);
      const beginning = topics.find(({ name }) => name.startsWith(`${word.toLowerCase()}-`));
      const general = beginning ? `did you mean ${beginning.name}?` : await meaningOf(word, context);
      return unknownName(`There is no help on "${word}"`, word, known, general ?? 'cipu help lists commands and topics');
    },
  };
}

/** What leads on from the name of a family or a type, or of a file. */
async function meaningOf(word: string, { cloud }: Context): Promise<string | undefined> {
  if (!/\w{2}/.test(word)) return undefined;
  return (await import('./mistakes/names.ts')).commandForName(word, cloud.openEmbedded());
}

/** A topic as a terminal shows it; in a pipe the Markdown that it is. */
async function renderPage(topic: string, { stdout: { width, paint }, readHelpPage }: Context): Promise<string> {
  const text = await readHelpPage(topic);
  if (width === undefined) return text;
  const { renderMarkdown } = await import('../render/pages/markdown.ts');
  return renderMarkdown(text, { width, paint });
}
