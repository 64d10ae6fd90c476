import type { Path, Position } from './document.ts';
import { isEscaped } from './json-strings.ts';

/** A place that is looked for, or that leads to one. */
interface Wanted {
  /** Where its value begins; undefined as long as it is not found. */
  offset: number | undefined;
  readonly children: Map<string | number, Wanted>;
}

/**
 * Finds where the values at some paths begin, in one pass over a text that is known to be JSON; null for what is not
 * there.
 */
export function locateAll(text: string, paths: readonly Path[]): (Position | null)[] {
  const root = newWanted();
  const targets = paths.map((path) => path.reduce(childOf, root));
  find(text, root);
  return positionsOf(
    text,
    targets.map(({ offset }) => offset),
  );
}

const newWanted = (): Wanted => ({ offset: undefined, children: new Map() });

function childOf({ children }: Wanted, step: string | number): Wanted {
  const child = children.get(step) ?? newWanted();
  children.set(step, child);
  return child;
}

/** Lines and columns of some offsets, in their order. */
export function positionsOf(text: string, offsets: readonly number[]): Position[];
/** The same, with null for undefined. */
export function positionsOf(text: string, offsets: readonly (number | undefined)[]): (Position | null)[];
/** Reads the text once, whatever the order of the offsets. */
export function positionsOf(text: string, offsets: readonly (number | undefined)[]): (Position | null)[] {
  const positions = new Map<number | undefined, Position>();
  let line = 1;
  let start = 0;
  let end = text.indexOf('\n');
  for (const offset of offsets.filter((one) => one !== undefined).sort((a, b) => a - b)) {
    while (end !== -1 && end < offset) {
      line += 1;
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    positions.set(offset, { line, column: offset - start + 1 });
  }
  return offsets.map((offset) => positions.get(offset) ?? null);
}

const [quote, comma] = [0x22, 0x2c];
const isOpening = (code: number) => code === 0x7b || code === 0x5b;
const isClosing = (code: number) => code === 0x7d || code === 0x5d;

/**
 * Notes the offsets of what is wanted. Only what leads to it is read member by member; the rest is skipped by its
 * brackets, several times faster than a parser reports it. A key that stands twice counts where it stands last.
 */
function find(text: string, root: Wanted): void {
  let at = 0;

  function readValue(wanted: Wanted | undefined): void {
    while (text.charCodeAt(at) <= 0x20) at += 1;
    if (wanted) {
      forget(wanted);
      wanted.offset = at;
    }
    if (wanted && wanted.children.size > 0 && isOpening(text.charCodeAt(at))) readMembers(wanted);
    else skipValue();
  }

  function readMembers({ children }: Wanted): void {
    const isObject = text.charAt(at) === '{';
    at += 1;
    for (let index = 0; ; index += 1) {
      while (text.charCodeAt(at) <= 0x20) at += 1;
      if (isClosing(text.charCodeAt(at))) break;
      const step = isObject ? readName() : index;
      readValue(children.get(step));
      while (text.charCodeAt(at) !== comma && !isClosing(text.charCodeAt(at))) at += 1;
      if (text.charCodeAt(at) === comma) at += 1;
    }
    at += 1;
  }

  function readName(): string {
    const start = at;
    skipString();
    const name = text.slice(start, at);
    at = text.indexOf(':', at) + 1;
    return name.includes('\\') ? JSON.parse(name) : name.slice(1, -1);
  }

  /** Goes behind a string, list or object, or behind the first character of anything else. */
  function skipValue(): void {
    let depth = 0;
    do {
      const code = text.charCodeAt(at);
      if (code === quote) skipString();
      else {
        if (isOpening(code)) depth += 1;
        else if (isClosing(code)) depth -= 1;
        at += 1;
      }
    } while (depth > 0);
  }

  function skipString(): void {
    do at = text.indexOf('"', at + 1);
    while (isEscaped(text, at));
    at += 1;
  }

  readValue(root);
}

function forget(wanted: Wanted): void {
  if (wanted.offset === undefined) return;
  wanted.offset = undefined;
  for (const child of wanted.children.values()) forget(child);
}
