import type { Context, SourceOptions } from '../context.ts';
import { findCredentials } from '../ecs/credentials.ts';
import type { EcsSession, SessionSurroundings } from '../ecs/session.ts';
import { DeniedError, UsageError } from '../errors.ts';
import { printable } from '../text.ts';

/** What the cloud needs of what the program runs on. */
export type Host = Pick<Context, 'env' | 'stderr' | 'now' | 'sleep'>;

/** Opens the ECS API with the configured account, or that of the profile. Rejects with CipuError. */
export async function openSession(options: SourceOptions, host: Host): Promise<EcsSession> {
  const { openSession: open } = await import('../ecs/session.ts');
  return open(options, findCredentials(host.env, options.profile), await surroundingsOf(options, host));
}

/**
 * Opens the ECS API with one account after the other, all of which share the requests that may be in flight. Rejects
 * with CipuError.
 */
export async function openSessions(options: SourceOptions, profiles: readonly (string | undefined)[], host: Host): Promise<EcsSession[]> {
  const [{ openSession: open }, { openPool }] = await Promise.all([import('../ecs/session.ts'), import('../ecs/pool.ts')]);
  const surroundings = await surroundingsOf(options, host);
  const pool = openPool();
  return profiles.map((profile) => open(options, findCredentials(host.env, profile), surroundings, pool));
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

async function surroundingsOf({ quiet, debug }: SourceOptions, { env, stderr, now, sleep }: Host): Promise<SessionSurroundings> {
  return {
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
}

/** Where the platform keeps the cache of API replies. */
export async function cacheDirectory(): Promise<string> {
  const { default: envPaths } = await import('env-paths');
  return envPaths('cipu', { suffix: '' }).cache;
}
