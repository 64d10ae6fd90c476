import type { Path } from '../documents/document.ts';
import { findNames } from '../model/names/named-in-text.ts';
import { isRecord, memberAt } from '../model/record.ts';
import { leadsToFreeText } from './free-text.ts';
import type { Found, Reader } from './reader.ts';
import { namesInLines } from './text.ts';

/** Reads JSON and YAML of no form that is known: what its texts name is taken as chosen, except in free text. */
export const treeReader: Reader = {
  format: 'text',
  what: 'JSON or YAML that names types',
  is: () => true,
  read: (value) => ({
    found: namesInTree(value, []),
    gaps: [],
    notes: [],
    explain: ({ path, isKey }) => (!isKey && leadsToFreeText(path, memberAt(value, path)) ? 'It is free text.' : undefined),
  }),
};

/** What the texts in a part of a document name, of which nothing is known but that it may choose types. */
export function namesInTree(value: unknown, path: Path): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => namesInTree(item, [...path, i]));
  if (isRecord(value)) return Object.entries(value).flatMap(([key, part]) => namesInTree(part, [...path, key]));
  if (typeof value !== 'string') return [];
  const names = value.includes('\n') ? namesInLines(value) : findNames(value);
  if (names.length === 0 || leadsToFreeText(path, value)) return [];
  // What may be the name of a family is one where nothing else stands, or where the key says so.
  const isPlain = /^[\s,;\w.-]+$/.test(value) || path.some((step) => /famil/i.test(String(step)));
  return names.flatMap(({ name, isType }) => (isType || isPlain ? [{ path, name, unknown: null, address: null }] : []));
}
