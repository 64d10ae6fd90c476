import { describe, expect, it } from 'vitest';
import type { EcsRequest } from '../../src/ecs/api.ts';
import { toCipuError, toFailure } from '../../src/ecs/failure.ts';

const request: EcsRequest = { action: 'DescribeInstanceTypes', region: 'eu-central-1', parameters: { maxResults: 100 } };
const credentials = { kind: 'environment', description: 'the environment variables', account: 'LTAI' } as const;
const secret = 'LTAI-what-the-SDK-wrote-in-its-message';

/** An error as the SDK throws it, whose every text holds something that must not be shown. */
function sdkError(code: string, statusCode: number | undefined, more: object = {}): Error {
  const data = { Code: code, Message: secret, RequestId: 'R-1', HostId: secret, Recommend: secret };
  const details = { code, statusCode, data, description: secret, accessDeniedDetail: { AuthAction: secret }, requestId: 'R-1' };
  return Object.assign(new Error(`${code}: code: ${statusCode}, ${secret} request id: R-1`), { name: 'ClientError', ...details, ...more });
}

const errorOf = (error: unknown, asked: EcsRequest = request) => toCipuError(toFailure(error), asked, credentials);

describe('failures that may pass', () => {
  it.each<[string, unknown]>([
    ['Throttling', sdkError('Throttling', 400)],
    ['Throttling.User', sdkError('Throttling.User', 400)],
    ['Throttling.Api', sdkError('Throttling.Api', 429)],
    ['ServiceUnavailable', sdkError('ServiceUnavailable', 503)],
    ['InternalError', sdkError('InternalError', 500)],
    ['UnknownError', sdkError('UnknownError', 500)],
    ['any code with HTTP 502', sdkError('SomethingElse', 502)],
    ['a reset connection', Object.assign(new Error(secret), { code: 'ECONNRESET' })],
    ['a refused connection', Object.assign(new Error(secret), { code: 'ECONNREFUSED' })],
    ['a time-out of the system', Object.assign(new Error(secret), { code: 'ETIMEDOUT' })],
    ['a name server that is busy', Object.assign(new Error(secret), { code: 'EAI_AGAIN' })],
    ['a broken pipe', Object.assign(new Error(secret), { code: 'EPIPE' })],
    ['a time-out of the SDK', Object.assign(new Error(secret), { name: 'RequestTimeoutError' })],
    ['a body that is no JSON', new SyntaxError(secret)],
  ])('%s', (_, error) => expect(toFailure(error).retryable).toBe(true));
});

it('a reply that the SDK cannot read may pass like any unreadable reply', () => {
  expect(toFailure(Object.assign(new Error(secret), { name: 'ResponseError' }))).toMatchObject({ code: 'UnreadableReply', retryable: true });
});

describe('failures that stay', () => {
  it.each<[string, unknown]>([
    ['InvalidAccessKeyId.NotFound', sdkError('InvalidAccessKeyId.NotFound', 404)],
    ['SignatureDoesNotMatch', sdkError('SignatureDoesNotMatch', 400)],
    ['InvalidTimeStamp.Expired', sdkError('InvalidTimeStamp.Expired', 400)],
    ['Forbidden.RAM', sdkError('Forbidden.RAM', 403)],
    ['InvalidRegionId.NotFound', sdkError('InvalidRegionId.NotFound', 404)],
    ['InvalidParameter', sdkError('InvalidParameter', 400)],
    ['a host that does not exist', Object.assign(new Error(secret), { code: 'ENOTFOUND' })],
    ['a bug', new TypeError(secret)],
    ['a text', secret],
    ['nothing', undefined],
    ['null', null],
  ])('%s', (_, error) => expect(toFailure(error).retryable).toBe(false));
});

