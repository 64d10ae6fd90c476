/** Snapshots: written, read and compared against a loopback ECS. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from '../helpers/clock.ts';
import type { EcsServerOptions } from '../helpers/ecs/server.ts';
import { UNDOCUMENTED_TYPES } from '../helpers/ecs/undocumented.ts';
import { runOnce } from '../helpers/live.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { readDelimited, readMarkdown, readTable } from '../helpers/read-formats.ts';
import { type RunResult, runCipu } from '../helpers/run.ts';

/** Two regions that offer little: one page each, so that the runs are short. */
const cloud: Partial<EcsServerOptions> = {
  regionFamilies: { 'cn-hangzhou': ['ecs.c7', 'ecs.g8i'], 'eu-central-1': ['ecs.g8i', 'ecs.g7se'] },
};
/** The same some months later: a family was added, one is gone, types have changed. */
const later: Partial<EcsServerOptions> = {
  ...cloud,
  regionFamilies: { 'cn-hangzhou': ['ecs.g8i', 'ecs.g11x'], 'eu-central-1': ['ecs.g8i', 'ecs.g7se'] },
  types: [
    ...UNDOCUMENTED_TYPES,
    { InstanceTypeId: 'ecs.g8i.large', InstanceTypeFamily: 'ecs.g8i', CpuCoreCount: 2, MemorySize: 8, NvmeSupport: 'unsupported', EriQuantity: 3 },
  ],
};
const failing = (action: string, region?: string, code = 'IncompleteThing'): Partial<EcsServerOptions> => ({
  ...cloud,
  faults: [{ action, ...(region !== undefined && { region }), times: Number.POSITIVE_INFINITY, kind: 'error', status: 400, code, message: 'no' }],
});

let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cipu-catalog-'));
  const both = ['--region', 'cn-hangzhou,eu-central-1'];
  await Promise.all([
    pull(['before.json', ...both], cloud).then(outputOf),
    pull(['before.json.gz', ...both], cloud).then(outputOf),
    pull(['after.json', ...both], later).then(outputOf),
    pull(['partial.json', ...both], failing('DescribeInstanceTypeFamilies', 'eu-central-1')).then((result) => outputOf(result, 3)),
  ]);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const live = async (args: readonly string[], server: Partial<EcsServerOptions>): Promise<RunResult> => (await runOnce(args, { server, cwd: directory })).result;
const pull = (args: readonly string[], server: Partial<EcsServerOptions>) => live(['catalog', 'pull', ...args], server);
const cipu = (...args: string[]) => runCipu(args, { cwd: directory });
const json = async (...args: string[]) => JSON.parse(outputOf(await cipu(...args, '--json')));
const contentOf = (file: string) => readFileSync(join(directory, file));
const snapshotOf = (file: string) => JSON.parse(contentOf(file).toString());

function expectSchema(kind: string, document: unknown): void {
  const validate = validatorOf(kind);
  validate(document);
  expect(validate.errors).toBeNull();
}

