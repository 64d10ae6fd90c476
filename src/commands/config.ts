import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { suggest } from '../model/names/suggestion.ts';
import { orDash } from '../render/cell.ts';
import type { Column } from '../render/column.ts';
import { type Resolution, resolveFor } from '../settings/apply.ts';
import type { Flag, FlagGroup } from '../settings/flags.ts';
import { type Setting, type Settings, settingsOf } from '../settings/settings.ts';
import { type CommandDefinition, flagsOf } from './shared/definition.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import type { Result } from './shared/result.ts';

/** A setting as `config show -o json` gives it. */
export interface SettingReport {
  /** Its key in the project file. */
  readonly setting: string;
  /** As a variable would have it; null when nothing is set and the command decides. */
  readonly value: string | null;
  /** `flag --region`, `variable CIPU_REGION`, `cipu.config.yaml:3` or `default`. */
  readonly origin: string;
  /** What does not count, and for whose sake; null for nothing. */
  readonly detail: string | null;
}

const columns: readonly Column<SettingReport>[] = [
  { key: 'setting', header: 'Setting', tableRank: 0, value: ({ setting }) => setting, tone: 'strong' },
  { key: 'value', header: 'Value', tableRank: 0, value: ({ value }) => value, cell: ({ value }) => orDash(value) },
  { key: 'origin', header: 'From', tableRank: 1, value: ({ origin }) => origin },
  {
    key: 'detail',
    header: 'Detail',
    tableRank: 2,
    wraps: true,
    relevant: (rows) => rows.some(({ detail }) => detail !== null),
    value: ({ detail }) => detail,
    cell: ({ detail }) => ({ text: detail ?? '' }),
  },
];

const examples = `
cipu config show                       what counts here, and where it comes from
CIPU_OUTPUT=json cipu config show
cipu config show --live --region eu-central-1`;

const notes = `
Flags of the groups Source, Output and Check can be set by variables (--endpoint-type by CIPU_ENDPOINT_TYPE, --no-cache by
CIPU_CACHE=false) and by a project file (endpointType: vpc, cache: false): cipu.config.yaml, .yml or .json in the working
directory, or in one above it within the same repository. Flags win over variables, and variables over the file, which
--no-project-file leaves aside.`;

/** `cipu config`, about the settings of some commands. */
export function configOf(commands: readonly CommandDefinition[]): CommandDefinition {
  const settings = settingsOf(flagsOf(commands));
  return {
    examples,
    notes,
    commands: [
      {
        name: 'show',
        description: 'list every setting with its value and its origin',
        flags: groupsOf(settings),
        examples,
        notes,
        run: (flags: OutputFlags, context: Context, command: Command) => runConfigShow(flags, command, settings, context),
      },
    ],
  };
}

/** The flags of `cipu config show`: those of its list, and all other settings as they are written. */
function groupsOf(settings: Settings): readonly FlagGroup[] {
  const own: FlagGroup['flags'] = outputFlags(columns).flags;
  return [...settings.values()].map(({ name, heading, declared }) => ({ heading, flags: { [name]: own[name] ?? asWritten(declared) } }));
}

/** A flag whose value is its text: 90s is shown as that, not as 90000. */
function asWritten(declared: Flag<unknown>): Flag<unknown> {
  const { kind } = declared;
  if (!kind.parse) return declared;
  const parse = (text: string, earlier?: unknown) => {
    kind.parse?.(text);
    return typeof earlier === 'string' ? `${earlier},${text}` : text;
  };
  return { ...declared, kind: { ...kind, parse } };
}

/** Lists the settings. Rejects with UsageError. */
async function runConfigShow(flags: OutputFlags, command: Command, settings: Settings, context: Context): Promise<Result> {
  const plan = await planOutput(flags, columns, 'settings');
  const { env, readProjectFile } = context;
  const resolution = await resolveFor(command, groupsOf(settings), { env, readProjectFile, allSettings: async () => settings });
  const rows = [...settings.values()].map((setting) => toReport(setting, resolution));
  const isAside = resolution.effective.some(({ setting, value }) => setting.name === 'projectFile' && value === false);
  const file = isAside ? undefined : readProjectFile();
  const notes = [
    file ? `The project file is ${file.name}.` : isAside ? 'The project file is left aside.' : 'There is no project file here.',
    ...unknownVariables(settings, env)
      .filter(({ isMisspelt }) => !isMisspelt)
      .map(({ remark }) => remark),
  ];
  return renderList({ kind: 'settings', head: {}, rows, columns, name: ({ setting }) => setting }, plan, context.stdout, notes);
}

function toReport({ name, declared, defaults }: Setting, { effective, overridden }: Resolution): SettingReport {
  const found = effective.find(({ setting }) => setting.name === name);
  const details = overridden.filter(({ loser }) => loser.setting.name === name).map(({ loser, winner }) => `${loser.origin} gives way to ${winner.origin}`);
  return {
    setting: name,
    value:
      found && declared.kind.form === 'switch' && typeof found.value !== 'string'
        ? String(found.value === true)
        : (found?.texts.join(',') ?? (defaults.join(' or ') || null)),
    origin: found?.origin ?? 'default',
    detail: details.join('; ') || null,
  };
}

/** A variable that looks like a setting and is none. */
export interface UnknownVariable {
  /** Whether it is like the variable of a setting: such a remark comes as a warning, whatever the command. */
  readonly isMisspelt: boolean;
  /** A sentence, without the value: that may be anything. */
  readonly remark: string;
}

/** The variables that look like settings and are none. */
export function unknownVariables(settings: Settings, env: Context['env']): readonly UnknownVariable[] {
  const prefix = 'CIPU_';
  const known = [...settings.values()].map(({ variable }) => variable.slice(prefix.length));
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !known.includes(name.slice(prefix.length)))
    .sort()
    .map((name) => {
      const suggestion = suggest(name.slice(prefix.length), known, prefix);
      return { isMisspelt: suggestion !== undefined, remark: `${name} is no setting${suggestion ? `: ${suggestion}` : '.'}` };
    });
}
