import { InvalidArgumentError } from 'commander';
import { parseChecked } from '../documents/checked-file.ts';
import { UsageError } from '../errors.ts';
import type { ProjectFile } from './project-file.ts';
import { type Setting, type Settings, toProjectSchema } from './settings.ts';

/** What a setting is said to be, where, and by what source in commander's words. */
export interface Statement {
  readonly setting: Setting;
  readonly source: 'cli' | 'env' | 'config';
  /** As it was written; a list may have several. */
  readonly texts: readonly string[];
  /** `variable CIPU_REGION`, `cipu.config.yaml:3`, `flag --region`. */
  readonly origin: string;
}

/** A statement of a variable or the project file, before it is parsed. */
export interface Assignment extends Statement {
  readonly source: 'env' | 'config';
  /** The error about it: names the variable, or the file with line and column. */
  mistake(problem: string, hint?: string): UsageError;
}

/** What variables say of some settings. An empty variable says nothing. */
export function readVariables(settings: Settings, env: Readonly<Record<string, string | undefined>>): readonly Assignment[] {
  return [...settings.values()].flatMap((setting): readonly Assignment[] => {
    const text = env[setting.variable];
    if (text === undefined || (text === '' && !setting.declared.kind.isProgram)) return [];
    const mistake: Assignment['mistake'] = (problem, hint) => new UsageError(`${setting.variable}: ${problem}`, { hint });
    return [{ setting, source: 'env', texts: [text], origin: `variable ${setting.variable}`, mistake }];
  });
}

/**
 * What a project file says, in the settings of all commands. Rejects with UsageError for what is no setting, is of
 * another type, or is not for a file to decide.
 */
export async function readAssignments(file: ProjectFile, settings: Settings): Promise<readonly Assignment[]> {
  const { value, positionOf, mistake } = await parseChecked<Readonly<Record<string, unknown>>>(file.text, file.name, toProjectSchema(settings));
  return Object.entries(value).flatMap(([name, content]): readonly Assignment[] => {
    const setting = settings.get(name);
    if (setting === undefined) return [];
    const { declared } = setting;
    const texts = [content].flat().map(String);
    // A path in a project file starts at that file.
    const placed = texts.map((text) => (declared.kind.isPath?.(text) ? file.pathOf(text) : text));
    const origin = `${file.name}:${positionOf([name]).line}`;
    return [{ setting, source: 'config', texts: placed, origin, mistake: (problem, hint) => mistake([name], problem, hint) }];
  });
}

const truths: Readonly<Record<string, boolean>> = { true: true, 1: true, yes: true, false: false, 0: false, no: false };

/**
 * The value that an assignment comes to; undefined leaves the flag as it is. Throws UsageError as the flag itself
 * would.
 */
export function parseAssignment({ setting: { flag, declared, isNegated }, texts, mistake }: Assignment): unknown {
  const { kind } = declared;
  if (kind.form !== 'switch') return texts.reduce<unknown>(parse, undefined);
  const word = texts.join().toLowerCase();
  if (!Object.hasOwn(truths, word) && kind.isProgram) return texts.join();
  if (!Object.hasOwn(truths, word)) throw mistake(`"${texts.join()}" is neither true nor false.`, 'true, yes and 1 switch it on; false, no and 0 off');
  return isNegated || truths[word] ? truths[word] : undefined;

  function parse(earlier: unknown, text: string): unknown {
    try {
      return kind.parse ? kind.parse(text, earlier) : text;
    } catch (error) {
      if (error instanceof UsageError) throw mistake(error.message, error.hint);
      if (error instanceof InvalidArgumentError) throw mistake(`"${text}" is no value of ${flag}. ${error.message}`);
      throw error;
    }
  }
}
