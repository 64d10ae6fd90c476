import type { Schema } from '../model/json-schema.ts';
import type { Flag, FlagGroup } from './flags.ts';

/** A flag that variables and the project file can set. */
export interface Setting {
  /** Key in the project file, and name of the option's value: `endpointType`. */
  readonly name: string;
  /** `CIPU_ENDPOINT_TYPE`. */
  readonly variable: string;
  /** `--endpoint-type`. */
  readonly flag: string;
  /** The heading of the flag in the help. */
  readonly heading: string;
  readonly declared: Flag<unknown>;
  /** Whether it is a switch that is on until its flag turns it off. */
  readonly isNegated: boolean;
  /** Words that at least one command takes; empty takes any text. */
  readonly words: readonly string[];
  /** What holds when nothing is set, in words; commands may differ. */
  readonly defaults: readonly string[];
}

/** Settings by name, in the order of the help. */
export type Settings = ReadonlyMap<string, Setting>;

/** The settings among the flags of some groups; where several groups take other words, all of them. */
export function settingsOf(groups: readonly FlagGroup[]): Settings {
  const settings = new Map<string, Setting>();
  for (const { heading, flags } of groups) {
    for (const [name, declared] of Object.entries(flags)) {
      if (!declared.isSetting) continue;
      const setting = toSetting(name, declared, heading);
      const known = settings.get(name);
      const merge = (key: 'words' | 'defaults') => [...new Set([...(known?.[key] ?? []), ...setting[key]])];
      settings.set(name, { ...setting, ...known, words: merge('words'), defaults: merge('defaults') });
    }
  }
  return settings;
}

function toSetting(name: string, declared: Flag<unknown>, heading: string): Setting {
  const { flags, kind, default: byDefault } = declared;
  const [flag = ''] = /--[\w-]+/.exec(flags) ?? [];
  const isNegated = flag.startsWith('--no-');
  const defaults = kind.form === 'switch' ? [String(isNegated)] : byDefault ? [typeof byDefault.value === 'string' ? byDefault.value : byDefault.inWords] : [];
  const variable = `CIPU_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
  return { name, variable, flag, heading, declared, isNegated, words: kind.words ?? [], defaults };
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

function toSchema({ flag, isNegated, declared, words }: Setting): Schema {
  if (declared.notInFile !== undefined) return { not: {}, description: declared.notInFile };
  const description = `${isNegated ? 'false is ' : ''}${flag}: ${declared.help}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
  return { ...(words.length > 0 ? { enum: words } : formSchemas[declared.kind.form]), description };
}
