import type { Platform, Site, SourceKind } from '../model/catalog/facts.ts';
import type { FeatureKey } from '../model/registry/features.ts';
import type { MetricKey } from '../model/registry/metrics.ts';

/** A figure, a word, a yes or no; null is "not on the page". */
export type Cell = string | number | boolean | null;

/** A table: the names of its columns, then a row a type. */
export type Table = readonly (readonly Cell[])[];

/** `data/sources.yaml`. */
export interface SourcesFile {
  /** The month in which the sources were last read, `2026-11`: nothing in the facts is younger. */
  readonly read: string;
  readonly sources: Readonly<Record<string, SourceFacts>>;
}

/** A page, or a place that keeps replies of the API. */
export interface SourceFacts {
  readonly title: string;
  readonly kind: SourceKind;
  readonly international?: string;
  readonly china?: string;
  /** The date that it gives itself, or the year of an undated copy: `2026-Q1`, `2026-01-29`, `2022`. */
  readonly edition: string;
}

/**
 * `data/families/*.yaml`: a family and its types as the overview pages describe them. What is missing is not on the
 * pages.
 */
export interface FamilyFile {
  readonly family: string;
  readonly category: string;
  readonly level: string;
  readonly cpuArchitecture?: string;
  /** `CIPU 2.0`, `SHENLONG 3`, `CIPU`. */
  readonly platforms?: readonly string[];
  readonly processor?: string;
  readonly baseGHz?: number;
  readonly turboGHz?: number;
  readonly cpuToMemoryRatio?: string;
  /** Features that the pages name, and those that they rule out. */
  readonly has?: readonly FeatureKey[];
  readonly lacks?: readonly FeatureKey[];
  readonly gpu?: { readonly model?: string; readonly memoryGB?: number };
  readonly localDisk?: string;
  readonly diskTypes: readonly string[];
  readonly sold: readonly Site[];
  readonly statedIn: readonly Site[];
  readonly types: Table;
}

/** `data/statements/*.yaml`, and the facts of an organisation: what pages on a single subject say, and of what. */
export interface StatementsFile {
  readonly sources?: Readonly<Record<string, SourceFacts>>;
  readonly statements?: readonly StatementFacts[];
  readonly figures?: readonly FigureFacts[];
}

/** A statement on a feature. It holds for what it names: families, types, whole categories. */
export interface StatementFacts {
  readonly feature: Exclude<FeatureKey, 'cipu'>;
  readonly status: 'yes' | 'no';
  readonly families?: readonly string[];
  readonly types?: readonly string[];
  readonly categories?: readonly string[];
  /** The page expressly excludes everything else. */
  readonly closed?: true;
  /** Only for the types that meet it: `vcpus < 4`. */
  readonly where?: string;
  /** Only on one site. */
  readonly site?: Site;
  readonly source: string;
  readonly note?: string;
}

/** Figures of single types. */
export interface FigureFacts {
  readonly metric: MetricKey;
  readonly source: string;
  readonly values: Readonly<Record<string, number>>;
}

/** `data/records/*.yaml`: replies of DescribeInstanceTypes about the types of a family, kept with their date. */
export interface RecordsFile {
  readonly family: string;
  readonly records: readonly RecordFacts[];
}

/**
 * Replies of one day and place. Columns are our metrics and, with a capital, fields of the API that no metric is made
 * of.
 */
export interface RecordFacts {
  readonly source: string;
  /** `2026-08-20`, or what is known of it: `2021`. */
  readonly date: string;
  readonly regions?: readonly string[];
  readonly address?: string;
  readonly note?: string;
  readonly types: Table;
}

/** `data/names.yaml`: names that no page describes. */
export interface NamesFile {
  readonly names: readonly { readonly source: string; readonly families?: readonly string[]; readonly types?: readonly string[] }[];
}

/** A platform as the files have it, `CIPU 2.0`; undefined for a text that is none. */
export function parsePlatform(text: string): Platform | undefined {
  const [, name, generation] = /^(CIPU|SHENLONG)(?: (\d(?:\.\d)?))?$/.exec(text) ?? [];
  return name === 'CIPU' || name === 'SHENLONG' ? { name, generation: generation ?? null } : undefined;
}

/** The rows of a table as records: a dotted column is a path, and what is null is left out. */
export function toRecords(table: Table): Readonly<Record<string, unknown>>[] {
  const [columns = [], ...rows] = table;
  return rows.map((row) => {
    const record: Record<string, unknown> = {};
    columns.forEach((column, i) => {
      const value = row[i];
      if (value !== null && value !== undefined) setAt(record, String(column).split('.'), value);
    });
    return record;
  });
}

function setAt(record: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: Cell): void {
  if (rest.length === 0) record[first] = value;
  else {
    record[first] ??= {};
    setAt(record[first] as Record<string, unknown>, rest, value);
  }
}
