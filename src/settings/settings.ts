import type { Command, Option } from 'commander';
import type { Schema } from '../model/json-schema.ts';

/** An option that variables and the project file can set. */
export interface Setting {
  /** Key in the project file, and name of the option's value: `endpointType`. */
  readonly name: string;
  /** `CIPU_ENDPOINT_TYPE`. */
  readonly variable: string;
  /** `--endpoint-type`. */
  readonly flag: string;
  readonly option: Option;
  /** Words that at least one command takes; empty takes any text. */
  readonly choices: readonly string[];
  /** What holds when nothing is set, in words; commands may differ. */
  readonly defaults: readonly string[];
}

/** Settings by name, in the order of the help. */
export type Settings = ReadonlyMap<string, Setting>;

/** Groups of the help whose options are settings, whichever command has them. */
const groups = ['Source:', 'Output:', 'Check:'];

/** The settings that some commands and their subcommands have options for; where several take other words, all of them. */
export function settingsOf(commands: readonly Command[]): Settings {
  const settings = new Map<string, Setting>();
  for (const option of commands.flatMap(optionsOf)) {
    const setting = toSetting(option);
    const known = settings.get(setting.name);
    const merge = (key: 'choices' | 'defaults') => [...new Set([...(known?.[key] ?? []), ...setting[key]])];
    settings.set(setting.name, { ...setting, ...known, choices: merge('choices'), defaults: merge('defaults') });
  }
  return settings;
}

function optionsOf({ options, commands }: Command): readonly Option[] {
  return [...options.filter(({ helpGroupHeading }) => groups.includes(helpGroupHeading ?? '')), ...commands.flatMap(optionsOf)];
}

function toSetting(option: Option): Setting {
  const flag = `--${option.name()}`;
  const words = option.name().replace(/^no-/, '');
  const variable = `CIPU_${words.toUpperCase().replaceAll('-', '_')}`;
  return { name: option.attributeName(), variable, flag, option, choices: option.argChoices ?? [], defaults: defaultsOf(option) };
}

function defaultsOf(option: Option): readonly string[] {
  if (isSwitch(option)) return [String(option.negate)];
  const { defaultValue, defaultValueDescription } = option;
  return [typeof defaultValue === 'string' ? defaultValue : (defaultValueDescription ?? [])].flat();
}

/** Whether an option is on or off instead of having a value. */
export const isSwitch = (option: Option) => !option.required && !option.optional;

/** Names of the options that one cannot be used with; commander has them, but not in its types. */
export const conflictsOf = (option: Option) => (option as Option & { readonly conflictsWith: readonly string[] }).conflictsWith;

/** Why the project file may not set something, by setting. Who wrote the repository need not be who runs this in it. */
const notForFiles: Readonly<Record<string, string>> = { report: 'a project file may not name files to write: use --report or CIPU_REPORT' };

/** The JSON Schema of the project file: every setting under its name, none of them required. */
export function toProjectSchema(settings: Settings): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'project file',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      ...Object.fromEntries([...settings.values()].map((setting) => [setting.name, toSchema(setting)])),
    },
    additionalProperties: false,
  };
}

function toSchema(setting: Setting): Schema {
  const refusal = notForFiles[setting.name];
  return refusal === undefined ? { ...typeOf(setting), description: describe(setting) } : { not: {}, description: refusal };
}

function typeOf({ option, choices }: Setting): Schema {
  if (isSwitch(option)) return { type: 'boolean' };
  if (choices.length > 0) return { enum: choices };
  const form = formOf(option);
  if (form === 'text') return { type: 'string' };
  if (form === 'figure') return { type: ['string', 'number'] };
  return { type: ['array', 'string'], items: { type: 'string' }, minItems: 1 };
}

/** The form of an option's values. commander does not tell, but what the parser makes of a text does; only lists are pickier than these samples. */
function formOf({ parseArg }: Option): 'text' | 'figure' | 'list' {
  if (parseArg === undefined) return 'text';
  for (const sample of ['1', '1d']) {
    try {
      const value: unknown = parseArg(sample, undefined);
      return Array.isArray(value) ? 'list' : typeof value === 'number' ? 'figure' : 'text';
    } catch {
      // Not a text that this option takes.
    }
  }
  return 'list';
}

const describe = ({ flag, option, choices }: Setting) =>
  `${flag}: ${option.negate ? 'false is to ' : ''}${option.description}${choices.length > 0 ? ` (${choices.join(', ')})` : ''}`;
