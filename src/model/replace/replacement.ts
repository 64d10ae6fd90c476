import type { Candidate } from '../catalog/candidate.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { TypeReport } from '../catalog/report.ts';
import { type Test, unknownAmong } from '../catalog/undecided.ts';
import type { Price } from '../market/price.ts';
import { zonesInStock } from '../market/stock.ts';
import { compareNames } from '../names/order.ts';
import { type Breakage, breakagesOf } from './breakage.ts';
import { type Changes, changesBetween } from './changes.ts';
import { type Constraint, constraintsOf, type Demands } from './constraints.ts';
import type { CurrentType } from './current-type.ts';
import { type Score, type ScoreInputs, scoreOf } from './score.ts';

/** A type that can take the place of another, as `replace -o json` gives it. */
export interface Replacement extends Score, Changes {
  /** The type that is replaced. */
  readonly replaces: string;
  /** The instance that is to be moved; null where a type was asked about. */
  readonly instance: string | null;
  readonly type: string;
  readonly family: string;
  readonly breaks: readonly Breakage[];
  /** By the hour; null when it was not asked for or is not known. */
  readonly price: Price | null;
  /** All that is known of the replacement. */
  readonly report: TypeReport;
}

/** What a replacement must be, and what else may be known of it. */
export interface ReplacementOptions extends Demands, ScoreInputs {}

/** The replacements of a type. */
export interface Ranking {
  /** The best first, of equals in natural order of their names. */
  readonly rows: readonly Replacement[];
  /** Why nothing can be said, a sentence each; then there are no rows. */
  readonly gaps: readonly string[];
  /** Types that are left out only because something is not known of them, by name, with what. */
  readonly undecided: ReadonlyMap<string, readonly string[]>;
}

/**
 * Ranks the types that can take the place of another. A constraint is never given up for a better score, and what is
 * not known does not meet a constraint.
 */
export function rankReplacements(from: CurrentType, candidates: readonly Candidate[], catalog: Catalog, options: ReplacementOptions): Ranking {
  const { constraints, gaps } = constraintsOf(from, options, catalog);
  const undecided = new Map<string, readonly string[]>();
  if (gaps.length > 0) return { rows: [], gaps, undecided };
  const rows: Replacement[] = [];
  for (const candidate of candidates) {
    const open = unknownAmong(judgements(candidate, constraints));
    if (open === undefined) continue;
    if (open.length > 0) undecided.set(candidate.type.id, open);
    else rows.push(toReplacement(from, candidate, catalog, options));
  }
  return { rows: rows.sort((a, b) => b.score - a.score || compareNames(a.type, b.type)), gaps, undecided };
}

/** Judges a candidate by one constraint after the other. */
function* judgements(candidate: Candidate, constraints: readonly Constraint[]): Generator<Test> {
  for (const { name, judge } of constraints) {
    const outcome = judge(candidate);
    yield [name, outcome === 'unknown' ? null : outcome === 'pass'];
  }
}

function toReplacement(from: CurrentType, to: Candidate, catalog: Catalog, { stock, prices }: ReplacementOptions): Replacement {
  return {
    replaces: from.type.id,
    instance: from.instance?.id ?? null,
    type: to.type.id,
    family: to.entry.id,
    ...scoreOf(from, to, { ...(stock && { stock }), ...(prices && { prices }) }),
    ...changesBetween(from.report, to.report),
    breaks: breakagesOf(from, to, catalog),
    price: prices?.get(to.type.id)?.terms.hour ?? null,
    report: stock ? { ...to.report, zones: zonesInStock(stock, [to.type.id]) } : to.report,
  };
}
