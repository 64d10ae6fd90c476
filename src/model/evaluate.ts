import { type Catalog, type FamilyEntry, type TypeEntry, typeMetrics } from './catalog.ts';
import type { RequirementCheck } from './check.ts';
import { featureEvidence, metricEvidence } from './evidence.ts';
import type { Platform } from './facts.ts';
import { inspectFamily, inspectType } from './inspect.ts';
import type { FeatureRequirement, MetricRequirement, Requirement } from './requirement.ts';
import type { FamilyStatus, Finding } from './status.ts';
import { weakerBasis } from './status.ts';
import type { Verdict } from './verdict.ts';

/** A family or type of a catalog; `type` is missing where the family itself is meant. */
export interface Subject {
  readonly entry: FamilyEntry;
  readonly type?: TypeEntry;
}

/** A requirement applied, before any waiver. */
export type Evaluation = Omit<RequirementCheck, 'waiver'>;

/** The name of a subject. */
export const nameOf = ({ entry, type }: Subject): string => type?.id ?? entry.id;

/** Applies a requirement to a family or type. A family meets it when each of its types does: whoever may use the family may use any of them. */
export function evaluate(requirement: Requirement, subject: Subject, catalog: Catalog): Evaluation {
  if ('metric' in requirement)
    return subject.type ? evaluateMetric(requirement, subject.entry, subject.type, catalog) : overTypes(requirement, subject, catalog);
  if (requirement.feature.key === 'cipu') return evaluatePlatform(requirement, subject, catalog);
  if (subject.type) return evaluateFeature(requirement, subject, inspectType(subject.type, subject.entry).features[requirement.feature.key], catalog);
  const finding = inspectFamily(subject.entry, catalog).features[requirement.feature.key];
  const typesDiffer = finding.status === 'some' || (finding.status === 'unknown' && subject.entry.summary.features[requirement.feature.key]);
  return typesDiffer ? overTypes(requirement, subject, catalog) : evaluateFeature(requirement, subject, finding, catalog);
}

function evaluateFeature(requirement: FeatureRequirement, subject: Subject, { status, basis }: Finding<FamilyStatus>, catalog: Catalog): Evaluation {
  const { text, feature, wanted } = requirement;
  const evidence = featureEvidence(feature, subject.entry, catalog, subject.type);
  const name = nameOf(subject);
  if (status === 'unknown' || status === 'some') {
    const ask = feature.api && catalog.source.type === 'embedded' ? ` --live asks the API (${feature.api.fields.join(', ')}).` : '';
    return { requirement: text, status: 'unknown', basis: 'none', reason: `Nothing says whether ${name} has ${feature.title}.${ask}`, evidence };
  }
  const implied =
    basis === 'inferred' && feature.implied
      ? `${name} has ${status === 'no' ? 'no ' : ''}${feature.title}, since ${feature.implied.by} is ${feature.implied.status}.`
      : undefined;
  const reason = implied ?? evidence[0]?.statement ?? `${feature.title} of ${name}: ${status}.`;
  return { requirement: text, status: status === wanted ? 'pass' : 'fail', basis, reason, evidence };
}

function evaluatePlatform({ text, wanted }: FeatureRequirement, { entry }: Subject, catalog: Catalog): Evaluation {
  const { cipu } = inspectFamily(entry, catalog);
  const status = cipu.verdict === 'unknown' ? 'unknown' : cipu.verdict === wanted ? 'pass' : 'fail';
  return { requirement: text, status, basis: cipu.basis, reason: describeVerdict(entry, cipu), evidence: cipu.evidence };
}

function evaluateMetric({ text, metric, isMetBy }: MetricRequirement, entry: FamilyEntry, type: TypeEntry, catalog: Catalog): Evaluation {
  const value = typeMetrics(type)[metric.key];
  if (value === undefined) {
    return { requirement: text, status: 'unknown', basis: 'none', reason: `${metric.title} of ${type.id}: not known (${metric.key}).`, evidence: [] };
  }
  const basis = type.observed?.metrics[metric.key] === undefined ? 'documented' : 'api';
  const evidence = metricEvidence(metric, value, basis, entry, type, catalog);
  return { requirement: text, status: isMetBy(value) ? 'pass' : 'fail', basis, reason: evidence.statement, evidence: [evidence] };
}

/** A family as all of its types together: the worst of them counts. */
function overTypes(requirement: Requirement, { entry }: Subject, catalog: Catalog): Evaluation {
  const each = entry.types().map((type) => evaluate(requirement, { entry, type }, catalog));
  const worst = each.find(({ status }) => status === 'fail') ?? each.find(({ status }) => status === 'unknown') ?? each[0];
  if (!worst) return { requirement: requirement.text, status: 'unknown', basis: 'none', reason: `No types of ${entry.id} are listed.`, evidence: [] };
  const alike = each.filter(({ status }) => status === worst.status);
  const basis = alike.map((one) => one.basis).reduce(weakerBasis);
  const count = `${alike.length} of ${each.length} types`;
  if (worst.status === 'pass') return { ...worst, basis, reason: `All ${each.length} types of ${entry.id} meet it. ${worst.reason}` };
  return { ...worst, basis, reason: `${count} of ${entry.id} ${worst.status === 'fail' ? 'do not meet it' : 'leave it open'}. ${worst.reason}` };
}

const ordinals: Readonly<Record<string, string>> = { '1': 'first', '2': 'second', '3': 'third', '4': 'fourth' };

/** A platform in words: "CIPU 2.0", "third-generation SHENLONG". */
function platformWords({ name, generation }: Platform): string {
  if (name === 'CIPU') return generation === null ? 'CIPU' : `CIPU ${generation}`;
  return generation === null ? 'SHENLONG of no named generation' : `${ordinals[generation] ?? generation}-generation SHENLONG`;
}

/** Why a family is on CIPU or not, in a sentence. */
function describeVerdict({ id, documented }: FamilyEntry, { rule, conflict }: Verdict): string {
  const platforms = (documented?.platforms ?? []).map(platformWords).join(' and ');
  const doubt = conflict ? ` Some evidence says otherwise${platforms && `: the documentation names ${platforms}`}.` : '';
  switch (rule) {
    case 'documented-cipu':
    case 'documented-shenlong':
      return `${id} is documented on ${platforms}.`;
    case 'elastic-rdma':
      return `${id} has elastic RDMA, which is a capability of CIPU (inferred).${doubt}`;
    case 'fourth-generation-shenlong':
      return `${id} is documented on fourth-generation SHENLONG, which comes with CIPU (inferred).`;
    case 'before-cipu':
      return `${id} was on sale before CIPU existed (2022) and shows no elastic RDMA (inferred).`;
    case null:
      return `Nothing says on which platform ${id} runs.`;
  }
}
