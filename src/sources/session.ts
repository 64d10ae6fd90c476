import type { Context, SourceOptions } from '../context.ts';
import { findCredentials } from '../ecs/credentials.ts';
import type { Pool } from '../ecs/pool.ts';
import type { EcsSession, SessionSurroundings } from '../ecs/session.ts';
import { DeniedError, UsageError } from '../errors.ts';
import { printable } from '../text.ts';

/** What the cloud needs of what the program runs on. */
export type Host = Pick<Context, 'env' | 'stderr' | 'now' | 'sleep'>;

/**
 * Opens the ECS API with the account of the profile, or the configured one. Sessions that work side by side share a
 * pool. Rejects with CipuError.
 */
export async function openSession(options: SourceOptions, { env, stderr, now, sleep }: Host, pool?: Pool): Promise<EcsSession> {
  const { openSession: open } = await import('../ecs/session.ts');
  const { profile, quiet, debug } = options;
  const surroundings: SessionSurroundings = {
    env,
    now,
    sleep,
    cacheDirectory: await cacheDirectory(),
    say(text) {
      if (!quiet || debug) stderr.write(`${printable(text)}\n`);
    },
    progress(text) {
      if (!quiet && !debug) stderr.progress(printable(text));
    },
  };
  return open(options, findCredentials(env, profile), surroundings, pool);
}

/**
 * Whether the source names the API, or leaves the choice and there are credentials. Throws CipuError for a profile that
 * cannot be used.
 */
export function prefersApi({ source, profile }: SourceOptions, { env }: Host): boolean {
  return source === 'live' || (source === 'auto' && findCredentials(env, profile) !== undefined);
}

/**
 * Checks that the API may be asked, for what no other source has. Throws UsageError for another source, DeniedError
 * without credentials.
 */
export function requireApi(options: SourceOptions, host: Host, what: string): void {
  const { source } = options;
  if (source !== 'auto' && source !== 'live') {
    throw new UsageError(`${source === 'embedded' ? 'The embedded catalog' : `The catalog ${source}`} has no ${what}.`, {
      hint: 'only the ECS API knows: --live asks it',
    });
  }
  if (!prefersApi(options, host)) {
    throw new DeniedError(`Only the ECS API knows the ${what}, and no credentials are configured.`, {
      hint: 'cipu doctor says where credentials are looked for; --live also tries the RAM role of this instance',
    });
  }
}

/** Where the platform keeps the cache of API replies. */
export async function cacheDirectory(): Promise<string> {
  const { default: envPaths } = await import('env-paths');
  return envPaths('cipu', { suffix: '' }).cache;
}
