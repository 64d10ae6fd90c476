/** Who may call: a verdict on the signature, and the RAM policy of the key, turned into the API's refusals. */
import { type KnownCredential, type SignedRequest, type Verdict, verifySignature } from './acs3.ts';
import { ApiError } from './api-error.ts';

/**
 * Lets a request for `action` pass or throws the ApiError the service would answer with. `nowMs` is the server's clock
 * in milliseconds since the epoch.
 */
export function authorize(request: SignedRequest, action: string, known: readonly KnownCredential[], nowMs: number): void {
  const verdict = verifySignature(request, known, nowMs);
  if (verdict.kind !== 'ok') throw toRefusal(verdict);
  if (verdict.credential.expired) {
    throw new ApiError(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
  }
  const ramAction = `ecs:${action}`;
  if (verdict.credential.deny?.includes(ramAction)) throw toForbidden(ramAction);
}

function toRefusal(verdict: Exclude<Verdict, { kind: 'ok' }>): ApiError {
  switch (verdict.kind) {
    case 'missing':
      return new ApiError(400, 'IncompleteSignature', 'The request signature does not conform to Alibaba Cloud standards.');
    case 'unknown-access-key':
      return new ApiError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    case 'clock-skew':
      return new ApiError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    case 'wrong-security-token':
      return new ApiError(400, 'InvalidSecurityToken.MismatchWithAccessKey', 'Specified access key not mismatch with SecurityToken.');
    case 'bad-signature':
      return new ApiError(
        400,
        'SignatureDoesNotMatch',
        `Specified signature is not matched with our calculation. server string to sign is:${verdict.stringToSign}`,
      );
  }
}

function toForbidden(ramAction: string): ApiError {
  return new ApiError(403, 'Forbidden.RAM', "User not authorized to operate on the specified resource, or this API doesn't support RAM.", {
    fields: {
      AccessDeniedDetail: {
        AuthAction: ramAction,
        AuthPrincipalType: 'SubUser',
        AuthPrincipalOwnerId: '1234567890****',
        AuthPrincipalDisplayName: '2345678901****',
        PolicyType: 'AccountLevelIdentityBasedPolicy',
        NoPermissionType: 'ImplicitDeny',
      },
    },
  });
}
