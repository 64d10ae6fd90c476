import { printable } from '../../text.ts';
import { type Column, cellOf, type Tone } from '../column.ts';

/** Colours a text by tone; the identity where there is no colour. */
export type Paint = (text: string, tone: Tone | 'header') => string;

/** What a table has to fit and how it is coloured. */
export interface TableStyle {
  /** Columns of the terminal; undefined where there is no limit. */
  readonly width: number | undefined;
  readonly header: boolean;
  readonly paint: Paint;
}

/** A rendered table and the headers of the columns that did not fit. */
export interface FittedTable {
  readonly text: string;
  readonly leftOut: readonly string[];
}

const gap = '  ';

/**
 * Renders rows as aligned columns without borders, ending in a newline; the columns of the highest rank are left out when
 * it is too wide. Lists have hundreds of rows, for which cli-table3 (see grid.ts) takes longer than the rest of the run
 * together: it checks every cell against every other for spans.
 */
export async function renderTable<R>(rows: readonly R[], columns: readonly Column<R>[], { width, header, paint }: TableStyle): Promise<FittedTable> {
  const lines: HeadedCell[][] = rows.map((row) => columns.map((column) => cellOf(column, row)));
  if (header) lines.unshift(columns.map((column) => ({ text: column.header, tone: 'header' })));
  const widthOf = await makeSafe(lines);
  if (width !== undefined) cutCells(lines, columns, widthOf);
  const widths = columns.map((_, i) => lines.reduce((widest, line) => Math.max(widest, widthOf(line[i]?.text ?? '')), 0));
  const fitting = columnsThatFit(columns, widths, width);
  let text = '';
  for (const line of lines) {
    const cells = fitting.map((i) => {
      const { text: cell, tone } = line[i] as HeadedCell;
      const blanks = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
      const painted = tone ? paint(cell, tone) : cell;
      return columns[i]?.right ? blanks + painted : painted + blanks;
    });
    text += `${cells.join(gap).trimEnd()}\n`;
  }
  return { text, leftOut: columns.filter((_, i) => !fitting.includes(i)).map((column) => column.header) };
}

interface HeadedCell {
  readonly text: string;
  readonly tone?: Tone | 'header';
}

/** Escapes what no terminal may get, in place, and resolves to the measure of a text in terminal columns. */
async function makeSafe(lines: HeadedCell[][]): Promise<(text: string) => number> {
  // Almost every table is plain ASCII, which is safe as it is and as wide as it is long.
  if (lines.every((line) => line.every(({ text }) => /^[ -~]*$/.test(text)))) return (text) => text.length;
  for (const line of lines) line.splice(0, line.length, ...line.map((cell) => ({ ...cell, text: printable(cell.text) })));
  const { default: stringWidth } = await import('fast-string-width');
  return stringWidth;
}

/** Cuts cells that are too wide, in place: one long name must not cost everybody the column. */
function cutCells<R>(lines: HeadedCell[][], columns: readonly Column<R>[], widthOf: (text: string) => number): void {
  for (const [i, { cutAt }] of columns.entries()) {
    if (cutAt === undefined) continue;
    for (const line of lines) {
      const cell = line[i];
      if (cell && widthOf(cell.text) > cutAt) line[i] = { ...cell, text: cut(cell.text, cutAt - 1, widthOf) };
    }
  }
}

/** The beginning of a text that fits a width, with an ellipsis; what is one character to people stays whole. */
function cut(text: string, width: number, widthOf: (text: string) => number): string {
  let [kept, taken] = ['', 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    taken += widthOf(segment);
    if (taken > width) break;
    kept += segment;
  }
  return `${kept}\u2026`;
}

/** Indexes of the columns that fit, in their own order: by rank, as many as there is room for. */
function columnsThatFit<R>(columns: readonly Column<R>[], widths: readonly number[], width: number | undefined): number[] {
  const all = columns.map((_, i) => i);
  if (width === undefined) return all;
  const rank = (i: number) => columns[i]?.tableRank ?? Number.MAX_VALUE;
  const kept = new Set<number>();
  let room = width;
  for (const i of [...all].sort((a, b) => rank(a) - rank(b) || a - b)) {
    const need = (widths[i] ?? 0) + (kept.size > 0 ? gap.length : 0);
    if (kept.size > 0 && need > room) continue;
    kept.add(i);
    room -= need;
  }
  return all.filter((i) => kept.has(i));
}