describe('catalog pull', () => {
  it('says in one line on stderr what it wrote', async () => {
    const { code, stdout, stderr } = await pull(['said.json'], cloud);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^Wrote said\.json: 2 families and \d+ types of cn-hangzhou, \d{4}-\d\d-\d\d \d\d:\d\d UTC, \d+ kB\.\n$/);
    expect((await pull(['said.json', '--quiet'], cloud)).stderr).toBe('');
  });

  it('writes what the regions offer together, once', () => {
    const snapshot = snapshotOf('before.json');
    expectSchema('snapshot', snapshot);
    expect(snapshot.source).toEqual({ asOf: expect.any(String), regions: ['cn-hangzhou', 'eu-central-1'], complete: true });
    expect(snapshot.families.map(({ id, regions }: { id: string; regions: string[] }) => [id, ...regions])).toEqual([
      ['ecs.c7', 'cn-hangzhou'],
      ['ecs.g7se', 'eu-central-1'],
      ['ecs.g8i', 'cn-hangzhou', 'eu-central-1'],
    ]);
    const types: string[] = snapshot.types.map(({ id }: { id: string }) => id);
    expect(new Set(types).size).toBe(types.length);
    expect(types).toContain('ecs.g7se.large');
  });

  it('packs when the name ends in .gz', () => {
    const timeless = (text: string) => text.replace(/"asOf":"[^"]+"/, '');
    expect(timeless(gunzipSync(contentOf('before.json.gz')).toString())).toBe(timeless(contentOf('before.json').toString()));
  });

  it('writes what it got when a region fails, says so and exits 3', async () => {
    const { code, stderr } = await pull(['part.json', '--region', 'cn-hangzhou,eu-central-1'], failing('DescribeInstanceTypeFamilies', 'eu-central-1'));
    expect(code).toBe(3);
    const [warning = '', summary = '', ...rest] = linesOf(stderr);
    expect(warning).toMatch(/^warning: eu-central-1 is missing: /);
    expect(summary).toMatch(/^Wrote part\.json, incomplete: 2 families and /);
    expect(rest).toEqual([]);
    const snapshot = snapshotOf('part.json');
    expectSchema('snapshot', snapshot);
    expect(snapshot.source).toMatchObject({ regions: ['cn-hangzhou'], complete: false, gaps: [warning.slice('warning: '.length)] });
  });

  it.each([
    { name: 'every region fails', server: failing('DescribeInstanceTypeFamilies'), code: 5, message: /DescribeInstanceTypeFamilies/ },
    {
      name: 'a permission is missing',
      server: failing('DescribeInstanceTypeFamilies', undefined, 'Forbidden.RAM'),
      code: 4,
      message: /DescribeInstanceTypeFamilies/,
    },
    {
      name: 'the reply is empty',
      server: { regionFamilies: { 'cn-hangzhou': [] } },
      code: 5,
      message: 'The reply for cn-hangzhou is empty: kept.json is not written.',
    },
  ])('leaves the file as it was when $name', async ({ server, code, message }) => {
    writeFileSync(join(directory, 'kept.json'), 'precious');
    expectError(await pull(['kept.json'], server), { code, message, hint: /./ });
    expect(contentOf('kept.json').toString()).toBe('precious');
  });

  it('asks nothing when the file cannot be written', async () => {
    const { result, requests } = await runOnce(['catalog', 'pull', 'none/file.json'], { server: cloud, cwd: directory });
    expectError(result, { code: 2, message: 'none/file.json cannot be written (ENOENT).', hint: null });
    expect(requests).toEqual([]);
  });

  it('never falls back on the embedded catalog', async () => {
    const { code, stderr } = await cipu('catalog', 'pull', 'fallback.json', '--timeout', '5s');
    expect(code).toBe(4);
    expect(stderr).toMatch(/^error: /);
    expect(readdirSync(directory)).not.toContain('fallback.json');
  });

  it('leaves no temporary file', () => {
    expect(readdirSync(directory).filter((name) => name.startsWith('.') || name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a snapshot as a source', () => {
  const region = ['--region', 'cn-hangzhou,eu-central-1'];
  it.each([
    { kind: 'families', args: ['families'] },
    { kind: 'types', args: ['types'] },
    { kind: 'pages', args: ['show', 'g8i', 'c7.large'] },
  ])('gives the $kind that the API gave', async ({ kind, args }) => {
    const asked = JSON.parse(outputOf(await live([...args, '--live', '--json', ...region], cloud)));
    for (const file of ['before.json', 'before.json.gz']) {
      const { source, ...rest } = await json(...args, '--source', file);
      expect(source).toEqual({ ...asked.source, type: 'snapshot', asOf: expect.any(String) });
      expect(withoutTimes(rest)).toEqual(withoutTimes({ schemaVersion: 1, kind, [kind]: asked[kind] }));
      expectSchema(kind, { ...rest, source });
    }
  });

  it('is dated as the data inside it', async () => {
    const { asOf } = snapshotOf('before.json').source;
    expect((await json('families', '--source', 'before.json')).source.asOf).toBe(asOf);
    writeFileSync(
      join(directory, 'old.json'),
      contentOf('before.json')
        .toString()
        .replace(asOf, new Date(now().getTime() - 73 * 3_600_000).toISOString()),
    );
    const { stderr } = await cipu('families', '--source', 'old.json', '-o', 'names');
    expect(stderr).toMatch(/^old\.json is a snapshot of \d{4}-\d\d-\d\dT\d\d:\d\dZ, 3 days old: cn-hangzhou, eu-central-1\.\n$/);
    expect((await cipu('families', '--source', 'old.json', '-o', 'names', '--quiet')).stderr).toBe('');
  });

  it('knows what is documented but not in it', async () => {
    const { stdout, stderr } = await cipu('families', '--source', 'before.json', 'g9i', '-o', 'names');
    expect({ stdout, note: linesOf(stderr).at(-1) }).toEqual({ stdout: '', note: 'ecs.g9i is documented but not offered in cn-hangzhou, eu-central-1.' });
  });

  it('--region takes a part of it, and only of what it has', async () => {
    const names = async (...regions: string[]) => linesOf(outputOf(await cipu('families', '--source', 'before.json', '-o', 'names', '--region', ...regions)));
    expect(await names('eu-central-1')).toEqual(['ecs.g7se', 'ecs.g8i']);
    expect(await names('cn-*')).toEqual(['ecs.c7', 'ecs.g8i']);
    expect(await names('all')).toEqual(['ecs.c7', 'ecs.g7se', 'ecs.g8i']);
    expectError(await cipu('families', '--source', 'before.json', '--region', 'us-east-1'), {
      code: 2,
      message: 'before.json holds nothing of us-east-1.',
      hint: 'it is a snapshot of cn-hangzhou, eu-central-1',
    });
  });

  it('says what is missing in it, and exits 3', async () => {
    const result = await cipu('families', '--source', 'partial.json', '-o', 'names');
    expect(linesOf(outputOf(result, 3))).toEqual(['ecs.c7', 'ecs.g8i']);
    expect(linesOf(result.stderr).at(-1)).toMatch(/^warning: eu-central-1 is missing: /);
  });

  it('asks nothing, with or without credentials', async () => {
    const { result, requests } = await runOnce(['families', '--source', 'before.json', '-o', 'names'], { server: cloud, cwd: directory });
    expect(linesOf(outputOf(result))).toHaveLength(3);
    expect(requests).toEqual([]);
  });

  it('gives the regions it has', async () => {
    const { regions } = await json('regions', '--source', 'before.json');
    expect(regions.map(({ region: id, name }: { region: string; name: string }) => [id, name])).toEqual([
      ['cn-hangzhou', 'China (Hangzhou)'],
      ['eu-central-1', 'Germany (Frankfurt)'],
    ]);
  });
});

describe('what is no snapshot', () => {
  const hint = 'cipu catalog pull FILE writes a snapshot';
  it.each([
    { name: 'truncated', content: () => contentOf('before.json').subarray(0, 5000), message: 'bad is damaged or cut short: it is not whole JSON.', hint },
    {
      name: 'truncated and packed',
      content: () => contentOf('before.json.gz').subarray(0, -30),
      message: 'bad is damaged or cut short: it cannot be unpacked (Z_BUF_ERROR).',
      hint,
    },
    {
      name: 'newer',
      content: () => Buffer.from(contentOf('before.json').toString().replace('"schemaVersion":1', '"schemaVersion":7')),
      message: 'bad was written by a newer version of cipu: its schema version is 7, this one reads 1.',
      hint: 'update cipu, or pull the snapshot again with this version',
    },
    { name: 'foreign', content: () => Buffer.from('{"kind":"List","apiVersion":"v1"}'), message: 'bad is not a snapshot: its kind is "List".', hint },
    { name: 'binary', content: () => contentOf('before.json.gz').subarray(10), message: 'bad is not a snapshot: it is not JSON.', hint },
    { name: 'empty', content: () => Buffer.alloc(0), message: 'bad is empty.', hint },
    { name: 'packed and empty', content: () => gzipSync(''), message: 'bad is empty.', hint },
  ])('$name is refused', async ({ content, message, hint: expected }) => {
    writeFileSync(join(directory, 'bad'), content());
    expectError(await cipu('families', '--source', 'bad'), { code: 2, message, hint: expected });
  });

  it.each([
    { source: 'nowhere', hint: 'one of auto, live, embedded, or a file that cipu catalog pull wrote' },
    { source: 'embeded', hint: 'did you mean embedded?' },
  ])('--source $source is refused', async ({ source, hint: expected }) => {
    expectError(await cipu('families', '--source', source), { code: 2, message: `No source and no file is called "${source}".`, hint: expected });
  });

  it('a directory is refused', async () => {
    expectError(await cipu('types', '--source', '.'), { code: 2, message: '. is not a file.', hint: 'name a file' });
  });
});

describe('catalog info', () => {
  it('counts families, types and verdicts', async () => {
    const document = await json('catalog', 'info', 'embedded', 'before.json');
    expectSchema('catalogs', document);
    const [embedded, snapshot] = document.catalogs;
    expect(embedded).toEqual({
      name: 'embedded',
      source: { type: 'embedded', asOf: '2026-Q1', regions: [], complete: true },
      ageHours: null,
      families: 242,
      types: 1224,
      cipu: expect.anything(),
    });
    expect(embedded.cipu.yes + embedded.cipu.no + embedded.cipu.unknown).toBe(242);
    expect(snapshot).toMatchObject({ name: 'before.json', source: { type: 'snapshot' }, ageHours: 0, families: 3, cipu: { yes: 1, no: 2, unknown: 0 } });
  });

  it('shows a table', async () => {
    const [row] = readTable(outputOf(await cipu('catalog', 'info', 'before.json')));
    expect(row).toMatchObject({
      Catalog: 'before.json',
      Type: 'snapshot',
      Age: 'less than an hour',
      Complete: 'yes',
      Families: '3',
      'CIPU yes': '1',
      Regions: 'cn-hangzhou eu-central-1',
    });
  });

  it('is about the catalog that the flags choose when none is named', async () => {
    expect((await json('catalog', 'info', '--offline')).catalogs[0].name).toBe('embedded');
    const { catalogs } = JSON.parse(outputOf(await live(['catalog', 'info', '--json'], cloud)));
    expect(catalogs).toMatchObject([{ name: 'auto', source: { type: 'live', regions: ['cn-hangzhou'] }, families: 2 }]);
  });

  it('exits 3 for one that is not complete', async () => {
    const result = await cipu('catalog', 'info', 'partial.json', 'embedded', '--columns', 'name,complete', '--quiet');
    expect(outputOf(result, 3)).toBe('Catalog       Complete\npartial.json  no\nembedded      yes\n');
    expect(result.stderr).toMatch(/^warning: eu-central-1 is missing: /);
  });
});

describe('catalog diff', () => {
  const shown = ['--columns', 'change,name,property,before,after'];

  it('lists what was added, is gone and has changed', async () => {
    const rows = readTable(outputOf(await cipu('catalog', 'diff', 'before.json', 'after.json', '--quiet')));
    const lines = rows.map((row) => ['Change', 'Name', 'Property', 'Before', 'After'].map((key) => row[key]).join(' '));
    expect(lines).toContain('gone ecs.c7 cipu no -');
    expect(lines).toContain('changed ecs.g8i nvme yes some');
    expect(lines).toContain('changed ecs.g8i.large nvme yes no');
    expect(lines).toContain('changed ecs.g8i.large eris 2 3');
    expect(lines).toContain('added ecs.g11x cipu - yes');
    expect(lines).toContain('added ecs.g11x.2xlarge cipu - yes');
    expect(lines.some((line) => line.includes('g7se'))).toBe(false);
  });

  it('says the same in every format', async () => {
    const args = ['catalog', 'diff', 'before.json', 'after.json', '--only', 'added,changed', '--quiet'];
    const [document, csv, markdown, table] = await Promise.all([
      json(...args),
      ...['csv', 'markdown', 'table'].map(async (format) => outputOf(await cipu(...args, '-o', format, ...shown))),
    ]);
    expectSchema('differences', document);
    const names = document.differences.map(({ name, property }: { name: string; property: string }) => [name, property]);
    expect(names.length).toBeGreaterThan(5);
    expect(readDelimited(csv ?? '', ',').map(({ name, property }) => [name, property])).toEqual(names);
    expect(readMarkdown(markdown ?? '').map(({ Name, Property }) => [Name, Property])).toEqual(names);
    expect(readTable(table ?? '').map(({ Name, Property }) => [Name, Property])).toEqual(names);
    expect(document.before).toMatchObject({ type: 'snapshot', regions: ['cn-hangzhou', 'eu-central-1'] });
    expect(document.differences.every(({ change }: { change: string }) => change === 'added' || change === 'changed')).toBe(true);
  });

  it('sums up on stderr, and says that a catalog does not differ from itself', async () => {
    const { stderr } = await cipu('catalog', 'diff', 'before.json', 'after.json', '--only', 'gone', '-o', 'names');
    const time = String.raw`\(cn-hangzhou, eu-central-1, \d{4}-\d\d-\d\d \d\d:\d\d UTC\)`;
    expect(linesOf(stderr).at(-1)).toMatch(new RegExp(String.raw`^From before\.json ${time} to after\.json ${time}: \d+ gone\.$`));
    const same = await cipu('catalog', 'diff', 'before.json', 'before.json.gz', '-o', 'names', '--exit-code');
    expect(outputOf(same)).toBe('');
    expect(linesOf(same.stderr).at(-1)).toMatch(/: no difference\.$/);
  });

  it.each([
    { args: ['before.json', 'after.json'], code: 0 },
    { args: ['before.json', 'after.json', '--exit-code'], code: 1 },
    { args: ['before.json', 'after.json', '--exit-code', '--only', 'lost'], code: 1 },
    { args: ['before.json', 'before.json', '--exit-code'], code: 0 },
    { args: ['embedded', 'embedded', '--exit-code'], code: 0 },
    { args: ['partial.json', 'partial.json'], code: 3 },
    { args: ['before.json', 'partial.json', '--exit-code'], code: 3 },
  ])('$args ends with $code', async ({ args, code }) => {
    const results = await Promise.all(['table', 'json'].map((format) => cipu('catalog', 'diff', ...args, '-o', format)));
    for (const result of results) outputOf(result, code);
  });

  it('compares the documentation with a live region', async () => {
    const result = await live(['catalog', 'diff', 'embedded', 'live', '-o', 'csv', '--exit-code', ...shown], later);
    const rows = readDelimited(outputOf(result, 1), ',');
    expect(rows).toContainEqual({ change: 'added', name: 'ecs.g11x', property: 'cipu', before: '', after: 'yes' });
    expect(rows).toContainEqual({ change: 'gone', name: 'ecs.c7', property: 'cipu', before: 'no', after: '' });
    expect(rows).toContainEqual({ change: 'changed', name: 'ecs.g8i.large', property: 'nvme', before: 'yes', after: 'no' });
    expect(
      rows.some(({ name }) => name === 'ecs.c4'),
      'retired',
    ).toBe(false);
  });

  it('asks the region that live@REGION names, and --region otherwise', async () => {
    const args = ['catalog', 'diff', 'live@eu-central-1', 'before.json', '-o', 'csv', '--only', 'added,gone', ...shown];
    const named = readDelimited(outputOf(await live([...args, '--quiet'], cloud)), ',').filter(({ name }) => !name?.includes('.', 4));
    expect(named.map(({ change, name }) => [change, name])).toEqual([['added', 'ecs.c7']]);
    const flagged = await live(['catalog', 'diff', 'live', 'before.json', '--region', 'eu-central-1', '--exit-code', '-o', 'names'], cloud);
    expect(outputOf(flagged)).toBe('');
  });

  it.each([
    { args: ['before.json', 'nowhere'], message: 'No source and no file is called "nowhere".', hint: /auto, live, embedded, or a file/ },
    { args: ['before.json', 'after.json', '--only', 'addded'], message: '--only "addded" does not exist.', hint: 'did you mean added?' },
    { args: ['before.json', 'after.json', '--columns', 'nme'], message: '--columns: no column is called "nme".', hint: 'did you mean name?' },
  ])('$args is refused', async ({ args, message, hint }) => {
    expectError(await cipu('catalog', 'diff', ...args), { code: 2, message, hint });
  });
});

/** A value without the times of day that two runs cannot share. */
const withoutTimes = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'));
