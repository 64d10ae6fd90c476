import type { Context, SourceOptions } from '../context.ts';
import { type CredentialSource, remarkOnForeignVariables } from '../ecs/credential-source.ts';
import { findCredentials } from '../ecs/credentials.ts';
import { isUsual, parseEndpoint } from '../ecs/endpoint.ts';
import type { Pool } from '../ecs/pool.ts';
import type { Providers } from '../ecs/sdk.ts';
import type { EcsSession, SessionSurroundings } from '../ecs/session.ts';
import { DeniedError, UsageError } from '../errors.ts';
import { cacheDirectory } from '../files/user-directories.ts';
import { printable } from '../text.ts';

/** What the cloud needs of what the program runs on. */
export type Host = Pick<Context, 'env' | 'stderr' | 'now' | 'sleep'>;

/**
 * Opens the ECS API with the account of the profile, or the configured one. Sessions that work side by side share a
 * pool. Rejects with CipuError.
 */
export async function openSession(options: SourceOptions, host: Host, pool?: Pool): Promise<EcsSession> {
  const { openSession: open } = await import('../ecs/session.ts');
  const { env, stderr, now, sleep } = host;
  const { quiet, debug } = options;
  const surroundings: SessionSurroundings = {
    env,
    now,
    sleep,
    cacheDirectory: cacheDirectory(env),
    providers: providersOf(host),
    say(text) {
      if (!quiet || debug) stderr.write(`${printable(text)}\n`);
    },
    progress(text) {
      if (!quiet && !debug) stderr.progress(printable(text));
    },
  };
  const named = options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint);
  if (named && !isUsual(named)) remarkOnce(`Signed requests go to ${named.host}, which is no host of ECS of Alibaba Cloud.`, options, host);
  return open(options, credentialsOf(options, host), surroundings, pool);
}

/**
 * Whether the source names the API, or leaves the choice and there are credentials. Throws CipuError for a profile that
 * cannot be used.
 */
export function prefersApi(options: SourceOptions, host: Host): boolean {
  const { source } = options;
  return source === 'live' || (source === 'auto' && credentialsOf(options, host) !== undefined);
}

/** What was said on a standard error: some things are found out more than once in a run. */
const remarked = new WeakMap<Host['stderr'], Set<string>>();

function remarkOnce(text: string, { quiet }: SourceOptions, { stderr }: Host): void {
  const said = remarked.get(stderr) ?? new Set();
  if (!quiet && !said.has(text)) stderr.write(`${printable(text)}\n`);
  remarked.set(stderr, said.add(text));
}

const providers = new WeakMap<Host['stderr'], Providers>();

/** Who gives credentials in the run that writes to this standard error. */
function providersOf({ stderr }: Host): Providers {
  const ofRun = providers.get(stderr) ?? new Map();
  providers.set(stderr, ofRun);
  return ofRun;
}

/** The configured credentials, as `findCredentials` finds them. */
export function credentialsOf(options: SourceOptions, host: Host): CredentialSource | undefined {
  return findCredentials(host.env, options.profile, (text) => remarkOnce(text, options, host));
}

/**
 * Checks that the API may be asked, for what no other source has. Throws UsageError for another source, DeniedError
 * without credentials.
 */
export function requireApi(options: SourceOptions, host: Host, what: string): void {
  const { source } = options;
  if (source !== 'auto' && source !== 'live') {
    throw new UsageError(`${source === 'embedded' ? 'The embedded catalog' : `The catalog ${source}`} has no ${what}.`, {
      hint: 'only the ECS API knows: --live asks it',
    });
  }
  if (!prefersApi(options, host)) {
    throw new DeniedError(`Only the ECS API knows the ${what}, and no credentials are configured.`, {
      hint: `cipu doctor says where credentials are looked for; --live also tries the RAM role of this instance${remarkOnForeignVariables(host.env)}`,
    });
  }
}
