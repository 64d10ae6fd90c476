/**
 * C0 and C1 controls, DEL, line separators, and the marks that turn text around: none may reach a terminal as they are.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const codePoint = (character: string) => character.charCodeAt(0).toString(16).padStart(4, '0');

/** Text as it may be shown on a terminal: control and direction characters escaped as `\u001b`. */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => `\\u${codePoint(character)}`);
}

/** JSON whose strings hold no raw control or direction character; the parsed value stays the same. */
export function toSafeJson(value: unknown, indent?: number): string {
  // JSON.stringify escapes C0 controls inside strings itself; the newlines it leaves are its own layout.
  return JSON.stringify(value, null, indent).replace(unsafe, (character) => (character === '\n' ? character : `\\u${codePoint(character)}`));
}
