import { UsageError } from '../errors.ts';
import { type Document, maxDepth } from './document.ts';
import { findFault } from './json-fault.ts';
import { mentionsInJson } from './json-mentions.ts';
import { locateAll, positionsOf } from './json-positions.ts';
import { findRepeatedKeys } from './json-repeated-keys.ts';
import { countColons, sweepJson } from './json-sweep.ts';
import { mistakeAt } from './mistake.ts';

const escapedColon = /\\u003a/i;

/**
 * Parses JSON; `name` is what messages call the text. Of keys that stand twice the last one is in the value; the
 * mentions are those of all. Throws UsageError, with line and column, for what is not JSON or is cut short, and for
 * values nested deeper than `maxDepth`.
 */
export function parseJson(text: string, name: string): Document {
  const value = parse(text, name);
  const sweep = sweepJson(text, value, maxDepth);
  if (!sweep) throw new UsageError(`${name} nests values more than ${maxDepth} levels deep.`);
  // Where the value has every colon of the text it has every key as well.
  const isWhole = sweep.colons === countColons(text) && !escapedColon.test(text);
  const repeated = isWhole ? [] : findRepeatedKeys(text);
  return {
    value,
    warnings: repeated.map(({ key, line }) => `The key "${key}" stands twice, the second time in line ${line}.`),
    ambiguous: repeated.map(({ holder }) => holder),
    locate: (paths) => locateAll(text, paths),
    mentions: () => (repeated.length === 0 && sweep.mentions) || mentionsInJson(text),
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
