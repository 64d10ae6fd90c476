/** The replies that are kept between runs: they save requests, hold no secret, and trouble with them never ends a run. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EcsServer } from '../helpers/ecs/server.ts';
import { environmentOf, smallCloud, temporary, withServer } from '../helpers/live.ts';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { type RunResult, runCipu } from '../helpers/run.ts';

interface Kept {
  readonly server: EcsServer;
  /** The cache's own directory. */
  readonly directory: string;
  readonly run: (...args: readonly string[]) => Promise<RunResult>;
  /** Requests since the last time this was asked. */
  readonly asked: () => number;
}

const list = ['families', '--live', '-o', 'names'];
const names = 'ecs.c7\necs.g8i\n';

/** A cloud and a cache that several runs share. */
async function withKept(use: (kept: Kept) => Promise<void>): Promise<void> {
  const base = await mkdtemp(join(tmpdir(), 'test-cache-'));
  try {
    await withServer({ ...smallCloud(), credentials: [temporary] }, async (server) => {
      let seen = 0;
      const run = (...args: readonly string[]) => runCipu(args, { env: { ...environmentOf(temporary), CIPU_ENDPOINT: server.endpoint, XDG_CACHE_HOME: base } });
      const asked = () => {
        const count = server.requests.length - seen;
        seen = server.requests.length;
        return count;
      };
      await use({ server, directory: join(base, 'cipu'), run, asked });
    });
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

const entriesIn = async (directory: string) => (await readdir(directory)).map((name) => join(directory, name));

describe('the cache', () => {
  it('saves the second run every request, and changes nothing it says', () =>
    withKept(async ({ run, asked }) => {
      const first = await run('families', '--live', '--json');
      expect(asked()).toBe(2);
      const second = await run('families', '--live', '--json');
      expect(asked()).toBe(0);
      expect(outputOf(second)).toBe(outputOf(first));
      expect(outputOf(await run('types', '--live', '-o', 'names'))).toContain('ecs.g8i.large\n');
      expect(asked()).toBe(0);
    }));

  it('is passed over by --refresh and --no-cache; only the first fills it', () =>
    withKept(async ({ run, asked, directory }) => {
      expect(outputOf(await run(...list, '--no-cache'))).toBe(names);
      expect(asked()).toBe(2);
      await expect(readdir(directory)).rejects.toThrow('ENOENT');
      for (const _ of [1, 2]) {
        expect(outputOf(await run(...list, '--refresh'))).toBe(names);
        expect(asked()).toBe(2);
      }
      await run(...list);
      expect(asked()).toBe(0);
      await run(...list, '--no-cache');
      expect(asked()).toBe(2);
    }));

  it('is not shared with another region or account', () =>
    withKept(async ({ run, asked, server, directory }) => {
      await run(...list);
      expect(asked()).toBe(2);
      const stranger = { ...temporary, accessKeyId: 'nobody-knows-this-id' };
      const { code } = await runCipu(list, {
        env: { ...environmentOf(stranger), CIPU_ENDPOINT: server.endpoint, XDG_CACHE_HOME: join(directory, '..') },
      });
      expect({ code, asked: asked() > 0 }).toEqual({ code: 4, asked: true });
    }));

  it.each([
    ['half an entry', (text: string) => text.slice(0, text.length / 2)],
    ['nothing', () => ''],
    ['another version', (text: string) => text.replace(/"format":\d+/, '"format":0')],
    ['null', () => 'null'],
    ['items that are no list', (text: string) => JSON.stringify({ ...JSON.parse(text), items: {} })],
  ])('fetches anew where a file holds %s, with a note', (_, damage) =>
    withKept(async ({ run, asked, directory }) => {
      await run(...list);
      asked();
      for (const path of await entriesIn(directory)) await writeFile(path, damage(await readFile(path, 'utf8')));
      const { code, stdout, stderr } = await run(...list);
      expect({ code, stdout, asked: asked() }).toEqual({ code: 0, stdout: names, asked: 2 });
      expect(linesOf(stderr).filter((line) => line.includes('cache'))).toEqual([
        'An entry of the cache is damaged or of another version: asking the API again.',
      ]);
      await run(...list);
      expect(asked()).toBe(0);
    }),
  );

  const unwritable = async (cacheHome: string) =>
    withServer({ ...smallCloud(), credentials: [temporary] }, async (server) => {
      const { code, stdout, stderr } = await runCipu(list, {
        env: { ...environmentOf(temporary), CIPU_ENDPOINT: server.endpoint, XDG_CACHE_HOME: cacheHome },
      });
      expect({ code, stdout }).toEqual({ code: 0, stdout: names });
      expect(linesOf(stderr).filter((line) => /^The cache .* cannot be written \(\w+\): the next run asks the API again\.$/.test(line))).toHaveLength(1);
    });

  it('that cannot be written is a note', () => unwritable('/sys/nowhere'));

  it('below a file is a note, too', () => unwritable('/dev/null/nowhere'));

  it('is for its owner alone, and holds no key, secret, token or signature', () =>
    withKept(async ({ run, directory }) => {
      await run(...list);
      const paths = await entriesIn(directory);
      expect(paths).toHaveLength(2);
      expect((await stat(directory)).mode & 0o777).toBe(0o700);
      for (const path of paths) {
        expect((await stat(path)).mode & 0o777).toBe(0o600);
        const text = `${path}\n${await readFile(path, 'utf8')}`;
        for (const secret of Object.values(temporary)) expect(text.includes(secret)).toBe(false);
        expect(text).not.toMatch(/Signature|ACS3|Credential/);
      }
    }));

  it('cache info lists it, cache clear empties it', () =>
    withKept(async ({ run, asked, directory }) => {
      expect(JSON.parse(outputOf(await run('cache', 'info', '--json'))).entries).toEqual([]);
      await run(...list);
      const { entries } = JSON.parse(outputOf(await run('cache', 'info', '--json')));
      expect(entries.map(({ action, region, fresh }: Record<string, unknown>) => [action, region, fresh]).sort()).toEqual([
        ['DescribeInstanceTypeFamilies', 'cn-hangzhou', true],
        ['DescribeInstanceTypes', 'cn-hangzhou', true],
      ]);
      const { code, stdout, stderr } = await run('cache', 'clear');
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: `Removed 2 files from ${directory}.\n` });
      expect(await readdir(directory)).toEqual([]);
      asked();
      await run(...list);
      expect(asked()).toBe(2);
    }));

  it('cache info passes over a file it cannot read as an entry', () =>
    withKept(async ({ run, directory }) => {
      await run(...list);
      await writeFile(join(directory, 'odd.json'), '{"format":1,"items":[],"fetchedAt":1e300,"action":"x"}');
      const result = await run('cache', 'info', '--json');
      expect(JSON.parse(outputOf(result)).entries).toHaveLength(2);
    }));

  it('stays whole when several runs fill it at once', () =>
    withKept(async ({ run, asked, directory }) => {
      const results = await Promise.all([1, 2, 3, 4].map(() => run(...list, '--refresh')));
      for (const result of results) expect(outputOf(result)).toBe(names);
      const paths = await entriesIn(directory);
      expect(paths).toHaveLength(2);
      for (const path of paths) expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 1, items: expect.any(Array) });
      asked();
      expect(outputOf(await run(...list))).toBe(names);
      expect(asked()).toBe(0);
    }));
});
