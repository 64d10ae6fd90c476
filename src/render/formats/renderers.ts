import { printable, toSafeJson } from '../../text.ts';
import { unknownCell } from '../cell.ts';
import { type Column, cellOf, defaultColumns } from '../column.ts';
import { type List, type Rendered, type Renderer, toDocument, toRows } from '../list.ts';
import { legendOf, marksIn } from '../marks.ts';
import type { TableStyle } from '../style.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { renderTable } from './table.ts';

/** The output formats of lists. */
export const formats = ['table', 'wide', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names'] as const;

/** One of the output formats. */
export type Format = (typeof formats)[number];

const plain = (text: string): Rendered => ({ text, notes: [] });

/** Renderers of lists by format. Libraries that only one format needs are loaded when it is asked for. */
export const renderers = {
  table,
  wide: (list, style) => (list.chosen ? table(list, style) : wide(list, style)),
  json: (list) => plain(renderJson(toDocument(list))),
  jsonl: (list) =>
    plain(
      toRows(list)
        .map((row) => `${toSafeJson(row)}\n`)
        .join(''),
    ),
  csv: (list, style) => delimited(list, style, ','),
  tsv: (list, style) => delimited(list, style, '\t'),
  markdown: (list, style) => plain(markdown(list, style)),
  yaml: async (list) => plain(await renderYaml(toDocument(list))),
  names: ({ rows, name }) => plain(rows.map((row) => `${printable(name(row))}\n`).join('')),
} as const satisfies Record<Format, Renderer>;

/** A value as JSON for people and programs: two spaces, a newline at the end, no raw control characters. */
export function renderJson(value: unknown): string {
  return `${toSafeJson(value, 2)}\n`;
}

/** A value as YAML 1.2; strings with control characters are shown escaped. */
export async function renderYaml(value: unknown): Promise<string> {
  const { stringify } = await import('yaml');
  // A JSON round trip drops what JSON would drop, and keeps the two formats alike.
  const escaped = JSON.parse(JSON.stringify(value), (_key, part: unknown) => {
    if (typeof part === 'string') return printable(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    // Keys may come from outside, too: those of tags do.
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [printable(key), one]));
  });
  return stringify(escaped, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' });
}

async function table<R>({ rows, columns: all, chosen, parts }: List<R>, style: TableStyle): Promise<Rendered> {
  const columns = chosen ?? defaultColumns(all, 'table', rows);
  const inParts = (!chosen && style.width !== undefined && parts?.(style.width)) || [columns];
  const tables = await Promise.all(inParts.map((part) => renderTable(rows, part, style, chosen !== undefined)));
  const notes = legendOf(marksIn(tables.flatMap(({ marked }) => marked)));
  const leftOut = [...new Set(tables.flatMap((one) => one.leftOut))];
  if (leftOut.length > 0) notes.push(`${style.width} columns leave no room for ${leftOut.join(', ')}: -o wide or --columns shows them.`);
  if (tables.length > 1) notes.push(`${style.width} columns have no room for one table, so there are ${tables.length}: -o wide shows one.`);
  return { text: tables.map(({ text }) => text).join('\n'), notes };
}

/** All columns in which something is known. Those of the first rank stay: they are what the table is about. */
async function wide<R>({ columns: all, rows }: List<R>, style: TableStyle): Promise<Rendered> {
  const columns = defaultColumns(all, 'wide', rows);
  const isKnown = (column: Column<R>) => column.tableRank === 0 || rows.length === 0 || rows.some((row) => cellOf(column, row).text !== unknownCell.text);
  const shown = columns.filter(isKnown);
  const { text, marked } = await renderTable(rows, shown, style, true);
  const leftOut = columns.length - shown.length;
  const note =
    leftOut === 1
      ? '1 column is left out: not known of any row; --columns shows it.'
      : `${leftOut} columns are left out: not known of any row; --columns shows them.`;
  return { text, notes: [...legendOf(marksIn(marked)), ...(leftOut > 0 ? [note] : [])] };
}

/** CSV and TSV after RFC 4180; cells that a spreadsheet would run as a formula are neutralised. */
async function delimited<R>({ rows, columns, chosen }: List<R>, { header }: TableStyle, delimiter: string): Promise<Rendered> {
  const { stringify } = await import('csv-stringify/sync');
  // What people see as one range, machines get as its two ends.
  const ends = ({ key, peopleOnly }: Column<R>) => (peopleOnly ? columns.filter((one) => one.key === `${key}.min` || one.key === `${key}.max`) : []);
  const parts = (column: Column<R>) => (ends(column).length > 0 ? ends(column) : [column]);
  const shown = chosen ? [...new Set(chosen.flatMap(parts))] : defaultColumns(columns, 'machine');
  const cells = rows.map((row) => shown.map((column) => toCsvValue(column.value(row))));
  return plain(
    stringify(cells, { header, columns: shown.map(({ key }) => key), delimiter, escape_formulas: true, record_delimiter: '\n', cast: { boolean: String } }),
  );
}

const toCsvValue = (value: string | number | boolean | null) => (typeof value === 'string' ? printable(value) : value);

/** A table in GitHub-flavoured Markdown. */
function markdown<R>(list: List<R>, { header }: TableStyle): string {
  const columns = list.chosen ?? defaultColumns(list.columns, 'table', list.rows);
  const rows = list.rows.map((row) => columns.map((column) => escapeMarkdown(cellOf(column, row).text)));
  const headers = header ? columns.map((column) => escapeMarkdown(column.header)) : undefined;
  return markdownTable(
    headers,
    rows,
    columns.map(({ right }) => right === true),
  );
}
