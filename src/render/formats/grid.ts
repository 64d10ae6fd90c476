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
 * Lays out rows of texts in columns of given widths, in which text wraps at words; null is as wide as its longest text. Cells
 * may hold colour. Ends in a newline. For pages of some dozens of rows; lists of hundreds go through table.ts.
 */
export function renderGrid(rows: readonly (readonly string[])[], widths: readonly (number | null)[], indent = '  '): string {
  if (rows.length === 0) return '';
  const table = new Table({
    chars: { ...chars, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: [...widths],
    wordWrap: true,
  });
  table.push(
    ...rows.map((row) =>
      row.map((cell, i) => {
        const width = widths[i];
        return typeof width === 'number' ? breakWords(cell, width) : cell;
      }),
    ),
  );
  return `${table
    .toString()
    .replace(/ +$/gm, '')
    .replace(/^(?=.)/gm, indent)}\n`;
}

/** The width of the last column when the others take theirs; null where nothing limits it. */
export function widthLeft(width: number | undefined, taken: number): number | null {
  return width === undefined ? null : Math.max(20, width - taken);
}

/** Parts words that are longer than a line, such as URLs: the layout would cut them off. Text must be parted before it is coloured. */
export function breakWords(text: string, width: number): string {
  return text.replace(/\S+/g, (word) => (word.includes('\u001b') ? word : (word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []).join(' ')));
}
