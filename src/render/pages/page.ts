import { renderGrid } from '../formats/grid.ts';
import type { TableStyle } from '../style.ts';

/** What pages are made of. */
export interface PageParts {
  /** A title with what stands below it; nothing where that is empty. */
  section(title: string, body: string): string;
  /** Rows of a label, perhaps more columns of given widths, and a text that wraps in the room that is left. */
  rows(rows: readonly (readonly string[])[], ...widths: readonly number[]): string;
}

/** What text needs to be read, in columns of the terminal, however narrow that is. */
const leastText = 20;

/** The parts of a page whose labels are of some width. */
export function openPage({ paint, width }: Pick<TableStyle, 'paint' | 'width'>, labelWidth: number): PageParts {
  return {
    section: (title, body) => (body ? `\n${paint(title, 'header')}\n${body}` : ''),
    rows(rows, ...widths) {
      const before = [labelWidth, ...widths];
      // Two blanks stand before and after each of them.
      const taken = before.reduce((sum, one) => sum + one + 2, 2);
      return renderGrid(rows, [...before, textWidth(width, taken)]);
    },
  };
}

/** The width of a text when what stands before it takes some columns; null where nothing limits it. */
export function textWidth(width: number | undefined, taken: number): number | null {
  return width === undefined ? null : Math.max(leastText, width - taken);
}
