import { createRequire } from 'node:module';
import type * as Credentials from '@alicloud/credentials';
import type * as OpenApiClient from '@alicloud/openapi-client';
import type * as OpenApiCore from '@alicloud/openapi-core';
import { DeniedError } from '../errors.ts';
import { valueAt } from '../model/record.ts';
import type { ConnectionInfo, EcsAction, EcsCall } from './api.ts';
import { toCredentialError } from './credential-failure.ts';
import type { CredentialKind, CredentialSource, Environment } from './credential-source.ts';
import type { Endpoint } from './endpoint.ts';
import { guardRequests, type HttpModule } from './http.ts';
import { keepCredentials } from './kept-credentials.ts';
import { readConfig } from './profile.ts';
import { keepRenewed } from './write-back.ts';

/**
 * The only importer of @alicloud/*. The ECS client class itself is not loaded: it brings 3,400 model files with it (0.4
 * s). Its base class, its own request models and the documented Config do the same in a quarter of the time.
 */
const load = createRequire(import.meta.filename);

interface Provider {
  getCredentials(): Promise<unknown>;
  getProviderName(): string;
  /** The temporary credentials that it got last. */
  readonly session?: { readonly expiration?: string };
  /** Who does the work, where that is another. */
  readonly innerProvider?: Provider;
}

/** The provider for profiles of the CLI. What it is given here it would get itself: the configuration from its file. */
interface ProfileProvider extends Provider {
  innerProvider: Provider;
  getCredentialsProvider(config: unknown, name: string): Provider;
  createOAuthTokenUpdateCallback(config: unknown, name: string): (...values: unknown[]) => Promise<void>;
  createExternalCredentialUpdateCallback(config: unknown, name: string): (...values: unknown[]) => Promise<void>;
}

interface ProviderBuilder {
  build(): Provider;
  withProfileName(name: string | undefined): ProviderBuilder;
  withRoleName(name: string | undefined): ProviderBuilder;
  withCredentialsURI(uri: string | undefined): ProviderBuilder;
  withConnectTimeout(ms: number): ProviderBuilder;
  withReadTimeout(ms: number): ProviderBuilder;
}

/** A credential of the SDK: fetches, caches and renews what requests are signed with. */
export type Credential = InstanceType<typeof Credentials.default.default>;

/** The SDK's credential providers by source. Each reads its own environment variables and files. */
const providers: Readonly<Record<CredentialKind, (source: CredentialSource, env: Environment, remark: (text: string) => void) => Provider>> = {
  environment: () => builderOf('env').build(),
  oidc: () => builderOf('oidc_role_arn').build(),
  'cli-profile': ({ profile = '' }, _, remark) => profileProvider(profile, remark),
  'credentials-file': () => builderOf('profile').build(),
  'ecs-role': (_, env) => builderOf('ecs_ram_role').withRoleName(env.ALIBABA_CLOUD_ECS_METADATA).withConnectTimeout(1_000).withReadTimeout(2_000).build(),
  'credentials-uri': ({ uri }, env) =>
    builderOf('uri')
      .withCredentialsURI(uri ?? env.ALIBABA_CLOUD_CREDENTIALS_URI)
      .build(),
};

/**
 * The provider of a profile. It reads the configuration with its byte order mark, if it has one, and writes into it in
 * place when it renews credentials: a run that is killed then, or runs beside another, would damage it.
 */
function profileProvider(profile: string, remark: (text: string) => void): Provider {
  const provider = builderOf('cli_profile').withProfileName(profile).build() as ProfileProvider;
  provider.createOAuthTokenUpdateCallback = (_, name) => keepRenewed('OAuth', name, remark);
  provider.createExternalCredentialUpdateCallback = (_, name) => keepRenewed('External', name, remark);
  provider.innerProvider = provider.getCredentialsProvider(readConfig(), profile);
  return provider;
}

function builderOf(provider: string): ProviderBuilder {
  return (load(`@alicloud/credentials/dist/src/providers/${provider}.js`) as { default: { builder(): ProviderBuilder } }).default.builder();
}

/** The providers of a run by source: who opens the API several times gets credentials once. */
export type Providers = Map<string, Provider>;

/**
 * Credentials ready for requests. Rejects with DeniedError when the source gives none; the SDK's reasons may quote
 * secrets and are dropped. What else is to be said is a remark.
 */
export async function openCredential(
  source: CredentialSource,
  env: Environment,
  connection: ConnectionInfo,
  remark: (text: string) => void,
  opened: Providers = new Map(),
): Promise<Credential> {
  const { default: CredentialClient } = load('@alicloud/credentials') as typeof Credentials.default;
  guardRequests(env, httpModules());
  const name = JSON.stringify([source.kind, source.profile, source.account]);
  try {
    const provider = opened.get(name) ?? keeper(providers[source.kind](source, env, remark), (error) => toCredentialError(error, source, env));
    opened.set(name, provider);
    const credential = new CredentialClient(undefined, provider as never);
    const { accessKeyId } = await credential.getCredential();
    if (accessKeyId) connection.accessKey = `****${accessKeyId.slice(-4)}`;
    return credential;
  } catch (error) {
    throw error instanceof DeniedError ? error : toCredentialError(error, source, env);
  }
}

