import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { UsageError } from '../errors.ts';

/** The project's own settings, as they were found. */
export interface ProjectFile {
  /** From the working directory: `cipu.config.yaml`, `../cipu.config.yaml`. */
  readonly name: string;
  readonly text: string;
  /** Where a path that the file names leads, from the working directory. */
  pathOf(text: string): string;
}

/** Names of the project file. */
export const projectFileNames = ['cipu.config.yaml', 'cipu.config.yml', 'cipu.config.json'] as const;

/**
 * Reads the project file that is nearest to the working directory, up to the root of the repository; outside a
 * repository only the working directory itself counts. Undefined when there is none, as in a directory that was
 * removed. Throws UsageError for a file that cannot be read, and for several in one directory.
 */
export function readProjectFile(currentDirectory: () => string): ProjectFile | undefined {
  const workingDirectory = orUndefined(currentDirectory);
  if (workingDirectory === undefined) return undefined;
  for (const directory of searchedDirectories(workingDirectory)) {
    const [found, other] = projectFileNames.filter((name) => existsSync(join(directory, name)));
    const place = relative(workingDirectory, directory);
    if (other) throw new UsageError(`There are two project files, ${join(place, found ?? '')} and ${join(place, other)}.`, { hint: 'keep one of them' });
    if (found) {
      return {
        name: join(place, found),
        text: read(join(directory, found), join(place, found)),
        pathOf: (text) => (isAbsolute(text) ? text : join(place, text)),
      };
    }
  }
  return undefined;
}

/**
 * From the working directory up to the root of the repository. A repository has `.git`, in linked working trees as a
 * file.
 */
function searchedDirectories(workingDirectory: string): readonly string[] {
  const directories: string[] = [];
  for (let directory = workingDirectory; ; directory = dirname(directory)) {
    directories.push(directory);
    if (existsSync(join(directory, '.git'))) return directories;
    if (directory === dirname(directory)) return [workingDirectory];
  }
}

function orUndefined<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function read(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${name} cannot be read${code ? ` (${code})` : ''}.`);
  }
}
