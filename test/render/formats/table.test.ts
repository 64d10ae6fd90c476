import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/render/column.ts';
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
      marked: ['?'],
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

describe('columns that wrap', () => {
  const columns: readonly Column<Row>[] = [
    { key: 'name', header: 'Name', tableRank: 0, value: ({ name }) => name },
    { key: 'size', header: 'Size', tableRank: 1, right: true, value: ({ size }) => size ?? null },
    { key: 'extra', header: 'Extra', tableRank: 2, value: () => 'x' },
    { key: 'note', header: 'Note', tableRank: 3, wraps: true, value: ({ note }) => note ?? null },
    { key: 'short', header: 'Short', tableRank: 4, wraps: true, value: () => 'ok' },
  ];
  const talkative: readonly Row[] = [
    { name: 'ecs.g8i', size: 2, note: 'a note that is too long to stand in one line' },
    { name: 'ecs.u1', size: 1024.5, note: 'brief' },
  ];
  const at = (width: number | undefined, whole?: boolean) => renderTable(talkative, columns, style(width), whole);

  it('stand in one line where there is room, as in a pipe', async () => {
    const one = await at(undefined);
    expect(one.text.split('\n')).toHaveLength(talkative.length + 2);
    expect(await at(Math.max(...one.text.split('\n').map(({ length }) => length)))).toEqual(one);
  });

  it('share what the others leave, none more than it needs, with figures on the right', async () => {
    const { text, leftOut } = await at(56);
    expect(leftOut).toEqual([]);
    expect(text).toBe(
      [
        'Name       Size  Extra  Note                       Short',
        'ecs.g8i       2  x      a note that is too long    ok',
        '                        to stand in one line',
        'ecs.u1   1024.5  x      brief                      ok',
        '',
      ].join('\n'),
    );
  });

  it('part no word as long as there is room for all of them', async () => {
    const wordy = [
      { key: 'long', header: 'L', tableRank: 0, wraps: true as const, value: ({ note }: Row) => note ?? null },
      { key: 'word', header: 'W', tableRank: 0, wraps: true as const, value: () => 'internationally known' },
    ];
    const { text } = await renderTable(talkative, wordy, style(27));
    expect(text).toContain('internationally');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(27);
    expect((await renderTable(talkative, wordy, style(20))).text).not.toContain('internationally');
    expect((await renderTable(talkative, wordy, style(20), true)).text).toContain('internationally');
  });

  it('wrap last where they are to, as long as the others keep their words', async () => {
    const both = (wraps: true | 'last') => [
      { key: 'title', header: 'Title', tableRank: 0, wraps, value: () => 'a title of some length' },
      { key: 'note', header: 'Note', tableRank: 0, wraps: true as const, value: ({ note }: Row) => note ?? null },
    ];
    expect((await renderTable(talkative, both('last'), style(36))).text).toContain('a title of some length  ');
    expect((await renderTable(talkative, both(true), style(36))).text).not.toContain('a title of some length');
  });

  it('stay when others have to go, and have the first two ranks beside them', async () => {
    expect((await at(50)).leftOut).toEqual(['Extra']);
    expect((await at(20)).leftOut).toEqual(['Extra']);
  });

  it('wrap in a list that is shown whole, which loses no column and stays easy to read', async () => {
    const { text, leftOut } = await at(30, true);
    expect(leftOut).toEqual([]);
    expect(text.split('\n')[0]).toBe('Name       Size  Extra  Note                  Short');
    expect(text.replace(/\s+/g, ' ')).toContain('that is too ok long');
  });

  it.each([
    ['an address', 'module.a.module.b.module.c.module.d.module.e'],
    ['wide characters', '云服务器'.repeat(12)],
    ['a wide character where there is a column for a narrow one', '云'],
  ])('lose nothing of %s without blanks', async (_, word) => {
    const { text } = await renderTable([{ name: 'a', size: 1, note: word }], columns, style(40));
    expect(text.replace(/[^\p{Script=Han}a-z.]/gu, '')).toContain(word.slice(0, 4));
    const letters = (some: string, of: string) => [...some].filter((one) => of.includes(one)).length;
    expect(text).not.toContain('\u2026');
    expect(letters(text, '云服务器')).toBe(letters(word, '云服务器'));
  });
});
