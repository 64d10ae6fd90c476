/** Runs that are ended from outside: progress on a terminal until then, at once when asked, and nothing half-written. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { credential, environmentOf, withServer } from '../helpers/live.ts';
import { bin, runCipu, runProcess } from '../helpers/run.ts';

const list = ['families', '--live', '--region', 'all', '-o', 'names'];

describe('a live query over every region', () => {
  it('shows progress on a terminal, and Ctrl-C ends it with 130', () =>
    withServer({ replyDelayMs: 400 }, async ({ endpoint }) => {
      const command = `timeout --foreground --preserve-status -s INT 1.5 ${process.execPath} ${bin} ${list.join(' ')} --no-cache; echo "code $?"`;
      const { stdout } = await runProcess('/usr/bin/script', ['--quiet', '--command', command, '/dev/null'], {
        env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint, TERM: 'xterm-256color' },
        stdin: null,
      });
      expect(stdout).toContain('\r\u001b[2KDescribeRegions cn-hangzhou: 1 replies');
      expect(stdout).toContain('DescribeInstanceTypeFamilies ap-northeast-1: 2 replies');
      expect(stdout).toContain('code 130');
    }));

  it('moves nothing in a pipe', () =>
    withServer({ replyDelayMs: 20 }, async ({ endpoint }) => {
      const { stderr } = await runCipu([...list, '--no-cache'], { env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint } });
      expect(stderr).not.toContain('replies');
      expect(stderr).not.toContain('\u001b');
    }));

  it('that is killed beside another one leaves a cache that is whole', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'test-cache-'));
    try {
      await withServer({ replyDelayMs: 100 }, async ({ endpoint, requests }) => {
        const env = { ...environmentOf(credential), CIPU_ENDPOINT: endpoint, XDG_CACHE_HOME: directory };
        const killed = runProcess('timeout', ['-s', 'KILL', '0.9', process.execPath, bin, ...list], { env });
        const [survivor] = await Promise.all([runCipu(list, { env }), killed.catch(() => undefined)]);
        expect(survivor.code).toBe(0);
        const cache = join(directory, 'cipu');
        const entries = (await readdir(cache)).filter((name) => name.endsWith('.json'));
        expect(entries.length).toBeGreaterThan(20);
        for (const name of entries) expect(JSON.parse(await readFile(join(cache, name), 'utf8'))).toMatchObject({ format: 1 });
        const before = requests.length;
        const again = await runCipu(list, { env });
        expect([again.code, again.stdout, requests.length - before]).toEqual([0, survivor.stdout, 0]);
      });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
