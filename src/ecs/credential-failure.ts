import { DeniedError } from '../errors.ts';
import { valueAt } from '../model/record.ts';
import { type CredentialSource, type Environment, remarkOnForeignVariables } from './credential-source.ts';
import { certificateCodes, toFailure } from './failure.ts';

/** Why a source gives no credentials, and what to do about it. */
interface Cause {
  readonly cause: string;
  readonly hint?: string;
}

/** What the services that give credentials answer, by code. */
const refusals: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  { pattern: /^EntityNotExist\.Role/, hint: 'the role does not exist: check its ARN' },
  { pattern: /^NoPermission/, hint: 'allow sts:AssumeRole to who asks, and let the trust policy of the role name who that is' },
  { pattern: /OIDCToken.*Expired|ExpiredToken/i, hint: 'the OIDC token has expired: have a new one written into its file' },
  { pattern: /OIDC/, hint: 'the OIDC provider, the token and the trust policy of the role do not fit together' },
  { pattern: /^InvalidAccessKeyId/, hint: 'the access key does not exist or is disabled' },
  { pattern: /^SignatureDoesNotMatch/, hint: 'the access key secret does not belong to the access key id' },
  { pattern: /^InvalidSecurityToken/, hint: 'the security token is wrong or has expired: fetch a new one' },
  { pattern: /^InvalidTimeStamp/, hint: 'the clock of this machine is wrong: set it' },
];

/**
 * The error to show when a source gives no credentials. What the SDK wrote may quote secrets and whole files: only
 * codes and request ids are taken from it, and only where a service wrote them.
 */
export function toCredentialError(error: unknown, source: CredentialSource, env: Environment): DeniedError {
  const { cause, hint } = causeOf(error, source) ?? {};
  const general = 'check that it holds what its mode needs; --profile chooses another source, --offline needs none';
  return new DeniedError(`No credentials could be had from ${source.description}${cause === undefined ? '' : `: ${cause}`}.`, {
    hint: `${hint ?? general}${remarkOnForeignVariables(env)}`,
  });
}

function causeOf(error: unknown, { kind, profile }: CredentialSource): Cause | undefined {
  const text = String(valueAt(error, 'message') ?? '');
  if (/^CloudSSO access token is empty or expired/.test(text))
    return { cause: 'the CloudSSO session is over', hint: `sign in again: aliyun configure --mode CloudSSO --profile ${profile ?? 'NAME'}` };
  if (/^IMDS credentials is disabled/.test(text))
    return {
      cause: 'the metadata service is switched off',
      hint: 'ALIBABA_CLOUD_ECS_METADATA_DISABLED is true: unset it, or configure another source; --offline needs none',
    };
  if (/^get role name failed: .* 404$/.test(text) || (kind === 'ecs-role' && /^get sts token failed, httpStatus: 404\b/.test(text)))
    return { cause: 'the instance has no such RAM role', hint: 'attach a RAM role to the instance, or configure another source' };
  if (
    /^(refresh session token failed|get sts token failed with OIDC|get session token from (CloudSSO|OAuth) failed|failed to refresh OAuth token)/.test(text)
  ) {
    const code = /"Code"\s*:\s*"([A-Za-z]+(?:\.[A-Za-z]+)*)"/.exec(text)?.[1];
    const requestId = /"RequestId"\s*:\s*"([0-9A-Fa-f-]{8,64})"/.exec(text)?.[1];
    const asked = requestId === undefined ? '' : `, request id ${requestId}`;
    if (code !== undefined) {
      const known = refusals.find(({ pattern }) => pattern.test(code));
      return { cause: `the service refuses (${code}${asked})`, ...(known && { hint: known.hint }) };
    }
    return { cause: 'the service refuses without a code' };
  }
  const { code, retryable } = toFailure(error);
  if (code === 'ENOENT' && kind === 'oidc') return { cause: 'the token file is missing (ENOENT)', hint: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE names the file' };
  if (code === 'ENOENT') return { cause: 'a file that it names is missing (ENOENT)' };
  if (certificateCodes.test(code))
    return { cause: `the certificate of the service is not accepted (${code})`, hint: 'NODE_EXTRA_CA_CERTS names the file of one to trust' };
  const service = kind === 'ecs-role' ? 'the metadata service' : 'the service that gives them';
  if (retryable || code === 'ENOTFOUND')
    return { cause: `${service} does not answer (${code})`, hint: 'check the network and the proxy; --offline needs neither' };
  return undefined;
}
