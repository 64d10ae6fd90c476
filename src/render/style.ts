import type { Tone } from './cell.ts';

/** Colours a text by tone; the identity where there is no colour. */
export type Paint = (text: string, tone: Tone) => string;

/** What a table has to fit and how it is coloured. */
export interface TableStyle {
  /** Columns of the terminal; undefined where there is no limit. */
  readonly width: number | undefined;
  readonly header: boolean;
  readonly paint: Paint;
}
