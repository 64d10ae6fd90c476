import type { Path } from '../documents/document.ts';
import { UsageError } from '../errors.ts';
import { fullName } from '../model/names/pattern.ts';
import { isRecord, valueAt } from '../model/record.ts';

import type { Found, Reader, Reading } from './reader.ts';

/** The version of the documents that this program writes. */
const schemaVersion = 1;

/** Keys of rows, and headers of columns, that name what a row is about; the first that a row has counts. */
export const nameKeys = ['target', 'type', 'family'] as const;

/** Why the name of a row is not known. */
export const unnamed = 'The row names no family or type.';

/** The key under which a row names what it is about; undefined for a row without a name. */
export function nameKeyOf(row: unknown): string | undefined {
  if (!isRecord(row)) return undefined;
  // Pages hold whole families, differences tell of what `subject` says: both have a name beside.
  if (typeof row.name === 'string' && (isRecord(row.family) || 'subject' in row)) return 'name';
  return nameKeys.find((key) => typeof row[key] === 'string' && row[key] !== '');
}

/** Whether a value is a document of cipu, a row of one, or a list of rows or names. */
function isCipu(value: unknown): boolean {
  return isDocument(value) || (isRecord(value) && isRow(value)) || (Array.isArray(value) && value.length > 0 && (value.every(isRow) || areNames(value)));
}

/** Names in a list: what is told by one with its prefix holds for the others. */
function areNames(value: readonly unknown[]): boolean {
  return value.every((one) => typeof one === 'string' && /^[\w.*-]+$/.test(one)) && value.some((one) => /^ecs\./i.test(String(one)));
}

function isDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && typeof value.schemaVersion === 'number' && typeof value.kind === 'string';
}

function isRow(value: unknown): boolean {
  const key = nameKeyOf(value);
  return isRecord(value) && (key === undefined ? value.target === null : /^ecs\./i.test(String(value[key])));
}

/** Reads what cipu wrote: a document, a list of rows or a row. What else it names are evidence, reasons and advice. */
export const cipuReader: Reader = {
  format: 'cipu',
  what: 'output of cipu',
  is: isCipu,
  read: (value, _options, label) => ({
    ...readCipu(value, label),
    explain: ({ path }) => (!isDocument(value) || path[0] === value.kind || path[0] === 'source' ? 'It is what cipu says of the rows.' : undefined),
  }),
};

/** Throws UsageError for a document of a later version or without names. */
function readCipu(value: unknown, label: string): Reading {
  const rows = isDocument(value) ? rowsOf(value, label) : Array.isArray(value) ? value : undefined;
  const path = isDocument(value) ? [String(value.kind)] : [];
  return { found: rows ? rows.map((row, i) => toFound(row, [...path, i])) : [toFound(value, [])], gaps: gapsOf(value), notes: [] };
}

function rowsOf({ schemaVersion: version, kind, ...rest }: Readonly<Record<string, unknown>>, label: string): readonly unknown[] {
  if (version !== schemaVersion) {
    throw new UsageError(`${label} is of schema version ${version}; this cipu reads version ${schemaVersion}.`, { hint: 'update cipu' });
  }
  const rows = rest[String(kind)];
  if (Array.isArray(rows) && (rows.length === 0 || rows.some((row) => nameKeyOf(row) !== undefined || valueAt(row, 'target') === null))) return rows;
  throw new UsageError(`${label} is a document of kind "${kind}", which names no families or types.`, {
    hint: 'cipu families and cipu types write documents that do',
  });
}

/** What the document says is missing from it. */
function gapsOf(value: unknown): string[] {
  const gaps = valueAt(value, 'source.gaps');
  if (Array.isArray(gaps) && gaps.length > 0) return gaps.map(String);
  return valueAt(value, 'source.complete') === false ? ['The document is not complete.'] : [];
}

function toFound(row: unknown, path: Path): Found {
  if (typeof row === 'string') return { path, name: fullName(row), unknown: null, address: null };
  const key = nameKeyOf(row);
  if (key === undefined) return { path, name: null, unknown: unnamed, address: null };
  return { path: [...path, key], name: fullName(String(valueAt(row, key))), unknown: null, address: null };
}
