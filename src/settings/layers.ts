import { parseChecked } from '../documents/checked-file.ts';
import { UsageError } from '../errors.ts';
import type { ProjectFile } from './project-file.ts';
import { isSwitch, type Setting, type Settings, toProjectSchema } from './settings.ts';

/** What a setting is said to be, and where. */
export interface Statement {
  readonly setting: Setting;
  /** As it was written; a list may have several. */
  readonly texts: readonly string[];
  /** `variable CIPU_REGION`, `cipu.config.yaml:3`, `flag --region`. */
  readonly origin: string;
}

/** A statement of a variable or the project file, before it is parsed. */
export interface Assignment extends Statement {
  /** The error about it: names the variable, or the file with line and column. */
  mistake(problem: string, hint?: string): UsageError;
}

/** What variables say of some settings. An empty variable says nothing. */
export function readVariables(settings: Settings, env: Readonly<Record<string, string | undefined>>): readonly Assignment[] {
  return [...settings.values()].flatMap((setting) => {
    const text = env[setting.variable];
    if (!text) return [];
    const mistake = (problem: string, hint?: string) => new UsageError(`${setting.variable}: ${problem}`, { hint });
    return [{ setting, texts: [text], origin: `variable ${setting.variable}`, mistake }];
  });
}

/** What a project file says. Rejects with UsageError for what is no setting, is of another type, or is not for a file to decide. */
export async function readAssignments(file: ProjectFile, settings: Settings): Promise<readonly Assignment[]> {
  const { value, positionOf, mistake } = await parseChecked<Readonly<Record<string, unknown>>>(file.text, file.name, toProjectSchema(settings));
  return Object.entries(value).flatMap(([name, content]) => {
    const setting = settings.get(name);
    if (setting === undefined) return [];
    const texts = [content].flat().map((item) => (isPath(setting, String(item)) ? file.pathOf(String(item)) : String(item)));
    const assignment: Assignment = {
      setting,
      texts,
      origin: `${file.name}:${positionOf([name]).line}`,
      mistake: (problem, hint) => mistake([name], problem, hint),
    };
    if (name === 'endpoint') checkEndpoint(assignment);
    return [assignment];
  });
}

/** Whether a text is a path, which in a project file starts at that file. */
function isPath({ name, option }: Setting, text: string): boolean {
  return (/<file>/.test(option.flags) && text !== '-') || (name === 'source' && !/^[a-z]+$/.test(text));
}

/** Signed requests go where the user says. A file that came with a repository may name servers of Alibaba Cloud only. */
function checkEndpoint({ texts: [text = ''], mistake }: Assignment): void {
  const url = text.includes('://') ? text : `https://${text}`;
  if (URL.canParse(url) && new URL(url).hostname.endsWith('.aliyuncs.com')) return;
  throw mistake('A project file may name endpoints below aliyuncs.com only.', 'another one is for --endpoint or CIPU_ENDPOINT to name');
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

/** The value that an option takes from an assignment; undefined leaves it as it is. Throws UsageError as the flag itself would. */
export function parseAssignment({ setting: { flag, option }, texts, mistake }: Assignment): unknown {
  const [text = ''] = texts;
  if (isSwitch(option)) {
    const isOn = truths.get(text.toLowerCase());
    if (isOn === undefined) throw mistake(`"${text}" is neither true nor false.`, 'true, yes and 1 switch it on; false, no and 0 off');
    return option.negate || isOn ? isOn : undefined;
  }
  const value = texts.reduce<unknown>((earlier, one) => parse(one, earlier), undefined);
  if (texts.length > 1 && !Array.isArray(value)) throw mistake(`${flag} takes one value.`);
  return value;

  function parse(one: string, earlier: unknown): unknown {
    try {
      return option.parseArg ? option.parseArg(one, earlier) : one;
    } catch (error) {
      if (error instanceof UsageError) throw mistake(error.message, error.hint);
      if (isInvalid(error)) throw mistake(`"${one}" is no value of ${flag}. ${error.message}`);
      throw error;
    }
  }
}

/** Whether an error is commander's about a value. */
const isInvalid = (error: unknown): error is Error => error instanceof Error && 'code' in error && error.code === 'commander.invalidArgument';
