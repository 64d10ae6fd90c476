import { type Column, cellOf, type Tone } from './column.ts';
import { printable } from './text.ts';

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
  const lines = rows.map((row) => columns.map((column) => measured(cellOf(column, row))));
  await measureWideCells(lines);
  if (header) lines.unshift(columns.map((column) => measured({ text: column.header, tone: 'header' })));
  const widths = columns.map((_, i) => lines.reduce((widest, line) => Math.max(widest, line[i]?.width ?? 0), 0));
  const fitting = columnsThatFit(columns, widths, width);
  const text = lines.map((line) => {
    const cells = fitting.map((i) => pad(line[i] as MeasuredCell, widths[i] ?? 0, columns[i]?.right ?? false, paint));
    return `${cells.join(gap).trimEnd()}\n`;
  });
  return { text: text.join(''), leftOut: columns.filter((_, i) => !fitting.includes(i)).map((column) => column.header) };
}

interface MeasuredCell {
  readonly text: string;
  readonly tone: Tone | 'header' | undefined;
  /** Terminal columns that the text takes; not known yet where it is negative. */
  width: number;
}

/** Almost every cell is plain ASCII, which is as wide as it is long and safe as it is. */
const plainAscii = /^[ -~]*$/;

function measured({ text, tone }: { readonly text: string; readonly tone?: Tone | 'header' }): MeasuredCell {
  return plainAscii.test(text) ? { text, tone, width: text.length } : { text: printable(text), tone, width: -1 };
}

/** Measures what is not ASCII; the library for it is loaded when there is any. */
async function measureWideCells(lines: readonly (readonly MeasuredCell[])[]): Promise<void> {
  const wide = lines.flatMap((line) => line.filter(({ width }) => width < 0));
  if (wide.length === 0) return;
  const { default: stringWidth } = await import('fast-string-width');
  for (const cell of wide) cell.width = stringWidth(cell.text);
}

/** Pads outside the colour, so that trailing blanks can be trimmed. */
function pad({ text, tone, width }: MeasuredCell, to: number, right: boolean, paint: Paint): string {
  const blanks = ' '.repeat(Math.max(0, to - width));
  const painted = tone ? paint(text, tone) : text;
  return right ? blanks + painted : painted + blanks;
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
