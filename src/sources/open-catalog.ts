import { existsSync } from 'node:fs';
import type { Cache, PulledSnapshot, SourceOptions, StockedCatalog } from '../context.ts';
import { findCredentials } from '../ecs/credentials.ts';
import type { ObservedRegion } from '../ecs/mapper.ts';
import { DeniedError, ServiceError, UsageError } from '../errors.ts';
import { type Catalog, joinObservations, narrowToRegions, type SourcedObservations } from '../model/catalog/catalog.ts';
import type { StockQuery } from '../model/market/stock.ts';
import { suggest } from '../model/names/suggestion.ts';
import { joinStock } from '../model/reports/availability.ts';
import type { Diagnosis } from '../model/reports/diagnosis.ts';
import { ageHours, formatAge } from '../model/reports/summary.ts';
import { openEmbeddedCatalog } from './embedded.ts';
import { cacheDirectory, type Host, openSession, requireApi, surroundingsOf } from './open-session.ts';

/** Opens the catalog that the options name. What is only needed for live data is loaded only for it. Rejects with CipuError. */
export async function openCatalog(options: SourceOptions, host: Host, note: (text: string) => void): Promise<Catalog> {
  const { source, profile, needsApi } = options;
  if (source === 'embedded') return openEmbeddedCatalog();
  if (isSnapshot(source)) return openSnapshot(options, host, note);
  if (source === 'auto' && !findCredentials(host.env, profile)) {
    if (needsApi)
      throw new DeniedError('No credentials are configured, and the flags ask for live data.', {
        hint: 'set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or leave out --region and --endpoint',
      });
    const embedded = openEmbeddedCatalog();
    note(`No credentials are configured: showing the embedded catalog (documentation of ${embedded.source.asOf}). --offline chooses it without this note.`);
    return embedded;
  }
  const { openLiveCatalog } = await import('../ecs/live.ts');
  const surroundings = await surroundingsOf(options, host);
  const catalog = await openLiveCatalog(await openSession(options, host), surroundings);
  surroundings.progress(undefined);
  return catalog;
}

/** Opens the live catalog of the regions together with their stock, which no other source has. Rejects with CipuError. */
export async function openStock(options: SourceOptions, query: StockQuery, host: Host): Promise<StockedCatalog> {
  requireApi(options, host, 'stock');
  const [{ openLiveCatalog }, { surveyStock }] = await Promise.all([import('../ecs/live.ts'), import('../ecs/stock.ts')]);
  const surroundings = await surroundingsOf(options, host);
  const session = await openSession(options, host);
  const survey = async () => surveyStock(session.list, await session.regions(), query);
  const [catalog, stock] = await Promise.all([openLiveCatalog(session, surroundings), survey()]);
  surroundings.progress(undefined);
  return { catalog: joinStock(catalog, stock), stock };
}

/** Words that name a source; all else names a file. */
const sourceWords = ['auto', 'live', 'embedded'];

const isSnapshot = (source: string) => !sourceWords.includes(source);

/** Opens a snapshot, whole or the regions that the options name, and says how old it is. */
async function openSnapshot(options: SourceOptions, { now }: Host, note: (text: string) => void): Promise<Catalog> {
  const snapshot = await readRegions(options);
  const { source } = snapshot;
  const age = formatAge(ageHours(source, now()) ?? 0);
  note(`${options.source} is a snapshot of ${source.asOf.slice(0, 16)}Z, ${age} old: ${source.regions.join(', ')}.`);
  return joinObservations(snapshot, openEmbeddedCatalog(), source);
}

async function readRegions({ source: path, regions }: SourceOptions): Promise<SourcedObservations> {
  if (!existsSync(path)) {
    throw new UsageError(`No source and no file is called "${path}".`, {
      hint: suggest(path, sourceWords) ?? `one of ${sourceWords.join(', ')}, or a file that cipu catalog pull wrote`,
    });
  }
  const { readSnapshot } = await import('./snapshot-file.ts');
  const snapshot = readSnapshot(path);
  if (regions.length === 0) return snapshot;
  const { matchRegions } = await import('../ecs/regions.ts');
  const offered = snapshot.source.regions;
  const wanted = await matchRegions(regions, offered);
  const missing = wanted.find((region) => !offered.includes(region));
  if (missing !== undefined) throw new UsageError(`${path} holds nothing of ${missing}.`, { hint: `it is a snapshot of ${offered.join(', ')}` });
  return narrowToRegions(snapshot, wanted);
}

