import type { Column } from '../../src/render/column.ts';

import type { List } from '../../src/render/list.ts';
import type { TableStyle } from '../../src/render/style.ts';

/** A row of a list of texts and figures. */
export interface Row {
  readonly name: string;
  readonly note?: string | null;
  readonly size?: number | null;
}

/** Columns of a name, a figure and a note. */
export const rowColumns: readonly Column<Row>[] = [
  { key: 'name', header: 'Name', tableRank: 0, value: ({ name }) => name },
  { key: 'size', header: 'Size', tableRank: 2, right: true, value: ({ size }) => size ?? null },
  { key: 'note', header: 'Note', tableRank: 1, value: ({ note }) => note ?? null },
];

/** A list of rows, as commands hand it to a renderer. */
export function listOf(rows: readonly Row[], columns: readonly Column<Row>[] = rowColumns): List<Row> {
  return { kind: 'rows', head: { source: { type: 'embedded' } }, rows, columns, name: ({ name }) => name };
}

/** A style without colour and, by default, without a limit. */
export function style(width?: number, header = true): TableStyle {
  return { width, header, paint: (text) => text };
}

/** Everything that may not reach a terminal or a page as it is: controls but newline, separators, marks that turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
export const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Texts that play tricks, by what they do. */
export const hostileTexts: readonly (readonly [string, string])[] = [
  ['colour', '\u001b[31mred\u001b[0m'],
  ['title', '\u001b]0;title\u0007'],
  ['8-bit escape', '\u009b31m'],
  ['new line', 'two\nlines'],
  ['carriage return', 'over\rwritten'],
  ['tab', 'a\tb'],
  ['backspace', 'ab\b\bcd'],
  ['null', 'a\u0000b'],
  ['delete', 'a\u007fb'],
  ['right to left override', 'a\u202eb'],
  ['isolate', 'a\u2066b\u2069'],
  ['direction mark', 'a\u200eb\u200f'],
  ['separators', 'a\u2028b\u2029c'],
  ['byte order mark', 'a\ufeffb'],
];
