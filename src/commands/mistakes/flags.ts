import type { Command } from 'commander';
import { suggest } from '../../model/names/suggestion.ts';
import { findFeature, findMetric, plainName } from '../../model/registry/spelling.ts';
import { flagSynonyms, otherWays } from './synonyms.ts';

/** What may have been meant by a flag that a command does not have, as a hint; undefined where nothing is near. */
export function meaningOfFlag(typed: string, argv: readonly string[], command: Command): string | undefined {
  const [, name = '', inline] = /^-+([^=]*)(?:=(.*))?$/s.exec(typed) ?? [];
  const next = argv[argv.indexOf(typed) + 1];
  const value = inline ?? (next?.startsWith('-') ? undefined : next);
  if (!command.parent || argv.indexOf(typed) < argv.indexOf(command.name())) return meaningBeforeCommand(typed, name, value, command);
  const plain = plainName(name);
  const other = lookUp(otherWays, plain);
  if (other !== undefined) return fill(other, value ?? 'NAME');
  const meant = meantBy(name, value).find((flag) => isTaken(flag, command));
  if (meant !== undefined) return `did you mean ${meant}?`;
  const flags = command.options.flatMap(({ long }) => long?.slice(2) ?? []);
  return suggest(name, flags, '--') ?? meaningInList(name, value);
}

/** Flags stand behind a command; who gives none may want the list of families. */
function meaningBeforeCommand(typed: string, name: string, value: string | undefined, command: Command): string | undefined {
  if (command.parent) return `flags stand behind the command: cipu ${command.name()} ${typed}`;
  const near = suggest(name, ['help', 'version'], '--');
  return near ?? meaningInList(name, value) ?? `flags stand behind a command: cipu families ${typed}`;
}

/** What finds families by something that a command has no flag for. */
function meaningInList(name: string, value: string | undefined): string | undefined {
  const meant = meantBy(name, value).find((flag) => /^--(has|lacks|where|vendor|processor|gpu-model|arch) /.test(flag));
  return meant && `cipu families ${meant} lists families by that`;
}

/** The flags that a word may stand for, the likeliest first. */
function meantBy(name: string, value: string | undefined): readonly string[] {
  const synonyms = lookUp(flagSynonyms, plainName(name)) ?? [];
  const [, not, positive = name] = /^(no-|without-)?(.+)$/.exec(name) ?? [];
  const feature = findFeature(positive)?.key;
  const featureFlags = feature === undefined ? [] : not ? [`--lacks ${feature}`, `--require '!${feature}'`] : [`--has ${feature}`, `--require ${feature}`];
  const figure = value ?? 'N..';
  return [...synonyms.map((flag) => fill(flag, value ?? 'VALUE')), ...boundMeantBy(name, value ?? 'N'), ...featureFlags, ...rangeFlag(name, figure)];
}

/** `--min-vcpus 8` and `--vcpus-max 8` are ends of a range. */
function boundMeantBy(name: string, value: string): readonly string[] {
  const [, first, ofFirst, ofLast, last] = /^(?:(min|max)[-_]?(.+)|(.+?)[-_]?(min|max))$/.exec(name) ?? [];
  const metric = ofFirst ?? ofLast;
  return metric === undefined ? [] : rangeFlag(metric, (first ?? last) === 'min' ? `${value}..` : `..${value}`);
}

function rangeFlag(name: string, range: string): readonly string[] {
  const metric = findMetric(name);
  const synonyms = lookUp(flagSynonyms, plainName(name)) ?? [];
  return metric ? [`--${metric.flag} ${quote(range)}`] : synonyms.map((flag) => fill(flag, range));
}

const lookUp = <V>(table: Readonly<Record<string, V>>, word: string): V | undefined => (Object.hasOwn(table, word) ? table[word] : undefined);

const fill = (text: string, value: string) => text.replace(/'?(!?)%'?/, (_, not: string) => quote(`${not}${value}`));

/** A value as a shell takes it. */
const quote = (value: string) => (/^[\w.,:/@+-]+$/.test(value) ? value : `'${value}'`);

/** Whether a command has a flag, and takes the word behind it where there are only some. */
function isTaken(text: string, { options }: Command): boolean {
  const [flag, ...words] = text.split(' ');
  const option = options.find(({ long }) => long === flag);
  return option !== undefined && (option.argChoices === undefined || option.argChoices.includes(words.join(' ').toLowerCase()));
}
