import { mistakeAt } from '../documents/mistake.ts';
import { fullName } from '../model/names/pattern.ts';
import type { Target } from '../model/policy/target.ts';

/** Globs may be longer than names, but not by much. */
const longestLine = 500;

/** What no name and no glob holds. A comma stands only between braces. */
const notInNames = /[^\w.*?[\]{},!^-]|,(?![^{]*\})/u;

const hint = 'a list has one name or glob a line; # begins a comment';

/** What a line names, without its comment. */
const contentOf = (line: string) => line.replace(/#.*/s, '').trim();

/** Whether each line of a text is a name or glob, a comment, or empty. */
export function isList(text: string): boolean {
  return text.split('\n').every((line) => !notInNames.test(contentOf(line)));
}

/**
 * Reads a list: one name or glob of a family or type a line, with or without `ecs.`; `#` begins a comment. `label` is
 * what messages call the input. Throws UsageError for a line that is neither.
 */
export function readList(text: string, file: string, label: string): Target[] {
  return text.split('\n').flatMap((line, i) => {
    const name = contentOf(line);
    if (name === '') return [];
    const place = { file, line: i + 1, column: line.indexOf(name) + 1, address: null };
    if (name.length > longestLine) throw mistakeAt(label, place, 'This line is too long for a name.', 'a list has one name or glob a line');
    const odd = notInNames.exec(name);
    if (odd) throw mistakeAt(label, { line: place.line, column: place.column + odd.index }, `No family or type has "${odd[0]}" in its name.`, hint);
    return [{ name: fullName(name), unknown: null, place }];
  });
}
