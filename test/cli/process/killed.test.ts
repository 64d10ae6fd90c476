/** Runs that are ended from outside: progress on a terminal until then, at once when asked, and nothing half-written. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credential, environmentOf, withServer } from '../../helpers/live.ts';
import { bin, runProcess, spawnCipu } from '../../helpers/run.ts';

const list = ['families', '--live', '--region', 'all', '-o', 'names'];

describe('a live query over every region', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'test-killed-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('shows progress on a terminal, and Ctrl-C ends it with 130', () =>
    withServer({ replyDelayMs: 200 }, async ({ endpoint, requests }) => {
      const command = `(echo $BASHPID >pid; exec ${process.execPath} ${bin} ${list.join(' ')} --no-cache); echo "code $?"`;
      const running = runProcess('/usr/bin/script', ['--quiet', '--command', command, '/dev/null'], {
        env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint, TERM: 'xterm-256color', SHELL: '/bin/bash' },
        cwd: directory,
        stdin: null,
      });
      // Eight requests are in flight at most: the tenth tells that two were answered.
      while (requests.length < 10) await sleep(5);
      process.kill(Number(await readFile(join(directory, 'pid'), 'utf8')), 'SIGINT');
      const { stdout } = await running;
      expect(stdout).toContain('\r\u001b[2KDescribeRegions cn-hangzhou: 1 replies');
      expect(stdout).toContain('DescribeInstanceTypeFamilies ap-northeast-1: 2 replies');
      expect(stdout).toContain('code 130');
    }));

  it('moves nothing in a pipe', () =>
    withServer({ replyDelayMs: 20 }, async ({ endpoint }) => {
      const { stderr } = await spawnCipu([...list, '--no-cache'], { env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint } });
      expect(stderr).not.toContain('replies');
      expect(stderr).not.toContain('\u001b');
    }));

  it('that is killed beside another one leaves a cache that is whole', () =>
    withServer({ replyDelayMs: 100 }, async ({ endpoint, requests }) => {
      const env = { ...environmentOf(credential), CIPU_ENDPOINT: endpoint, XDG_CACHE_HOME: directory };
      const until = async () => {
        while (requests.length < 20) await sleep(5);
      };
      const [survivor, killed] = await Promise.all([spawnCipu(list, { env }), spawnCipu(list, { env, signalAfter: { signal: 'SIGKILL', until } })]);
      expect([survivor.code, killed.signal]).toEqual([0, 'SIGKILL']);
      const cache = join(directory, 'cipu');
      const entries = (await readdir(cache)).filter((name) => name.endsWith('.json'));
      expect(entries.length).toBeGreaterThan(20);
      for (const name of entries) expect(JSON.parse(await readFile(join(cache, name), 'utf8'))).toMatchObject({ format: 1 });
      const before = requests.length;
      const again = await spawnCipu(list, { env });
      expect([again.code, again.stdout, requests.length - before]).toEqual([0, survivor.stdout, 0]);
    }));
});
