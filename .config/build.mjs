// Builds dist/: the program as one file, the library, the compiled catalog and the JSON Schemas.

import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { external, writeData } from './data.mjs';

const root = new URL('../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

/** What start-up needs is bundled; what only some runs need is loaded from node_modules when they need it. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  logLevel: 'warning',
  absWorkingDir: path('.'),
  external,
  metafile: true,
};

/** commander loads node:child_process for subcommands that are programs of their own; there are none, and it costs 3 ms. */
const withoutSubprograms = {
  name: 'without-subprograms',
  setup({ onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (importer.includes('/commander/') ? { path: path('.config/empty.cjs') } : undefined));
  },
};

await rm(path('dist'), { recursive: true, force: true });

// The program is CommonJS: Node 20 starts an ES module graph some 25 ms later.
const program = {
  ...common,
  outdir: path('dist/lib'),
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  plugins: [withoutSubprograms],
  supported: { 'dynamic-import': false },
};
const cli = await build({
  ...program,
  entryPoints: { cli: path('src/cli.ts') },
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  // A function, as require makes one of a file: src/start.ts compiles it itself.
  banner: { js: '(function(exports,require,module,__filename,__dirname){' },
  footer: { js: '})' },
});
const programId = createHash('sha256')
  .update(await readFile(path('dist/lib/cli.cjs')))
  .digest('hex')
  .slice(0, 16);
await build({ ...program, entryPoints: { start: path('src/start.ts') }, define: { programId: JSON.stringify(programId) } });
const library = await build({ ...common, entryPoints: { index: path('src/index.ts') }, outdir: path('dist/lib'), format: 'esm' });
// It is CommonJS, which does not run within a module, and the library has no flags.
if (Object.keys(library.metafile.inputs).some((file) => file.includes('/commander/'))) throw new Error('The library bundles commander.');

await writeData();

// What is bundled comes without its package, so its licence comes here.
const inputs = [cli, library].flatMap(({ metafile }) => Object.keys(metafile.inputs));
const bundled = [...new Set(inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []))].sort();
const licences = bundled.map(async (directory) => {
  const { name, version, license } = JSON.parse(await readFile(path(`${directory}/package.json`), 'utf8'));
  const [file] = (await readdir(path(directory))).filter((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${file ? await readFile(path(`${directory}/${file}`), 'utf8') : ''}`;
});
await writeFile(path('dist/third-party-licences.txt'), (await Promise.all(licences)).join(`\n${'-'.repeat(80)}\n\n`));
