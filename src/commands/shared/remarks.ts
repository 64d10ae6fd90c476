import { type Note, textOf } from '../../render/note.ts';
import { wrapWords } from '../../text.ts';

/** How many lines of a terminal remarks may take that are no more than a help. */
const fewLines = 2;

/**
 * Remarks as they are written: in a pipe a line each. On a terminal they run on in two lines, with as many asides as
 * there is room for; where what matters is longer than that, each remark begins a line, and there are no asides.
 */
export function layOutNotes(notes: readonly Note[], width: number | undefined): string[] {
  if (width === undefined) return withoutMoreOfAKind(notes.map(textOf));
  const matter = withoutMoreOfAKind(notes.filter((note) => typeof note === 'string'));
  const isShort = (texts: readonly string[]) => wrapWords(texts.join(' '), width).split('\n').length <= fewLines;
  if (!isShort(matter)) return matter.map((text) => wrapWords(text, width));
  const shown = [...matter];
  for (const note of notes) if (typeof note !== 'string' && isShort([...shown, note.aside])) shown.push(note.aside);
  return shown.length > 0 ? [wrapWords(shown.join(' '), width)] : [];
}

/** How many remarks of a kind are shown. */
const shown = 10;

/**
 * Remarks without those that say the same of ever more things: of each kind the first ten, and then how many more there
 * are. Two are of a kind when they differ in names, figures and quoted words only.
 */
export function withoutMoreOfAKind(remarks: readonly string[]): string[] {
  const distinct = [...new Set(remarks)];
  const counts = new Map<string, number>();
  for (const remark of distinct) counts.set(kindOf(remark), (counts.get(kindOf(remark)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return distinct.flatMap((remark) => {
    const kind = kindOf(remark);
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    if (before < shown) return [remark];
    return before === shown ? [`There are ${(counts.get(kind) ?? 0) - shown} more remarks like the last one.`] : [];
  });
}

/** The plain words of a remark. */
const kindOf = (remark: string) =>
  remark
    .replace(/"[^"]*"/g, '')
    .split(' ')
    .filter((word) => /^\(?[A-Za-z-]+[.,:;)]*$/.test(word))
    .join(' ');
