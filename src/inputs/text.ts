import { findNames, type NameInText } from '../model/names/named-in-text.ts';
import type { Target } from '../model/policy/target.ts';
import { isFreeText } from './free-text.ts';

/** A line that is a comment in every language that has such lines. */
const comment = /^\s*(?:#|\/\/)/;

/** A line that sets one key to one text, as programs and settings have them. */
const setting = /^\s*(?:-\s+)?["']?([\w.-]+)["']?\s*[:=]\s*(?:"[^"]*"|'[^']*'|[^"'=:{}]*)[,;]?\s*$/;

/** Words that shell scripts and settings use for what they choose as well. */
const chosenByName = /(?:^|[^a-z])(?:names?|alias|labels?|tags?)$/i;

/**
 * Reads a text of any form: every name of a type in it is taken as chosen, whole lines of comments and descriptions
 * left out. A word that may be the name of a family is judged where its line does not speak of families.
 */
export function readText(text: string, file: string): Target[] {
  return text.split('\n').flatMap((line, i) =>
    namesInLines(line).map(({ name, isType, start }): Target => {
      const place = { file, line: i + 1, column: start + 1, address: null };
      return { name, unknown: null, ...(!isType && !/famil/i.test(line) && { isUnexplained: true }), place };
    }),
  );
}

/** The names in the lines of a text, those of comments and descriptions left out. */
export function namesInLines(text: string): NameInText[] {
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const before = start;
    start += line.length + 1;
    const names = findNames(line);
    return names.length === 0 || isFree(line) ? [] : names.map((name) => ({ ...name, start: before + name.start, end: before + name.end }));
  });
}

function isFree(line: string): boolean {
  const [, key] = setting.exec(line) ?? [];
  return comment.test(line) || (key !== undefined && isFreeText(key) && !chosenByName.test(key));
}

/** Whether a text names a type, or what can only be a family. */
export function namesTypes(text: string): boolean {
  return findNames(text).some(({ name, isType }) => isType || /\d/.test(name));
}
