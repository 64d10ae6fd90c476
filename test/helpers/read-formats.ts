/** Reads the output formats back, with code that shares nothing with what wrote them. */
import { linesOf } from './outcome.ts';

/** One record a row, by the header's keys. */
type Records = readonly Readonly<Record<string, string>>[];

function toRecords([header = [], ...rows]: readonly (readonly string[])[]): Records {
  return rows.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${cells.length} cells under ${header.length} headers: ${cells.join(' / ')}`);
    return Object.fromEntries(header.map((key, i) => [key, cells[i] ?? '']));
  });
}

/** CSV or TSV after RFC 4180, with a header. */
export function readDelimited(text: string, delimiter: ',' | '\t'): Records {
  const rows: string[][] = [[]];
  let rest = text;
  while (rest !== '') {
    const [cell, quoted] = /^"((?:[^"]|"")*)"/.exec(rest) ?? /^[^"\n\t,]*/.exec(rest) ?? [''];
    // A tab is plain text in CSV, a comma is in TSV: take what the other delimiter cut off.
    const end = quoted === undefined ? /[\n"]|$/.exec(rest.split(delimiter)[0] ?? '')?.index ?? 0 : cell.length;
    rows.at(-1)?.push(quoted === undefined ? rest.slice(0, end) : quoted.replaceAll('""', '"'));
    const separator = rest[end];
    if (separator === '\n') {
      if (end + 1 < rest.length) rows.push([]);
    } else if (separator !== delimiter) throw new Error(`not ${JSON.stringify(delimiter)}-separated: ${rest.slice(0, 40)}`);
    rest = rest.slice(end + 1);
  }
  return toRecords(rows);
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
