import { readFileSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Starts the program from V8's code cache: compiling it takes longer than running it. Node 22 keeps such a cache by itself;
 * for Node 20 the build leaves one beside the program. A cache of another version of V8 is refused by V8 and does no harm.
 */
export const script: Script | undefined = start();

function start(): Script | undefined {
  const file = join(__dirname, 'cli.cjs');
  const require = createRequire(file);
  if ('enableCompileCache' in nodeModule) {
    (nodeModule.enableCompileCache as () => void)();
    require(file);
    return undefined;
  }
  // The build escapes all but ASCII, so that V8 gets by with a byte a character.
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
  const cachedData = readCache();
  const program = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  program.runInThisContext()(module.exports, require, module, file, dirname(file));
  return program;
}

function readCache(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, 'cli.cache'));
  } catch {
    return undefined;
  }
}
