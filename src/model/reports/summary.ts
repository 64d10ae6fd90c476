import type { Catalog, CatalogSource } from '../catalog/catalog.ts';
import { inspectFamily } from '../catalog/inspect.ts';
import type { Status } from '../registry/status.ts';

/** What a catalog holds, as `catalog info -o json` gives it. */
export interface CatalogSummary {
  /** As the user named it: `embedded`, `live@cn-hangzhou`, a file. */
  readonly name: string;
  readonly source: CatalogSource;
  /** Whole hours since the data was fetched; null for documentation, which is dated by the quarter. */
  readonly ageHours: number | null;
  readonly families: number;
  readonly types: number;
  /** Families by their verdict. */
  readonly cipu: Readonly<Record<Status, number>>;
}

/** Counts what a catalog holds. */
export function summarizeCatalog(name: string, catalog: Catalog, now: Date): CatalogSummary {
  const cipu = { yes: 0, no: 0, unknown: 0 };
  for (const entry of catalog.families) cipu[inspectFamily(entry, catalog).cipu.verdict] += 1;
  const types = catalog.families.reduce((sum, { summary }) => sum + summary.count, 0);
  return { name, source: catalog.source, ageHours: ageHours(catalog.source, now), families: catalog.families.length, types, cipu };
}

/** Whole hours since a source's time, never negative; null when it has no time of day. */
export function ageHours({ asOf }: CatalogSource, now: Date): number | null {
  const hours = (now.getTime() - Date.parse(asOf)) / 3_600_000;
  return asOf.includes('T') && Number.isFinite(hours) ? Math.max(0, Math.floor(hours)) : null;
}

/**
 * The earliest moment that a source's time may mean, in milliseconds since 1970. Of `2026-Q1` it is the first of
 * January.
 */
export function earliestTime(asOf: string): number {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(asOf) ?? [];
  return year === undefined ? Date.parse(asOf) : Date.UTC(Number(year), (Number(quarter) - 1) * 3);
}

/** An age in words. */
export function formatAge(hours: number): string {
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
