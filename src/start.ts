import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { exitCodes } from './errors.ts';

/** Tells this program from every other version of it. The build puts it in. */
declare const programId: string;

/**
 * Starts the program from V8's code cache: compiling it takes longer than running it. Node 22 keeps such a cache by
 * itself. On Node 20 the first run of a command leaves one in the user's own cache; NODE_COMPILE_CACHE and
 * NODE_DISABLE_COMPILE_CACHE mean there what they mean to Node 22. V8 refuses the cache of another version of itself,
 * but not that of another program of the same length: hence the id.
 */
async function start(): Promise<void> {
  const file = join(__dirname, 'cli.cjs');
  const require = createRequire(file);
  if ('enableCompileCache' in nodeModule) {
    (nodeModule.enableCompileCache as () => void)();
    require(file);
    return;
  }
  const cache = await cacheFile();
  const cachedData = cache && readOwn(cache);
  // The build escapes all but ASCII, so that V8 gets by with a byte a character.
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
  const program = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  // What only shows help or the version compiles too little of the program.
  const runsCommand = /^[a-z]/.test(process.argv[2] ?? '');
  if (cache && runsCommand && (!cachedData || program.cachedDataRejected)) {
    const { writeWhole } = await import('./files/whole-file.ts');
    process.once('exit', (code) => {
      if (code !== exitCodes.interrupted) keep(cache, () => writeWhole(cache, program.createCachedData(), { mode: 0o600 }));
    });
  }
  const module = { exports: {} };
  program.runInThisContext()(module.exports, require, module, file, dirname(file));
}

const prefix = `program-${process.version}-${process.arch}-`;

/** Where the cache lies; undefined where there is to be none, or no place for it. */
async function cacheFile(): Promise<string | undefined> {
  const { NODE_COMPILE_CACHE: directory, NODE_DISABLE_COMPILE_CACHE: disabled } = process.env;
  if (disabled) return undefined;
  try {
    const { default: envPaths } = await import('env-paths');
    return join(directory || envPaths('cipu', { suffix: '' }).cache, `${prefix}${programId}.v8`);
  } catch {
    return undefined;
  }
}

/** A file of the user who runs the program: V8 runs what a cache holds. Undefined when there is none. */
function readOwn(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return fstatSync(file).uid === (process.getuid?.() ?? 0) ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/**
 * Keeps what V8 has compiled so far, in place of the caches of earlier programs. Where nothing can be written, nothing
 * is kept.
 */
function keep(path: string, write: () => void): void {
  const directory = dirname(path);
  for (const missing of [dirname(directory), directory]) attempt(() => mkdirSync(missing, { mode: 0o700 }));
  attempt(() => {
    const earlier = readdirSync(directory).filter((name) => name.startsWith(prefix) && name.endsWith('.v8'));
    write();
    for (const name of earlier) if (name !== basename(path)) rmSync(join(directory, name), { force: true });
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
