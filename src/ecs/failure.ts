import { type CipuError, DeniedError, type ErrorDetails, ServiceError, UsageError } from '../errors.ts';
import { valueAt } from '../model/record.ts';

import { ramAction } from './actions.ts';
import type { EcsAction, EcsRequest } from './api.ts';
import type { CredentialSource } from './credential-source.ts';
import { knownRegions, unknownRegion } from './regions.ts';

/** What is known of a failed request, whatever the SDK threw. Texts of the SDK are not kept: they may quote secrets. */
export interface Failure {
  /** The API's error code, Node's (`ECONNRESET`), or the name of the error. */
  readonly code: string;
  readonly statusCode: number | undefined;
  readonly requestId: string | undefined;
  /** How long the API asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether trying again may help. */
  readonly retryable: boolean;
  /** Whether there were too many requests. */
  readonly throttled: boolean;
}

/**
 * The API does not know, or does not sell, what a request named: a zone, a type, an instance. The code is the API's.
 */
export class UnknownValueError extends UsageError {
  readonly code: string;

  constructor(action: EcsAction, code: string, details: ErrorDetails) {
    super(`${action}: the API does not know a value that was asked for (${code}).`, details);
    this.code = code;
  }
}

/**
 * Codes that are about a value. A type that is not sold with the default system disk is refused for the disk; a price
 * that does not exist is not found.
 */
const valueCodes = /^(Invalid(ZoneId|Instance(Type|Ids?\b)|ResourceId|SystemDiskCategory)|Price)/;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' && value !== 'undefined' ? value : undefined);
const networkCodes = /^(ECONN|EPIPE|ERR_STREAM_PREMATURE_CLOSE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|HPE_|RequestTimeout|UND_ERR)/;

/** What OpenSSL and Node say of a certificate. */
export const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|^(INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;
/** What they say of a server that does not speak TLS. */
const tlsCodes = /^(EPROTO|ERR_SSL|ERR_TLS)/;

/** Reads what the SDK threw. */
export function toFailure(error: unknown): Failure {
  const statusCode = valueAt(error, 'statusCode');
  // A body that is not JSON is either a proxy's page or a reply cut short: both pass.
  const name = text(valueAt(error, 'code')) ?? text(valueAt(error, 'name')) ?? 'UnknownError';
  const code = error instanceof SyntaxError || name === 'ResponseError' ? 'UnreadableReply' : name;
  const status = typeof statusCode === 'number' ? statusCode : undefined;
  const retryAfter = valueAt(error, 'retryAfter');
  const throttled = code.includes('Throttling');
  return {
    code,
    statusCode: status,
    requestId: text(valueAt(error, 'requestId')) ?? text(valueAt(error, 'data.RequestId')),
    retryAfterMs: typeof retryAfter === 'number' ? retryAfter : undefined,
    retryable: throttled || (status ?? 0) >= 500 || /ServiceUnavailable|InternalError|UnreadableReply/.test(code) || networkCodes.test(code),
    throttled,
  };
}

const credentialCodes: readonly { readonly pattern: RegExp; readonly remedy: string }[] = [
  { pattern: /^InvalidAccessKeyId/, remedy: 'the access key does not exist or is disabled: check the credential source' },
  {
    pattern: /^(SignatureDoesNotMatch|IncompleteSignature)/,
    remedy: 'the access key secret does not belong to the access key id: check the credential source',
  },
  { pattern: /^InvalidSecurityToken/, remedy: 'the security token is wrong or has expired: fetch a new one' },
  { pattern: /^InvalidTimeStamp/, remedy: 'the clock of this machine is wrong: set it (the API accepts 15 minutes of difference)' },
];

/**
 * The error to show for a failed request, which a proxy may have passed on, given by its host. Never contains what the
 * SDK wrote.
 */
export function toCipuError(failure: Failure, { action, region }: EcsRequest, credentials: CredentialSource, proxy?: string): CipuError {
  const { code, requestId, statusCode } = failure;
  const details = { ...(requestId !== undefined && { requestId }) };
  const refused = credentialCodes.find(({ pattern }) => pattern.test(code));
  if (refused) return new DeniedError(`The API refused the credentials of ${credentials.description} (${code}).`, { ...details, hint: refused.remedy });
  if (/^(Forbidden|NoPermission)/.test(code)) {
    return new DeniedError(`The credentials of ${credentials.description} may not call ${action} (${code}).`, {
      ...details,
      hint: `allow the RAM action ${ramAction(action)}`,
    });
  }
  if (/^InvalidRegionId/.test(code) && knownRegions.has(region))
    return new ServiceError(`The endpoint does not serve the region "${region}".`, { ...details, hint: 'without --endpoint each region is asked at its own' });
  if (/^InvalidRegionId/.test(code) || (code === 'ENOTFOUND' && proxy === undefined && !knownRegions.has(region))) return unknownRegion(region);
  if (valueCodes.test(code)) return new UnknownValueError(action, code, details);
  if (code === 'UnreadableReply')
    return new ServiceError(`${action} in ${region}: the reply is not what the API sends.`, {
      ...details,
      hint: proxy === undefined ? 'is there a proxy between? --endpoint names another endpoint' : `what does the proxy ${proxy} send?`,
    });
  if (code === 'ReplyTooLarge')
    return new ServiceError(`${action} in ${region}: the reply is larger than 64 MB, or nests deeper than 64 levels.`, {
      ...details,
      hint: 'the API sends nothing like that: check the endpoint and the proxy',
    });
  if (statusCode === undefined) {
    const [problem, hint] = withoutReply(code, proxy);
    return new ServiceError(`${action} in ${region}: ${problem} (${code}).`, { ...details, hint });
  }
  return new ServiceError(`${action} in ${region} failed: ${code}, HTTP status ${statusCode}.`, {
    ...details,
    hint: 'try again later; --offline uses the embedded catalog',
  });
}

/** Why there was no reply, and what to try. */
function withoutReply(code: string, proxy: string | undefined): readonly [problem: string, hint: string] {
  if (certificateCodes.test(code)) {
    return [
      'the certificate of the server is not accepted',
      'a proxy that reads TLS has a certificate of its own: NODE_EXTRA_CA_CERTS names the file of it; a wrong clock is a reason, too',
    ];
  }
  const isTls = tlsCodes.test(code);
  const isNetwork = networkCodes.test(code) || code === 'ENOTFOUND';
  // A proxy that refuses to pass a request on is an error without a code.
  if (proxy !== undefined && (isTls || isNetwork || code === 'Error')) {
    return ['no answer through the proxy', `check the proxy ${proxy}, which HTTPS_PROXY names; NO_PROXY=.aliyuncs.com goes round it`];
  }
  if (isTls) return ['the server does not speak TLS as it should', 'check the endpoint: is there something else behind it?'];
  if (isNetwork) return ['no answer from the API', 'check the network and the endpoint; cipu families --offline works without either'];
  return ['the SDK failed before it had a reply', 'this is a bug; please report it with what --debug says'];
}
