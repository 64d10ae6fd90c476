import type { Column } from '../column.ts';
import { gap } from '../words.ts';

/** What text that wraps needs to be read with ease, in columns of the terminal. */
const easyWidth = 20;

/** What text that wraps gets at least, however narrow the terminal. */
const leastWidth = 8;

/** The width of a line of columns. */
export const totalOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));

/**
 * Places of the columns that fit, in their own order: by rank, as many as there is room for. Text that wraps stays, and
 * so do the columns of the first two ranks beside it. `natural` are the widths that the columns have without a limit.
 */
export function columnsThatFit<R>(columns: readonly Column<R>[], natural: readonly number[], width: number): number[] {
  const all = columns.map((_, i) => i);
  const rank = (i: number) => columns[i]?.tableRank ?? Number.MAX_VALUE;
  const hasText = columns.some(({ wraps }) => wraps);
  const stays = (i: number) => hasText && (columns[i]?.wraps === true || rank(i) <= 1);
  const need = (i: number) => gap.length + Math.min(natural[i] ?? 0, columns[i]?.wraps ? easyWidth : Number.POSITIVE_INFINITY);
  const kept = new Set(all.filter(stays));
  let room = [...kept].reduce((left, i) => left - need(i), width + gap.length);
  for (const i of all.filter((one) => !kept.has(one)).sort((a, b) => rank(a) - rank(b) || a - b)) {
    if (kept.size > 0 && need(i) > room) continue;
    kept.add(i);
    room -= need(i);
  }
  return all.filter((i) => kept.has(i));
}

/**
 * Widths of columns that fit: those that wrap get alike what the others leave, but none more than it needs, and each as
 * much as its longest word takes, given in `words`, where there is room for that. One that wraps last gets all it needs
 * beside the words of the others. Of a list that is shown whole, and so may be too wide, they get what is easy to read.
 */
export function shareRoom<R>(columns: readonly Column<R>[], natural: readonly number[], words: readonly number[], width: number, whole: boolean): number[] {
  const wrapping = [...columns.keys()].filter((i) => columns[i]?.wraps);
  const needOf = (i: number) => natural[i] ?? 0;
  const wordOf = (i: number) => Math.min(needOf(i), words[i] ?? 0);
  const room = wrapping.reduce((left, i) => left + needOf(i), width - totalOf(natural));
  const spare = wrapping.reduce((left, i) => left - wordOf(i), room);
  const floorOf = (i: number) => (spare < 0 && !whole ? 0 : wordOf(i) + (columns[i]?.wraps === 'last' ? Math.max(0, spare) : 0));
  const widthOf = (i: number, share: number) => Math.min(needOf(i), Math.max(share, floorOf(i)));
  const total = (share: number) => wrapping.reduce((sum, i) => sum + widthOf(i, share), 0);
  const least = whole ? easyWidth : leastWidth;
  let share = Math.max(least, room);
  while (share > least && total(share) > room) share -= 1;
  return natural.map((need, i) => (columns[i]?.wraps ? widthOf(i, share) : need));
}

/** The beginning of a text that fits a width; what is one character to people stays whole. */
export function beginningOf(text: string, width: number, widthOf: (text: string) => number): string {
  let [kept, taken] = ['', 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    taken += widthOf(segment);
    if (taken > width) break;
    kept += segment;
  }
  return kept;
}
