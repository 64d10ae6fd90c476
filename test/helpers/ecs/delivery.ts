/** How a reply reaches the client, or fails to. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { ApiError } from './api-error.ts';
import type { Fault } from './faults.ts';

/** A reply ready for the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HTML_PAGE = '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n';

/** A reply with a JSON body. */
export function toJsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** The reply a fault puts in the place of the real one; undefined when it has none. Throws the ApiError of an error fault. */
export function toFaultReply(fault: Fault | undefined): Reply | undefined {
  switch (fault?.kind) {
    case 'throttle': {
      const { retryAfterMs } = fault;
      const headers: Record<string, string> = retryAfterMs === undefined ? {} : { 'x-acs-retry-after': String(retryAfterMs) };
      throw new ApiError(400, 'Throttling.User', 'Request was denied due to user flow control.', { headers });
    }
    case 'error':
      throw new ApiError(fault.status, fault.code, fault.message);
    case 'html':
      return { status: 502, headers: { 'content-type': 'text/html' }, body: HTML_PAGE };
    case 'wrongShape':
      return toJsonReply(200, fault.body);
    default:
      return undefined;
  }
}

/**
 * Sends a reply after `delayMs` milliseconds, with what a fault does to the connection. Gives the status that was sent,
 * null for none.
 */
export async function deliver(response: ServerResponse, reply: Reply, fault: Fault | undefined, delayMs: number): Promise<number | null> {
  const waitMs = delayMs + (fault?.kind === 'slow' ? fault.delayMs : 0);
  // The timer must not keep a stopped server's process alive.
  if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
  if (response.destroyed || fault?.kind === 'hang') return null;
  if (fault?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return null;
  }

  if (fault?.kind === 'flood') {
    response.writeHead(200, { 'content-type': 'application/json', ...(fault.packed && { 'content-encoding': 'gzip' }) });
    await flood(response, fault.packed === true);
    return 200;
  }
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
  if (fault?.kind === 'truncated') {
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  } else {
    response.end(body);
  }
  return reply.status;
}

/** Writes blanks, which JSON may begin with, until the client has enough. */
async function flood(response: ServerResponse, packed: boolean): Promise<void> {
  const blanks = Buffer.alloc(1024 * 1024, ' ');
  const body = Readable.from(
    (function* () {
      for (;;) yield blanks;
    })(),
  );
  await pipeline(packed ? [body, createGzip({ level: 1 }), response] : [body, response]).catch(() => {});
}
