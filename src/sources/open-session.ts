import type { Context, SourceOptions } from '../context.ts';
import { findCredentials } from '../ecs/credentials.ts';
import type { EcsSession, LiveSurroundings } from '../ecs/live.ts';
import { DeniedError, UsageError } from '../errors.ts';
import { printable } from '../text.ts';
import { openEmbeddedCatalog } from './embedded.ts';

/** What the cloud needs of what the program runs on. */
export type Host = Pick<Context, 'env' | 'stderr' | 'now' | 'sleep'>;

/** Opens the ECS API for the commands that ask it directly. Rejects with CipuError. */
export async function openSession(options: SourceOptions, host: Host): Promise<EcsSession> {
  const { openSession: open } = await import('../ecs/live.ts');
  return open(options, findCredentials(host.env, options.profile), await surroundingsOf(options, host));
}

/** Opens the ECS API with one account after the other, all of which share the requests that may be in flight. Rejects with CipuError. */
export async function openSessions(options: SourceOptions, profiles: readonly (string | undefined)[], host: Host): Promise<EcsSession[]> {
  const [{ openSession: open }, { openPool }] = await Promise.all([import('../ecs/live.ts'), import('../ecs/pool.ts')]);
  const surroundings = await surroundingsOf(options, host);
  const pool = openPool();
  return profiles.map((profile) => open(options, findCredentials(host.env, profile), surroundings, pool));
}

/** Checks that the API may be asked, for what no other source has. Throws UsageError for another source, DeniedError without credentials. */
export function requireApi({ source, profile }: SourceOptions, { env }: Host, what: string): void {
  if (source !== 'auto' && source !== 'live') {
    throw new UsageError(`${source === 'embedded' ? 'The embedded catalog' : `The catalog ${source}`} has no ${what}.`, {
      hint: 'only the ECS API knows: --live asks it',
    });
  }
  if (source === 'auto' && !findCredentials(env, profile)) {
    throw new DeniedError(`Only the ECS API knows the ${what}, and no credentials are configured.`, {
      hint: 'cipu doctor says where credentials are looked for; --live also tries the RAM role of this instance',
    });
  }
}

/** What the live path needs of its surroundings. */
export async function surroundingsOf({ quiet, debug }: SourceOptions, { env, stderr, now, sleep }: Host): Promise<LiveSurroundings> {
  return {
    env,
    now,
    sleep,
    openEmbedded: openEmbeddedCatalog,
    cacheDirectory: await cacheDirectory(),
    say(text) {
      if (!quiet || debug) stderr.write(`${printable(text)}\n`);
    },
    progress(text) {
      if (!quiet && !debug) stderr.progress(text && printable(text));
    },
  };
}

/** Where the platform keeps the cache of API replies. */
export async function cacheDirectory(): Promise<string> {
  const { default: envPaths } = await import('env-paths');
  return envPaths('cipu', { suffix: '' }).cache;
}
