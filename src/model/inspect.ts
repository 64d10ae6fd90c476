import { type Catalog, type FamilyEntry, type TypeEntry, typeMetrics, typeStatement } from './catalog.ts';
import { verdictEvidence } from './evidence.ts';
import type { Tally } from './facts.ts';
import { type FeatureDefinition, type FeatureKey, featureDefinitions } from './features.ts';
import type { FamilyReport, Findings, TypeReport } from './report.ts';
import { type FamilyStatus, type Finding, unknownFinding, weakerBasis } from './status.ts';
import { decide, type Verdict } from './verdict.ts';

type Definition = FeatureDefinition & { readonly key: FeatureKey };

/** The report on one family of a catalog: verdict with evidence, features, metrics. */
export function inspectFamily(entry: FamilyEntry, catalog: Catalog): FamilyReport {
  const verdict = verdictOf(entry);
  const { documented, observed } = entry;
  const sample = documented ? undefined : entry.types()[0]?.observed;
  return {
    family: entry.id,
    category: documented?.category ?? sample?.category ?? null,
    cpuArchitecture: documented?.cpuArchitecture ?? sample?.cpuArchitecture ?? null,
    processor: documented?.processor ?? sample?.processor ?? null,
    regions: observed?.regions ?? null,
    sold: documented?.sold ?? null,
    cipu: { ...verdict, evidence: verdictEvidence(entry, catalog, verdict.rule) },
    features: findings(verdict, (feature) => aggregate(entry.summary.features[feature.key], entry.summary.count, familyFinding(entry, feature))),
    metrics: entry.summary.metrics,
    types: entry.summary.count,
  };
}

/** The report on one type. The verdict is that of its family: the platform is a property of the family. */
export function inspectType(type: TypeEntry, entry: FamilyEntry): TypeReport {
  const { verdict, basis, rule, generation, conflict } = verdictOf(entry);
  return {
    type: type.id,
    family: entry.id,
    category: type.observed?.category ?? entry.documented?.category ?? null,
    cpuArchitecture: type.observed?.cpuArchitecture ?? entry.documented?.cpuArchitecture ?? null,
    processor: type.observed?.processor ?? entry.documented?.processor ?? null,
    regions: entry.observed?.regions ?? null,
    cipu: { verdict, basis, rule, generation, conflict },
    features: findings({ verdict, basis }, (feature) => typeStatement(type, feature.key) ?? familyFinding(entry, feature)),
    metrics: typeMetrics(type),
  };
}

function verdictOf({ id, documented, observed, summary }: FamilyEntry): Omit<Verdict, 'evidence'> {
  const erdma = summary.features.erdma;
  return decide({
    family: id,
    platforms: documented?.platforms ?? [],
    documentedErdma: documented?.features.erdma,
    observedErdma: { yes: erdma?.yes ?? 0, no: erdma?.basis === 'api' ? erdma.no : 0 },
    generation: observed?.generation ?? null,
  });
}

/** What the documentation says of a feature for every type of the family. */
function familyFinding({ documented }: FamilyEntry, { key, perType }: Definition): Finding {
  const statement = documented?.features[key];
  if (statement === undefined || (perType && documented?.types.features[key])) return unknownFinding;
  return { status: statement ? 'yes' : 'no', basis: 'documented' };
}

/** The status of a family from what some of its types show and what holds for the rest. */
function aggregate(tally: Tally | undefined, count: number, rest: Finding): Finding<FamilyStatus> {
  if (!tally) return rest;
  const silent = count - tally.yes - tally.no;
  const yes = tally.yes + (rest.status === 'yes' ? silent : 0);
  const no = tally.no + (rest.status === 'no' ? silent : 0);
  const basis = silent > 0 && rest.basis !== 'none' ? weakerBasis(tally.basis, rest.basis) : tally.basis;
  if (yes === count) return { status: 'yes', basis };
  if (no === count) return { status: 'no', basis };
  return yes > 0 ? { status: 'some', basis } : unknownFinding;
}

/** Every feature of the registry: the verdict for `cipu`, else what `known` says, else what another feature implies. */
function findings<S extends FamilyStatus>({ verdict, basis }: Pick<Verdict, 'verdict' | 'basis'>, known: (feature: Definition) => Finding<S>): Findings<S> {
  const found = new Map<string, Finding<FamilyStatus>>([['cipu', { status: verdict, basis }]]);
  for (const feature of featureDefinitions) {
    if (feature.key !== 'cipu') found.set(feature.key, known(feature));
  }
  for (const { key, implied } of featureDefinitions) {
    if (implied && found.get(key)?.status === 'unknown' && found.get(implied.by)?.status === implied.status) found.set(key, { status: implied.gives, basis: 'inferred' });
  }
  return Object.fromEntries(found) as unknown as Findings<S>;
}
