import type { Context } from '../../context.ts';
import type { CatalogSource } from '../../model/catalog/catalog.ts';
import { type Format, renderers } from '../../render/formats/renderers.ts';
import type { List } from '../../render/list.ts';
import type { Note } from '../../render/note.ts';
import { type OutputPlan, renderList } from '../shared/output.ts';
import { missingFrom, type Result, type StreamedResult } from '../shared/result.ts';

/** A list whose rows come page by page; what stands beside the rows is known when all of them have come. */
export interface PagedList<R> extends Pick<List<R>, 'kind' | 'columns' | 'name'> {
  readonly pages: AsyncIterable<readonly R[]>;
  source(): CatalogSource;
  /** Is told of the rows that are shown. */
  shown(rows: readonly R[]): void;
  /** Remarks for stderr. */
  notes(): readonly Note[];
}

/** Formats whose rows do not depend on one another. */
const streamFormats: readonly Format[] = ['jsonl', 'csv', 'tsv', 'names'];

/**
 * Whether rows can be written as they come, and need not be kept: neither sorting nor an expression needs all of them.
 */
export function canStream<R>({ format, sort, query }: OutputPlan<R>): boolean {
  return streamFormats.includes(format) && sort.length === 0 && !query;
}

/** Gives the rows of a list as they come. --limit and a reader that goes away end the reading, and close the pages. */
export async function* streamPages<R>(list: PagedList<R>, plan: OutputPlan<R>, { stdout }: Context): StreamedResult {
  const { kind, columns, name } = list;
  let [count, header] = [0, plan.header];
  const render = async (rows: readonly R[]) => {
    const part: List<R> = { kind, head: {}, rows, columns, name, ...(plan.chosen && { chosen: plan.chosen }) };
    const { text } = await renderers[plan.format](part, { width: undefined, header, paint: (plain) => plain });
    header = false;
    return text;
  };
  for await (const rows of rowsUpTo(plan.limit, list)) {
    count += rows.length;
    if (rows.length > 0) yield await render(rows);
    if (stdout.isClosed?.()) return missingFrom(list.source());
  }
  if (count === 0) yield await render([]);
  const notes = [...noteOnLimit(count, plan.limit), ...(count === 0 ? [`No ${kind} match.`] : []), ...list.notes()];
  return { notes, forbidden: count === 0 && plan.failEmpty, ...missingFrom(list.source()) };
}

/** Reads all rows of a list, or as many as are shown, and renders them. */
export async function collectPages<R>(list: PagedList<R>, plan: OutputPlan<R>, { stdout }: Context): Promise<Result> {
  const { kind, columns, name } = list;
  const limit = plan.sort.length > 0 ? Number.POSITIVE_INFINITY : plan.limit;
  const rows: R[] = [];
  for await (const page of rowsUpTo(limit, list)) rows.push(...page);
  const notes = [...noteOnLimit(rows.length, limit), ...list.notes()];
  const source = list.source();
  return { ...(await renderList({ kind, columns, name, head: { source }, rows }, plan, stdout, notes)), ...missingFrom(source) };
}

/** The rows of a list up to a limit, page by page. */
async function* rowsUpTo<R>(limit: number, { pages, shown }: PagedList<R>): AsyncGenerator<readonly R[]> {
  let left = limit;
  for await (const page of pages) {
    const rows = page.slice(0, left);
    left -= rows.length;
    shown(rows);
    yield rows;
    if (left <= 0) return;
  }
}

const noteOnLimit = (count: number, limit: number): string[] =>
  count >= limit ? [`Stopped after ${count} ${count === 1 ? 'row' : 'rows'} (--limit): there may be more.`] : [];
