/** Takes snapshots of `cipu catalog pull` into the facts, as recorded replies: `npm run facts:merge SNAPSHOT...`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CipuError, UsageError } from '../src/errors.ts';
import { mergeSnapshots } from '../src/facts/merge.ts';
import { readSnapshot } from '../src/sources/snapshot-file.ts';

const directory = fileURLToPath(new URL('../src/facts/data', import.meta.url));
const names = process.argv.slice(2);

try {
  if (names.length === 0) throw new UsageError('Which snapshots? npm run facts:merge SNAPSHOT...');
  const snapshots = names.map((name) => ({ name, snapshot: readSnapshot(name) }));
  const { files, merges } = await mergeSnapshots(directory, snapshots, new Date().toISOString().slice(0, 10));
  for (const [path, text] of files) writeFileSync(join(directory, path), text);
  for (const [i, { files: changed, leftOut }] of merges.entries()) {
    if (leftOut.length > 0) process.stderr.write(`No family is described of ${leftOut.length} types: ${leftOut.slice(0, 5).join(', ')}.\n`);
    process.stdout.write(`${names[i]}: ${changed.size} files changed.\n`);
  }
} catch (error) {
  if (!(error instanceof CipuError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
