import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { Transform } from 'node:stream';
import type * as ProxyAgent from 'https-proxy-agent';
import { valueAt } from '../model/record.ts';
import type { Environment } from './credential-source.ts';
import { isProxied, proxyOf } from './proxy.ts';
import { boundReply } from './reply.ts';

/** An HTTP module as the SDK uses it. */
export interface HttpModule {
  request(url: string, options: object): Promise<IncomingMessage | Transform>;
}

/** How modules send requests by themselves. Sessions of one run share the modules. */
const own = new WeakMap<HttpModule, HttpModule['request']>();

/**
 * Guards the requests of HTTP modules, those for credentials too, where the SDK hands them over: what it is told of
 * proxies and certificates it ignores in part. Certificates are always verified, whatever the environment says; https
 * goes through the proxy that the environment names and NO_PROXY does not rule out, with TLS end to end; plain http is
 * for loopback and never proxied; a reply without end is an error. Throws UsageError for a proxy that is no address.
 */
export function guardRequests(env: Environment, modules: readonly HttpModule[]): void {
  const proxy = proxyOf(env);
  const agent = proxy && createAgent(proxy);
  for (const http of modules) {
    const request = own.get(http) ?? http.request;
    own.set(http, request);
    http.request = async (url, options) => {
      const guarded = { ...options, rejectUnauthorized: true, ...(agent && isProxied(url, env) && { agent }) };
      return boundReply((await request(url, guarded)) as IncomingMessage);
    };
  }
}

function createAgent(proxy: URL): ProxyAgent.HttpsProxyAgent<string> {
  const load = createRequire(import.meta.filename);
  const { HttpsProxyAgent } = load('https-proxy-agent') as typeof ProxyAgent;
  const agent = new HttpsProxyAgent(proxy, { keepAlive: true, rejectUnauthorized: true });
  const connect = agent.connect.bind(agent);
  // A proxy that closes is an error without a code: it is that of any connection that is closed.
  agent.connect = async (...given) => {
    try {
      return await connect(...given);
    } catch (error) {
      throw valueAt(error, 'code') === undefined ? Object.assign(new Error('the proxy closed the connection'), { code: 'ECONNRESET' }) : error;
    }
  };
  return agent;
}
