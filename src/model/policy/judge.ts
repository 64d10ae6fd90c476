import { type Candidate, candidatesOf, closestTo } from '../catalog/candidate.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { inspectType } from '../catalog/inspect.ts';
import { findSubject, likelyFamily, namesIn, type Subject } from '../catalog/lookup.ts';
import type { Stock } from '../market/stock.ts';
import { memoize } from '../memo.ts';
import { suggest } from '../names/suggestion.ts';
import { admit, type Evaluation, evaluate, overTypes } from './evaluate.ts';
import { evaluateChoice, type TypeVerdict } from './judge-choice.ts';
import { evaluateNames, evaluateRegions, evaluateStock } from './names-regions-stock.ts';
import {
  type AppliedWaiver,
  type CheckSummary,
  isExcused,
  type Outcome,
  outcomes,
  type RequirementCheck,
  type TargetVerdict,
  type UnknownMode,
  unknownModes,
  worstOf,
} from './outcome.ts';
import { isExpired, isNamedBy, matchesAddress, type Policy, termsFor, type Waiver } from './policy.ts';
import { commandLine, isTypeName, type Target } from './target.ts';

/** What verdicts rest on. */
export interface JudgeInput {
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** What is in stock; undefined when nobody was asked. */
  readonly stock?: Stock;
  /** The day in UTC, `2026-12-31`: waivers expire. */
  readonly today: string;
}

/** What verdicts rest on, with a question after what an unknown name may be misspelt for. */
interface Judging extends JudgeInput {
  suggestFor(name: string): string | undefined;
}

/** What is found out about a name once, for every place that names it. */
interface NameVerdict {
  readonly subject: Subject | undefined;
  readonly family: string | null;
  readonly evaluations: readonly Evaluation[];
  readonly onUnknown: UnknownMode;
}

/**
 * Gives the verdict on every target. Failures come first, then the unknown, then the rest, each in the order of the
 * targets.
 */
export function judge(targets: readonly Target[], given: JudgeInput): TargetVerdict[] {
  const input: Judging = { ...given, suggestFor: suggesterOf(given.catalog) };
  const judgeName: (name: string) => NameVerdict = memoize((name) => evaluateName(name, findSubject(input.catalog, name), input, judgeName));
  const passes = ({ type }: Candidate) => judgeName(type.id).evaluations.every(({ status }) => status === 'pass');
  let candidates: readonly Candidate[] | undefined;
  const findClosest = memoize((name: string): string | null => {
    const { subject } = judgeName(name);
    if (!subject?.type) return null;
    candidates ??= candidatesOf(input.catalog.families);
    return closestTo(inspectType(subject.type, subject.entry), candidates, passes)?.type.id ?? null;
  });
  const verdictOn = (target: Target): Omit<TargetVerdict, 'place'> => {
    const { name } = target;
    const { family, evaluations, onUnknown } = name === null ? unnamed(target, input, judgeName) : judgeName(name);
    const checks = evaluations.map((one): RequirementCheck => ({ ...one, waiver: findWaiver(one, target, family, input) }));
    const verdict = worstOf(checks.filter((check) => !isExcused(check)).map(({ status }) => status));
    return {
      target: name,
      verdict,
      waived: verdict === 'pass' && checks.some(isExcused),
      onUnknown,
      checks,
      closest: name !== null && verdict === 'fail' ? findClosest(name) : null,
    };
  };
  // What holds for a name holds wherever it stands, unless a waiver is for some places only.
  const isSameEverywhere = input.policy.waivers.every(({ addresses }) => addresses.length === 0);
  const verdictOnName = memoize((name) => verdictOn({ name, unknown: null, place: commandLine }));
  const judgeTarget = (target: Target): TargetVerdict => ({
    ...(target.name !== null && isSameEverywhere ? verdictOnName(target.name) : verdictOn(target)),
    place: target.place,
  });
  const verdicts = targets.flatMap((target) => {
    const verdict = judgeTarget(target);
    return target.isUnexplained ? judgeUnexplained(verdict, target, input) : [verdict];
  });
  return outcomes.flatMap((outcome) => verdicts.filter(({ verdict }) => verdict === outcome));
}

/** Counts verdicts. */
export function summarizeVerdicts(verdicts: readonly TargetVerdict[]): CheckSummary {
  const count = (outcome: Outcome) => verdicts.filter(({ verdict }) => verdict === outcome).length;
  return {
    targets: verdicts.length,
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    waived: verdicts.filter(({ waived }) => waived).length,
  };
}

/** Each suggestion compares a name with all others. Where very many are unknown, they are not misspelt. */
const mostSuggestions = 100;

function suggesterOf({ families, known }: Catalog): (name: string) => string | undefined {
  const namesOf = memoize((kind) => namesIn([...families, ...known], { isType: kind === 'type' }));
  let made = 0;
  return (name) => (++made > mostSuggestions ? undefined : suggest(name, namesOf(isTypeName(name) ? 'type' : 'family')));
}

