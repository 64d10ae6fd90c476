import type { SourceOptions } from '../context.ts';
import { endpointOf } from '../ecs/endpoint.ts';
import type { ObservedRegion } from '../ecs/mapper.ts';
import { isSnapshot, readSnapshotOf } from './catalog.ts';
import { type Host, openSession, prefersApi } from './session.ts';

/**
 * The regions that the API lists, or those of a snapshot; without credentials those the package knows. Rejects with
 * CipuError.
 */
export async function fetchRegions(options: SourceOptions, host: Host): Promise<{ readonly regions: readonly ObservedRegion[]; readonly note?: string }> {
  const { fetchRegions: fetch, knownRegions } = await import('../ecs/regions.ts');
  if (isSnapshot(options.source)) {
    const { source } = await readSnapshotOf(options);
    const regions = source.regions.map((id) => ({ id, name: knownRegions.get(id) ?? null, endpoint: null, status: null }));
    return { regions, note: `These are the regions of ${options.source}.` };
  }
  if (!prefersApi(options, host)) {
    const regions = [...knownRegions].map(([id, name]) => ({ id, name, endpoint: endpointOf(id).host, status: null }));
    return { regions, note: 'These are the regions known to this version: with credentials the API lists them.' };
  }
  const { list, home } = await openSession(options, host);
  return { regions: await fetch(list, home) };
}

/**
 * Regions with their English names, or the names of the CLI's profiles. Rejects with DeniedError for an unreadable
 * configuration.
 */
export async function knownNames(kind: 'region' | 'profile'): Promise<ReadonlyMap<string, string>> {
  if (kind === 'region') return (await import('../ecs/regions.ts')).knownRegions;
  return new Map((await import('../ecs/profile.ts')).profileNames().map((name) => [name, '']));
}
