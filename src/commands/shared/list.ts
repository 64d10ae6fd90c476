import type { Context } from '../../context.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import type { FamilyReport, TypeReport } from '../../model/catalog/report.ts';
import type { Criteria, Selection } from '../../model/catalog/selection.ts';
import type { List } from '../../render/list.ts';
import type { Note } from '../../render/note.ts';
import { checkNames, toCriteria } from './criteria.ts';
import { compileExpression } from './expression.ts';
import type { FilterFlags } from './filter-flags.ts';
import { openData } from './open-data.ts';
import { planOutput, renderList } from './output.ts';
import type { OutputFlags } from './output-flags.ts';
import { type PriceFlags, toPriceSource } from './price-flag.ts';
import { type Pricing, priceRows, sortsByPrice } from './price-rows.ts';
import { missingFrom, type Result } from './result.ts';
import { type SourceFlags, toSourceOptions } from './source-flags.ts';
import { type StockFlags, stockNote, stockQueryOf } from './stock-flags.ts';
import { sumOf } from './sum.ts';
import { flagsThatKeep, undecidedNote } from './undecided.ts';

/** Flags of the commands that list families or types. */
export type ListFlags = SourceFlags & OutputFlags & FilterFlags & StockFlags & PriceFlags;

/** What the lists are of. */
type ListedReport = FamilyReport | TypeReport;

/** What tells one list command from another. */
export interface ListSubject<R extends ListedReport> extends Pick<List<R>, 'columns' | 'name'> {
  readonly kind: 'families' | 'types';
  readonly pricing: Pricing<R>;
  select(catalog: Catalog, criteria: Criteria): Selection<R>;
  /** The order on a terminal, where it is not that of names. */
  arrange?(rows: readonly R[]): readonly R[];
}

/** Lists what meets the flags: check the flags, open the catalog, select, render. Rejects with CipuError. */
export async function runList<R extends ListedReport>(
  { kind, columns: own, pricing, select, arrange, name }: ListSubject<R>,
  patterns: readonly string[],
  flags: ListFlags,
  context: Context,
): Promise<Result> {
  const plan = await planOutput(flags, [...own, ...pricing.columns], kind);
  sortsByPrice(pricing, plan, flags);
  const criteria = await toCriteria(patterns, flags);
  const where = await compileWhere(flags, kind);
  const options = flags.price ? toPriceSource(flags) : toSourceOptions(flags);
  const { catalog, stock, notes } = await openData(options, context, stockQueryOf(flags));
  if (catalog.source.type === 'live') notes.push({ aside: `From the ECS API, ${catalog.source.regions.join(', ')}, as of ${catalog.source.asOf}.` });
  notes.push(...checkNames(catalog, criteria));
  const { rows: unsorted, retiredLeftOut, undecided } = select(catalog, stock ? { ...criteria, stock } : criteria);
  notes.push(...undecidedNote(kind, undecided, catalog.source.type, flagsThatKeep(undecided, criteria)));
  notes.push(...retiredNote(retiredLeftOut), ...(stock ? [stockNote(stock)] : []));
  const isScreen = context.stdout.isTTY && (plan.format === 'table' || plan.format === 'wide');
  const selected = isScreen && plan.sort.length === 0 && arrange ? arrange(unsorted) : unsorted;
  const { rows, gaps } = flags.price
    ? await priceRows<R>({ rows: selected, where, name, pricing, plan, catalog, criteria }, flags, options, context)
    : { rows: selected.filter(where), gaps: [] };
  const columns = flags.price ? [...own, ...pricing.columns] : own;
  const hasSum = isScreen && plan.header && rows.length > 1;
  const list = { kind, head: { source: catalog.source }, rows, columns, name };
  return {
    ...(await renderList(list, plan, context.stdout, notes)),
    ...(hasSum && { sum: sumOf(kind, rows, catalog.source, retiredLeftOut) }),
    ...missingFrom(catalog.source, { stock, gaps }),
  };
}

/** The condition of --where on a row; without the flag every row meets it. Rejects with UsageError. */
export async function compileWhere({ where }: FilterFlags, kind: string): Promise<(row: unknown) => boolean> {
  if (where === undefined) return () => true;
  const condition = await compileExpression(where, '--where', kind);
  return (row) => isTruthy(condition(row));
}

/** The note on retired families that are left out; none when there are none. */
export function retiredNote(leftOut: number): Note[] {
  return leftOut > 0 ? [{ aside: `${leftOut} retired families are left out: --retired lists them.` }] : [];
}

/** JMESPath's own idea of truth: empty strings, lists and objects are false. */
function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
