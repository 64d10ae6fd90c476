/** What is known of a feature on one instance type. `unknown` is never turned into `no`. */
export type Status = 'yes' | 'no' | 'unknown';

/** What is known of a feature on a family: `some` when at least one type has it and not all are known to. */
export type FamilyStatus = Status | 'some';

/**
 * Where a statement comes from: a reply of the API, Alibaba Cloud's documentation, an organisation's own facts, a named
 * rule, or nowhere.
 */
export const bases = ['api', 'documented', 'stated', 'inferred', 'none'] as const;

/** One of the bases. */
export type Basis = (typeof bases)[number];

/** A status with its basis. Basis is `none` exactly when nothing decides the status. */
export interface Finding<S extends FamilyStatus = Status> {
  readonly status: S;
  readonly basis: Basis;
  /** The rule that concludes it, exactly when the basis is `inferred`. */
  readonly rule?: string;
  /** Of a family, which of its types have it where a source says so: "from 4 vCPUs". */
  readonly condition?: string;
}

/** One statement that supports (or contradicts) a verdict. */
export interface Evidence {
  readonly source: 'documentation' | 'api' | 'stated';
  /** Id of the source among those of the catalog; null for a reply of this run or of a snapshot. */
  readonly sourceId: string | null;
  /** The title of that source; null where there is none. */
  readonly sourceTitle: string | null;
  /** The API field (`EriQuantity`) or the documented property (`architecture`). */
  readonly field: string;
  readonly value: string | number | boolean | null;
  /** The statement in words, one sentence. */
  readonly statement: string;
  /** The page that says so; null where it has no address, as an API reply. */
  readonly url: string | null;
  /** When it was published or fetched: `2026-Q1` or an ISO 8601 time. */
  readonly asOf: string;
}

/** How a citation begins. What a rule concludes comes from its source, which does not say it itself. */
const origins = { documentation: 'documented in', api: 'recorded in', stated: 'stated in', conclusion: 'from' } as const;

/**
 * Who says it, and of when that is: `documented in "Overview of instance families", 2026-Q1`. The title is left out
 * where the statement begins with it; empty for what stands nowhere.
 */
export function citationOf({ source, sourceTitle, statement, asOf }: Evidence, origin: keyof typeof origins = source): string {
  const day = asOf.slice(0, 10);
  if (sourceTitle === null) return source === 'api' ? `reply of the API, ${day}` : '';
  const title = `"${sourceTitle}"`;
  return statement.startsWith(title) ? `${source === 'stated' ? 'stated' : 'documented'}, ${day}` : `${origins[origin]} ${title}, ${day}`;
}

/** The statement of evidence with who says it: `ecs.g7.large has EriQuantity 0 (reply of the API, 2026-11-24).` */
export function cite(evidence: Evidence, origin?: 'conclusion'): string {
  return withCitation(evidence.statement, evidence, origin);
}

/** A sentence with who says what it says. */
export function withCitation(sentence: string, evidence: Evidence, origin?: 'conclusion'): string {
  const citation = citationOf(evidence, origin);
  return citation ? `${sentence.replace(/\.$/, '')} (${citation}).` : sentence;
}

/** The finding of something nobody has said anything about. */
export const unknownFinding: Finding<'unknown'> = { status: 'unknown', basis: 'none' };

const strength: Readonly<Record<Basis, number>> = { none: 0, inferred: 1, stated: 2, documented: 3, api: 4 };

/** The weaker of two bases: a statement about several types is only as good as its weakest part. */
export function weakerBasis(a: Basis, b: Basis): Basis {
  return strength[a] <= strength[b] ? a : b;
}
