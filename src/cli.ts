import type { Context } from './context.ts';
import { exitCodes } from './errors.ts';
import { main } from './main.ts';
import { readProjectFile } from './settings/project-file.ts';
import { openEmbeddedCatalog } from './sources/embedded.ts';
import { diagnose, knownNames, listRegions, openCache, openCatalog, openStock, pullSnapshot } from './sources/open-catalog.ts';
import { askModifications, askPrices, openFleet } from './sources/open-fleet.ts';
import { openOutput, readStandardInput } from './streams.ts';

// The SDK's HTTP module prints signed headers under DEBUG, secrets included.
delete process.env.DEBUG;

async function run(): Promise<void> {
  const [stdout, stderr] = await Promise.all([openOutput(1, process.env), openOutput(2, process.env)]);
  // Only a signal ends the process before its output is written.
  process.once('SIGINT', () => {
    stderr.progress(undefined);
    process.exit(exitCodes.interrupted);
  });
  const context: Context = {
    stdout,
    stderr,
    env: process.env,
    now: () => new Date(),
    readProjectFile: () => readProjectFile(process.cwd),
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
  // All output is written by now. A request that still hangs must not keep the process.
  process.exit(await main(process.argv.slice(2), context));
}

void run();