/**
 * A provider that asks another no more often than needed. The SDK's own take what lasts 15 minutes or less (an hour for
 * the role of an instance) for stale, and ask for it again with every request.
 */
function keeper(provider: Provider, toError: (error: unknown) => Error): Provider {
  return {
    getCredentials: keepCredentials(
      () =>
        provider.getCredentials().catch((error: unknown) => {
          throw toError(error);
        }),
      () => endOf(provider),
    ),
    getProviderName: () => provider.getProviderName(),
  };
}

/** When what a provider got last ends, in milliseconds since the epoch; undefined for what lasts or does not say. */
function endOf({ session, innerProvider }: Provider): number | undefined {
  if (innerProvider) return endOf(innerProvider);
  const end = Date.parse(session?.expiration ?? '');
  return Number.isNaN(end) ? undefined : end;
}

/** Limits on a single attempt, in milliseconds. The SDK ends a slow reply, too, at the limit for connecting. */
const timeouts = { connectTimeout: 15_000, readTimeout: 15_000 } as const;

/**
 * Opens the ECS API. `endpointFor` gives the endpoint of a region. Requests reuse connections and are never retried
 * here.
 */
export function openEcs(credential: Credential, endpointFor: (region: string) => Endpoint, connection: ConnectionInfo): EcsCall {
  const { default: OpenApi, $OpenApiUtil } = load('@alicloud/openapi-core') as typeof OpenApiCore.default;
  const { Config } = load('@alicloud/openapi-client') as typeof OpenApiClient.default;
  return async ({ action, region, parameters }) => {
    const { host, protocol } = endpointFor(region);
    const client = new OpenApi(new Config({ credential, endpoint: host, protocol, regionId: region, ...timeouts }) as never);
    const request = new $OpenApiUtil.OpenApiRequest({ query: toQuery(action, parameters) });
    const reply = await client.callApi(new $OpenApiUtil.Params({ ...callShape, action }), request, {} as never);
    const serverTime = Date.parse(String(valueAt(reply, 'headers.date')));
    if (!Number.isNaN(serverTime)) connection.clockOffsetMs = serverTime - Date.now();
    return reply.body as unknown;
  };
}

/** The HTTP modules of the SDK: its packages may each have their own. */
const httpModules = () => ['@alicloud/credentials', '@alicloud/openapi-core'].map((user) => createRequire(load.resolve(user))('httpx') as HttpModule);

/** How every operation of ECS is called, as in the SDK's generated client. */
const callShape = {
  version: '2014-05-26',
  protocol: 'HTTPS',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
} as const;

/** The request models that the ECS SDK has for what the tool asks. */
interface RequestModels {
  readonly DescribeRegions: import('@alicloud/ecs20140526/dist/models/DescribeRegionsRequest.js').DescribeRegionsRequest;
  readonly DescribeZones: import('@alicloud/ecs20140526/dist/models/DescribeZonesRequest.js').DescribeZonesRequest;
  readonly DescribeInstanceTypeFamilies: import('@alicloud/ecs20140526/dist/models/DescribeInstanceTypeFamiliesRequest.js').DescribeInstanceTypeFamiliesRequest;
  readonly DescribeInstanceTypes: import('@alicloud/ecs20140526/dist/models/DescribeInstanceTypesRequest.js').DescribeInstanceTypesRequest;
  readonly DescribeAvailableResource: import('@alicloud/ecs20140526/dist/models/DescribeAvailableResourceRequest.js').DescribeAvailableResourceRequest;
  readonly DescribeInstances: import('@alicloud/ecs20140526/dist/models/DescribeInstancesRequest.js').DescribeInstancesRequest;
  readonly DescribeNetworkInterfaces: import('@alicloud/ecs20140526/dist/models/DescribeNetworkInterfacesRequest.js').DescribeNetworkInterfacesRequest;
  readonly DescribePrice: import('@alicloud/ecs20140526/dist/models/DescribePriceRequest.js').DescribePriceRequest;
  readonly DescribeSpotPriceHistory: import('@alicloud/ecs20140526/dist/models/DescribeSpotPriceHistoryRequest.js').DescribeSpotPriceHistoryRequest;
  readonly DescribeResourcesModification: import('@alicloud/ecs20140526/dist/models/DescribeResourcesModificationRequest.js').DescribeResourcesModificationRequest;
}

/** Names and validates parameters by the request model of the ECS SDK. */
function toQuery(action: EcsAction, parameters: Partial<RequestModels[EcsAction]>): Record<string, string> {
  const models = load(`@alicloud/ecs20140526/dist/models/${action}Request.js`) as Readonly<
    Record<string, new (map: object) => { validate(): void; toMap(): Record<string, unknown> }>
  >;
  const Model = models[`${action}Request`];
  if (!Model) throw new TypeError(`The ECS SDK has no request model for ${action}.`);
  const request = new Model(parameters);
  request.validate();
  const { OpenApiUtil } = load('@alicloud/openapi-core') as typeof OpenApiCore.default;
  return OpenApiUtil.query(request.toMap());
}
