import { isCsv } from './cipu-csv.ts';

/** How a text is written, whatever it says. */
export type Shape = 'json' | 'jsonl' | 'yaml' | 'csv' | 'list';

const jsonStart = /^\s*(\{\s*["}]|\[\s*["[{\]])/;

/** A line that no list of names and no table has: a document mark, an item, a key or a flow of keys. */
const yamlLine = /^(---|%YAML|[ \t]*-[ \t]|[ \t]*["']?[\w./-]+["']?[ \t]*:(\s|$)|[ \t]*[[{][^#\n]*:[ \t])/m;

/** Tells how a text is written, by its first characters and the form of its lines: nothing is parsed. */
export function shapeOf(text: string): Shape {
  if (jsonStart.test(text)) return hasSeveralValues(text) ? 'jsonl' : 'json';
  if (isCsv(text)) return 'csv';
  return yamlLine.test(text) ? 'yaml' : 'list';
}

/** Whether the first line closes an object and the next opens one, which they do in no single value. */
function hasSeveralValues(text: string): boolean {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  return end >= 0 && text.slice(start, end).trimEnd().endsWith('}') && text.slice(end).trimStart().startsWith('{');
}
