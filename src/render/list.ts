import type { Column } from './column.ts';
import type { Note } from './note.ts';
import type { TableStyle } from './style.ts';

/** A list on its way out, the same for every format. */
export interface List<R> {
  /** Kind of the JSON document, and key of the rows in it. */
  readonly kind: string;
  /** Key of the rows where it is not the kind. */
  readonly rowsKey?: string;
  /** The rest of the JSON document: source and the like. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  /** Columns the user asked for; undefined shows the format's own choice. */
  readonly chosen?: readonly Column<R>[];
  /** Where a table is too wide for a terminal: the columns of each of the tables to show one below the other. */
  parts?(width: number): readonly (readonly Column<R>[])[];
  /** What `-o names` prints of a row. */
  name(row: R): string;
}

/** What a renderer gives: text for stdout, and remarks on how to read it for stderr. */
export interface Rendered {
  readonly text: string;
  readonly notes: readonly Note[];
}

/** A renderer is pure: the same list and style give the same text. */
export type Renderer = <R>(list: List<R>, style: TableStyle) => Rendered | Promise<Rendered>;

/**
 * The JSON document of a list; its `kind` names the key of the rows unless the list has another. Where columns are
 * chosen, it names them, and its rows hold nothing else.
 */
export function toDocument<R>(list: List<R>): Readonly<Record<string, unknown>> {
  const { kind, rowsKey = kind, head, chosen } = list;
  return { schemaVersion: 1, kind, ...head, ...(chosen && { columns: chosen.map(({ key }) => key) }), [rowsKey]: toRows(list) };
}

/** The rows as JSON has them: whole, or the columns that were chosen under their keys. */
export function toRows<R>({ rows, chosen }: List<R>): readonly unknown[] {
  if (!chosen) return rows;
  return rows.map((row) => Object.fromEntries(chosen.map(({ key, value, json = value }) => [key, json(row)])));
}
