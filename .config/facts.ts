/** Prints what the facts answer, how old their sources are, and what contradicts what: `npm run facts`. */
import { fileURLToPath } from 'node:url';
import { UsageError } from '../src/errors.ts';
import { toEntries, toFactSet } from '../src/facts/entries.ts';
import { readFacts } from '../src/facts/read.ts';
import { describeFacts } from '../src/facts/statistics.ts';

try {
  const files = await readFacts(fileURLToPath(new URL('../src/facts/data', import.meta.url)));
  process.stdout.write(describeFacts(toEntries(toFactSet(files)), files.sources.value.sources, new Date()));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
