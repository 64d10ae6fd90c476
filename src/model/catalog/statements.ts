import { type FeatureKey, featureByKey } from '../registry/features.ts';
import { type FamilyEntry, type TypeEntry, typeMetrics } from './catalog.ts';
import { describeHaving, meets } from './condition.ts';
import type { ObservedFeature, ObservedType, RecordedType, Statement } from './facts.ts';

/** How far a statement reaches: it is about named types, about those that meet a condition, or about a whole family. */
export const reaches = ['type', 'condition', 'family'] as const;

/** Something that a page or an organisation's own file says of a feature of a type or family. */
export interface Said {
  readonly status: 'yes' | 'no';
  readonly basis: 'documented' | 'stated';
  readonly reach: (typeof reaches)[number];
  /** Who says it: the family's section of the overview pages, its table of types, or another source. */
  readonly by: 'page' | 'table' | Statement;
}

const index = new WeakMap<readonly Statement[], Map<FeatureKey, Statement[]>>();

/** The statements of a family on a feature. */
export function statementsOn(key: FeatureKey, { statements }: FamilyEntry): readonly Statement[] {
  let byFeature = index.get(statements);
  if (!byFeature) {
    byFeature = new Map();
    for (const statement of statements) byFeature.set(statement.feature, [...(byFeature.get(statement.feature) ?? []), statement]);
    index.set(statements, byFeature);
  }
  return byFeature.get(key) ?? [];
}

/**
 * What is said of a feature of a type, or of a family as a whole, apart from the API. What reaches least far comes
 * first; of statements that reach as far, an organisation's own. The first one decides.
 */
export function saidOf(key: FeatureKey, entry: FamilyEntry, type?: TypeEntry): readonly Said[] {
  const found: Said[] = [];
  const table = type?.documented?.features[key];
  if (table !== undefined) found.push({ status: table ? 'yes' : 'no', basis: 'documented', reach: 'type', by: 'table' });
  const page = entry.documented?.features[key];
  // Where the table of types states it for some of them, the family's section does not speak for the others.
  if (page !== undefined && !(featureByKey.get(key)?.perType && isInTable(key, entry))) {
    found.push({ status: page ? 'yes' : 'no', basis: 'documented', reach: 'family', by: 'page' });
  }
  for (const statement of statementsOn(key, entry)) {
    const { status, basis } = statement;
    if (isElsewhere(statement, entry) || !isAbout(statement, type)) continue;
    found.push({ status, basis, reach: statement.where ? 'condition' : statement.types ? 'type' : 'family', by: statement });
  }
  return found.length < 2 ? found : found.sort((a, b) => reaches.indexOf(a.reach) - reaches.indexOf(b.reach) || rank(a) - rank(b));
}

const rank = ({ basis }: Said) => (basis === 'stated' ? 0 : 1);

const tables = new WeakMap<FamilyEntry, ReadonlySet<string>>();

/** Whether a family's table of types states a feature for any of them. */
export function isInTable(key: FeatureKey, entry: FamilyEntry): boolean {
  const known = tables.get(entry) ?? new Set(entry.types().flatMap(({ documented }) => Object.keys(documented?.features ?? {})));
  tables.set(entry, known);
  return known.has(key);
}

/** Whether a statement holds for a type or, without one, for the family as a whole. */
function isAbout({ types, where }: Statement, type: TypeEntry | undefined): boolean {
  if (types && !(type && types.includes(type.id))) return false;
  return !where || (type !== undefined && meets(typeMetrics(type), where) === true);
}

/** What holds on one site says nothing of a family that the other site sells as well. */
function isElsewhere({ site }: Statement, { documented }: FamilyEntry): boolean {
  return site !== undefined && (documented?.sold[site === 'china' ? 'international' : 'china'] ?? true);
}

/**
 * Statements of which nobody can tell whether they hold for a type, since the figure that they depend on is not known.
 */
export function openStatements(key: FeatureKey, entry: FamilyEntry, type: TypeEntry | undefined): readonly Statement[] {
  const conditional = statementsOn(key, entry).filter(({ where }) => where);
  if (conditional.length === 0) return conditional;
  const metrics = type ? typeMetrics(type) : {};
  return conditional.filter(({ types, where }) => (!types || (type && types.includes(type.id))) && where && meets(metrics, where) === undefined);
}

/**
 * Which types of a family have a feature, in the words of the sources: "from 4 vCPUs". Undefined where none says it by
 * a condition.
 */
export function conditionOf(key: FeatureKey, entry: FamilyEntry, hasIt: (type: TypeEntry) => boolean): string | undefined {
  const conditional = statementsOn(key, entry).find(({ where, status }) =>
    entry.types().every((type) => where && hasIt(type) === (meets(typeMetrics(type), where) === (status === 'yes'))),
  );
  return conditional?.where && describeHaving(conditional.where, conditional.status);
}

/**
 * What a reply shows; `of` is the reply where it is of an earlier day, and null where it is of this run or snapshot.
 */
export interface Reply<T> {
  readonly shown: T;
  readonly of: RecordedType | null;
}

/** What the newest reply shows of a type that shows it at all. */
export function replyWith<T>(read: (reply: ObservedType) => T | undefined, { observed, recorded = [] }: TypeEntry): Reply<T> | undefined {
  const now = observed && read(observed);
  if (now !== undefined) return { shown: now, of: null };
  for (const of of recorded) {
    const shown = read(of);
    if (shown !== undefined) return { shown, of };
  }
  return undefined;
}

/** A feature of a type as the newest reply shows it that does. */
export const replyOn = (key: FeatureKey, type: TypeEntry): Reply<ObservedFeature> | undefined => replyWith(({ features }) => features[key], type);
