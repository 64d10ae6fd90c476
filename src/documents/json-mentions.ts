import { findNames, type NameInText } from '../model/names/named-in-text.ts';
import type { Mention, Path } from './document.ts';
import { endOfString } from './json-strings.ts';

/**
 * Escapes behind which a name may hide: one for a letter, a digit, a dot or a hyphen, which no program writes, and any
 * one just before a name, whose last character looks like one of a word.
 */
const hidden = /\\u00(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a])|\\(?:[bfnrt]|u[\da-f]{4})ecs\./i;

/**
 * The names of types and families in a text that is known to be JSON, each with the path of the value or key that holds
 * it, in the order of the text: also those behind escapes, and those of values that a key standing twice has hidden.
 * Reads the text character by character, which takes several times as long as to walk over its value.
 */
export function mentionsInJson(text: string): Mention[] {
  const names = findNames(text);
  const mayHide = text.includes('\\') && hidden.test(text);
  const mentions: Mention[] = [];
  // What is open around the current place: where the latest key begins (-1 in a list), and how many items came before.
  const keys: number[] = [];
  const counts: number[] = [];
  let depth = -1;
  let next = 0;
  let at = 0;
  while (at < text.length && (mayHide || next < names.length)) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at);
        const isKey = keys[depth] !== undefined && keys[depth] !== inList && counts[depth] === atKey;
        if (isKey) keys[depth] = at;
        const first = next;
        while (names[next] && (names[next]?.start ?? 0) < end) next += 1;
        const held = mayHide ? namesInSource(text.slice(at, end), at, names.slice(first, next)) : next > first ? names.slice(first, next) : [];
        if (held.length > 0) {
          const path = pathOf(text, keys, counts, depth);
          for (const { name, isType, start } of held) mentions.push({ name, isType, path, isKey, offset: start, textOffset: at });
        }
        at = end;
        continue;
      }
      case colon:
        counts[depth] = atValue;
        break;
      case comma:
        if (keys[depth] === inList) counts[depth] = (counts[depth] ?? 0) + 1;
        else counts[depth] = atKey;
        break;
      case openBrace:
        depth += 1;
        keys[depth] = 0;
        counts[depth] = atKey;
        break;
      case openBracket:
        depth += 1;
        keys[depth] = inList;
        counts[depth] = 0;
        break;
      case closeBrace:
      case closeBracket:
        depth -= 1;
        break;
    }
    at += 1;
  }
  return mentions;
}

const [quote, colon, comma, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x3a, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d];
/** In place of a key, and in place of a count: nothing that either can be. */
const inList = -1;
const [atKey, atValue] = [-1, -2];

/** The names in a string, by its source: where escapes hide letters, those of what it stands for. */
function namesInSource(source: string, start: number, names: readonly NameInText[]): readonly NameInText[] {
  return hidden.test(source) ? findNames(JSON.parse(source)).map((name) => ({ ...name, start, end: start })) : names;
}

function pathOf(text: string, keys: readonly number[], counts: readonly number[], depth: number): Path {
  const path: (string | number)[] = [];
  for (let level = 0; level <= depth; level += 1) {
    const key = keys[level] ?? 0;
    path.push(key === inList ? (counts[level] ?? 0) : JSON.parse(text.slice(key, endOfString(text, key))));
  }
  return path;
}
