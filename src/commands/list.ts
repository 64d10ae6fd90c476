import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Criteria, Selection } from '../model/selection.ts';
import type { List } from '../render/list.ts';
import { printable } from '../render/text.ts';
import { checkNames, toCriteria } from './criteria.ts';
import { compileExpression } from './expression.ts';
import { type FilterFlags, type OutputFlags, type SourceFlags, toSourceOptions } from './options.ts';
import { emitList, planOutput } from './output.ts';

/** Flags of the commands that list families or types. */
export type ListFlags = SourceFlags & OutputFlags & FilterFlags;

/** What tells one list command from another. */
export interface ListSubject<R> extends Pick<List<R>, 'kind' | 'columns' | 'name'> {
  select(catalog: Catalog, criteria: Criteria): Selection<R>;
}

/** Lists what meets the flags: check the flags, open the catalog, select, write. Resolves to the exit code; rejects with CipuError. */
export async function runList<R>(
  { kind, columns, select, name }: ListSubject<R>,
  patterns: readonly string[],
  flags: ListFlags,
  context: Context,
): Promise<number> {
  const plan = await planOutput(flags, columns);
  const criteria = await toCriteria(patterns, flags);
  const where = flags.where === undefined ? undefined : await compileExpression(flags.where, '--where');
  const notes: string[] = [];
  const catalog = await context.openCatalog(toSourceOptions(flags, context.env), (text) => notes.push(text));
  notes.push(...checkNames(catalog, criteria));
  const { rows, retiredLeftOut } = select(catalog, criteria);
  if (retiredLeftOut > 0) notes.push(`${retiredLeftOut} retired families are left out: --retired lists them.`);
  const list: List<R> = {
    kind,
    head: { source: catalog.source },
    rows: where ? rows.filter((row) => isTruthy(where(row))) : rows,
    columns,
    name,
    marked: true,
  };
  const exitCode = await emitList(list, plan, context, notes);
  return reportGaps(catalog, context) ? exitCodes.undecided : exitCode;
}

/** Says aloud what is missing, --quiet or not. True when anything is. */
export function reportGaps({ source }: Pick<Catalog, 'source'>, { stderr }: Context): boolean {
  for (const gap of source.gaps ?? []) stderr.write(`warning: ${printable(gap)}\n`);
  return !source.complete;
}

/** JMESPath's own idea of truth: empty strings, lists and objects are false. */
function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
