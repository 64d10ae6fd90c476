/** `cipu instances` that is ended while it lists: by its reader, and by Ctrl-C. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { credential, environmentOf, withServer } from '../../helpers/live.ts';
import { linesOf } from '../../helpers/outcome.ts';
import { runShell, spawnCipu } from '../../helpers/run.ts';

const regions = ['cn-hangzhou', 'eu-central-1'];
const cloud = { fleet: { instances: 3000, regions } };
const args = ['instances', '--live', '--region', regions.join(','), '--quiet', '--no-cache'];
const idsIn = (text: string): string[] => linesOf(text).map((line) => JSON.parse(line).instance);

describe.concurrent('a fleet', () => {
  it('is no longer read when the reader goes away', async () => {
    await withServer({ ...cloud, replyDelayMs: 50 }, async (server) => {
      const env = { ...environmentOf(credential), CIPU_ENDPOINT: server.endpoint };
      const { stdout, stderr } = await runShell(`cipu ${args.join(' ')} --no-interfaces -o jsonl | head -1; echo "\${PIPESTATUS[*]}"`, { env });
      expect(linesOf(stdout).at(-1)).toBe('0 0');
      expect(stderr).toBe('');
      expect(server.requests.filter(({ action }) => action === 'DescribeInstances').length).toBeLessThan(20);
    });
  });

  it('leaves whole lines when it is interrupted', async () => {
    await withServer({ ...cloud, faults: [{ kind: 'hang', action: 'DescribeInstances', nth: 12, times: Number.POSITIVE_INFINITY }] }, async (server) => {
      const listed = () => server.requests.filter(({ action }) => action === 'DescribeInstances').length;
      const result = await spawnCipu([...args, '-o', 'jsonl'], {
        env: { ...environmentOf(credential), CIPU_ENDPOINT: server.endpoint },
        signalAfter: {
          signal: 'SIGINT',
          async until() {
            while (listed() < 12) await sleep(5);
          },
        },
      });
      expect(result).toMatchObject({ code: 130, signal: null, stderr: '' });
      const ids = idsIn(result.stdout);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids.length).toBeLessThan(3000);
    });
  });
});
