import type { Command } from 'commander';
import { suggestWord } from '../model/names/suggestion.ts';
import type { FlagGroup } from './flags.ts';
import type { ProjectFile } from './project-file.ts';
import { type Settings, settingsOf } from './settings.ts';
import { type Assignment, parseAssignment, readAssignments, readVariables, type Statement } from './statements.ts';

/** Where settings come from. */
export interface SettingSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws UsageError. */
  readProjectFile(): ProjectFile | undefined;
  /** The settings of every command; asked for only when they are needed, for their files take time to load. */
  allSettings(): Promise<Settings>;
}

/**
 * A statement that counts, with its parsed value; undefined leaves the option as it is, but still hides what comes
 * after it.
 */
export interface Effective extends Statement {
  readonly value: unknown;
}

/** What came of flags, variables and project file. */
export interface Resolution {
  readonly effective: readonly Effective[];
  /** What did not count, and for whose sake. */
  readonly overridden: readonly { readonly loser: Statement; readonly winner: Statement }[];
  /** Values that this command does not know, but others do. */
  readonly inapplicable: readonly Statement[];
}

/**
 * Lets variables and the project file set the flags of a command that has parsed its own, under commander's names of
 * sources. commander would read variables itself (`Option.env`), but of the process only, and before --help; it takes
 * CIPU_QUIET=0 for on, and refuses what contradicts a flag instead of letting it give way. Rejects with UsageError.
 */
export async function applySettings(command: Command, groups: readonly FlagGroup[], sources: SettingSources): Promise<Resolution> {
  const resolution = await resolveFor(command, groups, sources);
  const set = resolution.effective.filter(({ source, value }) => source !== 'cli' && value !== undefined);
  for (const { setting, source, value } of set) command.setOptionValueWithSource(setting.name, value, source);
  command.setOptionValue('fromSettings', new Set(set.map(({ setting }) => setting.name)));
  return resolution;
}

/**
 * What flags, variables and project file come to for a command that has parsed its flags, those of some groups. What a
 * stronger source sets or contradicts does not count. Rejects with UsageError for a value that counts but is not valid,
 * and for two of one source that contradict each other.
 */
export async function resolveFor(command: Command, groups: readonly FlagGroup[], { env, readProjectFile, allSettings }: SettingSources): Promise<Resolution> {
  const own = settingsOf(groups);
  if (own.size === 0) return { effective: [], overridden: [], inapplicable: [] };
  const effective = givenFlags(own, command);
  const variables = readVariables(own, env);
  const file = isFileLeftAside(effective, variables) ? undefined : readProjectFile();
  const inFile = file ? await readAssignments(file, await allSettings()) : [];
  const overridden: { loser: Statement; winner: Statement }[] = [];
  const inapplicable: Statement[] = [];
  for (const assignment of [...variables, ...inFile]) {
    const setting = own.get(assignment.setting.name);
    if (!setting) continue;
    const one = { ...assignment, setting };
    const same = effective.find((other) => other.setting.name === setting.name);
    const isInapplicable = !same && (await isWordOfOthers(one, allSettings));
    if (isInapplicable) inapplicable.push(one);
    const candidate = { ...one, value: same || isInapplicable ? undefined : parseAssignment(one) };
    const winner = same ?? effective.find((other) => contradict(other, candidate) || givesWay(candidate, other));
    if (!winner) effective.push(candidate);
    else if (winner.source !== one.source) overridden.push({ loser: one, winner });
    else throw one.mistake(`${setting.name} cannot go with ${winner.setting.name} of ${winner.origin}.`, 'set one of them');
  }
  return { effective, overridden, inapplicable };
}

/** Whether --no-project-file, or its variable, says that no project file counts. */
function isFileLeftAside(given: readonly Effective[], variables: readonly Assignment[]): boolean {
  const assignment = variables.find(({ setting }) => setting.name === 'projectFile');
  return given.some(({ setting }) => setting.name === 'projectFile') || (assignment !== undefined && parseAssignment(assignment) === false);
}

function givenFlags(settings: Settings, command: Command): Effective[] {
  const given = [...settings.values()].filter(({ name }) => command.getOptionValueSource(name) === 'cli');
  return given.map((setting) => {
    const value: unknown = command.getOptionValue(setting.name);
    return { setting, source: 'cli', value, texts: [value].flat().map(String), origin: `flag ${setting.flag}` };
  });
}

/** Whether a value is a word of another command's flag only. Rejects with UsageError for a word of none. */
async function isWordOfOthers(
  { setting: { name, words }, texts: [text = ''], mistake }: Assignment,
  allSettings: SettingSources['allSettings'],
): Promise<boolean> {
  if (words.length === 0 || words.includes(text)) return false;
  const all = (await allSettings()).get(name)?.words ?? words;
  if (all.includes(text)) return true;
  throw mistake(`"${text}" is no ${name}.`, suggestWord(text, all));
}

/** Whether two settings cannot be used together, by what either is declared not to go with. */
function contradict(a: Effective, b: Effective): boolean {
  return [a, b].every(isActive) && (excludes(a, b) || excludes(b, a));
}

/** Whether a setting does not count beside one of a stronger source, though the two could be used together. */
function givesWay({ setting: { declared }, source }: Effective, stronger: Effective): boolean {
  return source !== stronger.source && isActive(stronger) && declared.givesWay?.(stronger.setting.name, stronger.value) === true;
}

const isActive = ({ value, setting }: Effective) => (setting.isNegated ? value === false : value !== undefined);

function excludes({ setting: { declared } }: Effective, { setting: { name }, value }: Effective): boolean {
  return declared.conflicts?.includes(name) === true || declared.isUseless?.(name, value) === true;
}
