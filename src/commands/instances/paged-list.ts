import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../errors.ts';
import { type Format, renderers } from '../../render/formats/renderers.ts';
import type { List } from '../../render/list.ts';
import { emitList, type OutputPlan, writeNotes } from '../shared/output.ts';

/** A list whose rows come page by page; what stands beside the rows is known when all of them have come. */
export interface PagedList<R> extends Pick<List<R>, 'kind' | 'columns' | 'name'> {
  readonly pages: AsyncIterable<readonly R[]>;
  head(): List<R>['head'];
  /** Is told of the rows that are shown. */
  shown(rows: readonly R[]): void;
  /** Remarks for stderr. */
  notes(): readonly string[];
}

/** Formats whose rows do not depend on one another. */
const streamFormats: readonly Format[] = ['jsonl', 'csv', 'tsv', 'names'];

/**
 * Writes a list. In jsonl, csv, tsv and names rows are written as they come and are not kept, unless sorting or an expression
 * needs all of them; other formats collect. --limit and a reader that goes away end the reading, and close the pages.
 * Resolves to the exit code of a list; rejects with what the pages reject with, after what was written till then.
 */
export async function emitPages<R>(list: PagedList<R>, plan: OutputPlan<R>, context: Context): Promise<ExitCode> {
  const { kind, columns, name } = list;
  const { stdout, stderr } = context;
  const streams = streamFormats.includes(plan.format) && !plan.sort && !plan.query;
  const limit = plan.sort ? Number.POSITIVE_INFINITY : plan.limit;
  const collected: R[] = [];
  let [count, begun] = [0, false];

  async function write(rows: readonly R[]): Promise<void> {
    const part: List<R> = { kind, head: {}, rows, columns, name, ...(plan.chosen && { chosen: plan.chosen }) };
    const { text } = await renderers[plan.format](part, { width: undefined, header: plan.header && !begun, paint: (plain) => plain });
    begun = true;
    // Both may be on the same terminal.
    stderr.progress(undefined);
    stdout.write(text);
  }

  for await (const page of list.pages) {
    const rows = page.slice(0, limit - count);
    count += rows.length;
    list.shown(rows);
    if (!streams) collected.push(...rows);
    else if (rows.length > 0) await write(rows);
    if (count >= limit || stdout.isClosed?.()) break;
  }
  const cut = count >= limit ? [`Stopped after ${count} ${count === 1 ? 'row' : 'rows'} (--limit): there may be more.`] : [];
  if (!streams) return emitList({ kind, columns, name, head: list.head(), rows: collected }, plan, context, [...cut, ...list.notes()]);
  if (!begun) await write([]);
  if (!stdout.isClosed?.()) writeNotes([...cut, ...(count === 0 ? [`No ${kind} match.`] : []), ...list.notes()], plan.quiet, context);
  return count === 0 && plan.failEmpty ? exitCodes.violated : exitCodes.done;
}
