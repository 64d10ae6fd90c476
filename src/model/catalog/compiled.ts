import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import type { FamilyStatus, Finding } from '../registry/status.ts';
import type { Catalog, FamilyEntry, TypeEntry } from './catalog.ts';
import type { DocumentedFamily } from './facts.ts';
import type { Findings } from './report.ts';
import type { Verdict } from './verdict.ts';

/** What a list shows of a family: `families.json` has it of each, with the tables for the findings of all. */
export interface CompiledFamily extends Pick<FamilyEntry, 'id' | 'summary'> {
  readonly documented: Omit<DocumentedFamily, 'features'>;
  readonly verdict: Omit<Verdict, 'evidence'>;
  /** The number of the combination of its findings. */
  readonly findings: number;
}

/** The compiled file of families. */
export interface CompiledFamilies extends Pick<Catalog, 'sources' | 'names'> {
  readonly tables: FindingTables;
  readonly families: readonly CompiledFamily[];
}

/** What only the evidence for a family needs; a line of `details.jsonl`. */
export interface CompiledDetails extends Pick<FamilyEntry, 'statements' | 'figures'>, Pick<DocumentedFamily, 'features'> {}

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
function createNumbers<T>(): { readonly values: T[]; add(value: T): number } {
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
