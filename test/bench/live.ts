import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EcsServer, startEcsServer } from '../helpers/ecs/server.ts';
import { compare } from './measure.ts';

/** What the live path takes against a loopback server whose replies take a while. Times in milliseconds. */
export interface LiveFigures {
  readonly replyMs: number;
  readonly coldMs: number;
  /** The same run when replies take no time: start-up, and work that is not waiting. */
  readonly withoutWaitingMs: number;
  readonly loopMs: number;
  readonly cachedMs: number;
  readonly requests: number;
  readonly cachedRequests: number;
  readonly mostInFlight: number;
}

const key = { accessKeyId: 'bench-access-key', accessKeySecret: 'bench-secret' };
const bin = 'bin/cipu.js';
const live = [bin, 'families', '--live', '-o', 'names'];

const startServer = (replyDelayMs: number): Promise<EcsServer> => startEcsServer({ credentials: [key], replyDelayMs });

/** Measures the live path beside the plain SDK loop, each several times. */
export async function measureLive(rounds: number, replyMs: number): Promise<LiveFigures> {
  const [slow, instant] = await Promise.all([startServer(replyMs), startServer(0)]);
  const cache = mkdtempSync(join(tmpdir(), 'cipu-bench-'));
  const envFor = ({ endpoint }: EcsServer) => ({
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
    CIPU_ENDPOINT: endpoint,
    XDG_CACHE_HOME: cache,
  });
  try {
    const { cold, loop } = await compare({ cold: [...live, '--no-cache'], loop: ['test/bench/sdk-loop.cjs'] }, rounds, envFor(slow));
    const mostInFlight = slow.maxInFlight;
    const { withoutWaiting } = await compare({ withoutWaiting: [...live, '--no-cache'] }, rounds, envFor(instant));
    const before = slow.requests.length;
    await compare({ fill: live }, 0, envFor(slow));
    const requests = slow.requests.length - before;
    const { cached } = await compare({ cached: live }, rounds, envFor(slow));
    const cachedRequests = slow.requests.length - before - requests;
    if (!cold || !loop || !withoutWaiting || !cached) throw new Error('a measurement is missing');
    return {
      replyMs,
      coldMs: cold.wallMs,
      withoutWaitingMs: withoutWaiting.wallMs,
      loopMs: loop.wallMs,
      cachedMs: cached.wallMs,
      requests,
      cachedRequests,
      mostInFlight,
    };
  } finally {
    await Promise.all([slow.stop(), instant.stop()]);
    rmSync(cache, { recursive: true, force: true });
  }
}
