import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { readDelimited, readMarkdown, readTable } from '../helpers/read-formats.ts';
import { runCipu } from '../helpers/run.ts';

interface Property {
  readonly property: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly different: boolean;
  readonly best: readonly string[];
  readonly unknown: readonly string[];
}

const compare = (...args: string[]) => runCipu(['compare', ...args, '--offline']);
const output = async (...args: string[]) => outputOf(await compare(...args));
const documentOf = async (...args: string[]): Promise<{ readonly things: string[]; readonly properties: Property[] }> =>
  JSON.parse(await output(...args, '--json'));
// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what this is about.
const withoutColour = (text: string) => text.replace(/\u001b\[\d+m/g, '');

describe('what is compared', () => {
  it('are families, or types, in the order of names and of what globs match, each once', async () => {
    expect((await documentOf('ecs.G8I', 'g7')).things).toEqual(['ecs.g8i', 'ecs.g7']);
    expect((await documentOf('g8y', 'g8?', 'g7')).things).toEqual(['ecs.g8y', 'ecs.g8a', 'ecs.g8i', 'ecs.g7']);
    expect((await documentOf('c8i.large', 'g8i.?large')).things).toEqual(['ecs.c8i.large', 'ecs.g8i.xlarge']);
  });

  it.each([
    {
      args: ['g8i', 'g8i.large'],
      message: 'A family and a type cannot be compared: ecs.g8i names families, ecs.g8i.large types.',
      hint: /families only, or types only/,
    },
    { args: ['g8i'], message: 'There is only ecs.g8i to compare.', hint: 'name two families at least, or two types' },
    { args: ['g8i', 'ecs.g8i'], message: 'There is only ecs.g8i to compare.', hint: 'name two families at least, or two types' },
    { args: ['g8i', 'g8l'], message: 'No instance family is called ecs.g8l.', hint: /did you mean/ },
    { args: ['g8i.large', 'g8i.lage'], message: 'No instance type is called ecs.g8i.lage.', hint: /did you mean .*ecs\.g8i\.large/ },
    { args: ['g8i', 'zz*'], message: 'Nothing matches ecs.zz*.', hint: /cipu families/ },
    { args: ['g8i', ''], message: 'A name cannot be empty.', hint: /variable/ },
    { args: ['g7', 'g8i', '--columns', 'nosuch'], message: '--columns: no column is called "nosuch".', hint: /ecs\.g8i/ },
    { args: ['g7', 'g8i', '-o', 'json', '--transpose'], message: '--transpose has no meaning for -o json.', hint: /table/ },
    { args: ['g7', 'g8i', '-o', 'yaml', '--columns', 'title'], message: '--columns has no meaning for -o yaml.', hint: /--query/ },
    { args: ['g7.large', 'g8i.large', '--price'], message: 'The embedded catalog has no prices.', hint: /--live/ },
  ])('is refused: $args', async ({ args, message, hint }) => {
    expectError(await compare(...args), { code: 2, message, hint });
  });

  it('has no price without credentials', async () => {
    expectError(await runCipu(['compare', 'g7.large', 'g8i.large', '--price']), {
      code: 4,
      message: /^No credentials are configured/,
      hint: /ALIBABA_CLOUD_ACCESS_KEY_ID/,
    });
  });
});

describe('the formats', () => {
  const names = ['g7', 'g8i', 'g9i'];
  const full = names.map((name) => `ecs.${name}`);
  const isKnown = ({ unknown }: Property) => unknown.length < names.length;

  it('meet the published schema', async () => {
    const validate = validatorOf('comparison');
    for (const args of [names, ['g8i.large', 'g9i.large', '--only-differences']]) {
      validate(await documentOf(...args));
      expect(validate.errors).toBeNull();
    }
  });

  it('say the same', async () => {
    const { properties } = await documentOf(...names);
    const [yaml, jsonl, csv, tsv, listed] = await Promise.all(['yaml', 'jsonl', 'csv', 'tsv', 'names'].map((format) => output(...names, '-o', format)));
    expect(parseYaml(yaml ?? '').properties).toEqual(properties);
    expect(linesOf(jsonl ?? '').map((line) => JSON.parse(line))).toEqual(properties);
    expect(linesOf(listed ?? '')).toEqual(properties.map(({ property }) => property));
    const records = readDelimited(csv ?? '', ',');
    expect(readDelimited(tsv ?? '', '\t')).toEqual(records);
    expect(records.map(({ property, different, best }) => ({ property, different, best }))).toEqual(
      properties.map(({ property, different, best }) => ({ property, different: String(different), best: best.join(' ') })),
    );
  });

  it.each([
    { format: 'table', read: readTable },
    { format: 'markdown', read: readMarkdown },
    { format: 'wide', read: readTable },
  ])('-o $format marks what differs and what is better', async ({ format, read }) => {
    const { properties: all } = await documentOf(...names);
    const properties = format === 'table' ? all.filter(isKnown) : all;
    const rows = read(await output(...names, '-o', format));
    expect(rows).toHaveLength(properties.length);
    for (const [i, { property, different, best }] of properties.entries()) {
      expect(rows[i]?.Differs !== '-', property).toBe(different);
      expect(
        full.filter((name) => rows[i]?.[name]?.endsWith('^')),
        property,
      ).toEqual(best);
    }
  });

  it('of a table leaves out and counts the rows of which nothing is known, and no others', async () => {
    const { properties } = await documentOf(...names);
    const left = properties.filter((property) => !isKnown(property));
    expect(left.map(({ property }) => property)).toContain('sriov');
    const { stdout, stderr } = await compare(...names);
    expect(readTable(stdout)).toHaveLength(properties.length - left.length);
    expect(stderr).toContain(` ${left.length} rows are left out: not known of any of them; -o wide shows them.\n`);
    for (const flags of [['-o', 'wide'], ['--json'], ['--only-differences'], ['--transpose']]) {
      expect((await compare(...names, ...flags)).stderr).not.toContain('rows are left out');
    }
  });

  it('mark nothing that is not known', async () => {
    const rows = readTable(await output(...names));
    const open = rows.filter((row) => full.some((name) => row[name] === '?'));
    expect(open.length).toBeGreaterThan(10);
    expect(open.filter((row) => full.some((name) => row[name]?.includes('^')))).toEqual([]);
    expect(rows.find(({ Property: title }) => title === 'Memory encryption')).toMatchObject({ Differs: '?', 'ecs.g7': '?', 'ecs.g8i': 'yes' });
  });
});

describe('--only-differences', () => {
  it('leaves out what is the same everywhere, and nothing else', async () => {
    const [all, some] = [await documentOf('g7', 'g8i'), await documentOf('g7', 'g8i', '--only-differences')];
    expect(some.properties).toEqual(all.properties.filter(({ different }) => different));
    expect(some.properties.length).toBeLessThan(all.properties.length);
  });

  it('exits 1 under --fail-empty when there is no difference, whatever the format', async () => {
    const same = ['re6p.large', 're6p-redis.large', '--only-differences', '--fail-empty'];
    for (const flags of [[], ['--transpose'], ['--json'], ['-o', 'names']]) {
      const { code, stderr } = await compare(...same, ...flags);
      expect(code).toBe(1);
      expect(stderr).toContain('0 of 70 properties differ.');
    }
  });
});

describe('--transpose', () => {
  it('gives a row a thing; tables have the properties that differ, CSV all', async () => {
    const { properties } = await documentOf('g7', 'g8i');
    const [first, second] = readTable(await output('g7', 'g8i', '--transpose'));
    expect(first).toMatchObject({ Name: 'ecs.g7', CIPU: 'no', eRDMA: 'no*' });
    expect(second).toMatchObject({ Name: 'ecs.g8i', CIPU: 'yes^', eRDMA: 'yes^' });
    expect(Object.keys(first ?? {})).toHaveLength(1 + properties.filter(({ different }) => different).length);
    const [record] = readDelimited(await output('g7', 'g8i', '--transpose', '-o', 'csv'), ',');
    expect(Object.keys(record ?? {})).toEqual(['name', ...properties.map(({ property }) => property)]);
  });

  it('is meant by columns that are properties', async () => {
    expect(await output('g7', 'g8i', '--columns', 'name,erdma,vtpm')).toBe('Name     eRDMA  vTPM\necs.g7   no*    yes\necs.g8i  yes^   yes\n');
    expect(await output('g7', 'g8i', '--columns', 'property,ecs.g8i', '-o', 'csv', '--limit', '1')).toBe('property,ecs.g8i\ncipu,yes\n');
  });

  it('says what it leaves out', async () => {
    expect((await compare('g7', 'g8i', '--transpose')).stderr).toContain('Properties that are the same everywhere are left out: -o wide shows them.');
    expect((await compare('g7', 'g8i', '--transpose', '--only-differences')).stderr).not.toContain('left out');
  });
});

describe('on a terminal', () => {
  const onTerminal = (columns: number, ...args: string[]) => runCipu(['compare', ...args, '--offline'], { columns });
  const widest = (text: string) => Math.max(...linesOf(withoutColour(text)).map((line) => line.length));

  it('a wide one has a row a property, in which long texts wrap', async () => {
    const { stdout, stderr } = await onTerminal(100, 'g7', 'g8i', 'g9i');
    expect(widest(stdout)).toBeLessThanOrEqual(100);
    expect(withoutColour(linesOf(stdout)[0] ?? '').split(/ {2,}/)).toEqual(['Property', 'Differs', 'ecs.g7', 'ecs.g8i', 'ecs.g9i']);
    expect(withoutColour(stdout)).toContain('2.5..100^');
    expect(stderr).toMatch(/^Legend: .*\^ the better value/m);
  });

  it.each([60, 80, 100, 120])('of %i columns has things as columns, in as many tables as it takes', async (columns) => {
    const things = ['g7', 'g8i', 'c9i', 'g9i', 'ebmg8i'];
    const { stdout, stderr } = await onTerminal(columns, ...things);
    const text = withoutColour(stdout);
    const tables = text.split('\n\n').map((table) => table.trimEnd().split('\n'));
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    expect(tables.flatMap(([header = '']) => header.split(/ {2,}/).slice(2))).toEqual(things.map((name) => `ecs.${name}`));
    for (const table of tables) expect(table.filter((line) => line.startsWith('Elastic RDMA '))).toHaveLength(1);
    const note = `${columns} columns have no room for one table, so there are ${tables.length}: -o wide shows one.`;
    expect(stderr.includes(note)).toBe(tables.length > 1);
    expect(text).not.toContain('…');
  });

  it('of 80 columns shows three things side by side, and parts no word', async () => {
    const { stdout, stderr } = await onTerminal(80, 'g7', 'g8i', 'c9i');
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    expect(withoutColour(linesOf(stdout)[0] ?? '').split(/ {2,}/)).toEqual(['Property', 'Differs', 'ecs.g7', 'ecs.g8i', 'ecs.c9i']);
    for (const text of ['international', 'Hyper-threading adjustable', 'documented-', '1000000..']) expect(withoutColour(stdout)).toContain(text);
    expect(stderr).not.toContain('no room');
  });

  it('colours what is better, and a pipe shows the same without colour', async () => {
    const { stdout } = await onTerminal(200, 'g7', 'g8i');
    expect(stdout).toContain('\u001b[32myes^\u001b[39m');
    const squeezed = (text: string) => withoutColour(text).replace(/ +/g, ' ');
    expect(squeezed(stdout)).toBe(squeezed(await output('g7', 'g8i')));
  });
});
