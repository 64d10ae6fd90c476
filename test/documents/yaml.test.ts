import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/documents/yaml.ts';

const valuesOf = async (text: string) => (await parseYaml(text, 'x.yaml')).map(({ value }) => value);

const place = async (text: string, ...path: readonly (string | number)[]) => {
  const [document] = await parseYaml(text, 'x.yaml');
  const [position] = (await document?.locate([path])) ?? [];
  return [position?.line, position?.column];
};

describe('parseYaml', () => {
  it('reads several documents, with the positions of the whole text', async () => {
    const documents = await parseYaml('a: 1\n---\n# note\nb: [x, y]\n', 'x.yaml');
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: ['x', 'y'] }]);
    expect(await documents[1]?.locate([['b', 1], ['b'], []])).toEqual([
      { line: 4, column: 8 },
      { line: 4, column: 4 },
      { line: 4, column: 1 },
    ]);
  });

  it.each<readonly [string, unknown]>([
    ['', []],
    ['# only a note\n', []],
    ['a: &x {b: 1}\nc: *x\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    ['a: &x 1\nb: *x\nc: &x 2\nd: *x\n', [{ a: 1, b: 1, c: 2, d: 2 }]],
    ['a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n', [{ a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }]],
    ['a: &x {b: 1}\nc: &y {b: 2, d: 4}\ne:\n  <<: [*x, *y]\n', [{ a: { b: 1 }, c: { b: 2, d: 4 }, e: { b: 1, d: 4 } }]],
    ['a: !Ref B\nc: !GetAtt D.E\n', [{ a: { Ref: 'B' }, c: { 'Fn::GetAtt': 'D.E' } }]],
    ['a: !If [c, !Ref B, {x: !Sub y}]\n', [{ a: { 'Fn::If': ['c', { Ref: 'B' }, { x: { 'Fn::Sub': 'y' } }] } }]],
    ['a: !vault x\nb: !!python/object:os.system {c: 1}\nd: !!binary aGVsbG8=\n', [{ a: 'x', b: { c: 1 }, d: 'hello' }]],
    ['a: yes\nb: 0x10\nc: ~\n1: d\n', [{ a: 'yes', b: 16, c: null, 1: 'd' }]],
    ['__proto__: {polluted: 1}\n', [JSON.parse('{"__proto__": {"polluted": 1}}')]],
  ])('reads %j', async (text, values) => {
    expect(await valuesOf(text)).toEqual(values);
  });

  it('locates values behind aliases and in short forms, and else the nearest part that is there', async () => {
    expect(await place('a: &x {b: 1}\nc: *x\n', 'c', 'b')).toEqual([1, 11]);
    expect(await place('a: !If [c, d]\n', 'a', 'Fn::If', 1)).toEqual([1, 12]);
    expect(await place('a: !Ref b\n', 'a', 'Ref')).toEqual([1, 9]);
    expect(await place('a:\n  b: 1\n', 'a', 'gone', 'further')).toEqual([2, 3]);
    expect(await place('a: &x {b: 1}\nc: {<<: *x, d: 2}\n', 'c', 'b')).toEqual([2, 4]);
  });

  it.each([
    ['a: b: c\n', 1, 'Nested mappings are not allowed in compact mappings'],
    ['a: [1, 2\nb: 3\n', 2, ''],
    ['a: "b\n', 2, 'Missing closing "quote'],
    ['a:\n\t- b\n', 2, ''],
  ])('refuses %j with line %d', async (text, line, words) => {
    const message = new RegExp(`^x\\.yaml, line ${line}, column \\d+: This is not valid YAML \\(${words}.*\\)\\.$`);
    await expect(parseYaml(text, 'x.yaml')).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });

  it('takes the last of keys that stand twice, and warns of them', async () => {
    const [document] = await parseYaml('a: ecs.g7.large\nb: 1\na: ecs.g8i.large\n', 'x.yaml');
    expect(document?.value).toEqual({ a: 'ecs.g8i.large', b: 1 });
    expect(document?.warnings).toEqual(['The key "a" stands twice, the second time in line 3.']);
    expect(document?.mentions().map(({ name, path }) => [name, path])).toEqual([
      ['ecs.g7.large', ['a']],
      ['ecs.g8i.large', ['a']],
    ]);
    expect(await place('a: 1\na: 2\n', 'a')).toEqual([2, 4]);
  });

  it('ends lines at a lone carriage return, as YAML does', async () => {
    expect(await valuesOf('a: # note\r- b # note\r- c\n')).toEqual([{ a: ['b', 'c'] }]);
  });

  it('lets an alias stand for what has its name before it in the text', async () => {
    expect(await valuesOf('a: &x [&y 1]\nb: [&y 2]\nc: *x\nd: *y\n')).toEqual([{ a: [1], b: [2], c: [1], d: 2 }]);
  });

  it('names what its values, keys and aliases mention, but not what comments do', async () => {
    const text = [
      '# ecs.g5.large',
      'plain: ecs.g7.large # ecs.g6.large',
      'quoted: "\\x65cs.g7.xlarge"',
      'folded: "ecs.g7\\',
      '  .2xlarge"',
      'block: |',
      '  one',
      '  ecs.c7.large',
      'ecs.r7.large: key',
      'a: &x {b: ecs.r8i.large}',
      'c: *x',
      'd: {<<: *x}',
      'e: !Ref ecs.c8i.large',
      'f: !!binary ZWNzLmc4aS5sYXJnZQ==',
      '',
    ].join('\n');
    const [document] = await parseYaml(text, 'x.yaml');
    const mentions = document?.mentions() ?? [];
    const positions = document?.positions(mentions.map(({ offset }) => offset)) ?? [];
    expect(mentions.map(({ name, path, isKey }, i) => `${name} ${path.join('.')}${isKey ? ' key' : ''} ${positions[i]?.line}:${positions[i]?.column}`)).toEqual(
      [
        'ecs.g7.large plain 2:8',
        'ecs.g7.xlarge quoted 3:9',
        'ecs.g7.2xlarge folded 4:9',
        'ecs.c7.large block 8:3',
        'ecs.r7.large ecs.r7.large key 9:1',
        'ecs.r8i.large a.b 10:11',
        'ecs.r8i.large c.b 10:11',
        'ecs.r8i.large d.b 10:11',
        'ecs.c8i.large e.Ref 13:9',
        'ecs.g8i.large f 14:13',
      ],
    );
  });

  it('has no path for what is a comment only where certain characters end no line', async () => {
    for (const character of ['\u0085', '\u2028', '\u2029']) {
      const [document] = await parseYaml(`a: 1 # note${character}b: ecs.g7.large\n`, 'x.yaml');
      expect(document?.mentions().map(({ name, path }) => [name, path])).toEqual([['ecs.g7.large', []]]);
    }
    const [document] = await parseYaml('a: "\u2028" # ecs.g7.large\n', 'x.yaml');
    expect(document?.mentions()).toEqual([]);
  });

  it('does not repeat the text in its messages', async () => {
    await expect(parseYaml('a: 1\nsecret word\n', 'x.yaml')).rejects.not.toThrow(/secret/);
  });

  const blockMap = (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join('');

  it.each([
    ['maps', blockMap(200)],
    ['lists', `${'- '.repeat(200)}a\n`],
    ['flow', `${'['.repeat(200)}a${']'.repeat(200)}\n`],
    ['flow maps', `${'{a: '.repeat(200)}b${'}'.repeat(200)}\n`],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a hundred thousand items', '- '.repeat(100_000)],
    ['aliases', `a0: &a0 [x]\n${Array.from({ length: 150 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`],
    ['an alias inside its own anchor', 'a: &x [*x]\n'],
  ])('refuses 200 levels of %s', async (_, text) => {
    await expect(parseYaml(text, 'x.yaml')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^x\.yaml, line \d+, column \d+: Values are nested in more than 100 levels\.$/),
    });
  });

  it('reads 100 levels', async () => {
    expect(await valuesOf(`${'['.repeat(100)}a${']'.repeat(100)}\n`)).toHaveLength(1);
    expect(await valuesOf(blockMap(100))).toHaveLength(1);
  });

  it.each([
    ['values', (i: number) => `[${`*a${i},`.repeat(9)}]`],
    ['merge keys', (i: number) => `{<<: [${`*a${i},`.repeat(9)}], k${i}: 1}`],
  ])('refuses aliases that unfold without measure as %s', async (_, copy) => {
    const text = `a0: &a0 {x: 1}\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} ${copy(i)}\n`).join('')}`;
    await expect(parseYaml(text, 'x.yaml')).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(/Aliases copy more than 100000 values\.$/) });
  });

  it('refuses an alias without an anchor before it', async () => {
    await expect(parseYaml('a: *x\nb: &x 1\n', 'x.yaml')).rejects.toMatchObject({
      message: 'x.yaml, line 1, column 4: This alias stands for nothing before it.',
    });
  });
});
