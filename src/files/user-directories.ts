import { homedir, platform } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** A path below the user's home directory; undefined for a user without one, such as any number in a container. */
export function pathInHome(...parts: readonly string[]): string | undefined {
  try {
    return below(homedir(), ...parts);
  } catch {
    return undefined;
  }
}

/** Where the platform keeps what a program can do without; undefined where it has no place for it. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>, system: NodeJS.Platform = platform()): string | undefined {
  if (system === 'darwin') return pathInHome('Library', 'Caches', 'cipu');
  if (system === 'win32') return below(env.LOCALAPPDATA, 'cipu', 'Cache') ?? pathInHome('AppData', 'Local', 'cipu', 'Cache');
  return below(env.XDG_CACHE_HOME, 'cipu') ?? pathInHome('.cache', 'cipu');
}

/** A path below a directory, unless that is relative: it would lead anywhere, and XDG says to ignore it. */
function below(directory: string | undefined, ...parts: readonly string[]): string | undefined {
  return directory !== undefined && isAbsolute(directory) ? join(directory, ...parts) : undefined;
}
