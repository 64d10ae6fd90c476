import type { Cloud } from '../context.ts';
import { openEmbeddedCatalog } from './embedded.ts';
import { diagnose, fetchRegions, knownNames, openCache, openCatalog, openStock, pullSnapshot } from './open-catalog.ts';
import { fetchModifications, fetchPrices, openFleet } from './open-fleet.ts';
import type { Host } from './open-session.ts';

/** Makes the cloud of the program: the ECS API, the snapshots and the catalog inside the package. */
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
