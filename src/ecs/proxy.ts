import { UsageError } from '../errors.ts';
import type { Environment } from './credential-source.ts';

/** The proxy for https requests that the environment names, as a URL; undefined when it names none. Throws UsageError for what is no address. */
export function proxyOf(env: Environment): URL | undefined {
  const text = env.https_proxy || env.HTTPS_PROXY || env.all_proxy || env.ALL_PROXY;
  if (!text) return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  // The text may hold a password and is not shown.
  if (!URL.canParse(address)) throw new UsageError('HTTPS_PROXY is not the address of a proxy.', { hint: 'write it as http://HOST:PORT' });
  return new URL(address);
}
