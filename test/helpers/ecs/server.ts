/** A loopback ECS: real HTTP, real signatures, a made-up cloud, faults on demand. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { claimedAccessKeyId, type SignedRequest } from './acs3.ts';
import { type AnswerOptions, createAnswerer } from './answer.ts';
import { deliver } from './delivery.ts';
import type { FaultRule } from './faults.ts';
import type { Query } from './query.ts';

export interface EcsServerOptions extends AnswerOptions {
  /** Every reply waits this long, in milliseconds. */
  readonly replyDelayMs?: number;
}

/** One request as the server saw it. */
export interface LoggedRequest {
  readonly action: string;
  /** Parameters of the query string and the form body together. */
  readonly query: Query;
  /** As claimed, verified or not. */
  readonly accessKeyId: string | undefined;
  readonly securityToken?: string;
  /** Real time of arrival, in milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** The same number for requests on the same connection. */
  readonly connectionId: number;
  /** The HTTP status that was sent; null while there is none, or for ever when a fault withheld it. */
  readonly status: number | null;
}

export interface EcsServer {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly port: number;
  /** In the order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** The most requests that were open at the same time. */
  readonly maxInFlight: number;
  /** Fault rules that have not struck: a test that expects a fault can check that it happened. */
  unusedFaults(): readonly FaultRule[];
  /** Destroys every connection and frees the port; a second call does nothing. */
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port. */
export async function startEcsServer(options: EcsServerOptions): Promise<EcsServer> {
  const { answer, unusedFaults } = createAnswerer(options);
  const requests: LoggedRequest[] = [];
  const connectionIds = new WeakMap<Socket, number>();
  let connections = 0;
  let inFlight = 0;
  let maxInFlight = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAtMs = Date.now();
    const { method = '', url = '/', headers, socket } = incoming;
    const request = { method, url, headers, body: await buffer(incoming) };
    const action = String(headers['x-acs-action'] ?? '');
    const query = toQuery(request);
    const securityToken = headers['x-acs-security-token'];
    const entry: { -readonly [Field in keyof LoggedRequest]: LoggedRequest[Field] } = {
      action,
      query,
      accessKeyId: claimedAccessKeyId(headers),
      ...(securityToken === undefined ? {} : { securityToken: String(securityToken) }),
      startedAtMs,
      connectionId: connectionIds.get(socket) ?? 0,
      status: null,
    };
    requests.push(entry);
    const { reply, fault } = answer({ request, action, query });
    entry.status = await deliver(response, reply, fault, options.replyDelayMs ?? 0);
  }

  // Keep-alive outlasts any test: closing an idle connection would be a fault nobody asked for.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, response) => {
    inFlight += 1;
    maxInFlight = Math.max(maxInFlight, inFlight);
    response.once('close', () => {
      inFlight -= 1;
    });
    // What fails here is a client that went away in the middle of its request.
    serve(incoming, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    connections += 1;
    connectionIds.set(socket, connections);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    requests,
    get maxInFlight() {
      return maxInFlight;
    },
    unusedFaults,
    async stop() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** RPC parameters come in the query string, and may come in a form body. */
function toQuery({ url, headers, body }: SignedRequest): Query {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return Object.fromEntries([...new URL(url, 'http://server').searchParams, ...(isForm ? new URLSearchParams(body.toString('utf8')) : [])]);
}
