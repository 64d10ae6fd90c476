/**
 * The package as users get it: packed, installed elsewhere, run, imported and type-checked. Needs `npm run build`, and a
 * registry for what npm's cache does not hold.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credential, environmentOf, smallCloud, withServer } from '../helpers/live.ts';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { type RunOptions, root, runCipu, runProcess } from '../helpers/run.ts';

const run = promisify(execFile);
/** npm works in the caller's own home: its cache and settings are there. */
const npm = async (args: readonly string[], cwd: string) =>
  (await run('npm', args, { cwd, env: { ...process.env, HOME: userInfo().homedir }, maxBuffer: 16 * 2 ** 20 })).stdout;

interface Packed {
  readonly filename: string;
  readonly version: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

let directory: string;
let consumer: string;
let packed: Packed;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'test-pack-'));
  consumer = join(directory, 'a place with blänks');
  await mkdir(consumer);
  await writeFile(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  // Scripts would build again, under the feet of the other tests.
  const [first] = JSON.parse(await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', directory], root)) as [Packed];
  packed = first;
  await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(directory, packed.filename)], consumer);
}, 120_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

const installed = (args: readonly string[], options: RunOptions = {}) => runProcess(join(consumer, 'node_modules', '.bin', 'cipu'), args, options);
const node = async (file: string, source: string) => {
  await writeFile(join(consumer, file), source);
  return outputOf(await runProcess(process.execPath, ['--no-warnings', join(consumer, file)], { cwd: consumer }));
};

describe('the tarball', () => {
  it('holds the program, the library and what every package has, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    const stray = paths.filter((path) => !/^(bin|dist)\//.test(path) && !['README.md', 'LICENSE', 'package.json'].includes(path));
    expect(stray).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'package.json', 'bin/cipu.js', 'dist/lib/cli.cjs', 'dist/lib/index.js', 'dist/types/index.d.ts']),
    );
    expect(paths).toEqual(expect.arrayContaining(['families', 'types', 'pages', 'features'].map((kind) => `dist/schemas/${kind}.json`)));
    expect(paths).toEqual(expect.arrayContaining(['policy', 'facts', 'exit-codes'].map((topic) => `dist/help/${topic}.md`)));
    expect(paths.filter((path) => /\.(map|ts)$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
    expect(packed.files.find(({ path }) => path === 'bin/cipu.js')?.mode).toBe(0o755);
    expect(packed.unpackedSize).toBeLessThan(2_000_000);
  });

  it('names the licence of everything that is bundled', async () => {
    const text = await readFile(join(consumer, 'node_modules', 'cipu', 'dist', 'third-party-licences.txt'), 'utf8');
    const bundled = text.split(/^-{80}$/m).map((part) => part.trim());
    expect(bundled.map((part) => part.split(' ')[0])).toEqual(expect.arrayContaining(['chalk', 'commander', 'fast-string-width']));
    expect(bundled.filter((part) => !/copyright/i.test(part))).toEqual([]);
  });

  it('runs no script of its own when it is installed, and needs nothing that only the build does', async () => {
    const lock = JSON.parse(await readFile(join(consumer, 'node_modules', '.package-lock.json'), 'utf8')) as { packages: Record<string, object> };
    expect(lock.packages['node_modules/cipu']).not.toHaveProperty('hasInstallScript');
    expect(Object.keys(lock.packages).filter((path) => /^node_modules\/(esbuild|typescript|p-limit|fast-string-width)$/.test(path))).toEqual([]);
  });
});

describe('the installed command', () => {
  it.each([
    [['families']],
    [['families', '-o', 'csv']],
    [['families', 'g8*', '-o', 'yaml']],
    [['types', 'g8i', '--query', 'types[].type', '-o', 'names']],
    [['show', 'g8i']],
    [['features', '-o', 'markdown']],
    [['--version']],
    [['families', 'g8x']],
  ])('%s gives what it gives here', async (args) => {
    const [there, here] = await Promise.all([installed(args), runCipu(args)]);
    expect({ code: there.code, stdout: there.stdout, stderr: there.stderr }).toEqual({ code: here.code, stdout: here.stdout, stderr: here.stderr });
  });

  it('asks the API', async () => {
    await withServer(smallCloud(), async (server) => {
      const result = await installed(['families', '--live', '-o', 'names'], { env: { ...environmentOf(credential), CIPU_ENDPOINT: server.endpoint } });
      expect(outputOf(result)).toBe('ecs.c7\necs.g8i\n');
    });
  });
});

describe('the library', () => {
  it('answers like the command', async () => {
    const source = `
      import { features, inspect, inspectFamilies, inspectTypes, metrics, openEmbeddedCatalog } from 'cipu';
      const families = await inspectFamilies({ names: ['g8*'], has: ['erdma'] });
      const types = await inspectTypes({ names: ['g8i'], ranges: new Map([['vcpus', { min: 8, max: 16 }]]) });
      console.log(JSON.stringify({
        families: families.map(({ family, cipu }) => [family, cipu.verdict]),
        types: types.map(({ type }) => type),
        rule: inspect('c7re').family.cipu.rule,
        type: inspect('g8i.xlarge').name,
        nothing: inspect('g8x') === undefined && (await inspectFamilies({ names: ['g8x'] })).length === 0,
        all: (await inspectFamilies()).length,
        source: openEmbeddedCatalog().source.type,
        keys: [features.some(({ key }) => key === 'erdma'), metrics.some(({ key }) => key === 'vcpus')],
      }));`;
    const names = async (...args: string[]) => linesOf(outputOf(await runCipu([...args, '-o', 'names', '--offline'])));
    expect(JSON.parse(await node('library.js', source))).toEqual({
      families: (await names('families', 'g8*', '--has', 'erdma')).map((family) => [family, 'yes']),
      types: await names('types', 'g8i', '--vcpus', '8..16'),
      rule: 'elastic-rdma',
      type: 'ecs.g8i.xlarge',
      nothing: true,
      all: (await names('families')).length,
      source: 'embedded',
      keys: [true, true],
    });
  });

  it('gives its schemas and its version', async () => {
    const source = `
      import schema from 'cipu/schemas/families.json' with { type: 'json' };
      import manifest from 'cipu/package.json' with { type: 'json' };
      console.log(schema.title, manifest.version);`;
    expect(await node('schema.js', source)).toBe(`cipu families document ${packed.version}\n`);
  });

  it('has types that a strict compiler takes', async () => {
    const options = { module: 'NodeNext', target: 'ES2022', strict: true, noEmit: true, types: [], exactOptionalPropertyTypes: true, skipLibCheck: false };
    await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['check.ts'] }));
    await writeFile(
      join(consumer, 'check.ts'),
      "import { type FamilyReport, type FeatureKey, inspectFamilies } from 'cipu';\n" +
        "const key: FeatureKey = 'erdma';\n" +
        'export const first: FamilyReport | undefined = (await inspectFamilies({ has: [key] }))[0];\n' +
        '// @ts-expect-error No feature has this key.\n' +
        "export const second = await inspectFamilies({ has: ['edrma'] });\n",
    );
    const tsc = await runProcess(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')], { cwd: consumer });
    expect(tsc).toMatchObject({ code: 0, stdout: '' });
  });
});

it('the manifest names the files it has', async () => {
  const manifest = JSON.parse(await readFile(join(consumer, 'node_modules', 'cipu', 'package.json'), 'utf8'));
  for (const path of [manifest.bin.cipu, manifest.exports['.'].types, manifest.exports['.'].default]) {
    await expect(readFile(join(consumer, 'node_modules', 'cipu', path)), path).resolves.toBeDefined();
  }
});
