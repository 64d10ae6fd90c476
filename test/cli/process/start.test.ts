/**
 * The code cache of the program: the build has none, since it would serve only the V8 that built it. Needs `npm run build`.
 */
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outputOf } from '../../helpers/outcome.ts';
import { bin, type RunOptions, root, runProcess } from '../../helpers/run.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'test-start-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const command = ['families', 'g8i', '--offline', '-o', 'names'];
const run = async (args: readonly string[] = command, env: RunOptions['env'] = {}) =>
  outputOf(await runProcess(process.execPath, [bin, ...args], { env: { NODE_COMPILE_CACHE: directory, ...env } }));
const kept = async (where = directory) => (await readdir(where)).map((name) => join(where, name));
const onlyOne = async () => {
  const files = await kept();
  expect(files).toHaveLength(1);
  return files[0] ?? '';
};
const inode = async (path: string) => (await stat(path)).ino;

it('is not in what is built', async () => {
  expect((await readdir(join(root, 'dist', 'lib'))).sort()).toEqual(['cli.cjs', 'index.js', 'start.cjs']);
});

describe('the code cache', () => {
  // V8 runs what a cache holds, and the working directory may be a stranger's.
  it.each([{ HOME: '', XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }])('is not left in the working directory by %j', async (env) => {
    const { code } = await runProcess(process.execPath, [bin, ...command], { env: { NODE_COMPILE_CACHE: '', ...env }, cwd: directory });
    expect({ code, kept: await kept() }).toEqual({ code: 0, kept: [] });
  });

  it('is left by the first run of a command, and taken by the next', async () => {
    expect(await run()).toBe('ecs.g8i\n');
    const file = await onlyOne();
    const before = await inode(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await run()).toBe('ecs.g8i\n');
    expect(await inode(await onlyOne())).toBe(before);
  });

  it('lies in the cache of the user by default', async () => {
    await run(command, { NODE_COMPILE_CACHE: '', XDG_CACHE_HOME: join(directory, 'cache') });
    expect(await kept(join(directory, 'cache', 'cipu'))).toHaveLength(1);
  });

  it.each([
    [['features'], 'features'],
    [['families', '--help'], 'help'],
    [['--version'], 'help'],
    [[], 'help'],
  ])('of cipu %j is called %s: one that compiles little leaves none to another', async (args, name) => {
    await run(args);
    await run();
    expect((await kept()).map((file) => /-([a-z]+)\.v8$/.exec(file)?.[1]).sort()).toEqual(['families', name].sort());
  });

  it('is not left by a command that there is not', async () => {
    await expect(run(['famlies'])).rejects.toThrow('exit code 2');
    expect(await kept()).toEqual([]);
  });

  it('is not made on request', async () => {
    await run(command, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut short', (content: Buffer) => content.subarray(0, content.length / 2)],
    // The first words are V8's magic number, its version and the length of the source.
    ['of another V8', (content: Buffer) => Buffer.concat([content.subarray(0, 4), Buffer.from([1, 2, 3, 4]), content.subarray(8)])],
  ])('is made anew where it is %s', async (_, damage) => {
    await run();
    const file = await onlyOne();
    const whole = await readFile(file);
    await writeFile(file, damage(whole));
    expect(await run()).toBe('ecs.g8i\n');
    expect((await readFile(await onlyOne())).length).toBeGreaterThan(whole.length / 2);
  });

  it.skipIf(process.getuid?.() !== 0)('is not taken from another user', async () => {
    await run();
    const file = await onlyOne();
    await chown(file, 12345, 12345);
    expect(await run()).toBe('ecs.g8i\n');
    expect((await stat(await onlyOne())).uid).toBe(0);
  });

  it('takes the place of those of earlier versions, and of nothing else', async () => {
    await run();
    const own = (await onlyOne()).slice(directory.length + 1);
    const [earlier, other] = [own.replace(/[0-9a-f]+-families\.v8$/, '0123-families.v8'), 'v22-something'];
    await rm(join(directory, own));
    await writeFile(join(directory, earlier), 'x');
    await writeFile(join(directory, other), 'x');
    await run();
    expect((await readdir(directory)).sort()).toEqual([own, other].sort());
  });

  it('is one after many first runs at once, each of which gives its output', async () => {
    expect(await Promise.all(Array.from({ length: 6 }, () => run()))).toEqual(Array(6).fill('ecs.g8i\n'));
    await onlyOne();
  });

  it.each([
    ['below a file', (file: string) => join(file, 'cache')],
    ['where no directory can be', () => '/proc/nowhere/cache'],
  ])('is done without %s', async (_, place) => {
    await mkdir(join(directory, 'x'));
    const file = join(directory, 'x', 'file');
    await writeFile(file, '');
    expect(await run(command, { NODE_COMPILE_CACHE: place(file) })).toBe('ecs.g8i\n');
  });
});
