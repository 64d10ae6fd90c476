import { type Catalog, joinObservations } from '../model/catalog.ts';
import type { CredentialSource, Environment } from './credentials.ts';
import { endpointOf, parseEndpoint } from './endpoint.ts';
import { toCipuError } from './failure.ts';
import { observeRegion } from './observe.ts';
import { resolveRegion } from './regions.ts';
import type { RetryObserver } from './retry.ts';
import { withRetry } from './retry.ts';
import { openCredential, openSdk } from './sdk.ts';

/** What the live catalog needs of its surroundings. */
export interface LiveSurroundings {
  readonly env: Environment;
  now(): Date;
  openEmbedded(): Catalog;
  readonly stderr: { write(text: string): void };
}

/** What to ask, and whom. */
export interface LiveOptions {
  readonly region?: string;
  readonly endpoint?: string;
  readonly debug: boolean;
}

/** The role of the machine itself: tried when live data is asked for and nothing is configured. */
const instanceRole: CredentialSource = { kind: 'ecs-role', description: 'the RAM role of this instance; no other source is configured' };

/** Asks the ECS API and joins the answer with the documentation. Rejects with CipuError; there is no silent fall-back. */
export async function openLiveCatalog(
  { region: flag, endpoint, debug }: LiveOptions,
  found: CredentialSource | undefined,
  { env, now, openEmbedded, stderr }: LiveSurroundings,
): Promise<Catalog> {
  const source = found ?? instanceRole;
  const { region, from } = resolveRegion(flag, env, source.region);
  const named = endpoint === undefined ? undefined : parseEndpoint(endpoint);
  const log = (text: string) => debug && stderr.write(`debug: ${text}\n`);
  log(`credentials from ${source.description}; region ${region} (${from}); endpoint ${(named ?? endpointOf(region)).host}`);
  const observer: RetryObserver = {
    attempted: ({ action, region: asked, attempt, outcome, durationMs, requestId }) =>
      log(`${action} ${asked} attempt ${attempt}: ${outcome}, ${Math.round(durationMs)} ms, request id ${requestId ?? 'none'}`),
    waiting: ({ action }, { code }, delayMs) => stderr.write(`${action}: ${code}; trying again in ${(delayMs / 1000).toFixed(1)} s\n`),
  };
  const sdk = openSdk(await openCredential(source, env), (asked) => named ?? endpointOf(asked));
  const call = withRetry(sdk, (failure, request) => toCipuError(failure, request, source), observer);
  const observations = await observeRegion(call, region);
  return joinObservations(observations, openEmbedded(), { type: 'live', asOf: now().toISOString(), regions: [region], complete: true });
}
