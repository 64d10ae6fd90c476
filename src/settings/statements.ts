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
  return [...settings.values()].flatMap((setting) => {
    const text = env[setting.variable];
    if (!text) return [];
    const mistake = (problem: string, hint?: string) => new UsageError(`${setting.variable}: ${problem}`, { hint });
    return [{ setting, source: 'env' as const, texts: [text], origin: `variable ${setting.variable}`, mistake }];
  });
}

/**
 * What a project file says. Rejects with UsageError for what is no setting, is of another type, or is not for a file to
 * decide.
 */
export async function readAssignments(file: ProjectFile, settings: Settings): Promise<readonly Assignment[]> {
  const { value, positionOf, mistake } = await parseChecked<Readonly<Record<string, unknown>>>(file.text, file.name, toProjectSchema(settings));
  return Object.entries(value).flatMap(([name, content]) => {
    const setting = settings.get(name);
    if (setting === undefined) return [];
    const { kind, mistakeInFile } = setting.declared;
    const texts = [content].flat().map(String);
    const wrong = texts.map((text) => mistakeInFile?.(text)).find((one) => one !== undefined);
    if (wrong) throw mistake([name], wrong.problem, wrong.hint);
    return [
      {
        setting,
        source: 'config' as const,
        // A path in a project file starts at that file.
        texts: texts.map((text) => (kind.isPath?.(text) ? file.pathOf(text) : text)),
        origin: `${file.name}:${positionOf([name]).line}`,
        mistake: (problem: string, hint?: string) => mistake([name], problem, hint),
      },
    ];
  });
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

/**
 * The value that an option takes from an assignment; undefined leaves it as it is. Throws UsageError as the flag itself
 * would.
 */
export function parseAssignment({ setting: { flag, option, declared }, texts, mistake }: Assignment): unknown {
  const [text = ''] = texts;
  if (declared.kind.form === 'switch') {
    const isOn = truths.get(text.toLowerCase());
    if (isOn === undefined) throw mistake(`"${text}" is neither true nor false.`, 'true, yes and 1 switch it on; false, no and 0 off');
    return option.negate || isOn ? isOn : undefined;
  }
  return texts.reduce<unknown>((earlier, one) => parse(one, earlier), undefined);

  function parse(one: string, earlier: unknown): unknown {
    try {
      return option.parseArg ? option.parseArg(one, earlier) : one;
    } catch (error) {
      if (error instanceof UsageError) throw mistake(error.message, error.hint);
      if (error instanceof InvalidArgumentError) throw mistake(`"${one}" is no value of ${flag}. ${error.message}`);
      throw error;
    }
  }
}
