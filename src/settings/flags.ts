import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';

/**
 * What the text of a flag or an argument is: how it is read, what may stand in it, what a project file may say. `V` is
 * the type of the value.
 */
export interface Kind<V> {
  /** The form of the value in a project file. */
  readonly form: 'switch' | 'text' | 'figure' | 'list';
  /** Whether the variable of a switch may also name a program; an empty one then names none. */
  readonly isProgram?: true;
  /** The only words that there are. */
  readonly words?: readonly string[];
  /** What parts the text: the comma of a list, the equals sign of FORMAT=FILE. */
  readonly separator?: ',' | '=';
  /** What a shell may offer. */
  readonly suggestions?: Suggestions;
  /**
   * Reads a text; `earlier` is the value so far of a flag that is repeated. Without it the text is the value. Throws
   * InvalidArgumentError or UsageError.
   */
  parse?(text: string, earlier?: V): V;
  /** Whether a text, or its part after the separator, names a file. */
  isPath?(text: string): boolean;
}

/** A word that a shell may offer, with a few words on it. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** What is typed of a value: of one that has parts the last of them, and those before it. */
export interface Typed {
  readonly word: string;
  readonly earlier: readonly string[];
}

/** Words to offer, or what they are names of, where that takes more than the declaration of a flag to know. */
export type Suggestions =
  | 'features'
  | 'regions'
  | 'profiles'
  | 'categories'
  | 'families'
  | 'families and types'
  | 'catalogs'
  | WordsToOffer
  | readonly string[];

/** The words to offer for what is typed. */
export type WordsToOffer = (typed: Typed) => readonly (string | Candidate)[];

/** A flag as it is declared: its name and place in the help, its kind, and what it cannot go with. */
export interface Flag<V> {
  /** As commander has it: `-o, --output <format>`. */
  readonly flags: string;
  readonly kind: Kind<V>;
  readonly help: string;
  /** Whether a variable and the project file can set it. */
  readonly isSetting: boolean;
  readonly default?: { readonly value: V; readonly inWords: string };
  /** Names of the flags that it cannot be used with. */
  readonly conflicts?: readonly string[];
  /** Whether the value of another flag leaves this one without use, as the command itself would say. */
  isUseless?(other: string, value: unknown): boolean;
  /** Whether it was meant for something else than what the value of a stronger source now asks for. */
  givesWay?(other: string, value: unknown): boolean;
  /** Why a project file may not set it at all. Who wrote the repository need not be who runs this in it. */
  readonly notInFile?: string;
}

type FlagDetails<V> = Omit<Flag<V>, 'flags' | 'kind' | 'help' | 'isSetting'>;

/** Declares a flag that is for the command line only. */
export function flag<V>(flags: string, kind: Kind<V>, help: string, details: FlagDetails<V> = {}): Flag<V> {
  return { flags, kind, help, isSetting: false, ...details };
}

/** Declares a flag that is a setting, too. */
export function setting<V>(flags: string, kind: Kind<V>, help: string, details: FlagDetails<V> = {}): Flag<V> {
  return { flags, kind, help, isSetting: true, ...details };
}

/** Flags by the name of their value, under one heading of the help. */
export interface FlagGroup<F extends Readonly<Record<string, Flag<unknown>>> = Readonly<Record<string, Flag<unknown>>>> {
  readonly heading: string;
  readonly flags: F;
}

/** The values that the flags of a group have; a flag that is not given has none, unless it has a default. */
export type ValuesOf<G extends FlagGroup> = { readonly [K in keyof G['flags']]?: G['flags'][K] extends Flag<infer V> ? V : never } & {
  /** Names of the flags that variables or the project file set. */
  readonly fromSettings?: ReadonlySet<string>;
};

declare module 'commander' {
  interface Option {
    /** What the flag was declared as. */
    declared?: Flag<unknown>;
  }
  interface Argument {
    kind?: Kind<unknown>;
  }
}

/**
 * Gives a command the flags of some groups, in their order. Those that are used most come first in the help, under a
 * heading of their own.
 */
export function addFlags(command: Command, groups: readonly FlagGroup[], common: readonly string[] = []): Command {
  const named = new Map(groups.flatMap(({ heading, flags }) => Object.entries(flags).map(([name, declared]) => [name, { declared, heading }])));
  const missing = common.filter((name) => !named.has(name));
  if (missing.length > 0) throw new Error(`${command.name()} has no flag ${missing.join()}.`);
  for (const name of new Set([...common, ...named.keys()])) {
    const { declared, heading } = named.get(name) as { declared: Flag<unknown>; heading: string };
    const option = toOption(declared).helpGroup(common.includes(name) ? 'Used most:' : heading);
    if (option.attributeName() !== name) throw new Error(`${option.long} is declared as ${name}.`);
    command.addOption(option);
    if (option.required && declared.kind.form !== 'list') refuseToRepeat(command, option);
  }
  return command;
}

