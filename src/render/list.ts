import type { Column } from './column.ts';
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
  /** What `-o names` prints of a row. */
  name(row: R): string;
}

/** What a renderer gives: text for stdout, and remarks on how to read it for stderr. */
export interface Rendered {
  readonly text: string;
  readonly notes: readonly string[];
}

/** A renderer is pure: the same list and style give the same text. */
export type Renderer = <R>(list: List<R>, style: TableStyle) => Rendered | Promise<Rendered>;

/** The JSON document of a list; its `kind` names the key of the rows unless the list has another. */
export function toDocument<R>({ kind, rowsKey = kind, head, rows }: List<R>): Readonly<Record<string, unknown>> {
  return { schemaVersion: 1, kind, ...head, [rowsKey]: rows };
}
