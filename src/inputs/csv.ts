import type { CsvError, Info } from 'csv-parse';
import { UsageError } from '../errors.ts';
import { findNames } from '../model/names/named-in-text.ts';
import { fullName } from '../model/names/pattern.ts';
import type { Target } from '../model/policy/target.ts';
import { valueAt } from '../model/record.ts';

import { nameKeyOf, nameKeys, unnamed } from './cipu-output.ts';
import { isFreeText } from './free-text.ts';

/**
 * Whether the first line of a text is the header of a table: of one that cipu wrote, or of one with cells that are
 * names of types.
 */
export function looksLikeCsv(text: string): boolean {
  return isCipuCsv(text) || isTable(text);
}

/** Whether the first line of a text is the header of a CSV or TSV file of cipu. */
export function isCipuCsv(text: string): boolean {
  const cells = cellsOf(headerOf(text));
  return nameKeys.some((key) => cells.includes(key));
}

/** A header of several words, none a name itself, and in the next lines as many cells, one of them a name. */
function isTable(text: string): boolean {
  const header = cellsOf(headerOf(text));
  if (header.length < 2 || !header.every((cell) => /^[\w .()/-]*$/.test(cell)) || findNames(header.join(' ')).length > 0) return false;
  const rows = text
    .trimStart()
    .split('\n', 20)
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map(cellsOf);
  const last = rows.length === 19 ? rows.length - 1 : rows.length;
  return rows.some((cells) => cells.some(isName)) && rows.slice(0, last).every((cells) => cells.length >= header.length);
}

const isName = (cell: string) => {
  const [first] = findNames(cell);
  return first !== undefined && first.start === 0 && first.end === cell.length;
};

const headerOf = (text: string) => (text.trimStart().split('\n', 1)[0] ?? '').trim();

const delimiterOf = (line: string) => ['\t', ';', ','].find((one) => line.includes(one)) ?? ',';

const cellsOf = (line: string) =>
  line
    .trim()
    .split(delimiterOf(line))
    .map((cell) => unquoted(cell.trim()));

const unquoted = (cell: string) => cell.replace(/^"|"$/g, '');

/**
 * Reads a table: of one that cipu wrote a target a row, of another one each name in a cell. `label` is what messages
 * call the input. Rejects with UsageError for what is malformed, with its line.
 */
export async function readCsv(text: string, file: string, label: string): Promise<Target[]> {
  const { parse } = await import('csv-parse/sync');
  const delimiter = delimiterOf(headerOf(text));
  const options = { columns: true, info: true, raw: true, skip_empty_lines: true, delimiter } as const;
  try {
    const rows = parse(text.replaceAll('\r\n', '\n'), options) as unknown as readonly CsvRow[];
    const namesOf = isCipuCsv(text) ? ownNames : foreignNames(rows);
    return rows.flatMap((row) =>
      namesOf(row).map(({ cell, ...target }): Target => {
        const column = cell === null ? null : columnOf(cell, row.raw.trim(), delimiter);
        return { ...target, place: { file, line: row.info.lines, column, address: null } };
      }),
    );
  } catch (error) {
    const line = valueAt(error, 'lines');
    if (typeof line !== 'number') throw error;
    throw new UsageError(`${label}, line ${line}: This is not valid CSV (${(error as CsvError).message.split(/[:,]/)[0]}).`);
  }
}

interface CsvRow {
  readonly info: Info;
  readonly record: Readonly<Record<string, unknown>>;
  readonly raw: string;
}

/** A target of a row, with the cell that names it. */
interface RowTarget extends Omit<Target, 'place'> {
  readonly cell: string | null;
}

function ownNames({ record }: CsvRow): RowTarget[] {
  const key = nameKeyOf(record);
  if (key === undefined) return [{ name: null, unknown: unnamed, cell: null }];
  const cell = String(record[key]);
  return [{ name: fullName(cell), unknown: null, cell }];
}

/** Columns of names and descriptions are free text, unless no other column has names of types. */
function foreignNames(rows: readonly CsvRow[]): (row: CsvRow) => RowTarget[] {
  const hasTypes = ([header, cell]: readonly [string, unknown]) => !isFreeText(header) && isName(String(cell));
  const skipsFree = rows.some(({ record }) => Object.entries(record).some(hasTypes));
  return ({ record }) =>
    Object.entries(record).flatMap(([header, value]) => {
      const cell = String(value);
      if (skipsFree && isFreeText(header)) return [];
      return findNames(cell).map(({ name, isType }) => ({ name, unknown: null, cell, ...(!isType && !isName(cell) && { isUnexplained: true as const }) }));
    });
}

/** The column at which a cell begins in a row, counted from 1. */
function columnOf(text: string, row: string, delimiter: string): number | null {
  const cells = row.split(delimiter);
  const at = cells.findIndex((cell) => unquoted(cell.trim()) === text);
  const [before, cell] = [cells.slice(0, at), cells[at]];
  return cell === undefined ? null : before.reduce((sum, { length }) => sum + length + 1, 1) + (cell.startsWith('"') ? 1 : 0);
}
