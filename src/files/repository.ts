import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Variables in which CI systems name the checkout, for a job that has no `.git`. */
const checkouts = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'] as const;

/**
 * A path as it is from the root of the repository, with `/` between its parts: CI systems know files by that. One that
 * lies outside, or in no repository, stays as it is.
 */
export function pathInRepository(path: string, currentDirectory: () => string, env: Readonly<Record<string, string | undefined>>): string {
  const directory = attempt(currentDirectory);
  if (directory === undefined) return path;
  const roots = [rootAbove(directory), ...checkouts.map((name) => env[name])].filter((root) => root !== undefined).filter(isAbsolute);
  const whole = resolve(directory, path);
  // The folder may be reached by a symbolic link, and so may the root.
  const real = join(realPath(dirname(whole)), basename(whole));
  for (const root of roots.map(realPath)) {
    const inside = relative(root, real);
    if (inside.split(sep)[0] !== '..' && !isAbsolute(inside)) return inside.split(sep).join('/');
  }
  return path;
}

/** The nearest folder with `.git`, in linked working trees a file. */
function rootAbove(directory: string): string | undefined {
  if (existsSync(join(directory, '.git'))) return directory;
  const above = dirname(directory);
  return above === directory ? undefined : rootAbove(above);
}

/** A path without symbolic links, as far as it is there. */
const realPath = (path: string): string => attempt(() => realpathSync(path)) ?? path;

/** Undefined for what cannot be told: a working directory may be removed. */
function attempt(action: () => string): string | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
