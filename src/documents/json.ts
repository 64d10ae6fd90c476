import { UsageError } from '../errors.ts';
import { type Document, maxDepth } from './document.ts';
import { findFault } from './json-fault.ts';
import { mentionsInJson } from './json-mentions.ts';
import { locateAll, positionsOf } from './json-positions.ts';
import { repeatedKeys } from './json-repeated-keys.ts';
import { mistakeAt } from './mistake.ts';

/**
 * Parses JSON; `name` is what messages call the text. Of keys that stand twice the last one is in the value; the
 * mentions are those of all. Throws UsageError, with line and column, for what is not JSON or is cut short, and for
 * values nested deeper than `maxDepth`.
 */
export function parseJson(text: string, name: string): Document {
  const value = parse(text, name);
  const keys = countKeys(value, maxDepth);
  if (keys === undefined) throw new UsageError(`${name} nests values more than ${maxDepth} levels deep.`);
  const repeated = repeatedKeys(text, keys);
  return {
    value,
    warnings: repeated.map(({ key, line }) => `The key "${key}" stands twice, the second time in line ${line}.`),
    ambiguous: repeated.map(({ holder }) => holder),
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

/**
 * How many keys a value has at all levels; undefined for more levels than some. Its own recursion ends there as well.
 */
function countKeys(value: unknown, levels: number): number | undefined {
  if (typeof value !== 'object' || value === null) return 0;
  if (levels === 0) return undefined;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue;
      const inside = countKeys(item, levels - 1);
      if (inside === undefined) return undefined;
      count += inside;
    }
    return count;
  }
  // Twice as fast as Object.values on the many small objects of a plan.
  for (const key in value) {
    count += 1;
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member !== 'object' || member === null) continue;
    const inside = countKeys(member, levels - 1);
    if (inside === undefined) return undefined;
    count += inside;
  }
  return count;
}
