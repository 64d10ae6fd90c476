// Builds dist/: the program as one fast ES-module entry (with lazily loaded chunks), the compiled catalog, the schemas.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
const path = (relative) => new URL(relative, root).pathname;

/** Bundles a module for Node.js. Start-up libraries go in; whatever is loaded on demand stays in node_modules. */
const bundle = (options) =>
  build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    external: ['@alicloud/*', 'yaml', 'csv-stringify', '@jmespath-community/jmespath', 'picomatch', 'fastest-levenshtein'],
    // commander and cli-table3 are CommonJS and require() Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    ...options,
  });

const lines = async (file) => (await readFile(new URL(file, root), 'utf8')).trim().split('\n').map((line) => JSON.parse(line));

await rm(new URL('dist', root), { recursive: true, force: true });
await bundle({ entryPoints: [path('src/cli.ts'), path('src/index.ts')], outdir: path('dist/lib'), splitting: true });

await bundle({ entryPoints: [path('src/catalog/compile.ts'), path('src/render/schemas.ts')], outdir: path('dist/tools'), outExtension: { '.js': '.mjs' } });
const { compileCatalog } = await import(`${path('dist/tools')}/catalog/compile.mjs`);
const { schemas } = await import(`${path('dist/tools')}/render/schemas.mjs`);

const data = 'src/catalog/data';
const catalog = compileCatalog(JSON.parse(await readFile(new URL(`${data}/meta.json`, root), 'utf8')), await lines(`${data}/families.jsonl`), await lines(`${data}/types.jsonl`));
await mkdir(new URL('dist/catalog', root), { recursive: true });
await writeFile(new URL('dist/catalog/families.json', root), catalog.families);
await writeFile(new URL('dist/catalog/types.jsonl', root), catalog.types);

await mkdir(new URL('dist/schemas', root), { recursive: true });
for (const [kind, schema] of Object.entries(schemas)) await writeFile(new URL(`dist/schemas/${kind}.json`, root), `${JSON.stringify(schema, null, 2)}\n`);

await rm(new URL('dist/tools', root), { recursive: true, force: true });
