/**
 * C0 and C1 controls, DEL, line separators, the marks that turn text around, and what is no character, which YAML and
 * XML forbid: none may reach a terminal as they are.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

const codePoint = (character: string) => character.charCodeAt(0).toString(16).padStart(4, '0');

/** Text as it may be shown on a terminal: control and direction characters escaped as `\u001b`. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => `\\u${codePoint(character)}`);
}

/**
 * Text whose lines are no longer than a width, broken at blanks; a word that is longer stays whole. `indent` begins
 * each line, but the first where that has a beginning of its own.
 */
export function wrapWords(text: string, width: number, indent = '', beginning = indent): string {
  const [first = '', ...words] = text.split(' ');
  const lines = [beginning + first];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last.length + 1 + word.length > width) lines.push(indent + word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/**
 * JSON whose strings hold no raw control or direction character and no command of a CI system; the parsed value stays
 * the same.
 */
export function toSafeJson(value: unknown, indent?: number): string {
  // JSON.stringify escapes C0 controls inside strings itself; the newlines it leaves are its own layout.
  return JSON.stringify(value, null, indent)
    .replace(unsafe, (character) => (character === '\n' ? character : `\\u${codePoint(character)}`))
    .replace(innerCommand, '#\\u0023');
}

/** How Azure Pipelines, TeamCity and GitHub begin commands that may stand anywhere in a line. */
const innerCommand = /##(?=\w*\[)/g;

/** How GitHub begins commands that stand alone in a line. */
const lineCommand = /^([^\S\n]*:)(?=:)/gm;

/**
 * Text in which no CI system that reads a log finds a command. Where commands of GitHub are what is written, only those
 * that may stand inside of them are broken up.
 */
export function withoutCommands(text: string, areMeant = false): string {
  const broken = text.replace(innerCommand, '# #');
  return areMeant ? broken : broken.replace(lineCommand, '$1 ');
}
