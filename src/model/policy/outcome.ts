import type { CatalogSource } from '../catalog/catalog.ts';
import type { Basis, Evidence } from '../registry/status.ts';
import type { Place } from './target.ts';

/** Every outcome, the worst first: a failure outweighs what is not known, and that outweighs a pass. */
export const outcomes = ['fail', 'unknown', 'pass'] as const;

/** How a requirement, or a target as a whole, comes out. `unknown` is never turned into `pass`. */
export type Outcome = (typeof outcomes)[number];

/** The worst of some outcomes. Where there is nothing to meet, that passes. */
export function worstOf(some: readonly Outcome[]): Outcome {
  return outcomes.find((one) => some.includes(one)) ?? 'pass';
}

/** An answer to a question of yes or no as an outcome; null is "not known". */
export function toOutcome(answer: boolean | null): Outcome {
  return answer === null ? 'unknown' : answer ? 'pass' : 'fail';
}

/** What unknown outcomes count for: a failure to decide (exit code 3), a warning, or nothing. */
export const unknownModes = ['fail', 'warn', 'pass'] as const;

/** One of the ways to treat unknown outcomes. */
export type UnknownMode = (typeof unknownModes)[number];

/** A waiver that applies to a check. */
export interface AppliedWaiver {
  readonly reason: string;
  /** Last day on which it holds, `2026-12-31`. */
  readonly expires: string;
  /** An expired waiver excuses nothing. */
  readonly expired: boolean;
}

/** What a check may be about besides requirements, by its key, with what it demands. */
export const listChecks = {
  name: 'The name of the family or instance type must be known.',
  place: 'It must be understood whether a type that is named is chosen.',
  deny: "What is on the policy's deny list may not be used.",
  allow: "Only what is on the policy's allow list may be used.",
  regions: "The policy's regions must offer it, or else one of those that are asked.",
  inStock: 'It must be in stock.',
} as const;

/** One requirement applied to one target. */
export interface RequirementCheck {
  /** As the policy has it: `erdma`, `vcpus>=8`; or a key of `listChecks`. */
  readonly requirement: string;
  readonly status: Outcome;
  readonly basis: Basis;
  /** The rule that concludes it, exactly when the basis is `inferred`. */
  readonly rule?: string;
  /** A sentence that says why, and who says so. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly waiver: AppliedWaiver | null;
}

/** Whether a waiver that still holds excuses a check that is not met. */
export function isExcused({ status, waiver }: Pick<RequirementCheck, 'status' | 'waiver'>): boolean {
  return status !== 'pass' && waiver !== null && !waiver.expired;
}

/** The verdict on one target, as `check -o json` gives it. */
export interface TargetVerdict {
  /** Name of the family or type; null when it is not known. */
  readonly target: string | null;
  /** After waivers: fail when any check fails, else unknown when any is unknown, else pass. */
  readonly verdict: Outcome;
  /** Whether the verdict is `pass` only because of a waiver. */
  readonly waived: boolean;
  /** What an unknown verdict counts for. */
  readonly onUnknown: UnknownMode;
  readonly checks: readonly RequirementCheck[];
  /** For a failing type, the type most like it that would pass; null when there is none. */
  readonly closest: string | null;
  readonly place: Place;
}

/**
 * How a check as a whole comes out: the worst of its verdicts. An unknown verdict counts only where its terms say so.
 * When the data is not complete, nobody knows whether more would fail, so the check is unknown at best.
 */
export function overallOutcome(verdicts: readonly Pick<TargetVerdict, 'verdict' | 'onUnknown'>[], isComplete: boolean): Outcome {
  const counted = verdicts.map(({ verdict, onUnknown }) => (verdict === 'unknown' && onUnknown !== 'fail' ? 'pass' : verdict));
  return worstOf([...counted, isComplete ? 'pass' : 'unknown']);
}

/** How many targets came out how. */
export interface CheckSummary {
  readonly targets: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  /** Those of `pass` that pass because of a waiver. */
  readonly waived: number;
}

/** The result of a check, whatever shows it. */
export interface CheckReport {
  readonly source: CatalogSource;
  /** The policy file; null when the requirements come from flags. */
  readonly policy: string | null;
  readonly summary: CheckSummary;
  /** Failures first, then what is unknown, then the rest; each in the order of the inputs. */
  readonly targets: readonly TargetVerdict[];
}
