import { UsageError } from '../errors.ts';
import { type Document, maxDepth } from './document.ts';
import { findFault } from './json-fault.ts';
import { mentionsInJson } from './json-mentions.ts';
import { locateAll, positionsOf } from './json-positions.ts';
import { mistakeAt } from './mistake.ts';

/**
 * Parses JSON; `name` is what messages call the text. Of keys that stand twice the last one is in the value; the
 * mentions are those of all. Throws UsageError, with line and column, for what is not JSON or is cut short, and for
 * values nested deeper than `maxDepth`.
 */
export function parseJson(text: string, name: string): Document {
  const value = parse(text, name);
  if (isDeeper(value, maxDepth)) throw new UsageError(`${name} nests values more than ${maxDepth} levels deep.`);
  return {
    value,
    warnings: [],
    locate: (paths) => locateAll(text, paths),
    mentions: () => mentionsInJson(text),
    positions: (offsets) => positionsOf(text, offsets),
  };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What V8 says differs between its versions, often names no place, and quotes the text, which may hold secrets.
    const { position, expected } = findFault(text);
    if (expected !== null) throw mistakeAt(name, position, `${expected} is expected here, this is not JSON.`);
    throw mistakeAt(name, position, 'the JSON ends before it is complete.', 'the file is empty or cut short: write it again');
  }
}

/** Whether lists and objects are nested deeper than some levels. Its own recursion ends there as well. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeper(item, levels - 1)) return true;
    return false;
  }
  // Twice as fast as Object.values on the many small objects of a plan.
  for (const key in value) if (isDeeper((value as Readonly<Record<string, unknown>>)[key], levels - 1)) return true;
  return false;
}
