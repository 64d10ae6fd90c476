import type { Cache, Context, Region, SourceOptions } from './context.ts';
import { findCredentials } from './ecs/credentials.ts';
import type { EcsSession, LiveSurroundings } from './ecs/live.ts';
import { DeniedError, UsageError } from './errors.ts';
import type { Catalog } from './model/catalog.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import { printable } from './render/text.ts';

/** Opens the catalog that the options name. What is only needed for live data is loaded only for it. Rejects with CipuError. */
export async function openCatalog(options: SourceOptions, context: Context, note: (text: string) => void): Promise<Catalog> {
  const { source, profile, needsApi } = options;
  if (source === 'embedded') return context.openEmbedded();
  if (source !== 'auto' && source !== 'live') {
    throw new UsageError(`--source ${source}: unknown source.`, { hint: 'one of auto, live, embedded' });
  }
  if (source === 'auto' && !findCredentials(context.env, profile)) {
    if (needsApi)
      throw new DeniedError('No credentials are configured, and the flags ask for live data.', {
        hint: 'set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or leave out --region and --endpoint',
      });
    const embedded = context.openEmbedded();
    note(`No credentials are configured: showing the embedded catalog (documentation of ${embedded.source.asOf}). --offline chooses it without this note.`);
    return embedded;
  }
  const { openLiveCatalog } = await import('./ecs/live.ts');
  const surroundings = await surroundingsOf(options, context);
  const catalog = await openLiveCatalog(await openSession(options, context), surroundings);
  surroundings.progress(undefined);
  return catalog;
}

/** Opens the ECS API for the commands that ask it directly. Rejects with CipuError. */
export async function openSession(options: SourceOptions, context: Context): Promise<EcsSession> {
  const { openSession: open } = await import('./ecs/live.ts');
  return open(options, findCredentials(context.env, options.profile), await surroundingsOf(options, context));
}

async function surroundingsOf({ quiet, debug }: SourceOptions, { env, stderr, now, openEmbedded }: Context): Promise<LiveSurroundings> {
  return {
    env,
    now,
    openEmbedded,
    cacheDirectory: await cacheDirectory(),
    say(text) {
      if (!quiet || debug) stderr.write(`${printable(text)}\n`);
    },
    progress(text) {
      if (!quiet && !debug) stderr.progress(text && printable(text));
    },
  };
}

/** The cache of API replies, where the platform keeps such things. */
export async function openCache({ now }: Context): Promise<Cache> {
  const { cacheEntries, clearCache } = await import('./ecs/cache.ts');
  const directory = await cacheDirectory();
  return { directory, entries: () => cacheEntries(directory, now()), clear: () => clearCache(directory) };
}

async function cacheDirectory(): Promise<string> {
  const { default: envPaths } = await import('env-paths');
  return envPaths('cipu', { suffix: '' }).cache;
}

/** The regions that DescribeRegions lists; without credentials those the package knows. Rejects with CipuError. */
export async function listRegions(options: SourceOptions, context: Context): Promise<{ readonly regions: readonly Region[]; readonly note?: string }> {
  if (options.source === 'embedded' || (options.source === 'auto' && !findCredentials(context.env, options.profile))) {
    const { knownRegions } = await import('./ecs/regions.ts');
    const { endpointOf } = await import('./ecs/endpoint.ts');
    const regions = [...knownRegions].map(([id, name]) => ({ id, name, endpoint: endpointOf(id).host, status: null }));
    return { regions, note: 'These are the regions known to this version: with credentials the API lists them.' };
  }
  const { toRegions } = await import('./ecs/mapper.ts');
  const session = await openSession(options, context);
  const { items } = await session.list({ action: 'DescribeRegions', region: session.home, parameters: { acceptLanguage: 'en-US' } });
  return { regions: toRegions(items) };
}

/** Checks what the live path would use, and whether it works. Rejects with UsageError. */
export async function diagnose(options: SourceOptions, context: Context): Promise<readonly Diagnosis[]> {
  const { diagnose: look } = await import('./ecs/doctor.ts');
  try {
    return await look(await openSession(options, context), findCredentials(context.env, options.profile), context.env);
  } catch (error) {
    // Credentials that cannot even be read are a finding, not a failure of the doctor.
    if (!(error instanceof DeniedError)) throw error;
    return [{ check: 'credentials', status: 'denied', detail: error.message, remedy: error.hint ?? null }];
  }
}