describe('toFailure', () => {
  it.each<[string, unknown, object]>([
    ['code, status and request id', sdkError('Throttling', 400), { code: 'Throttling', statusCode: 400, requestId: 'R-1', retryAfterMs: undefined }],
    ['the time the API asks to wait', sdkError('Throttling', 400, { retryAfter: 1500 }), { retryAfterMs: 1500 }],
    ['too many requests', sdkError('Throttling.Api', 429), { throttled: true }],
    ['another reason to wait', sdkError('ServiceUnavailable', 503), { throttled: false }],
    ['no time where there is none', sdkError('Throttling', 400, { retryAfter: null }), { retryAfterMs: undefined }],
    ['the request id of the body', { code: 'X', data: { RequestId: 'R-2' } }, { requestId: 'R-2' }],
    ['no request id called undefined', { code: 'X', requestId: 'undefined' }, { requestId: undefined }],
    ['the name for want of a code', Object.assign(new Error('x'), { name: 'RequestTimeoutError' }), { code: 'RequestTimeoutError' }],
    ['an unreadable reply', new SyntaxError('x'), { code: 'UnreadableReply', statusCode: undefined }],
    ['nothing', undefined, { code: 'UnknownError', statusCode: undefined, requestId: undefined }],
    ['a number', 3, { code: 'UnknownError' }],
  ])('reads %s', (_, error, failure) => expect(toFailure(error)).toMatchObject(failure));
});

describe('toCipuError', () => {
  it.each<[unknown, number, string, string]>([
    [sdkError('InvalidAccessKeyId.NotFound', 404), 4, 'refused the credentials of the environment variables', 'does not exist or is disabled'],
    [sdkError('InvalidAccessKeyId.Inactive', 400), 4, 'InvalidAccessKeyId.Inactive', 'does not exist or is disabled'],
    [sdkError('SignatureDoesNotMatch', 400), 4, 'refused the credentials', 'secret does not belong'],
    [sdkError('IncompleteSignature', 400), 4, 'refused the credentials', 'secret does not belong'],
    [sdkError('InvalidSecurityToken.Expired', 400), 4, 'refused the credentials', 'fetch a new one'],
    [sdkError('InvalidSecurityToken.Malformed', 400), 4, 'refused the credentials', 'fetch a new one'],
    [sdkError('InvalidTimeStamp.Expired', 400), 4, 'InvalidTimeStamp.Expired', 'clock'],
    [sdkError('Forbidden.RAM', 403), 4, 'may not call DescribeInstanceTypes', 'ecs:DescribeInstanceTypes'],
    [sdkError('Forbidden', 403), 4, 'may not call DescribeInstanceTypes', 'ecs:DescribeInstanceTypes'],
    [sdkError('NoPermission', 403), 4, 'may not call DescribeInstanceTypes', 'ecs:DescribeInstanceTypes'],
    [sdkError('InvalidRegionId.NotFound', 404), 5, 'The endpoint does not serve the region "eu-central-1"', 'without --endpoint'],
    [sdkError('InvalidZoneId.NotFound', 404), 2, 'DescribeInstanceTypes: the API does not know a value', ''],
    [sdkError('InvalidInstanceType.NotSupported', 400), 2, 'the API does not know a value', ''],
    [sdkError('Throttling', 400), 5, 'DescribeInstanceTypes in eu-central-1 failed: Throttling, HTTP status 400', '--offline'],
    [sdkError('UnknownError', 500), 5, 'UnknownError, HTTP status 500', '--offline'],
    [sdkError('SomethingNew', 409), 5, 'SomethingNew, HTTP status 409', '--offline'],
    [Object.assign(new Error(secret), { code: 'ECONNREFUSED' }), 5, 'no answer from the API (ECONNREFUSED)', 'network'],
    [Object.assign(new Error(secret), { name: 'RequestTimeoutError' }), 5, 'no answer from the API (RequestTimeoutError)', 'network'],
    [new SyntaxError(secret), 5, 'the reply is not what the API sends', 'proxy'],
    [new Error(secret), 5, 'DescribeInstanceTypes in eu-central-1', ''],
    [undefined, 5, 'DescribeInstanceTypes in eu-central-1', ''],
  ])('%#: exit code %i after %s', (error, exitCode, message, hint) => {
    const shown = errorOf(error);
    expect(shown.exitCode).toBe(exitCode);
    expect(shown.message).toContain(message);
    expect(shown.hint ?? '').toContain(hint);
  });

  it('names the action that is missing for each operation', () => {
    const families: EcsRequest = { action: 'DescribeInstanceTypeFamilies', region: 'eu-central-1', parameters: { regionId: 'eu-central-1' } };
    expect(errorOf(sdkError('Forbidden.RAM', 403), families).hint).toBe('allow the RAM action ecs:DescribeInstanceTypeFamilies');
  });

  it('takes a host that does not exist for a misspelt region, unless the region is known', () => {
    const missing = Object.assign(new Error(secret), { code: 'ENOTFOUND' });
    expect(errorOf(missing, { ...request, region: 'eu-centrall-1' })).toMatchObject({ exitCode: 2, hint: expect.stringContaining('eu-central-1') });
    expect(errorOf(missing)).toMatchObject({ exitCode: 5, message: expect.stringContaining('ENOTFOUND') });
  });

  it.each(['Throttling', 'Forbidden.RAM', 'InvalidAccessKeyId.NotFound', 'SomethingNew', 'InvalidInstanceType.ValueNotSupported'])(
    'keeps the request id of %s',
    (code) => {
      expect(errorOf(sdkError(code, 400)).requestId).toBe('R-1');
    },
  );

  it.each([
    ...['InvalidAccessKeyId.NotFound', 'SignatureDoesNotMatch', 'InvalidSecurityToken.Expired', 'InvalidTimeStamp.Expired', 'Forbidden.RAM'],
    ...['InvalidRegionId.NotFound', 'InvalidInstanceType.NotSupported', 'Throttling', 'SomethingNew', 'ResponseError', 'ENOTFOUND', 'ECONNRESET'],
  ])('shows nothing of what the SDK wrote about %s', (code) => {
    for (const error of [sdkError(code, 400), sdkError(code, undefined), Object.assign(new Error(secret), { name: code }), new SyntaxError(secret)]) {
      const shown = errorOf(error);
      const everything = [shown.message, shown.hint, shown.requestId, shown.stack, String(shown.cause), JSON.stringify(shown)].join(' ');
      expect(everything).not.toContain(secret);
    }
  });
});