function evaluateName(name: string, subject: Subject | undefined, input: Judging, judgeName: (name: string) => NameVerdict): NameVerdict {
  const { catalog, policy, stock } = input;
  if (!subject) {
    const family = isTypeName(name) ? likelyFamily(name, catalog) : null;
    const evaluations = [...evaluateNames(policy, name, family), unknownName(name, catalog, input.suggestFor(name))];
    return { subject, family, evaluations, onUnknown: termsFor(policy, name, family).unknown };
  }
  const family = subject.entry.id;
  const types = subject.type ? [] : subject.entry.types();
  if (types.length > 0)
    return {
      subject,
      family,
      ...evaluateFamily(
        subject,
        types.map(({ id }) => judgeName(id)),
        input,
      ),
    };
  const { require, unknown: onUnknown } = termsFor(policy, name, family);
  const evaluations = [
    ...evaluateNames(policy, name, family),
    ...require.map((requirement) => admit(evaluate(requirement, subject, catalog), policy.evidence)),
    ...evaluateRegions(policy, subject, catalog, stock),
    ...evaluateStock(policy, subject, stock),
  ];
  return { subject, family, evaluations, onUnknown };
}

/**
 * Judges a family by its types, each under the terms that hold for it. Only the regions are those of the family itself.
 */
function evaluateFamily(
  subject: Subject,
  types: readonly NameVerdict[],
  { catalog, policy, stock }: JudgeInput,
): Pick<NameVerdict, 'evaluations' | 'onUnknown'> {
  const byRequirement = new Map<string, [Evaluation, ...Evaluation[]]>();
  for (const one of types.flatMap(({ evaluations }) => evaluations)) {
    const each = byRequirement.get(one.requirement);
    if (each) each.push(one);
    else byRequirement.set(one.requirement, [one]);
  }
  const [region] = evaluateRegions(policy, subject, catalog, stock);
  const evaluations = [...byRequirement].flatMap(([requirement, each]) => {
    if (requirement === 'regions') return region ?? [];
    return overTypes(subject.entry.id, each, catalog.source.complete);
  });
  return { evaluations, onUnknown: unknownModes.find((mode) => types.some(({ onUnknown }) => onUnknown === mode)) ?? policy.unknown };
}

/** What holds for a target without a name: a choice that is left to a service, or nothing that is known. */
function unnamed(target: Target, input: JudgeInput, judgeName: (name: string) => NameVerdict): NameVerdict {
  const { policy, catalog } = input;
  if (target.choice) {
    const verdictOn = (type: string): TypeVerdict => {
      const { family, evaluations, onUnknown } = judgeName(type);
      const isWaived = (one: Evaluation) => findWaiver(one, { name: type, place: target.place }, family, input)?.expired === false;
      return { evaluations: evaluations.map((one) => (isWaived(one) ? { ...one, status: 'pass' } : one)), onUnknown };
    };
    return { subject: undefined, family: null, ...evaluateChoice(target.choice, catalog, policy.unknown, verdictOn) };
  }
  const reason = target.unknown ?? 'The name is not known.';
  const evaluation: Evaluation = { requirement: 'name', status: 'unknown', basis: 'none', reason, evidence: [] };
  return { subject: undefined, family: null, evaluations: [evaluation], onUnknown: policy.unknown };
}

/**
 * The verdict on a name that stands where nobody understands what it means. If it would pass there is nothing to say.
 * If not it is not known whether it is chosen at all. A word that merely looks like the name of a family is none.
 */
function judgeUnexplained(verdict: TargetVerdict, target: Target, input: JudgeInput): TargetVerdict[] {
  const { name } = target;
  if (verdict.verdict === 'pass' || name === null || (!isTypeName(name) && !findSubject(input.catalog, name))) return [];
  const unmet = verdict.checks.find((check) => check.status === verdict.verdict && !isExcused(check));
  const evaluation: Evaluation = {
    requirement: 'place',
    status: 'unknown',
    basis: 'none',
    reason: `It names ${name} in a place that is not understood. ${unmet?.reason ?? ''}`.trim(),
    evidence: unmet?.evidence ?? [],
  };
  const check = { ...evaluation, waiver: findWaiver(evaluation, target, findSubject(input.catalog, name)?.entry.id ?? null, input) };
  const isWaived = isExcused(check);
  return [{ ...verdict, verdict: isWaived ? 'pass' : 'unknown', waived: isWaived, checks: [check], closest: null }];
}

function unknownName(name: string, { source }: Catalog, suggestion: string | undefined): Evaluation {
  const reason = `The catalog of ${source.asOf.slice(0, 10)} has no ${name}${suggestion ? `: ${suggestion}` : '.'}`;
  return { requirement: 'name', status: 'unknown', basis: 'none', reason, evidence: [] };
}

/** The waiver that applies to a check that is not met. One that still holds comes before one that has expired. */
function findWaiver(
  { requirement, status }: Evaluation,
  { name, place }: Pick<Target, 'name' | 'place'>,
  family: string | null,
  { policy, today }: JudgeInput,
): AppliedWaiver | null {
  if (status === 'pass') return null;
  const applies = ({ targets, addresses, require }: Waiver) =>
    (targets.length === 0 || (name !== null && isNamedBy(targets, name, family))) &&
    (addresses.length === 0 || addresses.some((pattern) => place.address !== null && matchesAddress(pattern, place.address))) &&
    (require.length === 0 || require.includes(requirement));
  const applying = policy.waivers.filter(applies);
  const waiver = applying.find((one) => !isExpired(one, today)) ?? applying[0];
  return waiver ? { reason: waiver.reason, expires: waiver.expires, expired: isExpired(waiver, today) } : null;
}
