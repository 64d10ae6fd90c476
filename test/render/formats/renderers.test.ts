import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type Format, formats, renderers, renderJson, renderYaml } from '../../../src/render/formats/renderers.ts';
import { toDocument } from '../../../src/render/list.ts';
import { hostileTexts, listOf, type Row, rowColumns, style, unsafe } from '../../helpers/list.ts';

const rows: readonly Row[] = [
  { name: 'ecs.g8i', size: 2, note: 'a | b' },
  { name: 'ecs.x', size: null, note: null },
];
const render = async (format: Format, some: readonly Row[] = rows, header = true, width?: number) => renderers[format](listOf(some), style(width, header));
const textOf = async (format: Format, some: readonly Row[]) => (await render(format, some, false)).text;

describe('renderers', () => {
  it('are there for every format, and no other', () => {
    expect(Object.keys(renderers)).toEqual([...formats]);
    expect(formats).toEqual(['table', 'wide', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names']);
  });

  it.each(formats)('%s ends in a newline and is the same every time', async (format) => {
    const first = await render(format);
    expect(first.text).toMatch(/[^\n]\n$/);
    expect(await render(format)).toEqual(first);
  });

  it.each(formats.flatMap((format) => hostileTexts.map(([what, text]) => [format, what, text] as const)))('%s escapes a %s', async (format, _, text) => {
    const shown = await textOf(format, [{ name: text, size: 1, note: text }]);
    expect(format === 'tsv' ? shown.replaceAll('\t', '') : shown).not.toMatch(unsafe);
    expect(shown.split('\n').length).toBe((await textOf(format, [{ name: 'plain', size: 1, note: 'plain' }])).split('\n').length);
  });
});

describe('json and jsonl', () => {
  it('is the document: version, kind, head, rows under their kind', async () => {
    expect(JSON.parse((await render('json')).text)).toEqual({ schemaVersion: 1, kind: 'rows', source: { type: 'embedded' }, rows });
  });

  it('has one row a line in jsonl', async () => {
    const lines = (await render('jsonl')).text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
    expect((await render('jsonl', [])).text).toBe('');
  });

  it.each(hostileTexts)('keeps the value of a %s', async (_, note) => {
    const { text } = await render('json', [{ name: 'a', size: 1, note }]);
    expect(JSON.parse(text)).toMatchObject({ rows: [{ note }] });
    expect(JSON.parse((await render('jsonl', [{ name: 'a', size: 1, note }])).text)).toMatchObject({ note });
  });

  it('shows any JSON value', () => {
    expect([null, 3, 'a', [], true].map(renderJson)).toEqual(['null\n', '3\n', '"a"\n', '[]\n', 'true\n']);
  });
});

describe('yaml', () => {
  it('is read back as the JSON document', async () => {
    const awkward = ['yes', 'no', 'null', '~', '1.0', '0x1f', '2026-01-01', ': #', '- a', '*x', '&x', '云', '', ' padded ', '{a: b}', '"', "'"];
    const some = awkward.map((name, i): Row => ({ name, size: i / 2, note: null }));
    expect(parseYaml((await render('yaml', some)).text)).toEqual(toDocument(listOf(some)));
  });

  it('repeats what occurs twice instead of pointing at it', async () => {
    const twice = { status: 'unknown' };
    expect(await renderYaml({ a: twice, b: twice })).toBe('a:\n  status: unknown\nb:\n  status: unknown\n');
  });

  it('does not break long lines', async () => {
    expect(await renderYaml({ long: 'word '.repeat(60).trim() })).toBe(`long: ${'word '.repeat(60).trim()}\n`);
  });
});

describe('names', () => {
  it('has one name a line and nothing else', async () => {
    expect(await render('names')).toEqual({ text: 'ecs.g8i\necs.x\n', notes: [] });
    expect((await render('names', [])).text).toBe('');
  });
});

describe('markdown', () => {
  it('is a table with alignment', async () => {
    expect((await render('markdown')).text).toBe(
      ['| Name | Size | Note |', '| --- | --: | --- |', '| ecs.g8i | 2 | a \\| b |', '| ecs.x | ? | ? |', ''].join('\n'),
    );
  });

  it('leaves out the header with its rule on request', async () => {
    expect((await render('markdown', rows, false)).text).toBe('| ecs.g8i | 2 | a \\| b |\n| ecs.x | ? | ? |\n');
  });

  it.each([
    ['a|b', 'a\\|b'],
    ['back\\slash', 'back\\\\slash'],
    ['`code`', '\\`code\\`'],
    ['*bold* _it_', '\\*bold\\* \\_it\\_'],
    ['<b>x</b>', '\\<b\\>x\\</b\\>'],
    ['[a](http://x)', '\\[a\\](http&#58;//x)'],
    ['![a](http://x)', '!\\[a\\](http&#58;//x)'],
    ['\u001b[0m', '\\\\u001b\\[0m'],
  ])('shows %j as it is: %j', async (note, escaped) => {
    expect(await textOf('markdown', [{ name: 'a', size: 1, note }])).toBe(`| a | 1 | ${escaped} |\n`);
  });
});

// Known bug: the comment in the code promises it, but "@" passes, and so do "~~", "#12" and addresses.
it('markdown starts no mention', async () => {
  expect(await textOf('markdown', [{ name: 'a', size: 1, note: '@octocat' }])).not.toContain(' @octocat');
});

describe('table and wide', () => {
  it('wide leaves out the columns in which nothing is known, and counts them', async () => {
    const open: readonly Row[] = rows.map(({ name }) => ({ name, size: null, note: null }));
    const { text, notes } = await render('wide', open);
    expect(text).toBe('Name\necs.g8i\necs.x\n');
    expect(notes).toEqual(['2 columns are left out: not known of any row; --columns shows them.']);
    const one = await render('wide', [{ name: 'ecs.x', size: 0, note: null }]);
    expect(one.text).toBe('Name   Size\necs.x     0\n');
    expect(one.notes).toEqual(['1 column is left out: not known of any row; --columns shows it.']);
    expect((await render('wide', [])).notes).toEqual([]);
    expect((await render('table', open)).text).toContain('Note');
    expect((await renderers.wide({ ...listOf(open), chosen: rowColumns }, style())).text).toContain('Note');
    expect((await render('csv', open)).text).toContain('note');
  });

  it('explain the marks that occur, and only those', async () => {
    expect((await render('table', [{ name: 'a', size: 1, note: 'b' }])).notes).toEqual([]);
    expect((await render('table')).notes).toEqual([{ aside: 'Legend: ? not known.' }]);
  });

  // Known bug: marks are looked for in the whole text, so that a name with "!" or "some" in it is explained as a mark.
  it('explain no mark for a text that looks like one', async () => {
    expect((await render('table', [{ name: 'Xeon (awesome!)', size: 1, note: 'b' }])).notes).toEqual([]);
  });

  it('say which columns found no room, by header', async () => {
    const some = [{ name: 'ecs.g8i', size: 2, note: 'a long note' }];
    expect((await render('table', some, true, 19)).notes).toEqual(['19 columns leave no room for Note: -o wide or --columns shows them.']);
    expect((await render('wide', some, true, 19)).notes).toEqual([]);
  });

  it('show the columns that were chosen, however narrow the terminal', async () => {
    const chosen = rowColumns.filter(({ key }) => key !== 'size');
    const { text, notes } = await renderers.table({ ...listOf([{ name: 'ecs.g8i', size: 2, note: 'a long note' }]), chosen }, style(5));
    expect(text).toBe('Name     Note\necs.g8i  a long note\n');
    expect(notes).toEqual([]);
  });
});
