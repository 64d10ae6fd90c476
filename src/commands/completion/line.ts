/** A command line up to the cursor, as a shell that parts words its own way sees it. */
export interface Line {
  /** Without their quotes; the last is the one to complete, perhaps empty. */
  readonly words: readonly string[];
  /** Turns a value that replaces the last word into what the shell is to insert: the rest of its part of it, quoted. */
  insert(value: string): string;
}

/**
 * Splits a line of bash. `breaks` is its COMP_WORDBREAKS: it replaces only what follows the last of these characters.
 */
export function parseBashLine(line: string, breaks: string): Line {
  const { words, kept, quote } = splitLine(line, breaks);
  return { words, insert: (value) => quoteForBash(value.slice(kept), quote) };
}

/** Splits a line of PowerShell, which takes a comma for the end of a word. */
export function parsePowerShellLine(line: string): Line {
  const { words, kept, quote } = splitLine(line, ',');
  return { words, insert: (value) => quoteForPowerShell(value.slice(kept), quote) };
}

/** A piece of a line: an escaped character, a quoted text that may lack its end, a gap, or plain characters. */
const piece = /\\([\s\S]?)|'([^']*)('?)|"((?:[^"\\]|\\[\s\S])*)("?)|(\s+)|([^\s'"\\]+)/g;

/**
 * Splits a line, expanding nothing. `kept` counts the characters of the last word that stay; `quote` is the quote left
 * open, or empty.
 */
function splitLine(line: string, breaks: string): { readonly words: readonly string[]; readonly kept: number; readonly quote: string } {
  const words: string[] = [];
  let [word, kept, quote] = ['', 0, ''];
  for (const [, escaped, single, singleEnd, double, doubleEnd, gap, plain = ''] of line.matchAll(piece)) {
    if (gap !== undefined) {
      words.push(word);
      [word, kept, quote] = ['', 0, ''];
      continue;
    }
    quote = singleEnd === '' ? "'" : doubleEnd === '' ? '"' : '';
    const last = Math.max(...[...breaks].map((character) => plain.lastIndexOf(character)));
    // Readline replaces an at sign together with what follows it.
    if (last >= 0) kept = word.length + last + (plain[last] === '@' ? 0 : 1);
    if (quote) kept = word.length;
    word += escaped ?? single ?? double?.replace(/\\(["$`\\])/g, '$1') ?? plain;
  }
  return { words: [...words, word], kept, quote };
}

function quoteForBash(text: string, quote: string): string {
  if (quote === "'") return text.replaceAll("'", "'\\''");
  return text.replace(quote === '"' ? /["$`\\]/g : /[^\p{L}\p{N}%+,./:=@_-]/gu, '\\$&');
}

function quoteForPowerShell(text: string, quote: string): string {
  return quote || /[^\p{L}\p{N}./:=_-]/u.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}
