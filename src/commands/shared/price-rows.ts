import type { Context, SourceOptions } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import type { Criteria } from '../../model/catalog/selection.ts';
import type { TypePrices } from '../../model/market/price.ts';
import type { Column } from '../../render/column.ts';
import type { FilterFlags } from './filter-flags.ts';
import { type OutputPlan, sortRows } from './output.ts';
import type { OutputFlags } from './output-flags.ts';
import { fetchPriceBook, hourly, limitAllows, type PriceBook, type PriceFlags } from './price-flag.ts';
import type { SourceFlags } from './source-flags.ts';

/** A row that can have a price; null is "not asked for" or "not known". */
interface Priceable {
  readonly price: unknown;
}

/** How --price works on the rows of a list. */
export interface Pricing<R extends Priceable> {
  /** What it adds. */
  readonly columns: readonly Column<R>[];
  /** Whether a row needs one request, so that --limit bounds them. */
  readonly onePerRow: boolean;
  typesOf(row: R, catalog: Catalog, criteria: Criteria): readonly string[];
  withPrices(row: R, types: readonly string[], prices: ReadonlyMap<string, TypePrices>): R;
}

/** Rows of a list, and what is needed to price them. */
export interface PriceTask<R extends Priceable> {
  readonly rows: readonly R[];
  /** The condition of --where. */
  where(row: R): boolean;
  name(row: R): string;
  readonly pricing: Pricing<R>;
  readonly plan: OutputPlan<R>;
  readonly catalog: Catalog;
  readonly criteria: Criteria;
}

/** Whether columns of prices are shown or sorted by. Throws UsageError when they are and prices are not asked for. */
export function sortsByPrice<R extends Priceable>({ columns }: Pricing<R>, { chosen, sort }: OutputPlan<R>, { price }: PriceFlags): boolean {
  const used = columns.find((column) => chosen?.includes(column) || sort.some((key) => key.column === column));
  if (used && !price) throw new UsageError(`The column ${used.key} needs --price.`, { hint: 'it asks the API, one call a type' });
  return sort.some(({ column }) => columns.includes(column));
}

/**
 * Prices the rows that will be shown, or all when the condition or the order is about prices. Resolves to all rows that
 * meet the condition, in their order; rejects with CipuError.
 */
export async function priceRows<R extends Priceable>(
  { rows, where, name, pricing, plan, catalog, criteria }: PriceTask<R>,
  flags: SourceFlags & OutputFlags & FilterFlags & PriceFlags,
  options: SourceOptions,
  context: Context,
): Promise<Pick<PriceBook, 'gaps'> & { readonly rows: readonly R[] }> {
  const needsAll = sortsByPrice(pricing, plan, flags) || flags.where?.includes('price') === true;
  const matching = needsAll ? rows : sortRows(rows.filter(where), plan.sort);
  const asked = (needsAll ? matching : matching.slice(0, plan.limit)).map((row) => ({ row, types: pricing.typesOf(row, catalog, criteria) }));
  const bounds = {
    allowed: flags.yes === true || (pricing.onePerRow && !needsAll && limitAllows(flags)),
    fewer: needsAll ? 'name fewer, or leave prices out of --sort and --where' : '--limit N asks for the first N rows only',
  };
  const { prices, gaps } = await fetchPriceBook({ ...hourly, types: asked.flatMap(({ types }) => types) }, bounds, options, context);
  const priced = asked.map(({ row, types }) => ({ row: pricing.withPrices(row, types, prices), types }));
  const open = priced.filter(({ row, types }) => row.price === null && types.every((type) => prices.get(type)?.terms.hour));
  const unsaid = open.map(
    ({ row, types }) => `What ${name(row)} costs is not known: ${types.length > 0 ? 'its types have several currencies' : 'it has no type'}.`,
  );
  return { rows: [...priced.map(({ row }) => row), ...matching.slice(asked.length)].filter(where), gaps: [...gaps, ...unsaid] };
}
