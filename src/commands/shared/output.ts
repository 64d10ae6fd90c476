import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { compareNames } from '../../model/names/order.ts';
import type { CellValue } from '../../render/cell.ts';
import { type Column, findColumn } from '../../render/column.ts';
import { type Format, renderers, renderJson, renderYaml } from '../../render/formats/renderers.ts';
import { type List, toDocument } from '../../render/list.ts';
import type { Note } from '../../render/note.ts';
import { printable, toSafeJson } from '../../text.ts';
import { compileExpression, type Expression } from './expression.ts';
import { columnFormats, type OutputFlags, queryFormats } from './output-flags.ts';
import { unknownName } from './parse.ts';
import type { Result } from './result.ts';

/** A column that rows are sorted by. */
interface SortKey<R> {
  readonly column: Column<R>;
  readonly descending: boolean;
}

/** Output flags, checked against the columns of a list. */
export interface OutputPlan<R> {
  readonly format: Format;
  readonly chosen: readonly Column<R>[] | undefined;
  /** The first counts most; empty keeps the order. */
  readonly sort: readonly SortKey<R>[];
  readonly limit: number;
  readonly header: boolean;
  readonly query: Expression | undefined;
  readonly failEmpty: boolean;
}

/**
 * Checks the output flags before anything is asked or read, an expression against the shape of a kind of document.
 * Rejects with UsageError.
 */
export async function planOutput<R>(flags: OutputFlags, columns: readonly Column<R>[], kind?: string): Promise<OutputPlan<R>> {
  const format = flags.json ? 'json' : (flags.output ?? (flags.query === undefined ? 'table' : 'json'));
  if (flags.query !== undefined && !queryFormats.includes(format)) {
    throw new UsageError(`--query gives JSON values, which -o ${format} cannot show.`, { flag: 'query', hint: `use it with -o ${queryFormats.join(', ')}` });
  }
  if (flags.columns && flags.query !== undefined) {
    throw new UsageError('--columns and --query cannot go together.', { flag: 'columns', hint: '--query selects parts of whole rows' });
  }
  if (flags.columns && !columnFormats.includes(format)) {
    throw new UsageError(`--columns has no meaning for -o ${format}.`, { flag: 'columns', hint: `it goes with -o ${columnFormats.join(', ')}` });
  }
  const columnOf = (key: string, flag: 'columns' | 'sort'): Column<R> =>
    findColumn(key, columns) ??
    unknownName(
      `--${flag}: no column is called "${key}"`,
      key,
      columns.map((column) => column.key),
      `one of ${columns.map((column) => column.key).join(', ')}`,
      flag,
    );
  return {
    format,
    chosen: flags.columns?.map((key) => columnOf(key, 'columns')),
    sort: (flags.sort ?? []).map((text) => parseSortKey(text, columnOf)),
    limit: flags.limit ?? Number.POSITIVE_INFINITY,
    header: flags.header !== false,
    query: flags.query === undefined ? undefined : await compileExpression(flags.query, '--query', kind),
    failEmpty: flags.failEmpty === true,
  };
}

/** Parses a key of --sort; a minus before it means the same as `:desc` after it. */
function parseSortKey<R>(text: string, columnOf: (key: string, flag: 'sort') => Column<R>): SortKey<R> {
  const isMinus = text.startsWith('-');
  const [key = '', direction = isMinus ? 'desc' : 'asc', ...rest] = text.slice(Number(isMinus)).split(':');
  if (rest.length > 0 || !['asc', 'desc'].includes(direction)) {
    throw new UsageError(`--sort ${text}: the direction is asc or desc.`, { flag: 'sort', hint: 'for example --sort vcpus:desc' });
  }
  return { column: columnOf(key, 'sort'), descending: direction === 'desc' };
}

/**
 * Sorts, cuts and renders a list; `notes` come after what there is to say of that. Rejects with UsageError for an
 * expression that fails.
 */
export async function renderList<R>(
  list: List<R>,
  plan: OutputPlan<R>,
  { width, paint }: Pick<Context['stdout'], 'width' | 'paint'>,
  notes: readonly Note[] = [],
): Promise<Required<Pick<Result, 'output' | 'notes' | 'forbidden'>>> {
  const sorted = sortRows(list.rows, plan.sort);
  const rows = sorted.slice(0, plan.limit);
  const shown: List<R> = { ...list, rows, ...(plan.chosen && { chosen: plan.chosen }) };
  const { text, notes: reading } = plan.query
    ? { text: await renderValue(plan.query(toDocument(shown)), plan.format), notes: [] }
    : await renderers[plan.format](shown, { width, header: plan.header, paint });
  const remarks = [
    ...reading,
    ...(rows.length < sorted.length ? [`Showing ${rows.length} of ${sorted.length} rows (--limit).`] : []),
    ...(sorted.length === 0 ? [`No ${list.rowsKey ?? list.kind} match.`] : []),
    ...notes,
  ];
  return { output: text, notes: remarks, forbidden: sorted.length === 0 && plan.failEmpty };
}

/** Sorts rows as --sort asks for. Stable; what is not known comes last in either direction. */
export function sortRows<R>(rows: readonly R[], sort: OutputPlan<R>['sort']): readonly R[] {
  if (sort.length === 0) return rows;
  return [...rows].sort((a, b) => sort.reduce((order, key) => order || compareBy(key, a, b), 0));
}

function compareBy<R>({ column, descending }: SortKey<R>, a: R, b: R): number {
  const [x, y] = [column.value(a), column.value(b)];
  if (isUnknown(x) || isUnknown(y)) return Number(isUnknown(x)) - Number(isUnknown(y));
  return (descending ? -1 : 1) * (typeof x === 'number' && typeof y === 'number' ? x - y : compareNames(String(x), String(y)));
}

const isUnknown = (value: CellValue) => value === null || value === 'unknown';

/**
 * A value, such as an expression selected it: as JSON or YAML, one JSON value a line, or bare values for `VAR=$(...)`.
 */
export async function renderValue(value: unknown, format: Format | 'page'): Promise<string> {
  const items = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  if (format === 'yaml') return renderYaml(value ?? null);
  if (format === 'jsonl') return items.map((item) => `${toSafeJson(item)}\n`).join('');
  if (format === 'names') return items.map((item) => `${typeof item === 'string' ? printable(item) : toSafeJson(item)}\n`).join('');
  return renderJson(value ?? null);
}
