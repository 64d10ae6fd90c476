import { printable } from '../../text.ts';
import { type Cell, unknownCell } from '../cell.ts';
import { type Column, cellOf } from '../column.ts';
import type { TableStyle } from '../style.ts';
import { gap, wordsOf } from '../words.ts';
import { beginningOf, columnsThatFit, shareRoom, totalOf } from './fit.ts';

/** A rendered table. */
export interface FittedTable {
  readonly text: string;
  /** The headers of the columns that did not fit. */
  readonly leftOut: readonly string[];
  /** The texts that may hold marks, each once. */
  readonly marked: readonly string[];
}

/** Safe cells, line by line, and what there is to know about laying out each place of a line. */
interface Layout<R> extends Pick<TableStyle, 'paint'> {
  readonly lines: readonly (readonly Cell[])[];
  readonly columns: readonly Column<R>[];
  readonly widths: readonly number[];
  widthOf(text: string): number;
}

/**
 * Renders rows as columns without borders, ending in a newline. Where that is too wide, the columns of the highest rank
 * are left out, unless the list is shown `whole`, and texts wrap in the columns that may. Lists have hundreds of rows,
 * for which cli-table3 (see grid.ts) takes longer than the rest of the run together: it checks every cell against every
 * other for spans. So it lays out those only that wrap.
 */
export async function renderTable<R>(rows: readonly R[], columns: readonly Column<R>[], style: TableStyle, whole = false): Promise<FittedTable> {
  const { width, header, paint } = style;
  const lines: Cell[][] = rows.map((row) => columns.map((column) => cellOf(column, row)));
  const marked = columns.map((column, i) => markedTexts(column, i, lines));
  if (header) lines.unshift(columns.map((column) => ({ text: column.header, tone: 'header' })));
  const widthOf = await makeSafe(lines);
  if (width !== undefined && !whole) cutCells(lines, columns, widthOf);
  const natural = columns.map((_, i) => lines.reduce((widest, line) => Math.max(widest, widthOf(line[i]?.text ?? '')), 0));
  const kept = width === undefined || whole ? [...columns.keys()] : columnsThatFit(columns, natural, width);
  const pick = <T>(places: readonly T[]): T[] => kept.map((i) => places[i] as T);
  const layout: Layout<R> = { lines: lines.map(pick), columns: pick(columns), widths: pick(natural), paint, widthOf };
  const wraps = width !== undefined && width < totalOf(layout.widths) && layout.columns.some((column) => column.wraps);
  return {
    text: wraps ? await wrap(layout, width, whole) : align(layout),
    leftOut: columns.filter((_, i) => !kept.includes(i)).map((column) => column.header),
    marked: [...new Set(pick(marked).flatMap((texts) => [...texts]))],
  };
}

/** The texts of a column that may hold marks: of one without marks only that of what is not known. */
function markedTexts<R>(column: Column<R>, place: number, lines: readonly (readonly Cell[])[]): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const line of lines) {
    const cell = line[place];
    if (cell && (column.marked || cell === unknownCell)) texts.add(cell.text);
  }
  return texts;
}

function align<R>({ lines, columns, widths, paint, widthOf }: Layout<R>): string {
  let text = '';
  for (const line of lines) {
    const cells = line.map(({ text: cell, tone }, i) => {
      const blanks = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
      const painted = tone ? paint(cell, tone) : cell;
      return columns[i]?.right ? blanks + painted : painted + blanks;
    });
    text += `${cells.join(gap).trimEnd()}\n`;
  }
  return text;
}

async function wrap<R>({ lines, columns, widths: natural, paint, widthOf }: Layout<R>, width: number, whole: boolean): Promise<string> {
  const { breakWords, renderGrid } = await import('./grid.ts');
  const words = columns.map(({ wraps }, i) => (wraps ? Math.max(0, ...lines.flatMap((line) => wordsOf(line[i]?.text ?? '')).map(widthOf)) : 0));
  const widths = shareRoom(columns, natural, words, width, whole);
  const painted = lines.map((line) =>
    line.map(({ text, tone }, i) => {
      const broken = breakWords(text, widths[i] ?? 0);
      return tone ? paint(broken, tone) : broken;
    }),
  );
  return renderGrid(painted, widths, { indent: '', right: columns.map(({ right }) => right === true) });
}

/** Escapes what no terminal may get, in place, and resolves to the measure of a text in terminal columns. */
async function makeSafe(lines: Cell[][]): Promise<(text: string) => number> {
  // Almost every table is plain ASCII, which is safe as it is and as wide as it is long.
  if (lines.every((line) => line.every(({ text }) => /^[ -~]*$/.test(text)))) return (text) => text.length;
  for (const line of lines) line.splice(0, line.length, ...line.map((cell) => ({ ...cell, text: printable(cell.text) })));
  const { default: stringWidth } = await import('fast-string-width');
  return stringWidth;
}

/** Cuts cells that are too wide, in place, with an ellipsis: one long name must not cost everybody the column. */
function cutCells<R>(lines: Cell[][], columns: readonly Column<R>[], widthOf: (text: string) => number): void {
  for (const [i, { cutAt }] of columns.entries()) {
    if (cutAt === undefined) continue;
    for (const line of lines) {
      const cell = line[i];
      if (cell && widthOf(cell.text) > cutAt) line[i] = { ...cell, text: `${beginningOf(cell.text, cutAt - 1, widthOf)}\u2026` };
    }
  }
}
