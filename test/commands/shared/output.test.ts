import { describe, expect, it } from 'vitest';
import { planOutput, renderList } from '../../../src/commands/shared/output.ts';
import type { OutputFlags } from '../../../src/commands/shared/output-flags.ts';
import { finish } from '../../../src/commands/shared/result.ts';
import { UsageError } from '../../../src/errors.ts';
import { fakeContext } from '../../helpers/fake-context.ts';
import { hostileTexts, listOf, type Row, rowColumns, unsafe } from '../../helpers/list.ts';

const rows: readonly Row[] = [
  { name: 'ecs.g10', size: 4, note: 'b' },
  { name: 'ecs.g6', size: null, note: 'unknown' },
  { name: 'ecs.c8i', size: 16, note: 'a' },
  { name: 'ecs.g8i', size: 4, note: null },
];

/** Writes a list under some flags: exit code, standard output, lines of standard error. */
async function emit({ quiet = false, ...flags }: Partial<OutputFlags> & { readonly quiet?: boolean }, some: readonly Row[] = rows) {
  const { context, written } = fakeContext();
  const result = await renderList(listOf(some), await planOutput({ header: true, ...flags }, rowColumns), context.stdout, ['A note.']);
  const exitCode = await finish(result, { quiet }, context);
  return { exitCode, out: written.out, err: written.err.split('\n').filter(Boolean) };
}

describe('sorting', () => {
  it.each([
    ['size', ['g10', 'g8i', 'c8i', 'g6']],
    ['size:asc', ['g10', 'g8i', 'c8i', 'g6']],
    ['size:desc', ['c8i', 'g10', 'g8i', 'g6']],
    ['SIZE:desc', ['c8i', 'g10', 'g8i', 'g6']],
    ['name', ['c8i', 'g6', 'g8i', 'g10']],
    ['name:desc', ['g10', 'g8i', 'g6', 'c8i']],
    ['note', ['c8i', 'g10', 'g6', 'g8i']],
    ['note:desc', ['g10', 'c8i', 'g6', 'g8i']],
    ['-size', ['c8i', 'g10', 'g8i', 'g6']],
    ['-size:asc', ['g10', 'g8i', 'c8i', 'g6']],
    ['size,name', ['g8i', 'g10', 'c8i', 'g6']],
    ['size:desc,name:desc', ['c8i', 'g10', 'g8i', 'g6']],
    ['note,size', ['c8i', 'g10', 'g8i', 'g6']],
  ])('by %s: what is not known comes last', async (sort, names) => {
    expect((await emit({ sort: sort.split(','), output: 'names' })).out).toBe(names.map((name) => `ecs.${name}\n`).join(''));
  });

  it('happens before the cut', async () => {
    const { out, err } = await emit({ sort: ['size:desc'], limit: 1, output: 'names' });
    expect(out).toBe('ecs.c8i\n');
    expect(err).toEqual(['Showing 1 of 4 rows (--limit).', 'A note.']);
  });
});

describe('a list', () => {
  it('says nothing of a limit that cuts nothing', async () => {
    expect((await emit({ limit: 4, output: 'names' })).err).toEqual(['A note.']);
  });

  it('without rows ends well and says so, unless it must not be empty', async () => {
    expect(await emit({ output: 'names' }, [])).toEqual({ exitCode: 0, out: '', err: ['No rows match.', 'A note.'] });
    expect((await emit({ output: 'names', failEmpty: true }, [])).exitCode).toBe(1);
    expect((await emit({ output: 'names', failEmpty: true })).exitCode).toBe(0);
  });

  it('is quiet on request', async () => {
    expect((await emit({ limit: 1, quiet: true })).err).toEqual([]);
  });

  it('shows the columns that were chosen, in their order', async () => {
    expect((await emit({ output: 'csv', columns: ['note', 'NAME'] })).out.split('\n').slice(0, 2)).toEqual(['note,name', 'b,ecs.g10']);
  });
});

