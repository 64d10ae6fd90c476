import type { Command } from 'commander';
import { readAssignments, readVariables } from './layers.ts';
import type { ProjectFile } from './project-file.ts';
import { type Effective, type Exclusions, type Resolution, resolveSettings } from './resolution.ts';
import { type Setting, type Settings, settingsOf } from './settings.ts';

/** Where settings come from, and what they are checked against. */
export interface SettingSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws UsageError. */
  readProjectFile(): ProjectFile | undefined;
  /** The settings of every command; asked for only when they are needed, for they take time to gather. */
  allSettings(): Settings;
  readonly exclusions: Exclusions;
}

/** What flags, variables and project file come to for a command that has parsed its flags. Rejects with UsageError. */
export async function resolveFor(command: Command, { env, readProjectFile, allSettings, exclusions }: SettingSources): Promise<Resolution> {
  const own = settingsOf([command]);
  if (own.size === 0) return { effective: [], overridden: [], inapplicable: [] };
  const file = readProjectFile();
  const assignments = file ? await readAssignments(file, allSettings()) : [];
  const inFile = assignments.flatMap((assignment) => {
    const setting = own.get(assignment.setting.name);
    return setting ? [{ ...assignment, setting }] : [];
  });
  return resolveSettings(givenFlags(own, command), [readVariables(own, env), inFile], allSettings, exclusions);
}

/** Lets variables and project file set the options of a command that has parsed its flags. Rejects with UsageError. */
export async function applySettings(command: Command, sources: SettingSources): Promise<Resolution> {
  const resolution = await resolveFor(command, sources);
  const set = resolution.effective.filter(({ isFlag, value }) => !isFlag && value !== undefined);
  for (const { setting, value } of set) command.setOptionValueWithSource(setting.name, value, 'config');
  command.setOptionValue('fromSettings', new Set(set.map(({ setting }) => setting.name)));
  return resolution;
}

function givenFlags(settings: Settings, command: Command): readonly Effective[] {
  return [...settings.values()].filter(({ name }) => command.getOptionValueSource(name) === 'cli').map((setting) => toGiven(setting, command));
}

function toGiven(setting: Setting, command: Command): Effective {
  const value: unknown = command.getOptionValue(setting.name);
  return { setting, value, isFlag: true, texts: [value].flat().map(String), origin: `flag ${setting.flag}` };
}
