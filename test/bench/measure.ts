import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Wall time in milliseconds and peak memory in MiB of one run. */
export interface Sample {
  readonly wallMs: number;
  readonly peakMiB: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const peakMemory = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url));

/** Nothing of the caller's but the path; what Node has compiled is kept, as it is for a user who runs the program again. */
const surroundings = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/cipu-compiled', import.meta.url)),
};

/** Runs node once with the given arguments, output thrown away. Rejects when it fails. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
      env: { ...surroundings, ...env, NODE_OPTIONS: `--require ${peakMemory}` },
    });
    let peakKiB = 0;
    child.stdout?.resume();
    (child.stdio[3] as NodeJS.ReadableStream).on('data', (data) => {
      peakKiB = Number(String(data));
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve({ wallMs: performance.now() - startedAt, peakMiB: peakKiB / 1024 });
      else reject(new Error(`node ${args.join(' ')} exited with ${code}`));
    });
  });
}

/** Medians of several runs of each command line, taken in turns so that noise hits all alike. The first round only warms up. */
export async function compare(
  commands: Readonly<Record<string, readonly string[]>>,
  rounds: number,
  env?: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Sample>>> {
  const samples = new Map<string, Sample[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const sample = await runNode(args, env);
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return Object.fromEntries(
    [...samples].map(([name, list]) => [name, { wallMs: median(list.map(({ wallMs }) => wallMs)), peakMiB: median(list.map(({ peakMiB }) => peakMiB)) }]),
  );
}
