import type { Catalog, FamilyEntry } from '../catalog/catalog.ts';
import { basisOf, featureEvidence, metricEvidence } from '../catalog/evidence.ts';
import type { Platform } from '../catalog/facts.ts';
import { inspectFamily, inspectType } from '../catalog/inspect.ts';
import { nameOf, type Subject } from '../catalog/lookup.ts';
import { figureOf } from '../catalog/report.ts';
import { openStatements } from '../catalog/statements.ts';
import type { Verdict } from '../catalog/verdict.ts';
import { featureByKey } from '../registry/features.ts';
import { metricByKey } from '../registry/metrics.ts';
import { cite, type Evidence, weakerBasis, withCitation } from '../registry/status.ts';
import { type RequirementCheck, worstOf } from './outcome.ts';
import type { EvidenceMode } from './policy.ts';
import type { FeatureRequirement, MetricRequirement, Requirement } from './requirement.ts';

/** A requirement applied, before any waiver. */
export type Evaluation = Omit<RequirementCheck, 'waiver'>;

/** An evaluation of which it turns out that it decides nothing. */
export function leaveOpen({ rule: _, ...found }: Evaluation, reason = found.reason): Evaluation {
  return { ...found, status: 'unknown', basis: 'none', reason };
}

/** Applies a requirement to a type, or to a family of which no types are listed. */
export function evaluate(requirement: Requirement, subject: Subject, catalog: Catalog): Evaluation {
  if ('metric' in requirement) return evaluateMetric(requirement, subject, catalog);
  return requirement.feature.key === 'cipu' ? evaluatePlatform(requirement, subject, catalog) : evaluateFeature(requirement, subject, catalog);
}

/** An evaluation as it counts: where only what a source says itself may decide, what a rule infers is not known. */
export function admit(evaluation: Evaluation, mode: EvidenceMode): Evaluation {
  if (mode === 'any' || evaluation.basis !== 'inferred') return evaluation;
  return leaveOpen(evaluation, `No source says so itself: ${evaluation.reason}`);
}

function evaluateFeature({ text, feature, wanted }: FeatureRequirement, { entry, type }: Subject, catalog: Catalog): Evaluation {
  const { status, basis, rule } = (type ? inspectType(type, entry) : inspectFamily(entry, catalog)).features[feature.key];
  const evidence = featureEvidence(feature, entry, catalog, type);
  const name = nameOf({ entry, ...(type && { type }) });
  if (status === 'unknown' || status === 'some') {
    const ask = feature.api && catalog.source.type === 'embedded' ? ` --live asks the API (${feature.api.fields.join(', ')}).` : '';
    return { requirement: text, status: 'unknown', basis: 'none', reason: `${openness(feature, status, entry, type)}${ask}`, evidence };
  }
  const ground = rule === undefined ? evidence.find((one) => basisOf(one) === basis) : evidence.at(-1);
  const said = ground ? cite(ground, rule === undefined ? undefined : 'conclusion') : `${feature.title} of ${name}: ${status}.`;
  const reason = rule === undefined ? said : `${name} has ${status === 'no' ? 'no ' : ''}${feature.title}, inferred from ${rule}: ${said}`;
  return { requirement: text, status: status === wanted ? 'pass' : 'fail', basis, ...(rule !== undefined && { rule }), reason, evidence };
}

/** Why nobody can tell whether a family or type has a feature. */
function openness(feature: FeatureRequirement['feature'], status: 'unknown' | 'some', entry: FamilyEntry, type: Subject['type']): string {
  const name = nameOf({ entry, ...(type && { type }) });
  if (status === 'some') return `Only some types of ${name} are known to have ${feature.title}.`;
  const condition = type && openStatements(feature.key, entry, type)[0]?.where;
  if (!condition) return `Nothing says whether ${name} has ${feature.title}.`;
  const { title = condition.metric } = metricByKey.get(condition.metric) ?? {};
  return `Whether ${name} has ${feature.title} depends on a figure that is not known: ${title} (${condition.metric}).`;
}

function evaluatePlatform({ text, wanted }: FeatureRequirement, { entry }: Subject, catalog: Catalog): Evaluation {
  const { cipu } = inspectFamily(entry, catalog);
  const status = cipu.verdict === 'unknown' ? 'unknown' : cipu.verdict === wanted ? 'pass' : 'fail';
  const { basis, rule, evidence } = cipu;
  const inferred = basis === 'inferred' && rule !== null && { rule };
  return { requirement: text, status, basis, ...inferred, reason: describeVerdict(entry, cipu), evidence };
}

