import { CipuError, DeniedError } from '../errors.ts';
import type { Diagnosis } from '../model/reports/diagnosis.ts';
import { actionNames, actions, ramAction } from './actions.ts';
import type { EcsAction, EcsRequest } from './api.ts';
import { type CredentialSource, type Environment, remarkOnForeignVariables } from './credential-source.ts';
import { UnknownValueError } from './failure.ts';
import { proxyOf } from './proxy.ts';
import type { EcsSession } from './session.ts';

/** A clock that is further off than this is worth a warning; the API refuses requests at fifteen minutes. */
const tolerableOffsetMs = 60_000;

/**
 * Finds out what the live path would use and whether it works: one cheap request for each operation that the tool uses.
 * `found` is the configured credential source, if any. Never rejects for what it is to diagnose.
 */
export async function diagnose(session: EcsSession, found: CredentialSource | undefined, env: Environment): Promise<Diagnosis[]> {
  const { credentials, home, homeFrom, endpoint } = session;
  const proxy = proxyOf(env);
  const exceptions = env.no_proxy || env.NO_PROXY;
  const settings: Diagnosis[] = [
    found
      ? { check: 'credentials', status: 'unknown', detail: `from ${credentials.description}`, remedy: null }
      : {
          check: 'credentials',
          status: 'failed',
          detail: 'no source is configured',
          remedy: `set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run aliyun configure${remarkOnForeignVariables(env)}`,
        },
    { check: 'profile', status: 'ok', detail: credentials.profile ?? 'none is used', remedy: null },
    { check: 'region', status: 'ok', detail: `${home} (${homeFrom})`, remedy: null },
    { check: 'endpoint', status: 'ok', detail: endpoint, remedy: null },
    { check: 'proxy', status: 'ok', detail: proxy ? `${proxy.protocol}//${proxy.host}${exceptions ? `, except ${exceptions}` : ''}` : 'none', remedy: null },
  ];
  if (!found) return settings;
  const answers = await Promise.all(actionNames.map((action) => probe(session, action)));
  const { accessKey } = session.connection();
  const key: Diagnosis[] = accessKey === undefined ? [] : [{ check: 'access key', status: 'ok', detail: accessKey, remedy: null }];
  const [{ detail }, ...others] = settings as [Diagnosis, ...Diagnosis[]];
  if (accessKey === undefined) {
    // Whatever is asked needs them: what is wrong with them is said once.
    const refusal = answers.find(({ status }) => status === 'denied');
    const { detail: cause = `${detail}: none came`, remedy = null } = refusal ?? {};
    return [{ check: 'credentials', status: 'denied', detail: cause, remedy }, ...others];
  }
  const proven = answers.some(({ status }) => status === 'ok');
  const credentialsRow: Diagnosis = proven
    ? { check: 'credentials', status: 'ok', detail, remedy: null }
    : { check: 'credentials', status: 'unknown', detail: `${detail}; no request was answered with them`, remedy: null };
  return [credentialsRow, ...others, ...key, clock(session), ...answers];
}

/**
 * Whether an operation is permitted. What a catalog does without is worth no more than a warning: whoever only reads it
 * is in order.
 */
async function probe({ call, home, now }: EcsSession, action: EcsAction): Promise<Diagnosis> {
  const { neededFor, probe: parametersOf } = actions[action];
  const check = ramAction(action);
  try {
    await call({ action, region: home, parameters: parametersOf(home, now()) } as EcsRequest);
    return { check, status: 'ok', detail: 'permitted', remedy: null };
  } catch (error) {
    if (!(error instanceof CipuError)) throw error;
    // A type or an instance that the region does not know is an answer: the request was permitted.
    if (error instanceof UnknownValueError) return { check, status: 'ok', detail: 'permitted', remedy: null };
    const { message, hint: remedy = null } = error;
    if (neededFor !== undefined) return { check, status: 'warning', detail: `${message} It is needed for ${neededFor}.`, remedy };
    return { check, status: error instanceof DeniedError ? 'denied' : 'failed', detail: message, remedy };
  }
}

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
