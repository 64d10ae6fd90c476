import { type Catalog, type FamilyEntry, isOnSale, overviewOf, type TypeEntry, typeMetrics } from '../catalog/catalog.ts';
import { inspectType } from '../catalog/inspect.ts';
import { figureOf } from '../catalog/report.ts';
import { seriesOf } from '../names/series.ts';
import { matchesAddress } from './policy.ts';

/** What a service may ask of a type that it picks, by what it is known under here. */
const properties = {
  type: ({ id }) => id,
  family: (_, entry) => entry.id,
  /** The letters of the name before the generation: `g`, `gn`, `ebmg`. */
  series: (_, { id }) => /^ecs\.([a-z]+?)(?:-\d+tb)?(?:[-\d]|$)/.exec(id)?.[1],
  generation: (_, { id }) => seriesOf(id)?.generation,
  size: ({ id }) => id.slice(id.lastIndexOf('.') + 1),
  category: (type, entry) => type.observed?.category ?? overviewOf(entry)?.category,
  level: (_, entry) => entry.documented?.level,
  /** As the ECS API has it: `X86`, `ARM`. */
  architecture: (type, entry) => type.observed?.cpuArchitecture ?? overviewOf(entry)?.cpuArchitecture,
  vcpus: (type) => typeMetrics(type).vcpus,
  memoryGiB: (type) => typeMetrics(type).memoryGiB,
  gpus: (type, entry) => figureOf(inspectType(type, entry), 'gpus'),
} as const satisfies Readonly<Record<string, (type: TypeEntry, entry: FamilyEntry) => string | number | null | undefined>>;

/** One of the properties by which a service picks types. */
export type ChoiceProperty = keyof typeof properties;

/**
 * One thing that a type must meet to be picked. Texts are compared in lower case; a `*` in them stands for any text.
 */
export interface Term {
  readonly property: ChoiceProperty;
  readonly operator: 'in' | 'not in' | 'at least' | 'at most' | 'above' | 'below';
  readonly values: readonly (string | number)[];
}

/** A choice that is left to a service: it may pick any type that meets all terms. */
export interface Choice {
  readonly terms: readonly Term[];
  /** What else narrows the choice and cannot be told from a catalog, in words; absent when nothing does. */
  readonly besides?: string;
}

/** The types that a choice may fall on. */
export interface Choosable {
  /** Those that meet every term. */
  readonly certain: readonly string[];
  /** Those of which it is not known whether they meet one. */
  readonly possible: readonly string[];
}

/** The types of a catalog that a choice may fall on. What can no longer be had is left out. */
export function typesToChoose({ terms, besides }: Choice, { families }: Catalog): Choosable {
  const certain: string[] = [];
  const possible: string[] = [];
  for (const entry of families.filter(isOnSale)) {
    for (const type of entry.types()) {
      const answers = terms.map((term) => meets(term, type, entry));
      if (answers.includes(false)) continue;
      (answers.includes(undefined) || besides !== undefined ? possible : certain).push(type.id);
    }
  }
  return { certain, possible };
}

/** Undefined where the catalog does not know the property. */
function meets({ property, operator, values }: Term, type: TypeEntry, entry: FamilyEntry): boolean | undefined {
  const value = properties[property](type, entry);
  if (value === undefined || value === null) return undefined;
  switch (operator) {
    case 'in':
      return values.some((one) => isAlike(one, value));
    case 'not in':
      return !values.some((one) => isAlike(one, value));
    case 'at least':
      return values.every((bound) => Number(value) >= Number(bound));
    case 'at most':
      return values.every((bound) => Number(value) <= Number(bound));
    case 'above':
      return values.every((bound) => Number(value) > Number(bound));
    case 'below':
      return values.every((bound) => Number(value) < Number(bound));
  }
}

function isAlike(wanted: string | number, value: string | number): boolean {
  if (typeof value === 'number') return Number(wanted) === value;
  return matchesAddress(String(wanted).toLowerCase(), value.toLowerCase());
}
