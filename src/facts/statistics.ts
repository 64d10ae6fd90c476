import type { FamilyEntry } from '../model/catalog/catalog.ts';
import { refutationsIn } from '../model/catalog/contradictions.ts';
import { familyFindings } from '../model/catalog/findings.ts';
import { isRetired } from '../model/catalog/report.ts';
import { type FeatureKey, featureDefinitions } from '../model/registry/features.ts';
import { bases } from '../model/registry/status.ts';
import type { SourceFacts } from './files.ts';

const statuses = ['yes', 'some', 'no', 'unknown'] as const;
const shownBases = bases.filter((basis) => basis !== 'none' && basis !== 'stated');

/** The columns of the table of cells. */
export const cellColumns = [...statuses, ...shownBases] as const;

/** How many families on sale have each status of a feature, and how many have theirs from each basis. */
export type Cells = Readonly<Record<(typeof cellColumns)[number], number>>;

/** Counts the cells of the families on sale, a cell for each family and feature. */
export function countCells(entries: readonly FamilyEntry[]): ReadonlyMap<FeatureKey, Cells> {
  const onSale = entries.filter(({ documented }) => !isRetired(documented?.sold ?? null)).map(familyFindings);
  return new Map(
    featureDefinitions.map(({ key }) => {
      const findings = onSale.map((features) => features[key]);
      const count = (column: string) => findings.filter(({ status, basis }) => status === column || basis === column).length;
      return [key, Object.fromEntries(cellColumns.map((column) => [column, count(column)])) as unknown as Cells];
    }),
  );
}

/** The sum over all features. */
export function sumCells(cells: Iterable<Cells>): Cells {
  const all = [...cells];
  return Object.fromEntries(cellColumns.map((column) => [column, all.reduce((sum, one) => sum + one[column], 0)])) as unknown as Cells;
}

/** The age of a source in whole months on a day, by the first day that its edition may mean. */
export function monthsSince(edition: string, today: Date): number {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?/.exec(edition) ?? [];
  const first = quarter ? Number(quarter) * 3 - 3 : month ? Number(month) - 1 : 0;
  return (today.getUTCFullYear() - Number(year)) * 12 + today.getUTCMonth() - first;
}

/** The facts in figures, as text: cells by feature, sources with their age, and what contradicts what. */
export function describeFacts(entries: readonly FamilyEntry[], sources: Readonly<Record<string, SourceFacts>>, today: Date): string {
  const cells = countCells(entries);
  const total = sumCells(cells.values());
  const known = total.yes + total.some + total.no;
  const all = known + total.unknown;
  const row = (name: string, one: Cells) => [name, ...cellColumns.map((column) => String(one[column]))];
  const rows = [['Feature', ...cellColumns], ...[...cells].map(([key, one]) => row(key, one)), row('all', total)];
  const age = ([id, { edition, title }]: [string, SourceFacts]) => [id, edition, `${monthsSince(edition, today)} months`, title];
  return [
    `${all} cells of ${all / cells.size} families on sale and ${cells.size} features: ${known} known, ${total.unknown} (${((100 * total.unknown) / all).toFixed(1)} %) unknown.`,
    '',
    ...align(rows, true),
    '',
    'Sources',
    ...align(Object.entries(sources).map(age), false),
    '',
    'Replies that contradict a page, or what would be concluded without them',
    ...entries
      .flatMap(refutationsIn)
      .map(({ name, feature, status, asOf, against }) => `${name}: ${feature} is ${status} in a reply of ${asOf}, against ${against}`),
    '',
  ].join('\n');
}

/** Columns of texts, side by side; all but the first to the right where they are figures. */
function align(rows: readonly (readonly string[])[], right: boolean): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const pad = (text: string, i: number) => (right && i > 0 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0));
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
