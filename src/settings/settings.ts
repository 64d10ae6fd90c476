import type { Command, Option } from 'commander';
import type { Schema } from '../model/json-schema.ts';
import type { Flag } from './flags.ts';

/** A flag that variables and the project file can set. */
export interface Setting {
  /** Key in the project file, and name of the option's value: `endpointType`. */
  readonly name: string;
  /** `CIPU_ENDPOINT_TYPE`. */
  readonly variable: string;
  /** `--endpoint-type`. */
  readonly flag: string;
  readonly option: Option;
  readonly declared: Flag<unknown>;
  /** Words that at least one command takes; empty takes any text. */
  readonly words: readonly string[];
  /** What holds when nothing is set, in words; commands may differ. */
  readonly defaults: readonly string[];
}

/** Settings by name, in the order of the help. */
export type Settings = ReadonlyMap<string, Setting>;

/**
 * The settings that some commands and their subcommands have flags for; where several take other words, all of them.
 */
export function settingsOf(commands: readonly Command[]): Settings {
  const settings = new Map<string, Setting>();
  for (const setting of commands.flatMap(ownSettings)) {
    const known = settings.get(setting.name);
    const merge = (key: 'words' | 'defaults') => [...new Set([...(known?.[key] ?? []), ...setting[key]])];
    settings.set(setting.name, { ...setting, ...known, words: merge('words'), defaults: merge('defaults') });
  }
  return settings;
}

function ownSettings({ options, commands }: Command): readonly Setting[] {
  const own = options.flatMap((option) => (option.declared?.isSetting ? [toSetting(option, option.declared)] : []));
  return [...own, ...commands.flatMap(ownSettings)];
}

function toSetting(option: Option, declared: Flag<unknown>): Setting {
  const variable = `CIPU_${option.name().replace(/^no-/, '').toUpperCase().replaceAll('-', '_')}`;
  const flag = `--${option.name()}`;
  return { name: option.attributeName(), variable, flag, option, declared, words: declared.kind.words ?? [], defaults: defaultsOf(option, declared) };
}

function defaultsOf({ negate }: Option, { kind, default: byDefault }: Flag<unknown>): readonly string[] {
  if (kind.form === 'switch') return [String(negate)];
  if (!byDefault) return [];
  return [typeof byDefault.value === 'string' ? byDefault.value : byDefault.inWords];
}

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

const formSchemas = {
  switch: { type: 'boolean' },
  text: { type: 'string' },
  figure: { type: ['string', 'number'] },
  list: { type: ['array', 'string'], items: { type: 'string' }, minItems: 1 },
} as const;

function toSchema({ flag, option, declared, words }: Setting): Schema {
  if (declared.notInFile !== undefined) return { not: {}, description: declared.notInFile };
  const description = `${flag}: ${option.negate ? 'false is to ' : ''}${declared.help}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
  return { ...(words.length > 0 ? { enum: words } : formSchemas[declared.kind.form]), description };
}
