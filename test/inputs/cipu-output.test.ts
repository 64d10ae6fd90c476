import { describe, expect, it } from 'vitest';
import { linesOf, readInput } from '../helpers/read-input.ts';
import { runCipu } from '../helpers/run.ts';

const document = (kind: string, rows: readonly unknown[], schemaVersion = 1) => JSON.stringify({ schemaVersion, kind, [kind]: rows }, null, 1);

describe('output of cipu', () => {
  it.each<readonly [string, readonly unknown[], readonly string[]]>([
    ['families', [{ family: 'ecs.g8i' }, { family: 'ecs.c8i' }], ['ecs.g8i | 6:14', 'ecs.c8i | 9:14']],
    ['types', [{ type: 'ecs.g8i.large', family: 'ecs.g8i' }], ['ecs.g8i.large | 6:12']],
    ['stock', [{ type: 'ecs.g8i.large', family: 'ecs.g8i', zone: 'a' }], ['ecs.g8i.large | 6:12']],
    ['pages', [{ name: 'ecs.g8i', family: { family: 'ecs.g8i' }, type: null }], ['ecs.g8i | 6:12']],
    ['differences', [{ subject: 'type', name: 'ecs.g8i.large', family: 'ecs.g8i' }], ['ecs.g8i.large | 7:12']],
    ['targets', [{ target: 'ecs.g8i' }, { target: null }], ['ecs.g8i | 6:14', 'The row names no family or type. | 8:3']],
    ['types', [], []],
  ])('of the kind %s names what its rows are about', async (kind, rows, expected) => {
    const findings = await readInput(document(kind, rows));
    expect(findings).toMatchObject({ format: 'cipu', gaps: [], notes: [] });
    expect(linesOf(findings)).toEqual(expected);
  });

  it.each<readonly [string, string, string]>([
    ['of a later version', document('types', [], 2), 'input is of schema version 2; this cipu reads version 1.'],
    ['of features', document('features', [{ key: 'erdma' }]), 'input is a document of kind "features", which names no families or types.'],
    ['of catalogs', document('catalogs', [{ name: 'embedded' }]), 'input is a document of kind "catalogs", which names no families or types.'],
    [
      'that is a snapshot',
      '{"schemaVersion": 1, "kind": "snapshot", "types": []}',
      'input is a document of kind "snapshot", which names no families or types.',
    ],
  ])('is refused when it is a document %s', async (_, text, message) => {
    await expect(readInput(text)).rejects.toMatchObject({ exitCode: 2, message });
  });

  it('may be rows in JSON: a line each, one alone, or a list', async () => {
    const row = (type: string) => JSON.stringify({ type, family: 'ecs.g8i' });
    expect(linesOf(await readInput(`${row('ecs.g8i.large')}\r\n${row('ecs.g8i.xlarge')}\n\n ${row('ecs.g8i.2xlarge')}\n`))).toEqual([
      'ecs.g8i.large | 1:9',
      'ecs.g8i.xlarge | 2:9',
      'ecs.g8i.2xlarge | 4:10',
    ]);
    expect(linesOf(await readInput(`${row('ecs.g8i.large')}\n`))).toEqual(['ecs.g8i.large | 1:9']);
    expect(linesOf(await readInput(`[${row('ecs.g8i.large')}]`))).toEqual(['ecs.g8i.large | 1:10']);
    await expect(readInput(`${row('ecs.g8i.large')}\n{"type": "ecs.g8i`)).rejects.toMatchObject({
      message: expect.stringMatching(/^input, line 2, column 18: /),
    });
  });

  it.each([
    ['CSV', 'type,vcpus,family\necs.g8i.large,2,ecs.g8i\r\n\n"ecs.g8i.xlarge",4,"ecs.g8i"\n', ['ecs.g8i.large | 2:1', 'ecs.g8i.xlarge | 4:2']],
    ['TSV', 'vcpus\tfamily\n2..4\tecs.g8i\n\tecs.c8i\n', ['ecs.g8i | 2:6', 'ecs.c8i | 3:1']],
    ['one column', 'family\necs.g8i\necs.c8i', ['ecs.g8i | 2:1', 'ecs.c8i | 3:1']],
    ['quotes', '"note","target"\n"a, b ""c""","ecs.g8i"\n', ['ecs.g8i | 2:15']],
    ['a gap', 'type,family\n,\n', ['The row names no family or type. | 2:null']],
  ])('may be a table: %s', async (_, text, expected) => {
    const findings = await readInput(text);
    expect(findings.format).toBe('cipu');
    expect(linesOf(findings)).toEqual(expected);
  });

  it.each([
    ['type,family\necs.g8i.large\n', 'input, line 2: This is not valid CSV (Invalid Record Length).'],
    ['type,family\n"ecs.g8i.large,b\n', 'input, line 2: This is not valid CSV (Quote Not Closed).'],
  ])('is refused when it is no table: %j', async (text, message) => {
    await expect(readInput(text)).rejects.toMatchObject({ exitCode: 2, message });
  });

  it.each(['json', 'jsonl', 'csv', 'tsv', 'yaml', 'names'])('in the format %s is read back', async (format) => {
    const { stdout } = await runCipu(['types', 'g8i', '--offline', '--limit', '3', '-o', format]);
    const { targets } = await readInput(stdout);
    expect(targets.map(({ name }) => name)).toEqual(['ecs.g8i.large', 'ecs.g8i.xlarge', 'ecs.g8i.2xlarge']);
    for (const { name, place } of targets) expect(stdout.split('\n')[(place.line ?? 0) - 1]?.slice((place.column ?? 0) - 1)).toMatch(new RegExp(`^"?${name}`));
  });
});
