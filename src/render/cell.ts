/** How a text is coloured; colour never carries the meaning alone. */
export type Tone = 'good' | 'bad' | 'partial' | 'faint' | 'plain' | 'strong' | 'header';

/** A cell as people see it. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

/** What a cell holds for machines: CSV, sorting. Null is "not known". */
export type CellValue = string | number | boolean | null;

/** The cell of what is not known. */
export const unknownCell: Cell = { text: '?', tone: 'faint' };

/** The cell of what is not there, as opposed to what is not known. */
export const absentCell: Cell = { text: '-', tone: 'faint' };

/** A value that need not be there: a dash where there is none. */
export function orDash(value: string | number | null): Cell {
  return value === null || value === '' ? absentCell : { text: String(value) };
}

/**
 * A figure for people: at most three decimals, thousands as they are, so that columns stay comparable and greppable.
 */
export function formatNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** A range for people: one figure where both ends are the same. */
export function formatRange({ min, max }: { readonly min: number; readonly max: number }, format = formatNumber): string {
  return min === max ? format(min) : `${format(min)}..${format(max)}`;
}
