import { memoize } from '../memo.ts';

/** A name of a type or family as it stands in a text. */
export interface NameInText {
  /** In lower case: `ecs.g8i.xlarge`. */
  readonly name: string;
  readonly isType: boolean;
  /** Offsets in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * Every name begins like this, in any case. Nothing else is looked for, which makes the search as fast as one for a
 * fixed text.
 */
const prefix = /ecs\./gi;
const anywhere = /ecs\./i;

/** Words joined by dots, as they follow the prefix. */
const words = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*/;

/** The longest names have some 30 characters. */
const longest = 100;

/**
 * The word that ends the name of a type: `large`, `2xlarge`, `26xhevc`. What follows after a hyphen is no part of it.
 */
const size = /^(?:\d+x[a-z]+|x?large|medium|small|tiny|micro|nano|metal)(?=-|$)/;

/** Whether names may stand in a text: quickly told of the many that hold none. */
export const mayName = (text: string): boolean => anywhere.test(text);

/**
 * Finds what has the form of a type (`ecs.g8i.xlarge`, `ecs.u1-c1m4.large`, `ecs.u0.c1m1.large`) or of a family
 * (`ecs.g8i`), whether or not there is one of that name. Takes time in proportion to the text.
 */
export function findNames(text: string): NameInText[] {
  const found: NameInText[] = [];
  prefix.lastIndex = 0;
  while (prefix.test(text)) {
    const first = prefix.lastIndex;
    const start = first - 'ecs.'.length;
    // Inside of a longer word, such as the package com.aliyun.ecs.v1, it begins no name.
    if (start > 0 && isWord(text.charCodeAt(start - 1))) continue;
    const rest = restOf(text.slice(first, endOfWords(text, first)));
    if (rest === undefined) continue;
    const end = start + rest.name.length;
    found.push({ name: rest.name, isType: rest.isType, start, end });
    prefix.lastIndex = end;
  }
  return found;
}

/** The offset behind the letters, digits, dots and hyphens at an offset, of which a name has not too many. */
function endOfWords(text: string, start: number): number {
  const last = Math.min(start + longest, text.length);
  let end = start;
  while (end < last && (isWord(text.charCodeAt(end)) || text.charCodeAt(end) === hyphen)) end += 1;
  return end;
}

const hyphen = 0x2d;

/** Letters, digits and the dot. */
const isWord = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x2e;

/** The name that begins after the prefix. There are few different ones, and many of each. */
const restOf = memoize((text): Pick<NameInText, 'name' | 'isType'> | undefined => {
  const [rest] = words.exec(text.toLowerCase()) ?? [];
  if (rest === undefined) return undefined;
  const parts = rest.split('.');
  for (let last = parts.length - 1; last > 0; last -= 1) {
    const [found] = size.exec(parts[last] ?? '') ?? [];
    if (found !== undefined) return { name: ['ecs', ...parts.slice(0, last), found].join('.'), isType: true };
  }
  return { name: `ecs.${parts[0]}`, isType: false };
});