/** Asks the ECS API and writes what it says to a file. Rejects with CipuError, the file then as it was. */
export async function pullSnapshot(options: SourceOptions, path: string, host: Host): Promise<PulledSnapshot> {
  const [{ checkTarget }, { writeSnapshot }] = await Promise.all([import('../files/whole-file.ts'), import('./snapshot-file.ts')]);
  checkTarget(path);
  const { observeLive } = await import('../ecs/live.ts');
  const surroundings = await surroundingsOf(options, host);
  const observed = await observeLive(await openSession(options, host), openEmbeddedCatalog(), surroundings);
  surroundings.progress(undefined);
  // An endpoint that is asked about another region may answer with nothing, which must not take the place of a good snapshot.
  if (observed.families.length === 0) {
    throw new ServiceError(`The reply for ${observed.source.regions.join(', ')} is empty: ${path} is not written.`, {
      hint: 'check the region and the endpoint',
    });
  }
  const snapshot = narrowToRegions(observed, observed.source.regions);
  const { source, families, types } = snapshot;
  return { source, families: families.length, types: types.length, bytes: writeSnapshot(path, snapshot) };
}

/** The cache of API replies, where the platform keeps such things. */
export async function openCache({ now }: Host): Promise<Cache> {
  const { cacheEntries, clearCache } = await import('../ecs/cache.ts');
  const directory = await cacheDirectory();
  return { directory, entries: () => cacheEntries(directory, now()), clear: () => clearCache(directory) };
}

/** The regions that DescribeRegions lists; without credentials those the package knows. Rejects with CipuError. */
export async function fetchRegions(options: SourceOptions, host: Host): Promise<{ readonly regions: readonly ObservedRegion[]; readonly note?: string }> {
  if (isSnapshot(options.source)) {
    const { knownRegions } = await import('../ecs/regions.ts');
    const { source } = await readRegions(options);
    const regions = source.regions.map((id) => ({ id, name: knownRegions.get(id) ?? null, endpoint: null, status: null }));
    return { regions, note: `These are the regions of ${options.source}.` };
  }
  if (options.source === 'embedded' || (options.source === 'auto' && !findCredentials(host.env, options.profile))) {
    const { knownRegions } = await import('../ecs/regions.ts');
    const { endpointOf } = await import('../ecs/endpoint.ts');
    const regions = [...knownRegions].map(([id, name]) => ({ id, name, endpoint: endpointOf(id).host, status: null }));
    return { regions, note: 'These are the regions known to this version: with credentials the API lists them.' };
  }
  const { toRegions } = await import('../ecs/mapper.ts');
  const session = await openSession(options, host);
  const { items } = await session.list({ action: 'DescribeRegions', region: session.home, parameters: { acceptLanguage: 'en-US' } });
  return { regions: toRegions(items) };
}

/** Regions with their English names, or the names of the CLI's profiles. Rejects with DeniedError for an unreadable configuration. */
export async function knownNames(kind: 'region' | 'profile'): Promise<ReadonlyMap<string, string>> {
  if (kind === 'region') return (await import('../ecs/regions.ts')).knownRegions;
  return new Map((await import('../ecs/profile.ts')).profileNames().map((name) => [name, '']));
}

/** Checks what the live path would use, and whether it works. Rejects with UsageError. */
export async function diagnose(options: SourceOptions, host: Host): Promise<readonly Diagnosis[]> {
  const { diagnose: look } = await import('../ecs/doctor.ts');
  try {
    return await look(await openSession(options, host), findCredentials(host.env, options.profile), host.env);
  } catch (error) {
    // Credentials that cannot even be read are a finding, not a failure of the doctor.
    if (!(error instanceof DeniedError)) throw error;
    return [{ check: 'credentials', status: 'denied', detail: error.message, remedy: error.hint ?? null }];
  }
}
