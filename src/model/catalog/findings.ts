import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import { type FamilyStatus, type Finding, type Status, unknownFinding, weakerBasis } from '../registry/status.ts';
import type { FamilyEntry, TypeEntry } from './catalog.ts';
import { type Conclusion, conclude, type InferenceFacts } from './inference.ts';
import type { Findings } from './report.ts';
import { conditionOf, isInTable, openStatements, replyOn, saidOf, statementsOn } from './statements.ts';
import { decide, type Verdict } from './verdict.ts';

/** What all types of an API reply say alike; null when they differ or say nothing. */
export function agreed({ observed, types }: FamilyEntry, property: 'category' | 'cpuArchitecture' | 'processor'): string | null {
  if (!observed) return null;
  const said = new Set(types().flatMap((type) => type.observed?.[property] ?? []));
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

/** The findings of something nobody has said anything about. */
export const allUnknown: Findings = findings(() => unknownFinding);

function findings<S extends FamilyStatus>(of: (key: FeatureKey) => Finding<S>): Findings<S> {
  return Object.fromEntries(featureDefinitions.map(({ key }) => [key, of(key)])) as Findings<S>;
}

const verdicts = new WeakMap<FamilyEntry, Omit<Verdict, 'evidence'>>();

/** The verdict on a family, without its evidence. */
export function verdictOf(entry: FamilyEntry): Omit<Verdict, 'evidence'> {
  const known = entry.ready?.verdict ?? verdicts.get(entry);
  if (known) return known;
  const verdict = decideOn(entry);
  verdicts.set(entry, verdict);
  return verdict;
}

function decideOn(entry: FamilyEntry): Omit<Verdict, 'evidence'> {
  const { id, documented, observed } = entry;
  const types = entry.types();
  const replies = types.flatMap((type) => replyOn('erdma', type)?.shown.status ?? []);
  const inTable = types.filter((type) => type.documented?.features.erdma && !replyOn('erdma', type)).length;
  const count = (status: Status) => replies.filter((one) => one === status).length;
  return decide({
    family: id,
    platforms: documented?.platforms ?? [],
    documentedErdma: documented?.features.erdma,
    namedErdma: statementsOn('erdma', entry).some(({ status }) => status === 'yes'),
    observedErdma: { yes: count('yes') + inTable, no: count('no') },
    generation: observed?.generation ?? null,
  });
}

const shared = new WeakMap<FamilyEntry, Findings>();

/** What is known of every feature of a type. */
export function typeFindings(type: TypeEntry, entry: FamilyEntry): Findings {
  const ready = type.observed ? undefined : entry.ready?.ofType(type.id);
  if (ready) return ready;
  // Most types have most findings from their family: these are made once.
  const common = shared.get(entry) ?? findings((key) => typeFinding(key, undefined, entry));
  shared.set(entry, common);
  const { documented, observed, recorded = [] } = type;
  const own = [
    ...[documented, observed, ...recorded].flatMap((source) => (source ? (Object.keys(source.features) as FeatureKey[]) : [])),
    ...entry.statements.filter(({ types, where }) => types || where).map(({ feature }) => feature),
  ];
  if (own.length === 0) return common;
  const all: Record<FeatureKey, Finding> = { ...common };
  for (const key of own) all[key] = typeFinding(key, type, entry);
  return all;
}

/** What is known of every feature of a family: what its types say together. */
export function familyFindings(entry: FamilyEntry): Findings<FamilyStatus> {
  if (entry.ready) return entry.ready.features;
  const types = entry.types().map((type) => typeFindings(type, entry));
  return findings((key) => familyFinding(key, entry, () => types.map((each) => each[key])));
}

function familyFinding(key: FeatureKey, entry: FamilyEntry, ofTypes: () => readonly Finding[]): Finding<FamilyStatus> {
  if (key === 'cipu' || entry.types().length === 0) return typeFinding(key, undefined, entry);
  const each = ofTypes();
  const having = new Set(entry.types().filter((_, i) => each[i]?.status === 'yes'));
  return together(each, () => conditionOf(key, entry, (type) => having.has(type)));
}

/**
 * What some types say together: a yes or no that all share, `some` where only part of them is known to have it. The
 * weakest basis counts.
 */
function together(each: readonly Finding[], conditionOfSome: () => string | undefined): Finding<FamilyStatus> {
  const known = each.filter(({ status }) => status !== 'unknown');
  const yes = known.filter(({ status }) => status === 'yes').length;
  if (yes === 0 && known.length < each.length) return unknownFinding;
  const status = yes === each.length ? 'yes' : yes === 0 ? 'no' : 'some';
  const basis = known.map((one) => one.basis).reduce(weakerBasis);
  const condition = status === 'some' ? conditionOfSome() : undefined;
  const rule = known.find((one) => one.basis === basis)?.rule;
  return { status, basis, ...(rule !== undefined && { rule }), ...(condition !== undefined && { condition }) };
}

/** What is known of a feature of a type or, without one, of a family whose types nobody lists. */
function typeFinding(key: FeatureKey, type: TypeEntry | undefined, entry: FamilyEntry): Finding {
  if (key === 'cipu') {
    const { verdict, basis } = verdictOf(entry);
    return { status: verdict, basis };
  }
  const reply = type && replyOn(key, type);
  if (reply) return { status: reply.shown.status, basis: 'api' };
  const [said] = saidOf(key, entry, type);
  // A condition of which nobody can tell whether it is met leaves open what reaches further.
  const isOpen = openStatements(key, entry, type).some(({ status }) => said?.reach !== 'type' && status !== said?.status);
  if (isOpen) return unknownFinding;
  if (said) return { status: said.status, basis: said.basis };
  const conclusion = conclusionOn(key, entry);
  return conclusion ? { status: conclusion.gives, basis: 'inferred', rule: conclusion.name } : unknownFinding;
}

const concluded = new WeakMap<FamilyEntry, Map<FeatureKey, Conclusion | undefined>>();

/**
 * The conclusion on a feature of a family, for those of its types of which nobody says anything; none where anybody
 * says yes of any of them.
 */
export function conclusionOn(key: FeatureKey, entry: FamilyEntry): Conclusion | undefined {
  const known = concluded.get(entry) ?? new Map<FeatureKey, Conclusion | undefined>();
  concluded.set(entry, known);
  if (!known.has(key)) {
    const conclusion = conclude(key, inferenceFacts(entry));
    known.set(key, conclusion && isSaidOfAny(key, entry) ? undefined : conclusion);
  }
  return known.get(key);
}

function isSaidOfAny(key: FeatureKey, entry: FamilyEntry): boolean {
  if (entry.documented?.features[key] || statementsOn(key, entry).some(({ status }) => status === 'yes')) return true;
  return entry.types().some((type) => type.documented?.features[key] || replyOn(key, type)?.shown.status === 'yes');
}

const facts = new WeakMap<FamilyEntry, InferenceFacts>();

/** The facts that conclusions about a family rest on. */
export function inferenceFacts(entry: FamilyEntry): InferenceFacts {
  const known = facts.get(entry);
  if (known) return known;
  const { id, documented } = entry;
  const documentedTypes = entry.types().flatMap((type) => type.documented ?? []);
  const made: InferenceFacts = {
    id,
    cipu: verdictOf(entry).verdict,
    cpuArchitecture: documented?.cpuArchitecture ?? agreed(entry, 'cpuArchitecture'),
    processor: documented?.processor ?? agreed(entry, 'processor'),
    documented,
    table:
      documentedTypes.length === 0
        ? undefined
        : {
            has: (key) => isInTable(key, entry),
            givesEvery: (metric) => documentedTypes.every(({ metrics }) => metrics[metric] !== undefined),
          },
  };
  facts.set(entry, made);
  return made;
}
