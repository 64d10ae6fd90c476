/** A run that waits for a slow server: it is patient, and Ctrl-C ends it at once, with code 130. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../helpers/ecs/faults.ts';
import { credential, environmentOf, smallCloud, withServer } from '../../helpers/live.ts';
import { bin, cleanEnvironment, spawnCipu } from '../../helpers/run.ts';

const faults: readonly FaultRule[] = [
  { kind: 'hang', times: Number.POSITIVE_INFINITY },
  { kind: 'throttle', retryAfterMs: 60_000, times: Number.POSITIVE_INFINITY },
  { kind: 'slow', delayMs: 4000, times: Number.POSITIVE_INFINITY },
];

it.concurrent('a reply that takes six seconds is waited for', async () => {
  await withServer({ ...smallCloud(), faults: [{ kind: 'slow', delayMs: 6000, action: 'DescribeInstanceTypeFamilies' }] }, async ({ endpoint }) => {
    const result = await spawnCipu(['families', '--live', '--quiet', '-o', 'names'], { env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint } });
    expect(result).toMatchObject({ code: 0, stdout: 'ecs.c7\necs.g8i\n', stderr: '' });
  });
});

it.concurrent('SIGTERM ends a run at once, as it ends any program', async () => {
  await withServer({ ...smallCloud(), faults: [{ kind: 'hang', times: Number.POSITIVE_INFINITY }] }, async (server) => {
    const asked = async () => {
      while (server.requests.length < 1) await sleep(10);
    };
    const result = await spawnCipu(['families', '--live'], {
      env: { ...environmentOf(credential), CIPU_ENDPOINT: server.endpoint },
      signalAfter: { signal: 'SIGTERM', until: asked },
    });
    expect(result).toMatchObject({ code: null, signal: 'SIGTERM', stdout: '', stderr: '' });
  });
});

describe.concurrent('a signal', () => {
  it.each(faults.map((fault) => ({ fault })))('of Ctrl-C during $fault', async ({ fault }) => {
    await withServer({ ...smallCloud(), faults: [fault] }, async (server) => {
      const asked = async () => {
        while (server.requests.length < 1) await sleep(10);
        await sleep(100);
      };
      const result = await spawnCipu(['families', '--live'], {
        env: { ...environmentOf(credential), CIPU_ENDPOINT: server.endpoint },
        signalAfter: { signal: 'SIGINT', until: asked },
      });
      expect(result).toMatchObject({ code: 130, signal: null, stdout: '' });
      expect(result.stderr).not.toMatch(/error:|^ +at /m);
      expect(result.afterSignalMs).toBeLessThan(1500);
    });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s while nobody reads standard error', async (signal) => {
    // A pipe that is full before the run begins.
    const script = 'p=$(mktemp -u); mkfifo "$p"; exec 3<>"$p"; rm "$p"; head -c 65536 /dev/zero >&3; exec "$0" "$@" 2>&3';
    const child = spawn('bash', ['-c', script, process.execPath, bin, 'check', 'g7.xlarge', '--require', 'cipu'], {
      env: cleanEnvironment('/nonexistent'),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await expectInterrupt(child, child.stdout, signal);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s while nobody reads the output', async (signal) => {
    const child = spawn(process.execPath, [bin, 'types', '--json', '--offline'], {
      env: cleanEnvironment('/nonexistent'),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await expectInterrupt(child, child.stdout, signal);
  });

  async function expectInterrupt(child: ChildProcess, stream: Readable, signal: NodeJS.Signals): Promise<void> {
    try {
      // The first bytes are there, many more are not: the write blocks from here on.
      await once(stream, 'readable');
      await sleep(200);
      expect(child.exitCode).toBeNull();
      child.kill(signal);
      // The signal's own action ends it, since a blocked write lets nothing else run; a shell reports that as 130, too.
      const [code, endedBy] = await Promise.race([once(child, 'exit'), sleep(1000, ['still running'])]);
      expect(code ?? endedBy).toBe(signal);
    } finally {
      child.kill('SIGKILL');
    }
  }
});
