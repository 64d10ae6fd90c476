import { wrapWords } from '../../text.ts';
import { totalOf } from '../formats/fit.ts';
import { renderGrid } from '../formats/grid.ts';
import type { TableStyle } from '../style.ts';

/** What a text is shown on. */
type Screen = { readonly width: number } & Pick<TableStyle, 'paint'>;

/** Lines that are wider are hard to read, and a terminal may be very wide. */
const widestText = 100;

/** The parts of a page: code, headings, tables, items of lists, and paragraphs. */
const parts =
  /```\w*\n(?<code>[\s\S]*?)```|^#+ (?<heading>.*)|(?<table>(?:^\|.*\n?)+)|(?<item>^(?:[-*]|\d+\.) .*(?:\n {2,}\S.*)*)|(?<paragraph>(?:^(?![-*#|]|\d+\. |```).+\n?)+)/gm;

/**
 * Shows Markdown on a terminal: headings bold, code as it is and indented, tables aligned, links as text and address.
 * It knows what our help pages use: no nested lists, no quotes, no pictures.
 */
export function renderMarkdown(text: string, { width, paint }: Screen): string {
  const room = Math.min(width, widestText);
  let [shown, wasItem] = ['', false];
  for (const { groups = {} } of text.matchAll(parts)) {
    const { code, heading, table, item, paragraph } = groups;
    const gap = shown === '' || (wasItem && item !== undefined) ? '' : '\n';
    wasItem = item !== undefined;
    if (code !== undefined) shown += gap + code.replace(/^(?=.)/gm, '  ');
    else if (heading !== undefined) shown += `${gap}${paint(plainText(heading), 'header')}\n`;
    else if (table !== undefined) shown += gap + renderTable(table, { width: room, paint });
    else if (item !== undefined) shown += gap + renderItem(item, room);
    else if (paragraph !== undefined) shown += `${gap}${wrapWords(plainText(paragraph), room)}\n`;
  }
  return shown;
}

/** Text without marks: of code and bold the words remain, of a link also where it leads, if that is on the web. */
function plainText(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function renderItem(item: string, width: number): string {
  const [, mark = '-', text = ''] = /^(\S+) ([\s\S]*)$/.exec(item) ?? [];
  return `${wrapWords(plainText(text), width, ' '.repeat(mark.length + 1), `${mark} `)}\n`;
}

/** What a column needs to be read, in columns of the terminal. */
const leastColumn = 12;

/** A table in columns; the widest give way where they do not all fit. */
function renderTable(table: string, { width, paint }: Screen): string {
  const cells = (line: string) =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => plainText(cell.replaceAll('\\|', '|')));
  const [header = '', , ...lines] = table.trimEnd().split('\n');
  const rows = [cells(header), ...lines.map(cells)];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const total = () => totalOf(widths);
  while (total() > width && Math.max(...widths) > leastColumn) widths[widths.indexOf(Math.max(...widths))] = Math.max(...widths) - 1;
  const [head = '', ...body] = rows.map((row) => renderGrid([row], widths, { indent: '' }));
  return paint(head.trimEnd(), 'header').concat('\n', ...body);
}
