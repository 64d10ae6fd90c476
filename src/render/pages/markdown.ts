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
  /```(?<language>\w*)\n(?<code>[\s\S]*?)```|^#+ (?<heading>.*)|(?<table>(?:^\|.*\n?)+)|(?<item>^(?:[-*]|\d+\.) .*(?:\n {2,}\S.*)*)|(?<paragraph>(?:^(?![-*#|]|\d+\. |```).+\n?)+)/gm;

/**
 * Shows Markdown on a terminal: headings bold, code as it is and indented, tables aligned, links as text and address.
 * It knows what our help pages use: no nested lists, no quotes, no pictures.
 */
export function renderMarkdown(text: string, { width, paint }: Screen): string {
  const room = Math.min(width, widestText);
  let [shown, wasItem] = ['', false];
  for (const { groups = {} } of text.matchAll(parts)) {
    const { language, code, heading, table, item, paragraph } = groups;
    const gap = shown === '' || (wasItem && item !== undefined) ? '' : '\n';
    wasItem = item !== undefined;
    if (code !== undefined) shown += gap + code.replace(/^.+/gm, (line) => breakCode(line, language, width));
    else if (heading !== undefined) shown += `${gap}${paint(withoutTicks(plainText(heading)), 'header')}\n`;
    else if (table !== undefined) shown += gap + renderTable(table, { width: room, paint });
    else if (item !== undefined) shown += gap + renderItem(item, room);
    else if (paragraph !== undefined) shown += `${gap}${wrapWords(plainText(paragraph), room)}\n`;
  }
  return shown;
}

/**
 * A line of code, indented. One that is wider than the terminal is broken at blanks, so that the terminal breaks no
 * word: a command so that it can still be copied, and a remark at its end goes above it.
 */
function breakCode(line: string, language: string | undefined, width: number): string {
  const [, start = '', text = ''] = /^( *)(.*)$/.exec(`  ${line}`) ?? [];
  if (start.length + text.length <= width) return start + text;
  const [, code = '', remark] = /^([^#\s].*?) +# (.*)$/.exec(text) ?? ['', text];
  if (remark !== undefined)
    return `${wrapWords(remark, width, `${start}# `)}\n${breakCode(line.slice(0, line.lastIndexOf(` # ${remark}`)).trimEnd(), language, width)}`;
  if (code.startsWith('# ')) return wrapWords(code.slice(2), width, `${start}# `);
  const isCommand = language === 'sh' || (language === 'console' && code.startsWith('$ '));
  if (!isCommand) return wrapWords(code, width, `${start}  `, start).replace(/ +$/gm, '');
  // A blank between quotes is part of a word.
  const words = code.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  const lines = [start + (words[0] ?? '')];
  for (const word of words.slice(1)) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length + 3 <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${start}  ${word}`);
  }
  return words.join(' ') === code.replace(/ +/g, ' ') ? lines.join(' \\\n') : start + code;
}

const withoutTicks = (text: string) => text.replaceAll('`', '');

/**
 * Text without marks but those of code, which tell where it ends: of what is bold the words remain, of a link also
 * where it leads, if that is on the web.
 */
function plainText(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*/g, '')
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
      .map((cell) => plainText(cell.replaceAll('\\|', '|')).replace(/^`([^`]*)`$/, '$1'));
  const [header = '', , ...lines] = table.trimEnd().split('\n');
  const rows = [cells(header), ...lines.map(cells)];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const total = () => totalOf(widths);
  while (total() > width && Math.max(...widths) > leastColumn) widths[widths.indexOf(Math.max(...widths))] = Math.max(...widths) - 1;
  const [head = '', ...body] = rows.map((row) => renderGrid([row], widths, { indent: '' }));
  return paint(head.trimEnd(), 'header').concat('\n', ...body);
}
