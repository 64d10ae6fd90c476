import { parsePattern } from '../../src/model/names/pattern.ts';
import { type JudgeInput, judge } from '../../src/model/policy/judge.ts';
import type { TargetVerdict } from '../../src/model/policy/outcome.ts';
import { emptyPolicy, type Policy } from '../../src/model/policy/policy.ts';
import { isRequirement, parseRequirement, type Requirement } from '../../src/model/policy/requirement.ts';
import { commandLine, type Target } from '../../src/model/policy/target.ts';

/** Requirements by their texts; a text that is none fails the test. */
export function requirements(...texts: readonly string[]): Requirement[] {
  return texts.map((text) => {
    const parsed = parseRequirement(text);
    if (!isRequirement(parsed)) throw new Error(parsed.problem);
    return parsed;
  });
}

/** Patterns by their texts. */
export const patterns = (...texts: readonly string[]) => Promise.all(texts.map(parsePattern));

/** A policy that demands what a test says. */
export const policyOf = (require: readonly string[], rest: Partial<Policy> = {}): Policy => ({
  ...emptyPolicy,
  require: requirements(...require),
  ...rest,
});

/** A target of the command line, or of an address. */
export const target = (name: string | null, address: string | null = null): Target => ({
  name,
  unknown: name === null ? 'Known only after apply.' : null,
  place: { ...commandLine, address },
});

/** Judges names by a catalog on the first day of December 2026, and gives what is found of each. */
export function judgeNames(names: readonly (string | Target)[], grounds: Omit<JudgeInput, 'today'>): TargetVerdict[] {
  return judge(
    names.map((name) => (typeof name === 'string' ? target(name) : name)),
    { ...grounds, today: '2026-12-01' },
  );
}

/** A verdict in one line: the name, the outcome and each check that is not met. */
export function inShort({ target: name, verdict, waived, checks }: TargetVerdict): string {
  const open = checks.filter(({ status }) => status !== 'pass').map(({ requirement, status }) => `${requirement} ${status}`);
  return [`${name}: ${verdict}${waived ? ' (waived)' : ''}`, ...open].join(', ');
}
