// Writes the data files of dist/: the compiled catalog, the JSON Schemas and the help pages. Builds use it, and tests that need no build.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

/** What only some runs need is not bundled, but loaded from node_modules when they need it. */
export const external = [
  '@alicloud/*',
  'ajv',
  'yaml',
  'csv-parse',
  'csv-stringify',
  '@jmespath-community/jmespath',
  'picomatch',
  'cli-table3',
  'web-tree-sitter',
  'https-proxy-agent',
];

/** Imports a module of `src/`, bundled. The compiler of the catalog and the schemas share the registries with the program. */
async function load(modules) {
  const outdir = path(`dist/.data-${process.pid}`);
  await build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    entryPoints: modules.map((name) => path(`src/${name}.ts`)),
    outdir,
    outExtension: { '.js': '.mjs' },
    external,
    // commander is CommonJS and requires modules of Node's.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const loaded = await Promise.all(modules.map((name) => import(pathToFileURL(`${outdir}/${name}.mjs`))));
  await rm(outdir, { recursive: true });
  return Object.assign({}, ...loaded);
}

/** Writes a file where it differs: whoever reads it meanwhile is not disturbed. */
async function update(file, content) {
  const old = await readFile(file).catch(() => undefined);
  if (!old?.equals(Buffer.from(content))) await writeFile(file, content);
}

/** Writes the files, those that differ. */
export async function writeData() {
  const { compileFacts, schemas, projectSchema, policySchema, factsSchema } = await load(['facts/compile', 'render/schemas', 'project-schema']);
  await Promise.all(['catalog', 'grammar', 'help', 'schemas'].map((name) => mkdir(path(`dist/${name}`), { recursive: true })));
  // Only the grammar of its package is needed, not the native modules.
  const grammar = createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
  await update(path('dist/grammar/terraform.wasm'), await readFile(grammar));
  const { families, details, types } = await compileFacts(path('src/facts/data'));
  await update(path('dist/catalog/families.json'), families);
  await update(path('dist/catalog/details.jsonl'), details);
  await update(path('dist/catalog/types.jsonl'), types);
  for (const [kind, schema] of Object.entries({ ...schemas, config: projectSchema, policy: policySchema, facts: factsSchema })) {
    await update(path(`dist/schemas/${kind}.json`), `${JSON.stringify(schema)}\n`);
  }
  for (const page of await readdir(path('src/help'))) await update(path(`dist/help/${page}`), await readFile(path(`src/help/${page}`)));
}

/**
 * Called by vitest before the first test: nothing else of a build is needed to run the program in the process of a test. What no
 * source has changed since the last time is not made again.
 */
export async function setup() {
  const mark = path('node_modules/.cache/cipu-data');
  const [hash, known] = [await hashSources(), await readFile(mark, 'utf8').catch(() => '')];
  if (known === hash && ['catalog/families.json', 'help/filters.md', 'schemas/families.json'].every((file) => existsSync(path(`dist/${file}`)))) return;
  await writeData();
  await mkdir(path('node_modules/.cache'), { recursive: true });
  await writeFile(mark, hash);
}

/** The hash of all that the data files are made of, and of where they are. */
async function hashSources() {
  const hash = createHash('sha256').update(path('.'));
  const names = (await readdir(path('src'), { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  for (const name of [...names.map((one) => `src/${one}`), '.config/data.mjs', 'package-lock.json']) hash.update(name).update(await readFile(path(name)));
  return hash.digest('hex');
}
