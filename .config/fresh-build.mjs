// Builds the program before tests run it, unless the build is newer than everything it is made of.

import { execFileSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** When each of the files below a path was written last, and each of the directories: that shows what was removed. */
async function timesOf(path) {
  const stats = await stat(path);
  const below = stats.isDirectory() ? await Promise.all((await readdir(path)).map((name) => timesOf(`${path}/${name}`))) : [];
  return [stats.mtimeMs, ...below.flat()];
}

async function isFresh() {
  // The last thing that a build writes.
  const builtAt = await stat(`${root}dist/types/index.d.ts`).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const sources = ['src', 'bin', '.config', 'package.json', 'package-lock.json', 'tsconfig.json'];
  const times = await Promise.all(sources.map((name) => timesOf(root + name)));
  return Math.max(...times.flat()) < builtAt;
}

/** Called by vitest before the first test of a level that runs the built program. */
export async function setup() {
  if (!(await isFresh())) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
