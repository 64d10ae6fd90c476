import type { Context } from './context.ts';
import { exitCodes } from './errors.ts';
import { main } from './main.ts';
import { openCatalog } from './open-catalog.ts';
import { openEmbeddedCatalog } from './catalog/embedded.ts';
import { openOutput } from './streams.ts';

// Only a signal may end the process at once; everything else lets the output drain and sets the exit code.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(signal === 'SIGINT' ? exitCodes.interrupted : 143));

const context: Context = {
  stdout: openOutput(process.stdout, process.env),
  stderr: openOutput(process.stderr, process.env),
  env: process.env,
  now: () => new Date(),
  openCatalog: (options, note) => openCatalog(options, context, note),
  openEmbedded: openEmbeddedCatalog,
};

process.exitCode = await main(process.argv.slice(2), context);
