/** The ECS API as the commands open it, with the real SDK over HTTP, against a loopback server. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EcsSession, openSession } from '../../src/ecs/session.ts';
import { now as testNow } from './clock.ts';
import type { EcsServer, EcsServerOptions } from './ecs/server.ts';
import { credential, environmentOf, withServer } from './live.ts';
import { withEnvironment } from './surroundings.ts';

export interface SessionOptions {
  readonly server?: Partial<EcsServerOptions>;
  /** What may be kept between sessions. Default: nothing. */
  readonly cacheDirectory?: string;
  readonly now?: () => Date;
  readonly timeoutMs?: number;
}

/** A directory for a cache, under the system's own for temporary files. */
export const freshDirectory = (): string => mkdtempSync(join(tmpdir(), 'cipu-test-'));

/** Opens a further session with a server that is running. */
export function sessionOn(server: EcsServer, { cacheDirectory, now = testNow, timeoutMs = 20_000 }: SessionOptions = {}): EcsSession {
  return openSession(
    { regions: [], endpoint: server.endpoint, vpc: false, timeoutMs, cache: cacheDirectory !== undefined, refresh: false, debug: false },
    { kind: 'environment', description: 'the environment variables', account: credential.accessKeyId },
    { env: {}, cacheDirectory: cacheDirectory ?? '', now, sleep: async () => {}, say: () => {}, progress: () => {} },
  );
}

/** Gives a session with a server of its own. Rejects when a fault was set up and never struck. */
export function withSession<T>(options: SessionOptions, use: (session: EcsSession, server: EcsServer) => Promise<T>): Promise<T> {
  return withServer(options.server, async (server) => {
    // The SDK reads the key from the environment of the process, and nowhere else.
    const result = await withEnvironment(environmentOf(credential), () => use(sessionOn(server, options), server));
    const unused = server.unusedFaults();
    if (unused.length > 0) throw new Error(`faults that never struck: ${JSON.stringify(unused)}`);
    return result;
  });
}
