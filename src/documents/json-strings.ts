const backslash = 0x5c;

/** The offset behind a string that begins at an offset. */
export function endOfString(text: string, start: number): number {
  let at = start;
  do at = text.indexOf('"', at + 1);
  while (isEscaped(text, at));
  return at + 1;
}

/** Whether the quote at an offset is part of its string. */
export function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === backslash) start -= 1;
  return (at - start) % 2 === 1;
}

/** The offset at which the string begins that an offset lies in. */
export function startOfString(text: string, offset: number): number {
  let at = offset;
  do at = text.lastIndexOf('"', at - 1);
  while (isEscaped(text, at));
  return at;
}
