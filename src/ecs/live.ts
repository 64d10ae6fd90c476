import { type Catalog, joinObservations, type SourcedObservations } from '../model/catalog/catalog.ts';
import type { ConnectionInfo, EcsCall } from './api.ts';
import { withCache } from './cache.ts';
import type { CredentialSource, Environment } from './credential-source.ts';
import { openDeadline } from './deadline.ts';
import { endpointOf, parseEndpoint } from './endpoint.ts';
import { toCipuError } from './failure.ts';
import { toRegions } from './mapper.ts';
import { observeRegions, type RegionalObservations } from './observe.ts';
import { openPool, withPool } from './pool.ts';
import { defaultRegion, isRegionPattern, matchRegions } from './regions.ts';
import { checkShape, type EcsList, type EcsPages, listAll, readPages } from './request.ts';
import { type RetryObserver, withRetry } from './retry.ts';

/** What to ask, and whom. */
export interface LiveOptions {
  readonly regions: readonly string[];
  readonly endpoint?: string;
  readonly vpc: boolean;
  readonly timeoutMs: number;
  readonly cache: boolean;
  readonly refresh: boolean;
  readonly debug: boolean;
}

/** What the live path needs of its surroundings. */
export interface LiveSurroundings {
  readonly env: Environment;
  readonly cacheDirectory: string;
  now(): Date;
  /** Resolves after so many milliseconds. */
  sleep(ms: number): Promise<void>;
  openEmbedded(): Catalog;
  /** Says something on stderr at once. */
  say(text: string): void;
  /** Shows how far the work is; undefined ends the line. */
  progress(text: string | undefined): void;
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
  /** The regions that the flags name. Asks DescribeRegions for globs and `all`. Rejects with CipuError. */
  regions(): Promise<readonly string[]>;
}

/** The role of the machine itself: tried when live data is asked for and nothing is configured. */
const instanceRole: CredentialSource = {
  kind: 'ecs-role',
  description: 'the RAM role of this instance; no other source is configured',
  account: 'instance role',
};

/**
 * Opens the ECS API: the SDK behind a pool, retries, paging and the cache. Nothing is loaded or asked before it is needed.
 * Sessions that work side by side share a pool. Throws UsageError for an endpoint or region that cannot be.
 */
export function openSession(options: LiveOptions, found: CredentialSource | undefined, surroundings: LiveSurroundings, pool = openPool()): EcsSession {
  const { env, say, progress, now, sleep, cacheDirectory } = surroundings;
  const credentials = found ?? instanceRole;
  const named = options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint);
  const endpointFor = (region: string) => named ?? endpointOf(region, options.vpc);
  const { region: home, from } = defaultRegion(env, credentials.region);
  const log = (text: string) => options.debug && say(`debug: ${text}`);
  log(`credentials from ${credentials.description}; default region ${home} (${from}); endpoint ${endpointFor(home).host}`);

  let done = 0;
  const observer: RetryObserver = {
    attempted({ action, region, attempt, outcome, durationMs, requestId }) {
      done += 1;
      progress(`${action} ${region}: ${done} replies`);
      log(`${action} ${region} attempt ${attempt}: ${outcome}, ${Math.round(durationMs)} ms, request id ${requestId ?? 'none'}`);
    },
    waiting: ({ action, region }, { code }, delayMs) => say(`${action} ${region}: ${code}; trying again in ${(delayMs / 1000).toFixed(1)} s`),
  };
  const connection: ConnectionInfo = {};
  let opened: ReturnType<typeof openSdk> | undefined;
  const openSdk = async () => {
    const { openCredential, openEcs } = await import('./sdk.ts');
    return withPool(openEcs(await openCredential(credentials, env, connection), endpointFor, connection), pool);
  };
  const deadline = openDeadline(options.timeoutMs);
  const call = withRetry(
    async (request) => {
      opened ??= openSdk();
      return checkShape(await (await opened)(request), request);
    },
    { observer, deadline, sleep, toError: (failure, request) => toCipuError(failure, request, credentials) },
  );
  const pages = readPages(call);
  const direct = listAll(pages, now);
  const list = options.cache
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
    return matchRegions(
      flags,
      flags.some(isRegionPattern)
        ? toRegions((await list({ action: 'DescribeRegions', region: home, parameters: { acceptLanguage: 'en-US' } })).items).map(({ id }) => id)
        : [],
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
  };
}

/** Asks the ECS API and joins the answer with the documentation. Rejects with CipuError; there is no silent fall-back. */
export async function openLiveCatalog(session: EcsSession, surroundings: LiveSurroundings): Promise<Catalog> {
  const embedded = surroundings.openEmbedded();
  const observations = await observeLive(session, embedded, surroundings);
  return joinObservations(observations, embedded, observations.source);
}

/** Asks the ECS API; the documentation only says how many types to expect. Rejects with CipuError when no region answers. */
export async function observeLive(session: EcsSession, embedded: Catalog, { now, say }: LiveSurroundings): Promise<SourcedObservations> {
  const regions = await session.regions();
  const documented = new Map(embedded.families.map(({ id, summary }) => [id, summary.count]));
  const observations = await observeRegions(session.list, regions, (family) => documented.get(family) ?? 0);
  const { failures, fetchedAt } = observations;
  const gaps = gapsOf(observations);
  const answered = regions.filter((region) => !failures.some((failure) => failure.region === region));
  const ageHours = (now().getTime() - fetchedAt) / 3_600_000;
  if (ageHours >= 1) say(`The catalog is ${Math.floor(ageHours)} h old: --refresh asks the API again.`);
  const source = {
    type: 'live',
    asOf: new Date(fetchedAt).toISOString(),
    regions: answered,
    complete: gaps.length === 0,
    ...(gaps.length > 0 && { gaps }),
  } as const;
  return { source, families: observations.families, types: observations.types };
}

/** What is missing from the answer, a sentence each. */
function gapsOf({ failures, withoutTypes, typeless, unreadable, typesError, families, types, emptyRegions }: RegionalObservations): string[] {
  const listed = new Set(families.map(({ id }) => id));
  const withoutFamily = types.filter(({ family }) => family === null || !listed.has(family)).map(({ id }) => id);
  return [
    ...failures.map(({ region, error }) => `${region} is missing: ${error.message}`),
    ...emptyRegions.map((region) => `The reply of ${region} was empty, which does not mean that nothing is sold there.`),
    ...(withoutTypes.length > 0
      ? [`The types of ${withoutTypes.length} families could not be fetched: ${withoutTypes.join(', ')}. ${typesError?.message ?? ''}`.trim()]
      : []),
    ...(typeless.length > 0
      ? [
          `The replies named no types of ${typeless.length} families that are documented with some: ${typeless.slice(0, 5).join(', ')}${typeless.length > 5 ? ' and more' : ''}.`,
        ]
      : []),
    ...(unreadable > 0 ? [`${unreadable} entries of the replies have no id.`] : []),
    ...(withoutFamily.length > 0
      ? [
          `${withoutFamily.length} types belong to no family that was listed: ${withoutFamily.slice(0, 5).join(', ')}${withoutFamily.length > 5 ? ' and more' : ''}.`,
        ]
      : []),
  ];
}

function once(say: (text: string) => void): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (!said.has(text)) say(text);
    said.add(text);
  };
}
