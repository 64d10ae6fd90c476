import { createRequire } from 'node:module';
import type * as ProxyAgent from 'https-proxy-agent';
import type { Environment } from './credential-source.ts';
import { isProxied, proxyOf } from './proxy.ts';

/** An HTTP module as the SDK uses it. */
export interface HttpModule {
  request(url: string, options: object): Promise<unknown>;
}

/** How modules send requests by themselves. Sessions of one run share the modules. */
const own = new WeakMap<HttpModule, HttpModule['request']>();

/**
 * Guards the requests of HTTP modules, those for credentials too, where the SDK hands them over: what it is told of
 * proxies and certificates it ignores in part. Certificates are always verified, whatever the environment says; https
 * goes through the proxy that the environment names and NO_PROXY does not rule out, with TLS end to end; plain http is
 * for loopback and never proxied. Throws UsageError for a proxy that is no address.
 */
export function guardRequests(env: Environment, modules: readonly HttpModule[]): void {
  const proxy = proxyOf(env);
  const agent = proxy && createAgent(proxy);
  for (const http of modules) {
    const request = own.get(http) ?? http.request;
    own.set(http, request);
    http.request = (url, options) => request(url, { ...options, rejectUnauthorized: true, ...(agent && isProxied(url, env) && { agent }) });
  }
}

function createAgent(proxy: URL): ProxyAgent.HttpsProxyAgent<string> {
  const load = createRequire(import.meta.filename);
  const { HttpsProxyAgent } = load('https-proxy-agent') as typeof ProxyAgent;
  return new HttpsProxyAgent(proxy, { keepAlive: true, rejectUnauthorized: true });
}
