import { type CheckReport, isExcused, listChecks, type RequirementCheck, type TargetVerdict } from '../model/policy/outcome.ts';
import type { Place } from '../model/policy/target.ts';
import { printable } from '../text.ts';
import { fileOf } from './locations.ts';

/** How much it counts that a requirement is not met. */
export type Level = 'error' | 'warning' | 'note';

const unknownLevels = { fail: 'error', warn: 'warning', pass: 'note' } as const satisfies Record<TargetVerdict['onUnknown'], Level>;

/** The checks of a target that are not met, waived or not. */
export function unmetChecks({ checks }: TargetVerdict): RequirementCheck[] {
  return checks.filter(({ status }) => status !== 'pass');
}

/** What a check that is not met counts for: an excused one is worth no more than a note. */
export function levelOf(check: RequirementCheck, { onUnknown }: TargetVerdict): Level {
  if (isExcused(check)) return 'note';
  return check.status === 'fail' ? 'error' : unknownLevels[onUnknown];
}

/** A verdict in one word, for people. */
export function verdictWord({ verdict, waived }: TargetVerdict): string {
  return waived ? 'waived' : verdict;
}

/** What is missing from the data, each thing once. */
export const missingFrom = ({ source }: CheckReport): readonly string[] => [...new Set(source.gaps)];

/** Where a target is named: `plan.json:12`, `stdin:3`, `command line`; `fleet` where it is an instance. */
export function placeWords(place: Place): string {
  if (place.file === null) return place.address === null ? 'command line' : 'fleet';
  return `${fileOf(place) ?? 'stdin'}${place.line === null ? '' : `:${place.line}`}`;
}

/** The name of a target, `?` where it is not known. */
export function targetName({ target }: TargetVerdict): string {
  return target ?? '?';
}

/** The reasons of list checks say themselves what they are about. */
const speaksForItself = (requirement: string) => Object.hasOwn(listChecks, requirement);

/** A check in short, beside the name of its target: "cipu: ecs.g7 is on third-generation SHENLONG." */
export function briefOf(check: RequirementCheck): string {
  const { requirement } = check;
  return speaksForItself(requirement) ? reasonOf(check) : `${requirement}: ${reasonOf(check)}`;
}

/** Why a check came out as it did, and whether a waiver excuses it. */
export function reasonOf({ reason, waiver }: RequirementCheck): string {
  if (waiver === null) return reason;
  return `${reason} ${waiver.expired ? `Its waiver (${waiver.reason}) expired on ${waiver.expires}.` : `Waived until ${waiver.expires} (${waiver.reason}).`}`;
}

/**
 * A check that is not met as a sentence, safe to show: "ecs.g7.large does not meet cipu: ecs.g7 is on third-generation
 * SHENLONG."
 */
export function sentenceOf(check: RequirementCheck, { target }: TargetVerdict): string {
  const { requirement, status } = check;
  if (target === null || speaksForItself(requirement)) return printable(reasonOf(check));
  return printable(`${status === 'fail' ? `${target} does not meet` : `It is not known whether ${target} meets`} ${requirement}: ${reasonOf(check)}`);
}

/** What to use instead, a sentence; empty where nothing is known. */
export function adviceOf({ closest }: TargetVerdict): string {
  return closest === null ? '' : printable(`Try ${closest}.`);
}

/** Everything on one check that is not met, in one safe line: what names the target, the sentence, the advice. */
export function problemLine(check: RequirementCheck, verdict: TargetVerdict): string {
  const { address } = verdict.place;
  const sentences = [sentenceOf(check, verdict), isExcused(check) ? '' : adviceOf(verdict)].filter(Boolean).join(' ');
  return address === null ? sentences : `${printable(address)}: ${sentences}`;
}

/** The outcome with its counts: "cipu check failed: 1 fail, 2 unknown, 4 pass (1 waived)". */
export function headline({ summary: { targets, fail, unknown, pass, waived } }: CheckReport, exitCode: number): string {
  const outcome = exitCode === 0 ? 'passed' : exitCode === 1 ? 'failed' : 'could not decide';
  const counts = [
    ...(fail > 0 ? [`${fail} fail`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(pass > 0 ? [`${pass} pass${waived > 0 ? ` (${waived} waived)` : ''}`] : []),
  ];
  return `cipu check ${outcome}: ${targets === 0 ? 'no targets' : counts.join(', ')}`;
}