describe('no reply at all', () => {
  const without = (code: string, proxy?: string) => toCipuError(toFailure(Object.assign(new Error(secret), { code })), request, credentials, proxy);

  it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    '%s is about a certificate, not a bug',
    (code) => {
      const { exitCode, message, hint } = without(code);
      expect({ exitCode, message }).toEqual({
        exitCode: 5,
        message: `DescribeInstanceTypes in eu-central-1: the certificate of the server is not accepted (${code}).`,
      });
      expect(hint).toContain('NODE_EXTRA_CA_CERTS');
      expect(hint).not.toContain('bug');
    },
  );

  it.each(['ENOTFOUND', 'ECONNREFUSED', 'EPROTO', 'Error'])('%s is about the proxy where there is one', (code) => {
    const { message, hint } = without(code, 'proxy.example.com:3128');
    expect(message).toBe(`DescribeInstanceTypes in eu-central-1: no answer through the proxy (${code}).`);
    expect(hint).toMatch(/^check the proxy proxy\.example\.com:3128, /);
  });

  it('keeps a region that nobody knows apart from a proxy that nobody knows', () => {
    const asked = { ...request, region: 'eu-nowhere-1' };
    const error = (proxy?: string) => toCipuError(toFailure(Object.assign(new Error(secret), { code: 'ENOTFOUND' })), asked, credentials, proxy).message;
    expect([error(), error('proxy.example.com')]).toEqual([
      'No region is called "eu-nowhere-1".',
      'DescribeInstanceTypes in eu-nowhere-1: no answer through the proxy (ENOTFOUND).',
    ]);
  });

  it('says of a server without TLS that it may be another one', () => {
    expect(without('EPROTO').message).toContain('does not speak TLS');
  });

  it('is a bug where the SDK itself failed, proxy or not', () => {
    for (const proxy of [undefined, 'proxy.example.com']) expect(without('TypeError', proxy).hint).toMatch(/^this is a bug/);
  });
});
