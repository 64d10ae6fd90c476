import Table from 'cli-table3';

/** No borders, two blanks between the columns. */
const chars = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((name) => [name, '']),
);

/**
 * Lays out rows of texts whose last column wraps at words to the given width; without a width nothing wraps. Cells may hold
 * colour. Ends in a newline. For pages of some dozens of rows; lists of hundreds go through table.ts.
 */
export function renderGrid(rows: readonly (readonly string[])[], widths: readonly number[], width: number | undefined): string {
  if (rows.length === 0) return '';
  const taken = widths.reduce((sum, one) => sum + one + 2, 2);
  const last = width === undefined ? null : Math.max(20, width - taken);
  const table = new Table({
    chars: { ...chars, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: [...widths, last],
    wordWrap: width !== undefined,
  });
  table.push(...rows.map((row) => [...row]));
  return `${table.toString().replace(/ +$/gm, '').replace(/^/gm, '  ').replace(/^ +$/gm, '')}\n`;
}
