import type { CsvError, Info } from 'csv-parse';
import { UsageError } from '../errors.ts';
import { fullName } from '../model/names/pattern.ts';
import type { Target } from '../model/policy/target.ts';
import { valueAt } from '../model/record.ts';

import { nameKeyOf, nameKeys, unnamed } from './cipu-output.ts';

/** Whether the first line of a text is the header of a CSV or TSV file of cipu. */
export function isCsv(text: string): boolean {
  const cells = headerOf(text).split(/[,\t]/).map(unquoted);
  return nameKeys.some((key) => cells.includes(key));
}

const headerOf = (text: string) => (text.trimStart().split('\n', 1)[0] ?? '').trim();

const unquoted = (cell: string) => cell.replace(/^"|"$/g, '');

/**
 * Reads the CSV or TSV that cipu wrote, a target a row. `label` is what messages call the input. Rejects with
 * UsageError for what is malformed, with its line.
 */
export async function readCsv(text: string, file: string, label: string): Promise<Target[]> {
  const { parse } = await import('csv-parse/sync');
  const delimiter = headerOf(text).includes('\t') ? '\t' : ',';
  const options = { columns: true, info: true, raw: true, skip_empty_lines: true, delimiter } as const;
  try {
    return (parse(text.replaceAll('\r\n', '\n'), options) as unknown as readonly CsvRow[]).map(({ info, record, raw }) => {
      const key = nameKeyOf(record);
      const name = key === undefined ? undefined : String(record[key]);
      const column = name === undefined ? null : columnOf(name, raw.trim(), delimiter);
      return {
        name: name === undefined ? null : fullName(name),
        unknown: name === undefined ? unnamed : null,
        place: { file, line: info.lines, column, address: null },
      };
    });
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

/** The column at which a name begins in a row, counted from 1. */
function columnOf(name: string, row: string, delimiter: string): number | null {
  const cells = row.split(delimiter);
  const at = cells.findIndex((cell) => unquoted(cell) === name);
  const [before, cell] = [cells.slice(0, at), cells[at]];
  return cell === undefined ? null : before.reduce((sum, { length }) => sum + length + 1, 1) + (cell.startsWith('"') ? 1 : 0);
}
