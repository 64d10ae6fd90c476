import type { Position } from './document.ts';
import { positionsOf } from './json-positions.ts';

/** Where a text stops being JSON. */
export interface Fault {
  readonly position: Position;
  /** What should stand there, in words; null where the text ends too early. */
  readonly expected: string | null;
}

/** The tokens of RFC 8259; of a string its opening quote. */
const token = /[{}[\],:"]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE])|true|false|null/y;
/** Parts of a string up to its closing quote, of limited length: a long match overflows the stack of V8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids control characters in strings.
const stringPart = /[^"\\\u0000-\u001f]{1,1000}|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|"/y;
/** Numbers, words and escapes that are cut off by the end of the text. */
const cutWord = /(?:-|-?(?:0|[1-9]\d*)(?:\.|(?:\.\d+)?[eE][+-]?)|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/y;
const cutEscape = /\\(?:u[\da-fA-F]{0,3})?$/y;
const space = /[\t\n\r ]*/y;

/** What may come next: tokens by their first character, `0` for numbers and words, and the same in words. */
const states = {
  value: { takes: '{["0', expected: 'a value' },
  firstItem: { takes: '{["0]', expected: 'a value or "]"' },
  nextItem: { takes: ',]', expected: '"," or "]"' },
  firstName: { takes: '"}', expected: 'a name in quotes or "}"' },
  name: { takes: '"', expected: 'a name in quotes' },
  colon: { takes: ':', expected: '":"' },
  nextMember: { takes: ',}', expected: '"," or "}"' },
  end: { takes: '', expected: 'the end' },
} as const;
type State = keyof typeof states;

/** Finds the first fault of a text that is not JSON. */
export function findFault(text: string): Fault {
  const open: string[] = [];
  let state: State = 'value';
  let offset = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0];
    offset += found?.length ?? 0;
    return found;
  };
  for (;;) {
    take(space);
    const start = offset;
    const found = take(token);
    const kind = found && /[\w-]/.test(found) ? '0' : found;
    const { takes, expected } = states[state];
    if (kind === undefined || !takes.includes(kind)) {
      const isCut = kind === undefined && takes.includes('0') && take(cutWord) !== undefined;
      return faultAt(text, isCut ? offset : start, expected);
    }
    if (kind === '"') {
      let part: string | undefined;
      do part = take(stringPart);
      while (part !== undefined && part !== '"');
      if (part === undefined) {
        take(cutEscape);
        return faultAt(text, offset, 'the rest of the string');
      }
    }
    state = stateAfter(kind, state, open);
  }
}

function faultAt(text: string, offset: number, expected: string): Fault {
  const [position] = positionsOf(text, [offset]);
  return { position: position ?? { line: 1, column: 1 }, expected: offset === text.length ? null : expected };
}

/** What may come after a token that was taken; `open` holds the brackets that are open. */
function stateAfter(kind: string, state: State, open: string[]): State {
  if (kind === '"' && (state === 'name' || state === 'firstName')) return 'colon';
  if (kind === ':') return 'value';
  if (kind === ',') return open.at(-1) === '{' ? 'name' : 'value';
  if (kind === '{' || kind === '[') {
    open.push(kind);
    return kind === '{' ? 'firstName' : 'firstItem';
  }
  if (kind === '}' || kind === ']') open.pop();
  return open.length === 0 ? 'end' : open.at(-1) === '{' ? 'nextMember' : 'nextItem';
}
