import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderers } from '../../../src/render/formats/renderers.ts';
import { printable } from '../../../src/text.ts';
import { parseDelimited } from '../../helpers/csv.ts';
import { hostileTexts, listOf, type Row, style, unsafe } from '../../helpers/list.ts';

const delimiters = { csv: ',', tsv: '\t' } as const;
const render = async (format: 'csv' | 'tsv', rows: readonly Row[], header = false) => (await renderers[format](listOf(rows), style(undefined, header))).text;
const cellsOf = async (format: 'csv' | 'tsv', rows: readonly Row[]) => parseDelimited(await render(format, rows), delimiters[format]);

describe.each(['csv', 'tsv'] as const)('%s', (format) => {
  const delimiter = delimiters[format];

  it('has keys for headers, plain values, and an empty cell for what is not known', async () => {
    const rows = [{ name: 'ecs.g8i', size: 1024.5, note: 'x' }, { name: 'ecs.x' }];
    expect(await render(format, rows, true)).toBe(
      [
        ['name', 'size', 'note'],
        ['ecs.g8i', '1024.5', 'x'],
        ['ecs.x', '', ''],
      ]
        .map((line) => `${line.join(delimiter)}\n`)
        .join(''),
    );
  });

  it('leaves out the header on request', async () => {
    expect(await render(format, [{ name: 'a', size: 1, note: 'b' }])).toBe(`a${delimiter}1${delimiter}b\n`);
  });

  it.each([
    ['a "quoted" word', '"a ""quoted"" word"'],
    ['', ''],
    ['plain words', 'plain words'],
  ])('quotes %j as %j', async (note, quoted) => {
    expect(await render(format, [{ name: 'a', size: 1, note }])).toBe(`a${delimiter}1${delimiter}${quoted}\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")'])('neutralises %j', async (formula) => {
    const [[, , cell] = []] = await cellsOf(format, [{ name: 'a', size: 1, note: formula }]);
    expect(cell).toBe(`'${formula}`);
  });

  it.each(['\t=1', '\r=1'])('neutralises or escapes %j', async (formula) => {
    const [[, , cell = ''] = []] = await cellsOf(format, [{ name: 'a', size: 1, note: formula }]);
    expect(cell).toMatch(/^['\\]/);
  });

  it('leaves figures below zero and texts with a formula inside as they are', async () => {
    expect(await cellsOf(format, [{ name: 'a', size: 3, note: '1=1' }])).toEqual([['a', '3', '1=1']]);
  });

  it.each(hostileTexts)('escapes a %s', async (_, note) => {
    const text = await render(format, [{ name: 'a', size: 1, note }]);
    expect(text.replaceAll('\t', '')).not.toMatch(unsafe);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('gives back what went in, apart from the marks of escaping', async () => {
    const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', ',', '\t', '\n', '\r', ';', '=', '-', '@', "'") }), fc.string());
    const row = fc.record({ name: cell, note: fc.option(cell), size: fc.option(fc.nat()) });
    const expected = (text: string | null | undefined) => {
      const shown = printable(text ?? '');
      return /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(shown) ? `'${shown}` : shown;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        const back = rows.map(({ name, size, note }) => [expected(name), size === null || size === undefined ? '' : String(size), expected(note)]);
        expect(await cellsOf(format, rows)).toEqual(back);
      }),
    );
  });
});
