import { UsageError } from '../errors.ts';
import type { Environment } from './credential-source.ts';

/**
 * The proxy for https requests that the environment names, as a URL; undefined when it names none. Throws UsageError
 * for what is no address.
 */
export function proxyOf(env: Environment): URL | undefined {
  const text = env.https_proxy || env.HTTPS_PROXY || env.all_proxy || env.ALL_PROXY;
  if (!text) return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  // The text may hold a password and is not shown.
  if (!URL.canParse(address)) throw new UsageError('HTTPS_PROXY is not the address of a proxy.', { hint: 'write it as http://HOST:PORT' });
  return new URL(address);
}

/**
 * Whether a request to an https URL goes through the proxy: unless NO_PROXY names its host. The variable is a list with
 * commas or blanks: hosts, `.example.com` or `*.example.com` for all hosts below one, `*` for every host; `:PORT`
 * limits an entry.
 */
export function isProxied(url: string, env: Environment): boolean {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'https:') return false;
  const entries = (env.no_proxy || env.NO_PROXY || '')
    .toLowerCase()
    .split(/[,\s]+/)
    .filter(Boolean);
  return !entries.some((entry) => {
    const [, host = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
    if (onlyPort !== undefined && onlyPort !== (port || '443')) return false;
    return /^[.*]/.test(host) ? hostname.endsWith(host.replace(/^\*/, '')) : hostname === host;
  });
}
