/**
 * ACS3-HMAC-SHA256 as the service checks it, written from the published description and sharing nothing with the SDK:
 * a mistake in the client's signing cannot hide behind the same mistake here.
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** An access key the server knows. With `securityToken` it is a temporary (STS) key; `expired` makes it out of date. */
export interface KnownCredential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** RAM actions this key may not use, `ecs:DescribeInstanceTypes` for instance. */
  readonly deny?: readonly string[];
  readonly expired?: boolean;
}

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Verdict =
  | { readonly kind: 'ok'; readonly credential: KnownCredential }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown-access-key' }
  | { readonly kind: 'clock-skew' }
  | { readonly kind: 'wrong-security-token' }
  | { readonly kind: 'bad-signature'; readonly stringToSign: string };

const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/;
const MAX_SKEW_MS = 15 * 60 * 1000;

/** The access key id an Authorization header claims, signature unchecked; undefined without a well-formed header. */
export function claimedAccessKeyId(headers: IncomingHttpHeaders): string | undefined {
  return AUTHORIZATION.exec(headers.authorization ?? '')?.[1];
}

/**
 * Judges a request's signature. `nowMs` is the server's clock in milliseconds since the epoch. Never throws: everything
 * a client can get wrong is a verdict.
 */
export function verifySignature(request: SignedRequest, known: readonly KnownCredential[], nowMs: number): Verdict {
  const [, accessKeyId, , signature] = AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  if (accessKeyId === undefined) return { kind: 'missing' };

  const credential = known.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (credential === undefined) return { kind: 'unknown-access-key' };

  const skewMs = Math.abs(nowMs - Date.parse(header(request.headers, 'x-acs-date')));
  // Written so that an unreadable date (NaN) is refused too.
  if (!(skewMs <= MAX_SKEW_MS)) return { kind: 'clock-skew' };

  if (header(request.headers, 'x-acs-security-token') !== (credential.securityToken ?? '')) {
    return { kind: 'wrong-security-token' };
  }

  const stringToSign = `${ALGORITHM}\n${sha256(canonicalRequest(request))}`;
  const expected = createHmac('sha256', credential.accessKeySecret).update(stringToSign).digest('hex');
  return signature === expected ? { kind: 'ok', credential } : { kind: 'bad-signature', stringToSign };
}

/**
 * The text whose hash is signed. The list of headers is what must be signed, not what the client says it signed, so a
 * header left out of the signature is a bad signature.
 */
function canonicalRequest({ method, url, headers, body }: SignedRequest): string {
  const { pathname, searchParams } = new URL(url, 'http://server');
  const signed = Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort();
  return [method, pathname, canonicalQuery(searchParams), ...signed.map((name) => `${name}:${header(headers, name)}`), '', signed.join(';'), sha256(body)].join(
    '\n',
  );
}

function canonicalQuery(parameters: URLSearchParams): string {
  return [...parameters]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/** RFC 3986: encodeURIComponent leaves five characters more than the unreserved set. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function header(headers: IncomingHttpHeaders, name: string): string {
  return String(headers[name] ?? '').trim();
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
