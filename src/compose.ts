import type { Context } from './context.ts';
import { readProjectFile } from './settings/project-file.ts';
import { createCloud } from './sources/cloud.ts';

/** What the program runs on: the process, or what a test puts in its place. */
export interface Host extends Pick<Context, 'stdout' | 'stderr' | 'env' | 'now' | 'sleep'> {
  /** Throws where there is none: a working directory may be removed. */
  currentDirectory(): string;
  /** Reads standard input to its end. */
  readStandardInput(): Promise<Uint8Array>;
}

/** Everything impure that a command may use, on a host. */
export function composeContext({ currentDirectory, readStandardInput, ...host }: Host): Context {
  const inputs: string[] = [];
  return {
    ...host,
    readProjectFile: () => readProjectFile(currentDirectory),
    cloud: createCloud(host),
    async readInput(path) {
      if (path === '-') return readStandardInput();
      inputs.push(path);
      return (await import('./files/whole-file.ts')).readWhole(path);
    },
    pathInRepository: async (path) => (await import('./files/repository.ts')).pathInRepository(path, currentDirectory, host.env),
    readHelpPage: async (topic) => (await import('./files/help-page.ts')).readHelpPage(topic),
    listFolder: async (path) => (await import('./files/whole-file.ts')).listFolder(path),
    checkTargets: async (paths, inputs) => (await import('./files/whole-file.ts')).checkTargets(paths, inputs),
    async writeFiles(files) {
      const { checkTargets, writeAll } = await import('./files/whole-file.ts');
      // The inputs may have led to others, as the code of a module does.
      checkTargets(
        files.map(({ path }) => path),
        inputs,
      );
      writeAll(files);
    },
  };
}
