import type { Context } from './context.ts';
import { readProjectFile } from './settings/project-file.ts';
import { openEmbeddedCatalog } from './sources/embedded.ts';
import { diagnose, knownNames, listRegions, openCache, openCatalog, openStock, pullSnapshot } from './sources/open-catalog.ts';
import { askModifications, askPrices, openFleet } from './sources/open-fleet.ts';

/** What the program runs on: the process, or what a test puts in its place. */
export interface Host extends Pick<Context, 'stdout' | 'stderr' | 'env' | 'now' | 'sleep'> {
  /** Throws where there is none: a working directory may be removed. */
  currentDirectory(): string;
  /** Reads standard input to its end. */
  readStandardInput(): Promise<Uint8Array>;
}

/** Everything impure that a command may use, on a host. */
export function composeContext({ currentDirectory, readStandardInput, ...host }: Host): Context {
  const context: Context = {
    ...host,
    readProjectFile: () => readProjectFile(currentDirectory),
    openCache: () => openCache(context),
    listRegions: (options) => listRegions(options, context),
    knownNames,
    diagnose: (options) => diagnose(options, context),
    openCatalog: (options, note) => openCatalog(options, context, note),
    openStock: (options, query) => openStock(options, query, context),
    pullSnapshot: (options, path) => pullSnapshot(options, path, context),
    openFleet: (options, profiles, query) => openFleet(options, profiles, query, context),
    askPrices: (options, query) => askPrices(options, query, context),
    askModifications: (options, instance) => askModifications(options, instance, context),
    readInput: async (path) => (path === '-' ? readStandardInput() : (await import('./files/whole-file.ts')).readWhole(path)),
    checkTargets: async (paths, inputs) => (await import('./files/whole-file.ts')).checkTargets(paths, inputs),
    writeFiles: async (files) => (await import('./files/whole-file.ts')).writeAll(files),
    openEmbedded: openEmbeddedCatalog,
  };
  return context;
}
