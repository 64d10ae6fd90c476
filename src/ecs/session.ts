import type { ConnectionInfo, EcsCall } from './api.ts';
import { withCache } from './cache.ts';
import type { CredentialSource, Environment } from './credential-source.ts';
import { openDeadline } from './deadline.ts';
import { endpointOf, parseEndpoint } from './endpoint.ts';
import { toCipuError } from './failure.ts';
import { createPool, withPool } from './pool.ts';
import { isProxied, proxyOf } from './proxy.ts';
import { defaultRegion, fetchRegions, isRegionPattern, matchRegions } from './regions.ts';
import { checkShape, type EcsList, type EcsPages, listAll, readPages } from './request.ts';
import { type RetryObserver, withRetry } from './retry.ts';
import type { Providers } from './sdk.ts';

/** Whom to ask, and how. */
export interface SessionOptions {
  readonly regions: readonly string[];
  readonly endpoint?: string;
  readonly vpc: boolean;
  readonly timeoutMs: number;
  readonly cache: boolean;
  readonly refresh: boolean;
  readonly debug: boolean;
}

/** What a session needs of its surroundings. */
export interface SessionSurroundings {
  readonly env: Environment;
  /** Undefined where there is no place for one. */
  readonly cacheDirectory: string | undefined;
  /** Who gives credentials in this run; sessions of the same account share them. */
  readonly providers?: Providers;
  now(): Date;
  /** Resolves after so many milliseconds. */
  sleep(ms: number): Promise<void>;
  /** Says something on stderr at once. */
  say(text: string): void;
  /** Shows how far the work is. */
  progress(text: string): void;
}

/** The ECS API of one account, ready to be asked. */
export interface EcsSession {
  readonly list: EcsList;
  /** A long list page by page, without the cache. */
  readonly pages: EcsPages;
  /** A single request, without paging and cache. Rejects with CipuError. */
  readonly call: EcsCall;
  readonly credentials: CredentialSource;
  /** The region that is asked for what is the same everywhere, and why it is that one. */
  readonly home: string;
  readonly homeFrom: string;
  readonly endpoint: string;
  /** What is known once a request was answered: the access key by its last four characters, and the server's clock. */
  connection(): ConnectionInfo;
  /** The regions that the flags name. Globs and `all` take a request. Rejects with CipuError. */
  regions(): Promise<readonly string[]>;
  now(): Date;
  /** Says something on stderr at once. */
  say(text: string): void;
}

/** The role of the machine itself: tried when live data is asked for and nothing is configured. */
const instanceRole: CredentialSource = {
  kind: 'ecs-role',
  description: 'the RAM role of this instance; no other source is configured',
  account: 'instance role',
};

/**
 * Opens the ECS API: the SDK behind a pool, retries, paging and the cache. Nothing is loaded or asked before it is
 * needed. Sessions that work side by side share a pool. Throws UsageError for an endpoint or region that cannot be.
 */
export function openSession(options: SessionOptions, found: CredentialSource | undefined, surroundings: SessionSurroundings, pool = createPool()): EcsSession {
  const { env, say, progress, now, sleep, cacheDirectory, providers } = surroundings;
  const credentials = found ?? instanceRole;
  const named = options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint);
  const endpointFor = (region: string) => named ?? endpointOf(region, options.vpc);
  const { region: home, from } = defaultRegion(env, credentials.region);
  const proxyFor = (region: string) => {
    const { host, protocol } = endpointFor(region);
    return isProxied(`${protocol}://${host}`, env) ? proxyOf(env)?.host : undefined;
  };
  const log = (text: string) => options.debug && say(`debug: ${text}`);
  log(`credentials from ${credentials.description}; default region ${home} (${from}); endpoint ${endpointFor(home).host}`);

  let replies = 0;
  const observer: RetryObserver = {
    attempted({ action, region, attempt, outcome, durationMs, requestId }) {
      replies += 1;
      progress(`${action} ${region}: ${replies} replies`);
      log(`${action} ${region} attempt ${attempt}: ${outcome}, ${Math.round(durationMs)} ms, request id ${requestId ?? 'none'}`);
    },
    waiting: ({ action, region }, { code }, delayMs) => say(`${action} ${region}: ${code}; trying again in ${(delayMs / 1000).toFixed(1)} s`),
  };
  const connection: ConnectionInfo = {};
  let opened: ReturnType<typeof openSdk> | undefined;
  const openSdk = async () => {
    const { openCredential, openEcs } = await import('./sdk.ts');
    return withPool(openEcs(await openCredential(credentials, env, connection, say, providers), endpointFor, connection), pool);
  };
  const deadline = openDeadline(options.timeoutMs);
  const call = withRetry(
    async (request) => {
      opened ??= openSdk();
      return checkShape(await (await opened)(request), request);
    },
    { observer, deadline, sleep, toError: (failure, request) => toCipuError(failure, request, credentials, proxyFor(request.region)) },
  );
  const pages = readPages(call);
  const direct = listAll(pages, now);
  const list =
    options.cache && cacheDirectory !== undefined
      ? withCache(direct, {
          directory: cacheDirectory,
          account: credentials.account,
          endpointOf: (region) => endpointFor(region).host,
          now,
          note: once(say),
          refresh: options.refresh,
        })
      : direct;
  let regions: ReturnType<EcsSession['regions']> | undefined;
  const findRegions = async () => {
    const flags = options.regions.length > 0 ? options.regions : [home];
    const offered = flags.some(isRegionPattern) ? await fetchRegions(list, home) : [];
    return matchRegions(
      flags,
      offered.map(({ id }) => id),
    );
  };
  return {
    list,
    pages,
    call,
    credentials,
    home,
    homeFrom: from,
    endpoint: endpointFor(home).host,
    connection: () => connection,
    regions() {
      regions ??= findRegions();
      return regions;
    },
    now,
    say,
  };
}

function once(say: (text: string) => void): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (!said.has(text)) say(text);
    said.add(text);
  };
}
