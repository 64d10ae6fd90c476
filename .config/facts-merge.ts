/** Takes snapshots of `cipu catalog pull` into the facts, as recorded replies: `npm run facts:merge SNAPSHOT...`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CipuError, UsageError } from '../src/errors.ts';
import { mergeSnapshot } from '../src/facts/merge.ts';
import { readFacts } from '../src/facts/read.ts';
import { readSnapshot } from '../src/sources/snapshot-file.ts';

const directory = fileURLToPath(new URL('../src/facts/data', import.meta.url));
const snapshots = process.argv.slice(2);

try {
  if (snapshots.length === 0) throw new UsageError('Which snapshots? npm run facts:merge SNAPSHOT...');
  for (const snapshot of snapshots) {
    const read = (path: string) => (existsSync(join(directory, path)) ? readFileSync(join(directory, path), 'utf8') : undefined);
    const { files, leftOut } = mergeSnapshot(await readFacts(directory), readSnapshot(snapshot), read);
    for (const [path, text] of files) writeFileSync(join(directory, path), text);
    if (leftOut.length > 0) process.stderr.write(`No family is described of ${leftOut.length} types: ${leftOut.slice(0, 5).join(', ')}.\n`);
    process.stdout.write(`${snapshot}: ${files.size} files changed.\n`);
  }
  await readFacts(directory);
} catch (error) {
  if (!(error instanceof CipuError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
