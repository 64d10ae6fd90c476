import Table from 'cli-table3';
import stringWidth from 'fast-string-width';
import { wordsOf } from '../words.ts';
import { beginningOf } from './fit.ts';

/** No borders, two blanks between the columns. */
const chars = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((name) => [name, '']),
);

/** How a grid is set: what each line begins with, and which columns hold figures. */
export interface GridStyle {
  readonly indent?: string;
  readonly right?: readonly boolean[];
}

/**
 * Lays out rows of texts in columns of given widths, in which text wraps at words; null is as wide as its longest text.
 * Cells may hold colour. Ends in a newline. For pages and tables of some dozens of rows whose cells wrap; see table.ts.
 * Only rows that wrap are left to cli-table3, which takes a millisecond for each.
 */
export function renderGrid(rows: readonly (readonly string[])[], widths: readonly (number | null)[], { indent = '  ', right = [] }: GridStyle = {}): string {
  const wide = widths.map((width, i) => width ?? Math.max(0, ...rows.map((row) => widestLine(row[i] ?? ''))));
  const fits = (row: readonly string[]) => row.every((cell, i) => !cell.includes('\n') && stringWidth(cell) <= (wide[i] ?? 0));
  const lines = rows.map((row) => (fits(row) ? alignRow(row, wide, right) : wrapRow(row, wide, right)));
  return lines.map((text) => `${text.replace(/ +$/gm, '').replace(/^(?=.)/gm, indent)}\n`).join('');
}

const widestLine = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

function alignRow(row: readonly string[], widths: readonly number[], right: readonly boolean[]): string {
  return row
    .map((cell, i) => {
      const blanks = ' '.repeat((widths[i] ?? 0) - stringWidth(cell));
      return right[i] ? blanks + cell : cell + blanks;
    })
    .join('  ');
}

function wrapRow(row: readonly string[], widths: readonly number[], right: readonly boolean[]): string {
  const table = new Table({
    chars: { ...chars, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: [...widths],
    colAligns: widths.map((_, i) => (right[i] ? 'right' : 'left')),
    wordWrap: true,
  });
  table.push(row.map((cell, i) => breakWords(cell, widths[i] ?? 0)));
  return table.toString();
}

/**
 * Parts words that are longer than a line, such as URLs: the layout would cut them off. They are parted at a hyphen or
 * slash where they have one in time. Text must be parted before it is coloured.
 */
export function breakWords(text: string, width: number): string {
  return text.replace(/\S+/g, (word) => (word.includes('\u001b') || stringWidth(word) <= width ? word : partsOf(word, width).join(' ')));
}

function partsOf(word: string, width: number): string[] {
  const parts: string[] = [];
  for (let rest = word; rest !== ''; ) {
    // A character that is wider than the line stands alone.
    const part = jointsWithin(rest, width) || beginningOf(rest, width, stringWidth) || String.fromCodePoint(rest.codePointAt(0) ?? 0);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** As many whole parts of a word as fit a width. */
function jointsWithin(word: string, width: number): string {
  let kept = '';
  for (const part of wordsOf(word)) {
    if (stringWidth(kept + part) > width) break;
    kept += part;
  }
  return kept;
}
