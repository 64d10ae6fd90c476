import { findFeature, findMetric, findSpelt } from '../model/registry/spelling.ts';
import { type Cell, type CellValue, formatNumber, type Tone, unknownCell } from './cell.ts';

/** A column of a list: one row of this table serves every output format, `--columns` and `--sort`. */
export interface Column<R> {
  /** Key for `--columns` and `--sort`, and header of CSV and TSV. */
  readonly key: string;
  readonly header: string;
  readonly right?: true;
  /** Rank in the default table, 0 is kept longest; without it the column is only in `wide`. */
  readonly tableRank?: number;
  /** Machine formats only: what `wide` already shows in another column. */
  readonly machineOnly?: true;
  /** People's formats only: machine formats have the same split into other columns. */
  readonly peopleOnly?: true;
  /** Its cells use the marks that a legend explains. */
  readonly marked?: true;
  /** Whether it tells these rows apart; a column that does not is left out of the default table. */
  relevant?(rows: readonly R[]): boolean;
  /** Text that wraps where the terminal is too narrow for it, instead of being left out; `last` after all others. */
  readonly wraps?: true | 'last';
  /**
   * How wide its cells may be on a terminal, in columns; what is cut ends in an ellipsis. In a pipe and in `wide`
   * nothing is cut.
   */
  readonly cutAt?: number;
  /** Holds what must be asked for: `wide`, too, leaves it out where it is not relevant. */
  readonly onRequest?: true;
  value(row: R): CellValue;
  /** What JSON and YAML give of it under --columns, where it is not the value: a range, a list. */
  json?(row: R): unknown;
  /** What people see, where it is not the value itself. */
  cell?(row: R): Cell;
  /** How the value is coloured, where there is no `cell`. */
  readonly tone?: Tone;
}

/** The columns that a format shows by default. */
export function defaultColumns<R>(columns: readonly Column<R>[], audience: 'table' | 'wide' | 'machine', rows: readonly R[] = []): readonly Column<R>[] {
  if (audience === 'machine') return columns.filter((column) => !column.peopleOnly);
  const isRelevant = (column: Column<R>) => !column.relevant || column.relevant(rows);
  const isShown = (column: Column<R>) => (audience === 'wide' ? !column.onRequest || isRelevant(column) : column.tableRank !== undefined && isRelevant(column));
  return columns.filter((column) => !column.machineOnly && isShown(column));
}

/** The cell of a column: its own form, or the plain value with `?` for what is not known. */
export function cellOf<R>(column: Column<R>, row: R): Cell {
  if (column.cell) return column.cell(row);
  const value = column.value(row);
  if (value === null) return unknownCell;
  const text = typeof value === 'number' ? formatNumber(value) : String(value);
  return column.tone === undefined ? { text } : { text, tone: column.tone };
}

/**
 * The column with a key or heading, or the one of a feature or metric, by any of its names; else the first of several
 * that divide what is asked for: `price` is `price.cheapest`.
 */
export function findColumn<C extends Pick<Column<never>, 'key' | 'header'>>(name: string, columns: readonly C[]): C | undefined {
  const own = columns.find(({ key }) => key === name) ?? findSpelt(name, columns, [({ key }) => key, ({ header }) => header]);
  const key = own ? undefined : (findFeature(name)?.key ?? findMetric(name)?.key);
  return own ?? columns.find((column) => column.key === key) ?? columns.find((column) => column.key.startsWith(`${name.toLowerCase()}.`));
}
