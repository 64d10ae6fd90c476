import { mistakeAt } from '../documents/mistake.ts';
import { fullName } from '../model/names/pattern.ts';
import type { Target } from '../model/policy/target.ts';

/** Globs may be longer than names, but not by much. */
const longestLine = 500;

/** What no name and no glob holds. */
const notInNames = /[^\w.*?[\]{},!^-]/u;

/**
 * Reads a list: one name or glob of a family or type a line, with or without `ecs.`; `#` begins a comment. `label` is
 * what messages call the input. Throws UsageError for a line that is neither.
 */
export function readList(text: string, file: string, label: string): Target[] {
  return text.split('\n').flatMap((line, i) => {
    const content = line.replace(/#.*/s, '').trimEnd();
    const name = content.trimStart();
    if (name === '') return [];
    const place = { file, line: i + 1, column: content.length - name.length + 1, address: null };
    if (name.length > longestLine) throw mistakeAt(label, place, 'This line is too long for a name.', 'a list has one name or glob a line');
    const odd = notInNames.exec(name);
    if (odd) {
      const position = { line: place.line, column: place.column + odd.index };
      throw mistakeAt(label, position, `No family or type has "${odd[0]}" in its name.`, 'a list has one name or glob a line; # begins a comment');
    }
    return [{ name: fullName(name), unknown: null, place }];
  });
}
