import type { Document } from './document.ts';
import { parseJson } from './json.ts';

/**
 * Parses lines of JSON, or JSON values one after another, into a list with the positions of the lines. Throws
 * UsageError.
 */
export function parseJsonLines(text: string, name: string): Document {
  // Strings hold no line break: between `}` and `{` on another line there is always the end of a value.
  const document = parseJson(`[${text.trimEnd().replace(/\}(?=\s*\n\s*\{)/g, '},')}]`, name);
  return {
    value: document.value,
    // The bracket in front is not in the text.
    locate: (paths) => document.locate(paths).map((position) => (position?.line === 1 ? { ...position, column: position.column - 1 } : position)),
  };
}
