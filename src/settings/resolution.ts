import { suggestWord } from '../model/names/suggestion.ts';
import { type Assignment, parseAssignment, type Statement } from './layers.ts';
import { conflictsOf, type Settings } from './settings.ts';

/** A setting that counts, with its parsed value; undefined leaves the option as it is, but still hides what comes after it. */
export interface Effective extends Statement {
  readonly value: unknown;
  /** Given on the command line. */
  readonly isFlag: boolean;
}

/** What came of flags, variables and file. */
export interface Resolution {
  readonly effective: readonly Effective[];
  /** What did not count, and for whose sake. */
  readonly overridden: readonly { readonly loser: Statement; readonly winner: Statement }[];
  /** Values that this command does not know, but others do. */
  readonly inapplicable: readonly Statement[];
}

/** Whether the value of another setting leaves one without use, by the name of the one. */
export type Exclusions = Readonly<Record<string, (other: string, value: unknown) => boolean>>;

/**
 * Applies layers of assignments, the strongest first, under flags that were given. What a stronger layer sets or contradicts
 * does not count. `all` gives the settings of every command, for words that only others know. Throws UsageError for a value
 * that counts but is not valid, and for two of one layer that contradict each other.
 */
export function resolveSettings(
  given: readonly Effective[],
  layers: readonly (readonly Assignment[])[],
  all: () => Settings,
  exclusions: Exclusions,
): Resolution {
  const effective: Effective[] = [...given];
  const overridden: { loser: Statement; winner: Statement }[] = [];
  const inapplicable: Statement[] = [];
  for (const layer of layers) {
    const fresh: (Assignment & Effective)[] = [];
    for (const assignment of layer) {
      const own = effective.find(({ setting }) => setting.name === assignment.setting.name);
      const isInapplicable = !own && isInapplicableWord(assignment, all);
      if (isInapplicable) inapplicable.push(assignment);
      const candidate = { ...assignment, isFlag: false, value: own || isInapplicable ? undefined : parseAssignment(assignment) };
      const winner = own ?? effective.find((one) => contradict(one, candidate, exclusions));
      if (winner) overridden.push({ loser: assignment, winner });
      else fresh.push(candidate);
    }
    for (const [i, one] of fresh.entries()) {
      const other = fresh.slice(0, i).find((earlier) => contradict(earlier, one, exclusions));
      if (other) throw one.mistake(`${one.setting.name} cannot go with ${other.setting.name} of ${other.origin}.`, 'set one of them');
    }
    effective.push(...fresh);
  }
  return { effective, overridden, inapplicable };
}

/** Whether a value is a word of another command's option only. Throws UsageError for a word of none. */
function isInapplicableWord({ setting: { option, name }, texts: [text = ''], mistake }: Assignment, all: () => Settings): boolean {
  if (option.argChoices === undefined || option.argChoices.includes(text)) return false;
  const words = all().get(name)?.choices ?? option.argChoices;
  if (words.includes(text)) return true;
  throw mistake(`"${text}" is no ${name}.`, suggestWord(text, words));
}

/** Whether two settings cannot be used together: by their options' own word, or because one leaves the other without use. */
function contradict(a: Effective, b: Effective, exclusions: Exclusions): boolean {
  return [a, b].every(isActive) && (excludes(a, b) || excludes(b, a) || isExcluded(a, b, exclusions) || isExcluded(b, a, exclusions));
}

const isActive = ({ value, setting }: Effective) => (setting.option.negate ? value === false : value !== undefined);

const excludes = (a: Effective, b: Effective) => conflictsOf(a.setting.option).includes(b.setting.name);

const isExcluded = (one: Effective, { setting, value }: Effective, exclusions: Exclusions) => exclusions[one.setting.name]?.(setting.name, value) === true;
