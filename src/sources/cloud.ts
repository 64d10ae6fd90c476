import type { Cache, Cloud, SourceOptions } from '../context.ts';
import { DeniedError, UsageError } from '../errors.ts';
import { cacheDirectory } from '../files/user-directories.ts';
import type { Diagnosis } from '../model/reports/diagnosis.ts';
import { openCatalog, openStock, pullSnapshot } from './catalog.ts';
import { openEmbeddedCatalog } from './embedded.ts';
import { fetchModifications, fetchPrices, openFleet } from './fleet.ts';
import { fetchRegions, knownNames } from './regions.ts';
import { credentialsOf, type Host, openSession } from './session.ts';

/**
 * Makes the cloud of the program: the ECS API, the snapshots and the catalog inside the package. What only some runs
 * need is loaded when they need it.
 */
export function createCloud(host: Host): Cloud {
  return {
    openCatalog: (options, note) => openCatalog(options, host, note),
    openStock: (options, query) => openStock(options, query, host),
    openFleet: (options, profiles, query) => openFleet(options, profiles, query, host),
    fetchPrices: (options, query) => fetchPrices(options, query, host),
    fetchModifications: (options, instance) => fetchModifications(options, instance, host),
    fetchRegions: (options) => fetchRegions(options, host),
    pullSnapshot: (options, path) => pullSnapshot(options, path, host),
    diagnose: (options) => diagnose(options, host),
    knownNames,
    openCache: () => openCache(host),
    openEmbedded: openEmbeddedCatalog,
  };
}

/** The cache of API replies, where the platform keeps such things. Rejects with UsageError where that is nowhere. */
async function openCache({ env, now }: Host): Promise<Cache> {
  const { cacheEntries, clearCache } = await import('../ecs/cache.ts');
  const directory = cacheDirectory(env);
  if (directory === undefined)
    throw new UsageError('There is no place for a cache: this user has no home directory.', { hint: 'HOME or XDG_CACHE_HOME names one' });
  return { directory, entries: () => cacheEntries(directory, now()), clear: () => clearCache(directory) };
}

/** Checks what the live path would use, and whether it works. Rejects with UsageError. */
async function diagnose(options: SourceOptions, host: Host): Promise<readonly Diagnosis[]> {
  const { diagnose: look } = await import('../ecs/doctor.ts');
  try {
    return await look(await openSession(options, host), credentialsOf(options, host), host.env);
  } catch (error) {
    // Credentials that cannot even be read are a finding, not a failure of the doctor.
    if (!(error instanceof DeniedError)) throw error;
    return [{ check: 'credentials', status: 'denied', detail: error.message, remedy: error.hint ?? null }];
  }
}
