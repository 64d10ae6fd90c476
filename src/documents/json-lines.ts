import type { Document, Position } from './document.ts';
import { parseJson } from './json.ts';

/**
 * Parses lines of JSON, or JSON values one after another, a document each, with the positions of the whole. Throws
 * UsageError.
 */
export function parseJsonLines(text: string, name: string): Document[] {
  const documents: Document[] = [];
  let start = 0;
  let before: Position = { line: 1, column: 1 };
  // Strings hold no line break: between `}` and `{` on another line there is always the end of a value.
  for (const { index } of [...text.matchAll(/\}(?=\s*\n\s*\{)/g), { index: text.length }]) {
    const part = text.slice(start, index + 1);
    documents.push(parsePart(part, before, () => text.slice(0, start).replace(/[^\n]/g, ' '), name));
    const lines = part.split('\n');
    before = { line: before.line + lines.length - 1, column: (lines.length === 1 ? before.column : 1) + (lines.at(-1)?.length ?? 0) };
    start = index + 1;
  }
  return documents;
}

/**
 * `indent` gives blanks as long as all that stands before the part: with them the position of a mistake is that in the
 * whole.
 */
function parsePart(part: string, before: Position, indent: () => string, name: string): Document {
  const shift = ({ line, column }: Position): Position => ({ line: before.line + line - 1, column: (line === 1 ? before.column - 1 : 0) + column });
  try {
    const document = parseJson(part, name);
    return {
      ...document,
      locate: (paths) => document.locate(paths).map((position) => position && shift(position)),
      positions: (offsets) => document.positions(offsets).map(shift),
    };
  } catch {
    return parseJson(`${indent()}${part}`, name);
  }
}