/** commander would take the last value, and say nothing of the first. */
function refuseToRepeat(command: Command, option: Option): void {
  let given = 0;
  command.on(`option:${option.name()}`, () => {
    given += 1;
    if (given > 1) throw new UsageError(`${option.long} is given twice.`, { hint: 'it takes one value' });
  });
}

function toOption(declared: Flag<unknown>): Option {
  const { flags, kind, help, default: byDefault, conflicts = [] } = declared;
  const option = new Option(flags, help).conflicts([...conflicts]);
  if (kind.words) option.choices(kind.words);
  if (kind.parse) option.argParser(kind.parse);
  if (byDefault) option.default(byDefault.value, byDefault.inWords);
  return Object.assign(option, { declared });
}

/** Makes an argument of a command: `<file>`, `[pattern...]`. */
export function argument(name: string, kind: Kind<unknown>, help: string): Argument {
  const made = new Argument(name, help);
  if (kind.words) made.choices(kind.words);
  if (kind.parse) made.argParser(kind.parse);
  return Object.assign(made, { kind });
}

/** On or, with a flag that begins with --no, off. */
export const onOff: Kind<boolean> = { form: 'switch' };

/** On, off, or a program that a variable names. A project file may not: whoever wrote it would choose what is run. */
export const program: Kind<boolean | string> = { form: 'switch', isProgram: true };

/** Any text. */
export const text: Kind<string> = { form: 'text' };

/** A file; - is standard input. */
export const path: Kind<string> = { form: 'text', isPath: (value) => value !== '-' };

/** One of some words, in any case. */
export const word = <W extends string>(words: readonly W[]): Kind<W> => ({
  form: 'text',
  words,
  parse(value) {
    const found = words.find((one) => one.toLowerCase() === value.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
    return found;
  },
});

/** A text of which a shell may offer some. */
export const textLike = (suggestions: Suggestions): Kind<string> => ({ form: 'text', suggestions });

/** What a text comes to, of which a shell may offer some. */
export const textOf = <T>(suggestions: Suggestions, parse: (text: string) => T): Kind<T> => ({ form: 'text', suggestions, parse: (text) => parse(text) });

/** What texts with commas between them come to; a flag that is repeated adds to it. */
export const listOf = <T>(suggestions: Suggestions, parse: (texts: readonly string[]) => readonly T[]): Kind<readonly T[]> => ({
  form: 'list',
  separator: ',',
  suggestions,
  parse: (text, earlier = []) => [...earlier, ...parse(parseList(text))],
});

/** Texts with commas between them, of which a shell may offer some. */
export const listLike = (suggestions: Suggestions): Kind<readonly string[]> => listOf(suggestions, (texts) => texts);

/** What arguments name, with blanks or commas between the names: an empty one is a mistake. `what` is such a name. */
export const namesOf = (suggestions: Suggestions, what = 'A name'): Kind<readonly string[]> => ({
  form: 'list',
  separator: ',',
  suggestions,
  parse(text, earlier = []) {
    const names = splitList(text);
    if (names.includes('')) throw new UsageError(`${what} cannot be empty.`, { hint: 'is a variable of the script not set?' });
    return [...earlier, ...names];
  },
});

/** Texts of which a shell knows none. */
export const list = listLike([]);

/** A whole number from 1. */
export const count: Kind<number> = { form: 'figure', parse: parseCount };

/** A time of up to a day, in milliseconds: `90s`, `5m`. */
export const duration: Kind<number> = { form: 'figure', parse: parseDuration };

/** Parses a comma-separated list. Throws InvalidArgumentError when it is empty. */
export function parseList(value: string): readonly string[] {
  const parts = splitList(value).filter(Boolean);
  if (parts.length === 0) throw new InvalidArgumentError('It is empty.');
  return parts;
}

/** A comma inside braces belongs to a glob. */
const splitList = (value: string): string[] => value.split(/,(?![^{]*\})/).map((part) => part.trim());

function parseCount(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

function parseDuration(value: string): number {
  const [, figure, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? [];
  const time = Number(figure) * (unitMs[unit] ?? Number.NaN);
  if (!(time > 0 && time <= 24 * 3_600_000)) throw new InvalidArgumentError('It must be a time such as 90s, 5m or 500ms, a day at most.');
  return time;
}
