import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Gives a fresh directory with files in it, by path, and removes it afterwards. */
export async function withDirectory<T>(files: Readonly<Record<string, string>>, use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'cipu-test-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content);
    }
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