function evaluateMetric({ text, metric, isMetBy }: MetricRequirement, { entry, type }: Subject, catalog: Catalog): Evaluation {
  const report = type && inspectType(type, entry);
  const value = report && figureOf(report, metric.key);
  if (!type || value === undefined) {
    return openFigure(text, metric, type?.id ?? entry.id);
  }
  const [evidence] = metricEvidence(metric, entry, type, catalog);
  const status = isMetBy(value) ? 'pass' : 'fail';
  const feature = metric.partOf && featureByKey.get(metric.partOf);
  // Without a figure of its own it is zero, for the reason for which the type has none of it.
  if (!evidence) return feature ? { ...evaluateFeature({ text, feature, wanted: 'no' }, { entry, type }, catalog), status } : openFigure(text, metric, type.id);
  return { requirement: text, status, basis: basisOf(evidence), reason: cite(evidence), evidence: [evidence] };
}

const openFigure = (requirement: string, { key, title }: MetricRequirement['metric'], name: string): Evaluation => ({
  requirement,
  status: 'unknown',
  basis: 'none',
  reason: `${title} of ${name}: not known (${key}).`,
  evidence: [],
});

/**
 * One requirement over the types of a family. The worst of them counts, since whoever may use the family may use any
 * type of it. `each` holds the evaluation of that requirement for each type.
 */
export function overTypes(family: string, each: readonly [Evaluation, ...Evaluation[]], complete: boolean): Evaluation {
  const outcome = worstOf(each.map(({ status }) => status));
  const alike = each.filter(({ status }) => status === outcome);
  const { rule: _, ...worst } = alike[0] ?? each[0];
  const weakest = weakestOf(alike);
  if (worst.status === 'pass' && !complete) {
    return leaveOpen(worst, `${family} may have types that the incomplete answer does not name.`);
  }
  // What is said of the family as a whole is the same for every type, so there is nothing to count.
  if (alike.length === each.length && alike.every(({ reason }) => reason === worst.reason)) return { ...worst, ...weakest };
  const words = { pass: 'meet it', fail: 'do not meet it', unknown: 'leave it open' }[worst.status];
  const count = alike.length === each.length ? `All ${each.length}` : `${alike.length} of ${each.length}`;
  return { ...worst, ...weakest, reason: `${count} types of ${family} ${words}. ${worst.reason}` };
}

/** What evaluations of one outcome rest on together: the weakest basis, and a rule where there is one. */
export function weakestOf(alike: readonly Evaluation[]): Pick<Evaluation, 'basis' | 'rule'> {
  const rule = alike.find((one) => one.rule !== undefined)?.rule;
  return { basis: alike.map((one) => one.basis).reduce(weakerBasis), ...(rule !== undefined && { rule }) };
}

const ordinals: Readonly<Record<string, string>> = { '1': 'first', '2': 'second', '3': 'third', '4': 'fourth' };

/** A platform in words: "CIPU 2.0", "third-generation SHENLONG". */
function platformWords({ name, generation }: Platform): string {
  if (name === 'CIPU') return generation === null ? 'CIPU' : `CIPU ${generation}`;
  return generation === null ? 'SHENLONG of no named generation' : `${ordinals[generation] ?? generation}-generation SHENLONG`;
}

/** Why a family is on CIPU or not, in a sentence, and who says so. */
function describeVerdict({ id, documented }: FamilyEntry, { rule, conflict, evidence }: Verdict): string {
  const platforms = (documented?.platforms ?? []).map(platformWords).join(' and ');
  const doubt = conflict ? ` Some evidence says otherwise${platforms && `: the documentation names ${platforms}`}.` : '';
  const by = (sentence: string, isGround: (one: Evidence) => boolean, origin?: 'conclusion') => {
    const ground = evidence.find(isGround);
    return ground ? withCitation(sentence, ground, origin) : sentence;
  };
  const isOnPlatform = ({ field }: Evidence) => field === 'architecture';
  switch (rule) {
    case 'documented-cipu':
    case 'documented-shenlong':
      return by(`${id} is on ${platforms}.`, isOnPlatform);
    case 'elastic-rdma':
      return `${by(`${id} is on CIPU, inferred from ${rule}: it has elastic RDMA, which is a capability of CIPU.`, showsErdma, 'conclusion')}${doubt}`;
    case 'fourth-generation-shenlong':
      return by(`${id} is on CIPU, inferred from ${rule}: fourth-generation SHENLONG comes with CIPU.`, isOnPlatform, 'conclusion');
    case 'before-cipu':
      return `${id} is not on CIPU, inferred from ${rule}: it was on sale before CIPU existed (2022) and shows no elastic RDMA.`;
    case null:
      return `Nothing says on which platform ${id} runs.`;
  }
}

/** Whether evidence is a yes on elastic RDMA: a field, or a page. */
const showsErdma = ({ source, value }: Evidence): boolean => (source === 'api' ? Number(value) > 0 : value === true);
