/** Reads the output formats back, with code that shares nothing with what wrote them. */
import { parseDelimited } from './csv.ts';
import { linesOf } from './outcome.ts';

/** One record a row, by the header's keys. */
type Records = readonly Readonly<Record<string, string>>[];

function toRecords([header = [], ...rows]: readonly (readonly string[])[]): Records {
  return rows.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${cells.length} cells under ${header.length} headers: ${cells.join(' / ')}`);
    return Object.fromEntries(header.map((key, i) => [key, cells[i] ?? '']));
  });
}

/** CSV or TSV with a header. */
export function readDelimited(text: string, delimiter: ',' | '\t'): Records {
  return toRecords(parseDelimited(text, delimiter));
}

/** A table in GitHub-flavoured Markdown. */
export function readMarkdown(text: string): Records {
  const [header = '', rule = '', ...rows] = linesOf(text);
  if (!/^\|( -+:? \|)+$/.test(rule)) throw new Error(`no rule under the header: ${rule}`);
  const cells = (line: string) => {
    const [, inner] = /^\| (.*) \|$/.exec(line) ?? [];
    if (inner === undefined) throw new Error(`no row: ${line}`);
    return inner.split(/(?<!\\) \| /).map((cell) => cell.replace(/\\(.)/g, '$1'));
  };
  return toRecords([header, ...rows].map(cells));
}

/** A table of aligned columns, none of whose cells holds two blanks in a row or is empty. */
export function readTable(text: string): Records {
  return toRecords(linesOf(text).map((line) => line.trim().split(/ {2,}/)));
}

/** The verdict that a cell of the CIPU column shows people. */
export function toVerdict(cell: string): string {
  const word = cell.replace(/ [\d.]+/, '').replace(/[*!]+$/, '');
  return word === '?' ? 'unknown' : word;
}
