import { existsSync } from 'node:fs';
import type { PulledSnapshot, SourceOptions, StockedCatalog } from '../context.ts';
import { DeniedError, ServiceError, UsageError } from '../errors.ts';
import { type Catalog, joinObservations, narrowToRegions, type SourcedObservations } from '../model/catalog/catalog.ts';
import type { StockQuery } from '../model/market/stock.ts';
import { suggest } from '../model/names/suggestion.ts';
import { joinStock } from '../model/reports/availability.ts';
import { ageHours, formatAge } from '../model/reports/summary.ts';
import { openEmbeddedCatalog } from './embedded.ts';
import { type Host, openSession, prefersApi, requireApi } from './session.ts';

/**
 * The embedded catalog, with an organisation's own facts where the options name a file of them. Rejects with
 * UsageError.
 */
async function openDocumented({ facts }: SourceOptions, { now }: Host): Promise<Catalog> {
  const embedded = openEmbeddedCatalog();
  if (facts === undefined) return embedded;
  const [{ addOwnFacts }, { readWhole }] = await Promise.all([import('../facts/own-facts.ts'), import('../files/whole-file.ts')]);
  return addOwnFacts(embedded, readWhole(facts), facts, new Date(now()).toISOString().slice(0, 10));
}

/**
 * Opens the catalog that the options name. What is only needed for live data is loaded only for it. Rejects with
 * CipuError.
 */
export async function openCatalog(options: SourceOptions, host: Host, note: (text: string) => void): Promise<Catalog> {
  const { source, needsApi } = options;
  if (source === 'embedded') return openDocumented(options, host);
  if (isSnapshot(source)) return openSnapshot(options, host, note);
  if (!prefersApi(options, host)) {
    if (needsApi !== undefined) {
      throw new DeniedError(`No credentials are configured, and ${needsApi}.`, {
        hint: 'set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET; cipu doctor says where else they are looked for',
      });
    }
    const embedded = await openDocumented(options, host);
    note(`No credentials are configured: showing the embedded catalog (documentation of ${embedded.source.asOf}). --offline chooses it without this note.`);
    return embedded;
  }
  const { fetchLiveCatalog } = await import('../ecs/live-catalog.ts');
  const documented = await openDocumented(options, host);
  return fetchLiveCatalog(await openSession(options, host), documented);
}

/**
 * Opens the live catalog of the regions together with their stock, which no other source has. Rejects with CipuError.
 */
export async function openStock(options: SourceOptions, query: StockQuery, host: Host): Promise<StockedCatalog> {
  requireApi(options, host, 'stock');
  const [{ fetchLiveCatalog }, { fetchStock }] = await Promise.all([import('../ecs/live-catalog.ts'), import('../ecs/stock.ts')]);
  const documented = await openDocumented(options, host);
  const session = await openSession(options, host);
  const stockOf = async () => fetchStock(session.list, await session.regions(), query);
  const [catalog, stock] = await Promise.all([fetchLiveCatalog(session, documented), stockOf()]);
  return { catalog: joinStock(catalog, stock), stock };
}

/** Words that name a source; all else names a file. */
const sourceWords = ['auto', 'live', 'embedded'];

/** Whether a source is a file. */
export const isSnapshot = (source: string) => !sourceWords.includes(source);

/** Opens a snapshot, whole or the regions that the options name, and says how old it is. */
async function openSnapshot(options: SourceOptions, host: Host, note: (text: string) => void): Promise<Catalog> {
  const snapshot = await readSnapshotOf(options);
  const { source } = snapshot;
  const age = formatAge(ageHours(source, host.now()) ?? 0);
  note(`${options.source} is a snapshot of ${source.asOf.slice(0, 16)}Z, ${age} old: ${source.regions.join(', ')}.`);
  return joinObservations(snapshot, await openDocumented(options, host), source);
}

/** Reads the snapshot that the options name, whole or the regions that they name. Rejects with UsageError. */
export async function readSnapshotOf({ source: path, regions }: SourceOptions): Promise<SourcedObservations> {
  if (!existsSync(path)) {
    throw new UsageError(`No source and no file is called "${path}".`, {
      flag: 'source',
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

/** Fetches what the regions offer and writes it to a file. Rejects with CipuError, the file then as it was. */
export async function pullSnapshot(options: SourceOptions, path: string, host: Host): Promise<PulledSnapshot> {
  const [{ checkTarget }, { writeSnapshot }] = await Promise.all([import('../files/whole-file.ts'), import('./snapshot-file.ts')]);
  checkTarget(path);
  const { fetchObservations } = await import('../ecs/live-catalog.ts');
  const observed = await fetchObservations(await openSession(options, host), openEmbeddedCatalog());
  // An endpoint that is asked about another region may answer with nothing, which must not take the place of a good
  // snapshot.
  if (observed.families.length === 0) {
    throw new ServiceError(`The reply for ${observed.source.regions.join(', ')} is empty: ${path} is not written.`, {
      hint: 'check the region and the endpoint',
    });
  }
  const snapshot = narrowToRegions(observed, observed.source.regions);
  const { source, families, types } = snapshot;
  return { source, families: families.length, types: types.length, bytes: writeSnapshot(path, snapshot) };
}
