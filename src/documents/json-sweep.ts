import { memoize } from '../model/memo.ts';
import { findNames, mayName } from '../model/names/named-in-text.ts';
import type { Mention } from './document.ts';
import { startOfString } from './json-strings.ts';

/** What one walk over a value tells of the text that it was parsed from. */
export interface Sweep {
  /** How many colons the text has if each of its keys is in the value: one behind each, and those of keys and texts. */
  readonly colons: number;
  /** The names in the value with their places in the text; undefined where the two do not agree. */
  readonly mentions: readonly Mention[] | undefined;
}

/**
 * Walks once over the value of a text that is JSON; undefined for one of more levels than some. The names of the value
 * are those of the text, in the same order, unless escapes hide some, a key stands twice, or keys that are numbers,
 * which come first in any object, stand behind others.
 */
export function sweepJson(text: string, value: unknown, levels: number): Sweep | undefined {
  const inText = findNames(text);
  const mayHold = inText.length > 0 || text.includes('\\');
  const mentions: Mention[] = [];
  const path: (string | number)[] = [];
  let colons = 0;
  let agree = true;
  let isTooDeep = false;
  const factsOf = memoize((key) => ({ colons: countColons(key) + 1, isNamed: mayName(key), isNumber: /^\d{1,10}$/.test(key) }));

  function visit(part: object, depth: number): void {
    if (depth === levels) isTooDeep = true;
    if (isTooDeep) return;
    if (Array.isArray(part)) {
      for (let i = 0; i < part.length; i += 1) {
        const item: unknown = part[i];
        if (typeof item === 'string') visitText(item, i, depth);
        else if (typeof item === 'object' && item !== null) {
          path[depth] = i;
          visit(item, depth + 1);
        }
      }
      return;
    }
    // Twice as fast as Object.values on the many small objects of a plan.
    for (const key in part) {
      const facts = factsOf(key);
      colons += facts.colons;
      if (facts.isNumber) agree = false;
      if (facts.isNamed) note(key, key, depth, true);
      const member = (part as Readonly<Record<string, unknown>>)[key];
      if (typeof member === 'string') visitText(member, key, depth);
      else if (typeof member === 'object' && member !== null) {
        path[depth] = key;
        visit(member, depth + 1);
      }
    }
  }

  function visitText(held: string, step: string | number, depth: number): void {
    colons += countColons(held);
    if (mayHold && mayName(held)) note(held, step, depth, false);
  }

  function note(held: string, step: string | number, depth: number, isKey: boolean): void {
    const names = findNames(held);
    if (names.length === 0 || !agree) return;
    const steps = [...path.slice(0, depth), step];
    const textOffset = startOfString(text, inText[mentions.length]?.start ?? 0);
    for (const { name, isType } of names) {
      const same = inText[mentions.length];
      if (same?.name !== name) agree = false;
      mentions.push({ name, isType, path: steps, isKey, offset: same?.start ?? 0, textOffset });
    }
  }

  if (typeof value === 'string') return { colons: countColons(value), mentions: undefined };
  if (typeof value === 'object' && value !== null) visit(value, 0);
  if (isTooDeep) return undefined;
  return { colons, mentions: agree && mentions.length === inText.length ? mentions : undefined };
}

/** How many colons a text has. */
export function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}
