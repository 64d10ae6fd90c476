import { CipuError, DeniedError } from '../errors.ts';
import type { Diagnosis } from '../model/reports/diagnosis.ts';
import { type EcsAction, type EcsRequest, ramAction } from './api.ts';
import type { CredentialSource, Environment } from './credential-source.ts';
import { UnknownValueError } from './failure.ts';
import type { EcsSession } from './live.ts';
import { proxyOf } from './proxy.ts';

/** A clock that is further off than this is worth a warning; the API refuses requests at fifteen minutes. */
const tolerableOffsetMs = 60_000;

/** A type that nearly every region sells, for operations that want one. */
const instanceType = 'ecs.g7.large';

/**
 * Finds out what the live path would use and whether it works: one cheap request for each operation that the tool needs.
 * `found` is the configured credential source, if any. Never rejects for what it is to diagnose.
 */
export async function diagnose(session: EcsSession, found: CredentialSource | undefined, env: Environment): Promise<Diagnosis[]> {
  const { credentials, home, homeFrom, endpoint } = session;
  const proxy = proxyOf(env);
  const exceptions = env.no_proxy || env.NO_PROXY;
  const settings: Diagnosis[] = [
    found
      ? { check: 'credentials', status: 'ok', detail: `from ${credentials.description}`, remedy: null }
      : {
          check: 'credentials',
          status: 'failed',
          detail: 'no source is configured',
          remedy: 'set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run aliyun configure',
        },
    { check: 'profile', status: 'ok', detail: credentials.profile ?? 'none is used', remedy: null },
    { check: 'region', status: 'ok', detail: `${home} (${homeFrom})`, remedy: null },
    { check: 'endpoint', status: 'ok', detail: endpoint, remedy: null },
    { check: 'proxy', status: 'ok', detail: proxy ? `${proxy.protocol}//${proxy.host}${exceptions ? `, except ${exceptions}` : ''}` : 'none', remedy: null },
  ];
  if (!found) return settings;
  const answers = await Promise.all([
    ...catalogRequests(home).map((request) => probe(session, request)),
    ...fleetRequests(home).map(async (request) => spare(await probe(session, request), request)),
  ]);
  const { accessKey } = session.connection();
  const key: Diagnosis[] = accessKey === undefined ? [] : [{ check: 'access key', status: 'ok', detail: accessKey, remedy: null }];
  return [...settings, ...key, clock(session), ...answers];
}

/** One cheap request for each operation that a catalog needs. */
function catalogRequests(region: string): EcsRequest[] {
  return [
    { action: 'DescribeRegions', region, parameters: {} },
    { action: 'DescribeZones', region, parameters: { regionId: region } },
    { action: 'DescribeInstanceTypeFamilies', region, parameters: { regionId: region } },
    { action: 'DescribeInstanceTypes', region, parameters: { maxResults: 1 } },
    {
      action: 'DescribeAvailableResource',
      region,
      parameters: { regionId: region, destinationResource: 'InstanceType', ioOptimized: 'optimized', instanceChargeType: 'PostPaid', instanceType },
    },
  ];
}

/** One cheap request for each operation that only instances and prices need. Nobody has the instance that is asked about. */
function fleetRequests(region: string): EcsRequest[] {
  const startTime = `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}Z`;
  return [
    { action: 'DescribeInstances', region, parameters: { regionId: region, maxResults: 10 } },
    { action: 'DescribeNetworkInterfaces', region, parameters: { regionId: region, maxResults: 10 } },
    { action: 'DescribePrice', region, parameters: { regionId: region, resourceType: 'instance', instanceType, priceUnit: 'Hour', period: 1 } },
    {
      action: 'DescribeSpotPriceHistory',
      region,
      parameters: { regionId: region, instanceType, networkType: 'vpc', ioOptimized: 'optimized', OSType: 'linux', startTime },
    },
    { action: 'DescribeResourcesModification', region, parameters: { regionId: region, resourceId: 'i-0', destinationResource: 'InstanceType' } },
  ];
}

async function probe({ call }: EcsSession, request: EcsRequest): Promise<Diagnosis> {
  const check = ramAction(request.action);
  try {
    await call(request);
    return { check, status: 'ok', detail: 'permitted', remedy: null };
  } catch (error) {
    if (!(error instanceof CipuError)) throw error;
    // A type or an instance that the region does not know is an answer: the request was permitted.
    if (error instanceof UnknownValueError) return { check, status: 'ok', detail: 'permitted', remedy: null };
    return { check, status: error instanceof DeniedError ? 'denied' : 'failed', detail: error.message, remedy: error.hint ?? null };
  }
}

/** What a catalog does without is worth no more than a warning: whoever only reads it is in order. */
function spare(diagnosis: Diagnosis, { action }: EcsRequest): Diagnosis {
  return diagnosis.status === 'ok' ? diagnosis : { ...diagnosis, status: 'warning', detail: `${diagnosis.detail} It is needed for ${users[action]}.` };
}

const users: Partial<Record<EcsAction, string>> = {
  DescribeInstances: 'cipu instances and cipu replace',
  DescribeNetworkInterfaces: 'cipu instances and cipu replace',
  DescribePrice: 'cipu price and --price',
  DescribeSpotPriceHistory: 'cipu price',
  DescribeResourcesModification: 'cipu replace',
};

function clock(session: EcsSession): Diagnosis {
  const { clockOffsetMs } = session.connection();
  if (clockOffsetMs === undefined) return { check: 'clock', status: 'unknown', detail: 'no reply told the time', remedy: null };
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1000);
  if (Math.abs(clockOffsetMs) <= tolerableOffsetMs) return { check: 'clock', status: 'ok', detail: 'agrees with the API', remedy: null };
  return {
    check: 'clock',
    status: 'warning',
    detail: `${seconds} s ${clockOffsetMs > 0 ? 'behind' : 'ahead of'} the API`,
    remedy: 'set the clock of this machine: at 15 minutes the API refuses requests',
  };
}
