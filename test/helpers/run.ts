/** Runs the command: in this process, or as users do in a process of its own, with nothing of the caller's account, settings or terminal. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeContext } from '../../src/compose.ts';
import { main } from '../../src/main.ts';
import { outputTo } from '../../src/streams.ts';
import { now } from './clock.ts';
import { withDirectory } from './directory.ts';
import { assertNoSecrets, secretsOf } from './secrets.ts';
import { inSurroundings } from './surroundings.ts';

/** The package's root, and the command in it. Build it first: `npm run build`. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const bin = join(root, 'bin', 'cipu.js');

export interface RunOptions {
  /** Added to the clean environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files to write into the fresh HOME first, by path in it. */
  readonly home?: Readonly<Record<string, string>>;
  /** Default: empty. */
  readonly stdin?: string;
  /** Default: the fresh HOME. */
  readonly cwd?: string;
  /** Makes standard output a terminal of so many columns. */
  readonly columns?: number;
  /** Makes standard error one, too. */
  readonly errColumns?: number;
  /** More that must not appear in the output; keys, secrets and tokens of `env` and `home` are looked for anyway. */
  readonly secrets?: readonly string[];
}

export interface ProcessOptions extends Omit<RunOptions, 'stdin' | 'columns' | 'errColumns'> {
  /** Default: empty. Null leaves it open. */
  readonly stdin?: string | null;
  /** The process is killed and the run rejects after this many milliseconds. Default: 25 seconds. */
  readonly timeoutMs?: number;
  /** Sends the signal once the promise is fulfilled. */
  readonly signalAfter?: { readonly signal: NodeJS.Signals; readonly until: () => Promise<unknown> };
}

/** How a run ended. */
export interface RunResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A run in this process. */
export interface CipuResult extends RunResult {
  /** The waits between attempts, in milliseconds. Nobody really waited. */
  readonly waitsMs: readonly number[];
}

export interface ProcessResult extends RunResult {
  /** From the signal of `signalAfter` to the end, in milliseconds; null when none was sent. */
  readonly afterSignalMs: number | null;
}

/**
 * Runs `cipu ARGS` in this process, one run at a time: the program of `src/` with a clock, an environment and streams of its own.
 * Rejects when a secret is in what it wrote: no run of any test may print one.
 */
export async function runCipu(args: readonly string[], options: RunOptions = {}): Promise<CipuResult> {
  const { home: files = {}, env = {}, stdin = '', secrets = [] } = options;
  const result = await withDirectory(files, (home) => {
    const own = { ...cleanEnvironment(home), ...env };
    return inSurroundings({ env: own, cwd: options.cwd ?? home }, async () => {
      const written = { stdout: '', stderr: '' };
      const sink = (stream: keyof typeof written, columns?: number) => ({
        terminal: columns === undefined ? undefined : { columns },
        write(text: string) {
          written[stream] += text;
          return true;
        },
      });
      const [stdout, stderr] = await Promise.all([outputTo(sink('stdout', options.columns), own), outputTo(sink('stderr', options.errColumns), own)]);
      const waitsMs: number[] = [];
      const sleep = async (ms: number) => {
        waitsMs.push(ms);
      };
      const readStandardInput = async () => Buffer.from(stdin);
      const startedAt = performance.now();
      const code = await main(args, composeContext({ stdout, stderr, env: own, now, sleep, currentDirectory: process.cwd, readStandardInput }));
      return { code, signal: null, ...written, durationMs: performance.now() - startedAt, waitsMs };
    });
  });
  assertNoSecrets(result, [...secretsOf(env, files), ...secrets]);
  return result;
}

/** Runs `cipu ARGS` as users do, and waits for its end: the built command in a process. For what only a process does. */
export function spawnCipu(args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  return runProcess(process.execPath, [bin, ...args], options);
}

/** Runs a bash script in which `cipu` is the built command, for pipelines and redirections. */
export function runShell(script: string, options: ProcessOptions = {}): Promise<ProcessResult> {
  const env = { ...options.env, CIPU_NODE: process.execPath, CIPU_BIN: bin };
  return runProcess('bash', ['-c', `cipu() { "$CIPU_NODE" "$CIPU_BIN" "$@"; }\n${script}`], { ...options, env });
}

/**
 * Runs any program in the same clean surroundings, with the same check for secrets. Rejects when it takes too long, too.
 */
export async function runProcess(command: string, args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  const { home: files = {}, env = {}, timeoutMs = 25_000, stdin = '', signalAfter, cwd, secrets = [] } = options;
  const result = await withDirectory(files, async (home) => {
    const startedAt = performance.now();
    const child = spawn(command, args, { env: { ...cleanEnvironment(home), ...env }, cwd: cwd ?? home, stdio: 'pipe' });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    // A command that ends without reading its input is no failure of the test.
    child.stdin.on('error', () => {});
    if (stdin !== null) child.stdin.end(stdin);
    let signalledAt: number | undefined;
    signalAfter?.until().then(() => {
      signalledAt = performance.now();
      child.kill(signalAfter.signal);
    });
    const { code, signal } = await ended(child, timeoutMs, () => `${[command, ...args].join(' ')}\n${stdout()}\n${stderr()}`);
    const endedAt = performance.now();
    return {
      code,
      signal,
      stdout: stdout(),
      stderr: stderr(),
      durationMs: endedAt - startedAt,
      afterSignalMs: signalledAt === undefined ? null : endedAt - signalledAt,
    };
  });
  assertNoSecrets(result, [...secretsOf(env, files), ...secrets]);
  return result;
}

/** Nothing but what a program needs; the metadata server is off, so that no test waits for it. */
export function cleanEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    // All processes start from the same compiled code, as those of one user do.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'cipu-compiled'),
  };
}

/** Gathers a stream; the function gives the text so far. Decodes at the end: a chunk may end within a character. */
function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function ended(
  child: ReturnType<typeof spawn>,
  timeoutMs: number,
  describe: () => string,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`still running after ${timeoutMs} ms: ${describe()}`));
    }, timeoutMs);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal });
    });
  });
}