describe('--columns', () => {
  const source = { type: 'embedded' };

  it('makes the rows of JSON, which name the columns', async () => {
    const { out } = await emit({ output: 'json', columns: ['SIZE', 'name'], limit: 2 });
    const chosen = [
      { size: 4, name: 'ecs.g10' },
      { size: null, name: 'ecs.g6' },
    ];
    expect(JSON.parse(out)).toEqual({ schemaVersion: 1, kind: 'rows', source, columns: ['size', 'name'], rows: chosen });
  });

  it.each([
    ['jsonl', '{"name":"ecs.g10"}\n'],
    ['yaml', 'schemaVersion: 1\nkind: rows\nsource:\n  type: embedded\ncolumns:\n  - name\nrows:\n  - name: ecs.g10\n'],
  ] as const)('makes the rows of %s', async (output, text) => {
    expect((await emit({ output, columns: ['name'], limit: 1 })).out).toBe(text);
  });
});

describe('--query', () => {
  it.each<[Partial<OutputFlags>, string]>([
    [{ query: 'rows[0].name' }, '"ecs.g10"\n'],
    [{ query: 'rows[0].name', output: 'names' }, 'ecs.g10\n'],
    [{ query: 'rows[].size', output: 'names' }, '4\n16\n4\n'],
    [{ query: 'rows[].name', output: 'jsonl', limit: 2 }, '"ecs.g10"\n"ecs.g6"\n'],
    [{ query: 'nothing' }, 'null\n'],
    [{ query: 'nothing', output: 'names' }, ''],
    [{ query: '{a: rows[0].size}', output: 'yaml' }, 'a: 4\n'],
    [{ query: 'kind', output: 'names' }, 'rows\n'],
  ])('%j', async (flags, out) => expect((await emit(flags)).out).toBe(out));

  it.each(hostileTexts.flatMap(([what, text]) => (['json', 'jsonl', 'yaml', 'names'] as const).map((output) => [what, output, text] as const)))(
    'escapes a %s as %s',
    async (_, output, note) => expect((await emit({ query: 'rows[0].note', output }, [{ name: 'a', note }])).out).not.toMatch(unsafe),
  );

  // Known bug: objects go to -o names as JSON.stringify leaves them, with raw C1 controls and direction marks.
  it('escapes what is inside an object as names', async () => {
    expect((await emit({ query: 'rows[0]', output: 'names' }, [{ name: 'a', note: '\u009b31m\u202e' }])).out).not.toMatch(unsafe);
  });
});

describe('flags that do not go together', () => {
  it.each<[Partial<OutputFlags>, string]>([
    [{ columns: ['nam'] }, 'did you mean name?'],
    [{ columns: ['zzzzzz'] }, 'one of name, size, note'],
    [{ columns: ['name'], query: 'rows' }, '--query selects'],
    [{ columns: ['name'], output: 'names' }, 'it goes with -o table, wide, csv, tsv, markdown, json, jsonl, yaml'],
    [{ query: 'rows', output: 'csv' }, 'json, jsonl, yaml, names'],
    [{ query: 'rows', output: 'table' }, 'json, jsonl, yaml, names'],
    [{ query: 'rows[' }, 'JMESPath'],
    [{ sort: ['sizes'] }, 'did you mean size?'],
    [{ sort: ['name', '-sizes'] }, 'did you mean size?'],
    [{ sort: ['size:up'] }, '--sort vcpus:desc'],
    [{ sort: ['size:asc:desc'] }, '--sort vcpus:desc'],
    [{ sort: [''] }, 'one of name, size, note'],
  ])('%j', async (flags, hint) => {
    const failure = emit(flags);
    await expect(failure).rejects.toBeInstanceOf(UsageError);
    await expect(failure).rejects.toMatchObject({ exitCode: 2, hint: expect.stringContaining(hint) });
  });
});
