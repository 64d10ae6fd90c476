import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../../src/render/formats/table.ts';
import { hostileTexts, type Row, rowColumns, style, unsafe } from '../../helpers/list.ts';

const rows: readonly Row[] = [
  { name: 'ecs.g8i', size: 2, note: 'short' },
  { name: 'ecs.u1', size: 1024.5, note: 'a longer note' },
  { name: 'ecs.x', size: null, note: null },
];
const render = (width?: number, header = true) => renderTable(rows, rowColumns, style(width, header));

describe('renderTable', () => {
  it('aligns texts left and figures right, without borders and trailing blanks', async () => {
    expect(await render()).toEqual({
      text: ['Name       Size  Note', 'ecs.g8i       2  short', 'ecs.u1   1024.5  a longer note', 'ecs.x         ?  ?', ''].join('\n'),
      leftOut: [],
    });
  });

  it('leaves out the header on request', async () => {
    expect((await render(undefined, false)).text.split('\n')[0]).toBe('ecs.g8i       2  short');
  });

  it('gives the header alone for no rows, and nothing without it', async () => {
    expect((await renderTable([], rowColumns, style())).text).toBe('Name  Size  Note\n');
    expect((await renderTable([], rowColumns, style(undefined, false))).text).toBe('');
  });

  it('is as wide as wide characters are', async () => {
    const wide: readonly Row[] = [
      { name: '云服务器', size: 1, note: 'x' },
      { name: 'ecs', size: 22, note: 'y' },
    ];
    const { text } = await renderTable(wide, rowColumns, style());
    expect(text).toBe('Name      Size  Note\n云服务器     1  x\necs         22  y\n');
    const starts = text
      .trimEnd()
      .split('\n')
      .map((line) => stringWidth(line.slice(0, -1)));
    expect(new Set(starts.slice(1)).size).toBe(1);
  });

  it('pads outside the colour', async () => {
    const { text } = await renderTable(
      rows.slice(0, 1),
      [
        { key: 'name', header: 'A long header', value: ({ name }: Row) => name, cell: ({ name }: Row) => ({ text: name, tone: 'good' }) },
        ...rowColumns.slice(2),
      ],
      { width: undefined, header: true, paint: (cell, tone) => `<${tone}>${cell}</>` },
    );
    expect(text).toBe('<header>A long header</>  <header>Note</>\n<good>ecs.g8i</>        short\n');
  });

  it.each([
    [200, []],
    [30, []],
    [29, ['Size']],
    [22, ['Size']],
    [21, ['Note']],
    [15, ['Note']],
    [14, ['Size', 'Note']],
    [7, ['Size', 'Note']],
    [1, ['Size', 'Note']],
  ])('%i columns leave out %j: what does not fit, by rank', async (width, leftOut) => {
    const table = await render(width);
    expect(table.leftOut).toEqual(leftOut);
    if (width >= 7) expect(Math.max(...table.text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  });

  it('keeps the order of the columns whatever their rank', async () => {
    expect((await render(30)).text.split('\n')[0]?.split(/ +/)).toEqual(['Name', 'Size', 'Note']);
  });

  it('leaves out columns without a rank first', async () => {
    const columns = [{ key: 'extra', header: 'Extra', value: () => 'x' }, ...rowColumns];
    expect((await renderTable(rows, columns, style(30))).leftOut).toEqual(['Extra']);
  });

  it.each(hostileTexts)('escapes a %s', async (_, text) => {
    const { text: table } = await renderTable([{ name: text, size: 1, note: text }], rowColumns, style(undefined, false));
    expect(table).not.toMatch(unsafe);
    expect(table.split('\n')).toHaveLength(2);
  });

  it('fits every table to every width, and shows or reports every column', async () => {
    const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('云', '服务器', 'é', '👩‍🔧'));
    const row = fc.record({ name: text, note: fc.option(text), size: fc.option(fc.nat()) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), fc.integer({ min: 1, max: 60 }), async (some, width) => {
        const { text: table, leftOut } = await renderTable(some, rowColumns, style(width));
        const shown = rowColumns.filter(({ header }) => !leftOut.includes(header));
        expect(table.split('\n')).toHaveLength(some.length + 2);
        if (shown.length > 1) expect(Math.max(...table.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
        expect(shown.length).toBeGreaterThan(0);
      }),
    );
  });
});
