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

/** Words joined by dots, as they follow the prefix. */
const words = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*/;

/** The longest names have some 30 characters. */
const longest = 100;

/**
 * The word that ends the name of a type: `large`, `2xlarge`, `26xhevc`. What follows after a hyphen is no part of it.
 */
const size = /^(?:\d+x[a-z]+|x?large|medium|small|tiny|micro|nano|metal)(?=-|$)/;

/**
 * Finds what has the form of a type (`ecs.g8i.xlarge`, `ecs.u1-c1m4.large`, `ecs.u0.c1m1.large`) or of a family
 * (`ecs.g8i`), whether or not there is one of that name. Takes time in proportion to the text.
 */
export function findNames(text: string): NameInText[] {
  const found: NameInText[] = [];
  prefix.lastIndex = 0;
  for (let match = prefix.exec(text); match; match = prefix.exec(text)) {
    const start = match.index;
    // Inside of a longer word, such as the package com.aliyun.ecs.v1, it begins no name.
    if (start > 0 && isWord(text.charCodeAt(start - 1))) continue;
    const [rest] = words.exec(text.slice(prefix.lastIndex, prefix.lastIndex + longest).toLowerCase()) ?? [];
    if (rest === undefined) continue;
    const name = toName(rest);
    found.push({ ...name, start, end: start + name.name.length });
    prefix.lastIndex = start + name.name.length;
  }
  return found;
}

/** Letters, digits and the dot. */
const isWord = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x2e;

function toName(rest: string): Pick<NameInText, 'name' | 'isType'> {
  const parts = rest.split('.');
  for (let last = parts.length - 1; last > 0; last -= 1) {
    const [found] = size.exec(parts[last] ?? '') ?? [];
    if (found !== undefined) return { name: ['ecs', ...parts.slice(0, last), found].join('.'), isType: true };
  }
  return { name: `ecs.${parts[0]}`, isType: false };
}
