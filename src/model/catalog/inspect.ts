import { type FeatureKey, featureByKey, featureDefinitions } from '../registry/features.ts';
import { type FamilyStatus, type Finding, unknownFinding, weakerBasis } from '../registry/status.ts';
import { type Catalog, type FamilyEntry, type TypeEntry, typeMetrics, typeStatement } from './catalog.ts';
import { verdictEvidence } from './evidence.ts';
import type { Tally } from './facts.ts';
import type { FamilyReport, Findings, TypeReport } from './report.ts';
import { decide, type Verdict } from './verdict.ts';

/** The report on one family of a catalog: verdict with evidence, features, metrics. */
export function inspectFamily(entry: FamilyEntry, catalog: Catalog): FamilyReport {
  const verdict = verdictOf(entry);
  const { documented, observed } = entry;
  return {
    family: entry.id,
    category: agreed(entry, 'category') ?? documented?.category ?? null,
    cpuArchitecture: agreed(entry, 'cpuArchitecture') ?? documented?.cpuArchitecture ?? null,
    processor: documented?.processor ?? agreed(entry, 'processor'),
    regions: observed?.regions ?? null,
    zones: null,
    sold: documented?.sold ?? null,
    cipu: {
      ...verdict,
      // Only JSON and pages show the evidence: it is made when it is read.
      get evidence() {
        return verdictEvidence(entry, catalog, verdict.rule);
      },
    },
    features: findings(verdict, [documented?.features, entry.summary.features], (key) =>
      aggregate(entry.summary.features[key], entry.summary.count, familyFinding(entry, key)),
    ),
    metrics: entry.summary.metrics,
    types: entry.summary.count,
    price: null,
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
    zones: null,
    cipu: { verdict, basis, rule, generation, conflict },
    features: findings(
      { verdict, basis },
      [entry.documented?.features, type.documented?.features, type.observed?.features],
      (key) => typeStatement(type, key) ?? familyFinding(entry, key),
    ),
    metrics: typeMetrics(type),
    price: null,
  };
}

/** What all types of an API reply say alike; null when they differ or say nothing. */
function agreed({ observed, types }: FamilyEntry, property: 'category' | 'cpuArchitecture' | 'processor'): string | null {
  if (!observed) return null;
  const said = new Set(types().flatMap((type) => type.observed?.[property] ?? []));
  return said.size === 1 ? ([...said][0] ?? null) : null;
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

const documentedYes: Finding = { status: 'yes', basis: 'documented' };
const documentedNo: Finding = { status: 'no', basis: 'documented' };

/** What the documentation says of a feature for every type of the family. */
function familyFinding({ documented }: FamilyEntry, key: FeatureKey): Finding {
  const statement = documented?.features[key];
  if (statement === undefined || (documented?.types.features[key] && featureByKey.get(key)?.perType)) return unknownFinding;
  return statement ? documentedYes : documentedNo;
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

/** The findings of something nobody has said anything about. */
export const allUnknown = Object.fromEntries(featureDefinitions.map(({ key }) => [key, unknownFinding])) as Findings;
const implications = featureDefinitions.filter(({ implied }) => implied);

/**
 * Every feature of the registry: the verdict for `cipu`; what `known` says of those that are mentioned anywhere; else
 * what another feature implies; else unknown.
 */
function findings<S extends FamilyStatus>(
  { verdict, basis }: Pick<Verdict, 'verdict' | 'basis'>,
  mentions: readonly (object | undefined)[],
  known: (key: FeatureKey) => Finding<S>,
): Findings<S> {
  const found: Record<string, Finding<FamilyStatus>> = { ...allUnknown, cipu: { status: verdict, basis } };
  for (const mentioned of mentions) {
    for (const key in mentioned) found[key] = known(key as FeatureKey);
  }
  for (const { key, implied } of implications) {
    if (implied && found[key]?.status === 'unknown' && found[implied.by]?.status === implied.status) found[key] = { status: implied.gives, basis: 'inferred' };
  }
  return found as Findings<S>;
}
