/** Runs live queries against a loopback ECS, each twice: as users do, and with `--debug`. */
import { now } from './clock.ts';
import { type EcsServer, type EcsServerOptions, startEcsServer } from './ecs/server.ts';
import { type CipuResult, type RunOptions, runCipu } from './run.ts';

/** A key that every test server knows. */
export const credential = { accessKeyId: 'loopback-key-id-4711', accessKeySecret: 'loopback-key-secret-0815' } as const;

/** A temporary key. */
export const temporary = {
  accessKeyId: 'STS.loopback-key-id-4712',
  accessKeySecret: 'loopback-sts-secret-0816',
  securityToken: 'loopback+token/0817==',
} as const;

/** The environment that lets a command use a key. */
export function environmentOf(key: {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}): Record<string, string> {
  return {
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
    ...(key.securityToken !== undefined && { ALIBABA_CLOUD_SECURITY_TOKEN: key.securityToken }),
  };
}

/** A region that offers a few families only: one page, so that a run that is about something else is short. */
export function smallCloud(...families: readonly string[]): Pick<EcsServerOptions, 'homeRegion' | 'regionFamilies'> {
  const home = 'cn-hangzhou';
  return { homeRegion: home, regionFamilies: { [home]: families.length > 0 ? families : ['ecs.c7', 'ecs.g8i'] } };
}

export interface LiveOptions extends RunOptions {
  /** The cloud that is asked. Default: the documented world, known to `credential`. */
  readonly server?: Partial<EcsServerOptions>;
  /** The credentials of the run. Default: those of `credential` in the environment. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Stops the server before the run. */
  readonly stopped?: boolean;
}

export interface LiveResult extends CipuResult {
  /** The same run with `--debug`. */
  readonly debug: CipuResult;
  readonly requests: EcsServer['requests'];
}

/**
 * Runs a command live, plain and with `--debug`, each against a server of its own. Rejects when either run prints a secret,
 * when the exit codes or the data differ, when a stack trace shows without `--debug`, and when a fault was set up and never struck.
 */
export async function runLive(args: readonly string[], options: LiveOptions = {}): Promise<LiveResult> {
  const [plain, debug] = await Promise.all([runOnce(args, options), runOnce([...args, '--debug'], options)]);
  if (plain.result.code !== debug.result.code) throw new Error(`exit code ${plain.result.code}, with --debug ${debug.result.code}: ${debug.result.stderr}`);
  if (withoutTimes(plain.result.stdout) !== withoutTimes(debug.result.stdout)) throw new Error('--debug changes the standard output');
  if (/^ +at |^debug: /m.test(plain.result.stderr)) throw new Error(`debugging output without --debug: ${plain.result.stderr}`);
  return { ...plain.result, debug: debug.result, requests: plain.requests };
}

/** Runs a command live once, against a server of its own. */
export async function runOnce(
  args: readonly string[],
  { server: cloud, credentials = environmentOf(credential), stopped = false, env, secrets = [], ...options }: LiveOptions = {},
): Promise<{ readonly result: CipuResult; readonly requests: EcsServer['requests'] }> {
  return withServer(cloud, async (server) => {
    if (stopped) await server.stop();
    const result = await runCipu(args, {
      ...options,
      env: { ...credentials, CIPU_ENDPOINT: server.endpoint, ...env },
      secrets: [...secrets, ...(cloud?.credentials ?? []).flatMap((key) => [key.accessKeyId, key.accessKeySecret, key.securityToken ?? key.accessKeySecret])],
    });
    const unused = stopped ? [] : server.unusedFaults();
    if (unused.length > 0) throw new Error(`faults that never struck: ${JSON.stringify(unused)}\n${result.stderr}`);
    return { result, requests: server.requests };
  });
}

/** Gives a server that is stopped afterwards, come what may. */
export async function withServer<T>(cloud: Partial<EcsServerOptions> | undefined, use: (server: EcsServer) => Promise<T>): Promise<T> {
  const server = await startEcsServer({ credentials: [credential], marketNow: () => now().getTime(), ...cloud });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** Text without the times of day that two runs cannot share. */
const withoutTimes = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
