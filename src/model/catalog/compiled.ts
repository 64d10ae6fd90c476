import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import { type MetricKey, type MetricRange, type MetricRanges, metricDefinitions } from '../registry/metrics.ts';
import type { FamilyStatus, Finding } from '../registry/status.ts';
import type { Catalog, FamilyEntry, ReadyFamily, TypeEntry } from './catalog.ts';
import type { DocumentedFamily, Overview } from './facts.ts';
import type { Findings } from './report.ts';

/** What a list shows of a family: the numbers of what is in tables, and its types in sum. */
export interface CompiledFamily {
  readonly id: string;
  readonly overview: number;
  readonly verdict: number;
  readonly findings: number;
  readonly types: number;
  readonly ranges: readonly number[];
}

/**
 * The compiled file of families, `families.json`, which every start reads: what several have alike stands in tables.
 */
export interface CompiledFamilies extends Pick<Catalog, 'sources' | 'names'> {
  readonly overviews: readonly Overview[];
  readonly verdicts: readonly ReadyFamily['verdict'][];
  readonly tables: FindingTables;
  readonly families: readonly CompiledFamily[];
}

/** What else there is to know of a family; a line of `details.jsonl`. */
export interface CompiledDetails extends Pick<FamilyEntry, 'statements' | 'figures'> {
  readonly documented: DocumentedFamily;
}

/** The types of a family, with the numbers of their findings; a line of `types.jsonl`. */
export interface CompiledTypes {
  readonly types: readonly TypeEntry[];
  readonly findings: readonly number[];
}

/**
 * Findings in little space: each finding that there is, and each combination of them by features in the registry's
 * order. Most types of a family have the same one.
 */
export interface FindingTables {
  readonly findings: readonly Finding<FamilyStatus>[];
  readonly combinations: readonly (readonly number[])[];
}

/** Puts findings into tables, one after the other; each gets the number of its combination. */
export function createFindingTables(): { tables: FindingTables; add(findings: Findings<FamilyStatus>): number } {
  const [found, combined] = [createNumbers<Finding<FamilyStatus>>(), createNumbers<readonly number[]>()];
  return {
    tables: { findings: found.values, combinations: combined.values },
    add: (findings) => combined.add(featureDefinitions.map(({ key }) => found.add(findings[key]))),
  };
}

/** Numbers values; equal ones have one number. */
export function createNumbers<T>(): { readonly values: T[]; add(value: T): number } {
  const values: T[] = [];
  const numbers = new Map<string, number>();
  return {
    values,
    add(value) {
      const text = JSON.stringify(value);
      const number = numbers.get(text) ?? values.push(value) - 1;
      numbers.set(text, number);
      return number;
    },
  };
}

/** Reads the tables: the findings of a combination, made once for all that have it. */
export function readFindingTables({ findings, combinations }: FindingTables): (number: number) => Findings<FamilyStatus> {
  const made: Findings<FamilyStatus>[] = [];
  return (number) => {
    made[number] ??= Object.fromEntries(featureDefinitions.map(({ key }, i) => [key, findings[combinations[number]?.[i] ?? -1]])) as Record<
      FeatureKey,
      Finding<FamilyStatus>
    >;
    return made[number];
  };
}

/** Ranges in little space: of each the number of its metric in the registry, its least and its greatest figure. */
export function writeRanges(ranges: MetricRanges): readonly number[] {
  const number = new Map(metricDefinitions.map(({ key }, i) => [key, i]));
  return (Object.entries(ranges) as [MetricKey, MetricRange][]).flatMap(([key, { min, max }]) => [number.get(key) ?? -1, min, max]);
}

/** Reads what `writeRanges` wrote. */
export function readRanges(figures: readonly number[]): MetricRanges {
  const ranges: Partial<Record<MetricKey, MetricRange>> = {};
  for (let i = 0; i < figures.length; i += 3) {
    const [number = -1, min = 0, max = 0] = figures.slice(i, i + 3);
    const key = metricDefinitions[number]?.key;
    if (key) ranges[key] = { min, max };
  }
  return ranges;
}
