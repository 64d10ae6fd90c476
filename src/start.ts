import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { exitCodes } from './errors.ts';
import { readOwn } from './files/own-file.ts';
import { cacheDirectory } from './files/user-directories.ts';

/** Tells this program from every other version of it. The build puts it in. */
declare const programId: string;

/**
 * Starts the program from V8's code cache: compiling it takes longer than running it. The first run of each command
 * leaves one in the user's own cache, since it holds what that run has compiled; NODE_COMPILE_CACHE and
 * NODE_DISABLE_COMPILE_CACHE mean what they mean to Node 22. V8 refuses the cache of another version of itself, but not
 * that of another program of the same length: hence the id.
 */
async function start(): Promise<void> {
  const file = join(__dirname, 'cli.cjs');
  const cache = cacheFile();
  // V8 runs what a cache holds.
  const cachedData = cache && readOwn(cache);
  // The build escapes all but ASCII, so that V8 gets by with a byte a character.
  const program = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) });
  if (cache && (!cachedData || program.cachedDataRejected)) {
    const { writeWhole } = await import('./files/whole-file.ts');
    process.once('exit', (code) => {
      // A usage error may be about a command that there is not.
      if (code !== exitCodes.interrupted && code !== exitCodes.usage) keep(cache, () => writeWhole(cache, program.createCachedData(), { mode: 0o600 }));
    });
  }
  const module = { exports: {} };
  program.runInThisContext()(module.exports, require, module, file, dirname(file));
}

const prefix = `program-${process.version}-${process.arch}-`;

const ofProgram = `${prefix}${programId}-`;

/** What is run, in a word for the name of a file: a command, or help where there is none. */
function nameRun([word = 'help', ...rest]: readonly string[]): string {
  return /^[a-z]+$/.test(word) && !rest.some((one) => one === '--help' || one === '-h') ? word : 'help';
}

/** Where the cache lies; undefined where there is to be none, or no place for it. */
function cacheFile(): string | undefined {
  const { NODE_COMPILE_CACHE: named, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if (disabled) return undefined;
  const directory = named || cacheDirectory(process.env);
  return directory && join(directory, `${ofProgram}${nameRun(process.argv.slice(2))}.v8`);
}

/**
 * Keeps what V8 has compiled so far, in place of the caches of earlier programs. Where nothing can be written, nothing
 * is kept.
 */
function keep(path: string, write: () => void): void {
  const directory = dirname(path);
  for (const missing of [dirname(directory), directory]) attempt(() => mkdirSync(missing, { mode: 0o700 }));
  attempt(() => {
    write();
    const earlier = readdirSync(directory).filter((name) => name.startsWith(prefix) && name.endsWith('.v8') && !name.startsWith(ofProgram));
    for (const name of earlier) rmSync(join(directory, name), { force: true });
  });
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The next run tries again.
  }
}

void start();
