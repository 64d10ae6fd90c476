import type { Context } from '../context.ts';
import type { Stock } from '../model/market/stock.ts';
import { type StockReport, selectStock, withEveryName } from '../model/reports/availability.ts';
import { stockColumns, toMatrix } from '../render/columns/stock.ts';
import type { Format } from '../render/formats/renderers.ts';
import type { List } from '../render/list.ts';
import type { Note } from '../render/note.ts';
import { argument, namesOf } from '../settings/flags.ts';
import { checkNames, toCriteria } from './shared/criteria.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { filterFlags, rangeFlags } from './shared/filter-flags.ts';
import { compileWhere, type ListFlags, retiredNote } from './shared/list.ts';
import { type OutputPlan, planOutput, renderList, sortRows } from './shared/output.ts';
import { outputFlags } from './shared/output-flags.ts';
import { missingFrom, type Result } from './shared/result.ts';
import { sourceFlags, toSourceOptions } from './shared/source-flags.ts';
import { stockFlags, stockNote, toStockQuery } from './shared/stock-flags.ts';
import { flagsThatKeep, undecidedNote } from './shared/undecided.ts';

/** The formats for people. --columns takes the rows of the other formats instead. */
const matrixFormats: readonly Format[] = ['table', 'wide', 'markdown'];

const examples = `
cipu stock g8i                               the types of a family, zone by zone
cipu stock g8i.xlarge c8i.xlarge --region 'cn-*'
cipu stock 'g8*' --vcpus 16 --charge spot    by the criteria of cipu types
cipu stock g8i --zone cn-hangzhou-h --in-stock
cipu stock g8i --query "stock[?status=='with-stock'].[type, zone]"`;

/** `cipu stock`. */
export const stock: CommandDefinition = {
  arguments: [argument('<pattern...>', namesOf('families and types'), 'names or globs of families or types, with or without "ecs."')],
  flags: [stockFlags, filterFlags, rangeFlags, outputFlags(stockColumns), sourceFlags],
  common: ['region', 'zone', 'charge', 'inStock', 'has', 'vcpus', 'memory', 'output'],
  examples,
  run: runStock,
};

/**
 * Shows the stock of the types that meet the flags: people get a matrix of types by zones, machines a row a type and
 * zone. Rejects with CipuError.
 */
export async function runStock(patterns: readonly string[], flags: ListFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, stockColumns, 'stock');
  const criteria = await toCriteria(patterns, flags);
  const where = await compileWhere(flags, 'stock');
  const opened = await context.cloud.openStock(toSourceOptions(flags), toStockQuery(flags));
  const catalog = withEveryName(opened.catalog, opened.stock);
  const notes: Note[] = checkNames(catalog, criteria);
  const { rows, retiredLeftOut, undecided } = selectStock(catalog, opened.stock, criteria);
  notes.push(...undecidedNote('types', undecided, catalog.source.type, flagsThatKeep(undecided, criteria)));
  notes.push(...retiredNote(retiredLeftOut), stockNote(opened.stock));
  const { charge, asOf } = opened.stock;
  const list: List<StockReport> = {
    kind: 'stock',
    head: { source: catalog.source, charge, asOf },
    rows: rows.filter(where),
    columns: stockColumns,
    name: ({ type, zone, region }) => `${type} ${zone ?? region}`,
  };
  const asMatrix = matrixFormats.includes(plan.format) && !plan.chosen;
  const rendered = await (asMatrix ? renderMatrix(list, opened.stock, plan, context, notes) : renderList(list, plan, context.stdout, notes));
  return { ...rendered, ...missingFrom(catalog.source, opened) };
}

function renderMatrix(list: List<StockReport>, { zones }: Stock, plan: OutputPlan<StockReport>, { stdout }: Context, notes: readonly Note[]): Promise<Result> {
  const matrix = toMatrix(sortRows(list.rows, plan.sort), zones, plan.format === 'table' ? stdout.width : undefined);
  return renderList(matrix.list, { ...plan, chosen: undefined, sort: [] }, stdout, [...matrix.notes, ...notes]);
}
