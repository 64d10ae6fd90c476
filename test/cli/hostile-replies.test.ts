/** Replies that try to write to the terminal, run in a spreadsheet or break a document: nothing of them arrives as it was. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type EcsServer, startEcsServer } from '../helpers/ecs/server.ts';
import { credential, environmentOf, runLive, runOnce, smallCloud } from '../helpers/live.ts';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { readDelimited } from '../helpers/read-formats.ts';
import { runCipu } from '../helpers/run.ts';

const family = 'ecs.evil\u001b[31m\u009b1m';
const processor = 'a\u001b]0;title\u0007b\u009bc\u202ed\r\n|e\u2028f"g,h\ti';
const server = {
  ...smallCloud(family),
  types: [
    {
      InstanceTypeId: `${family}.large`,
      InstanceTypeFamily: family,
      InstanceCategory: '=HYPERLINK("http://x","y")',
      CpuArchitecture: '@SUM(1)',
      PhysicalProcessorModel: processor,
      EriQuantity: 1,
    },
  ],
};
/** Everything but the newlines and, in TSV, the tabs that a layout needs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('control characters', () => {
  let cloud: EcsServer;
  let cacheHome: string;
  beforeAll(async () => {
    cloud = await startEcsServer({ credentials: [credential], ...server });
    cacheHome = await mkdtemp(join(tmpdir(), 'test-cache-'));
  });
  afterAll(async () => {
    await cloud.stop();
    await rm(cacheHome, { recursive: true, force: true });
  });

  const lists = ['table', 'wide', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names'].map((format) => ['families', '-o', format]);
  const types = ['table', 'json', 'csv'].map((format) => ['types', '-o', format]);
  const pages = ['page', 'json', 'yaml'].map((format) => ['show', 'evil*', '-o', format]);
  const queries = ['json', 'jsonl', 'yaml'].map((format) => ['families', '--query', 'families[].{processor: processor, family: family}', '-o', format]);

  it.each([...lists, ...types, ...pages, ...queries].map((args) => ({ args })))('$args are escaped', async ({ args }) => {
    // One server and one cache for all: most runs read what an earlier one kept.
    const result = await runCipu([...args, '--live'], { env: { ...environmentOf(credential), CIPU_ENDPOINT: cloud.endpoint, XDG_CACHE_HOME: cacheHome } });
    expect(outputOf(result)).not.toMatch(raw);
    expect(outputOf(result)).toContain('evil');
    expect(result.stderr).not.toMatch(raw);
  });

  it('bare values of a query are escaped', async () => {
    const { result } = await runOnce(['families', '--live', '--query', 'families[].processor', '-o', 'names'], { server });
    expect(outputOf(result)).not.toMatch(raw);
  });

  it('objects of a query with -o names are escaped', async () => {
    const { result } = await runOnce(['families', '--live', '--query', 'families[].{processor: processor}', '-o', 'names'], { server });
    expect(outputOf(result)).not.toMatch(raw);
  });

  it('of an error code are escaped in the error', async () => {
    const fault = { kind: 'error', status: 400, code: 'Odd\u001b[31m\u202e', message: '\u001b[31m', times: Number.POSITIVE_INFINITY } as const;
    const { result } = await runOnce(['families', '--live'], { server: { ...smallCloud(), faults: [fault] } });
    expect(result.stderr).toMatch(/^error: .*Odd\\u001b\[31m\\u202e/m);
    expect(result.stderr).not.toMatch(raw);
  });

  it.each([{ args: [] }, { args: ['--debug'] }])('of an error code are escaped in the line on a retry $args', async ({ args }) => {
    const fault = { kind: 'error', status: 400, code: 'Throttling\u001b[31m', message: '' } as const;
    const { result } = await runOnce(['families', '--live', ...args], { server: { ...smallCloud(), faults: [fault] } });
    expect(result.code).toBe(0);
    expect(result.stderr).not.toMatch(raw);
  });
});

describe('documents', () => {
  it('JSON gives the very text back', async () => {
    const document = JSON.parse(outputOf(await runLive(['families', '--live', '--json'], { server })));
    expect(document.families[0]).toMatchObject({ family, processor });
  });

  it('YAML and Markdown stay whole', async () => {
    const [yaml, markdown] = await Promise.all(['yaml', 'markdown'].map((format) => runLive(['families', '--live', '-o', format], { server })));
    expect(parseYaml(outputOf(yaml as never)).families[0].cipu.verdict).toBe('yes');
    const lines = linesOf(outputOf(markdown as never));
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => line.replace(/\\\|/g, '').split('|').length)).size).toBe(1);
  });

  it('CSV runs nothing', async () => {
    const [record = {}] = readDelimited(outputOf(await runLive(['families', '--live', '-o', 'csv'], { server })), ',');
    expect(record).toMatchObject({ category: '\'=HYPERLINK("http://x","y")', arch: "'@SUM(1)" });
    expect(Object.values(record).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });
});
