import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { observed, pageOf, runInstances } from '../../helpers/fake-fleet.ts';
import { hostileTexts, unsafe } from '../../helpers/list.ts';
import { linesOf } from '../../helpers/outcome.ts';
import { readDelimited } from '../../helpers/read-formats.ts';

const wideName = '\u4e91'.repeat(256);
const names: readonly (readonly [string, string])[] = [
  ...hostileTexts,
  ['formula', '=HYPERLINK("http://x","y")'],
  ['plus', '+1'],
  ['minus', '-1'],
  ['at', '@SUM(A1)'],
  ['tab formula', '\t=1'],
  ['256 wide characters', wideName],
  ['family emoji', '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}'.repeat(20)],
  ['combining marks', 'e\u0301'.repeat(60)],
  ['pipe', 'a|b'],
  ['backticks', '`a`'],
  ['markup', '<img src=x> [a](javascript:b) **c**'],
  ['quotes', 'a "b", c'],
];
const neighbour = observed('i-2', 'ecs.g7.large', { name: 'plain' });
const pagesWith = (text: string) => [pageOf([observed('i-1', 'ecs.g7.large', { name: text, tags: { [text]: text, team: text } }), neighbour])];

describe.each(names)('a name with %s', (_, name) => {
  const pages = pagesWith(name);
  const columns = ['--columns', 'instance,name,type', '--quiet'];

  it.each([
    ['a pipe', undefined],
    ['a terminal', 80],
  ])('is one aligned cell of a table in %s', async (_where, width) => {
    const { out } = await runInstances(['--quiet'], pages, width === undefined ? {} : { width });
    expect(out).not.toMatch(unsafe);
    const lines = linesOf(out);
    expect(lines).toHaveLength(3);
    const starts = lines.map((line, i) => stringWidth(line.slice(0, line.indexOf(i === 0 ? 'Type' : 'ecs.g7.large'))));
    expect(new Set(starts).size).toBe(1);
    if (width !== undefined) for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it('is one cell of CSV and TSV that no spreadsheet runs', async () => {
    for (const [format, delimiter] of [
      ['csv', ','],
      ['tsv', '\t'],
    ] as const) {
      const { out } = await runInstances(['-o', format, ...columns], pages);
      expect(out.replaceAll('\t', '')).not.toMatch(unsafe);
      const [first, second] = readDelimited(out, delimiter);
      expect(first?.name).not.toMatch(/^[=+\-@\t\r]/);
      expect([first?.instance, first?.type, second?.name]).toEqual(['i-1', 'ecs.g7.large', 'plain']);
    }
  });

  it('is one cell of Markdown, without markup', async () => {
    const { out } = await runInstances(['-o', 'markdown', ...columns], pages);
    expect(out).not.toMatch(unsafe);
    const lines = linesOf(out);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.match(/(?<!\\)\|/g)).toHaveLength(4);
    expect(lines[2]).not.toMatch(/(?<!\\)[`<[*]/);
  });

  it('is what it was in JSON, and safe in every other format', async () => {
    const [json, jsonl] = await Promise.all([runInstances(['-o', 'json'], pages), runInstances(['-o', 'jsonl'], pages)]);
    expect(JSON.parse(json.out).instances[0]).toMatchObject({ name, tags: { team: name, [name]: name } });
    expect(JSON.parse(linesOf(jsonl.out)[0] ?? '').name).toBe(name);
    for (const args of [
      ['-o', 'json'],
      ['-o', 'jsonl'],
      ['-o', 'yaml'],
      ['-o', 'wide'],
      ['-o', 'names'],
      ['--by', 'tag:team'],
      ['--by', `tag:${name}`],
    ])
      expect((await runInstances([...args, '--quiet'], pages)).out).not.toMatch(unsafe);
  });
});

it.each(['table', 'github', 'sarif', 'junit', 'gitlab', 'markdown'])('every name is safe in the report %s of a check', async (format) => {
  const instances = names.map(([, name], i) => observed(`i-name${i}`, 'ecs.g7.large', { name, tags: { [name]: name, team: name } }));
  const { out } = await runInstances(['--check', '--require', 'cipu', '-o', format], [pageOf([...instances, neighbour])]);
  expect(out).toContain('plain');
  expect(out).not.toMatch(unsafe);
});

describe('a long name', () => {
  it('is cut on a terminal only, and not in -o wide', async () => {
    const pages = pagesWith(wideName);
    const [pipe, terminal, wide] = await Promise.all([
      runInstances([], pages),
      runInstances([], pages, { width: 120 }),
      runInstances(['-o', 'wide'], pages, { width: 120 }),
    ]);
    expect(pipe.out).toContain(wideName);
    expect(wide.out).toContain(wideName);
    expect(terminal.out).toContain(`${'\u4e91'.repeat(15)}\u2026`);
    expect(terminal.out).not.toContain('\u4e91'.repeat(16));
  });

  it('is not cut within what is one character to people', async () => {
    const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}';
    const { out } = await runInstances([], pagesWith(family.repeat(20)), { width: 120 });
    expect(out).toContain(`${family.repeat(15)}\u2026`);
  });
});

describe('the columns', () => {
  const row = async (flags: readonly string[], page: Parameters<typeof pageOf>) =>
    readDelimited((await runInstances(['-o', 'csv', ...flags], [pageOf(...page)])).out, ',')[0];

  it('say what is unused, and that it is not known where nobody was asked', async () => {
    const instance = observed('i-1', 'ecs.g8i.xlarge', { osSupportsNvme: false });
    expect(await row([], [[instance], {}])).toMatchObject({ unused: 'erdma nvme', eris: '0' });
    expect(await row([], [[{ ...instance, osSupportsNvme: true }], { 'i-1': 2 }])).toMatchObject({ unused: '', eris: '2' });
    const { out } = await runInstances([], [pageOf([{ ...instance, osSupportsNvme: null }])]);
    expect(out).toMatch(/^Instance +Name +Type +Status +CIPU +Unused /);
    expect(out).toMatch(/ecs\.g8i\.xlarge +Running +yes\S* *\S* +\? /);
  });

  it('hold tags as JSON for machines', async () => {
    expect(JSON.parse((await row([], [[observed('i-1', 'ecs.g7.large', { tags: { a: 'b,c', d: '' } })]]))?.tags ?? '')).toEqual({ a: 'b,c', d: '' });
  });

  it('show region and profile only where they differ', async () => {
    const other = observed('i-2', 'ecs.g7.large', { region: 'eu-central-1', profile: 'prod' });
    const header = async (...instances: (typeof other)[]) => linesOf((await runInstances([], [pageOf(instances)])).out)[0];
    expect(await header(other)).not.toMatch(/Region|Profile/);
    expect(await header(other, observed('i-1', 'ecs.g7.large'))).toMatch(/Profile +Region/);
  });
});

describe('the bar', () => {
  const shareOf = async (yes: number, no: number, unknown: number) => {
    const many = (count: number, type: string) => Array.from({ length: count }, (_, i) => observed(`${type}-${i}`, type));
    const page = pageOf([...many(yes, 'ecs.g8i.large'), ...many(no, 'ecs.g7.large'), ...many(unknown, 'ecs.novel.large')]);
    const { out } = await runInstances(['--by', 'region', '--columns', 'share', '--no-header'], [page]);
    return out.trim();
  };

  it.each([
    [1, 0, 0, '========== 100%'],
    [0, 1, 0, '---------- 0%'],
    [0, 0, 1, '?????????? 0%..100%'],
    [1, 1, 0, '=====----- 50%'],
    [6, 2, 2, '======??-- 60%..80%'],
    [999, 1, 0, '========== 99%'],
    [1, 999, 0, '---------- 1%'],
    [1, 1, 1, '===????--- 33%..67%'],
  ])('of %i, %i and %i is %s', async (yes, no, unknown, expected) => expect(await shareOf(yes, no, unknown)).toBe(expected));
});
