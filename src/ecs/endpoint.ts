import { UsageError } from '../errors.ts';

/** Where requests go: host with an optional port, and the protocol. */
export interface Endpoint {
  readonly host: string;
  readonly protocol: 'https' | 'http';
}

/** Regions whose endpoint does not follow the rule, as the SDK's own map has it. */
const exceptions: ReadonlyMap<string, string> = new Map([['cn-hangzhou', 'ecs-cn-hangzhou.aliyuncs.com']]);

/** The endpoint of a region: the public one, or the one inside a VPC of that region. */
export function endpointOf(region: string, vpc = false): Endpoint {
  return { host: vpc ? `ecs-vpc.${region}.aliyuncs.com` : (exceptions.get(region) ?? `ecs.${region}.aliyuncs.com`), protocol: 'https' };
}

/**
 * Parses an endpoint that the user names, with or without `https://`. Throws UsageError: a signed request never leaves
 * the machine unencrypted.
 */
export function parseEndpoint(text: string): Endpoint {
  const hint = 'an endpoint is https://HOST[:PORT]; http:// is accepted for loopback addresses only';
  const url = URL.canParse(text.includes('://') ? text : `https://${text}`) ? new URL(text.includes('://') ? text : `https://${text}`) : undefined;
  if (!url?.hostname || !['http:', 'https:'].includes(url.protocol))
    throw new UsageError(`The endpoint ${text.includes('@') ? '' : `"${text}" `}is not a URL of a server.`, { hint });
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    throw new UsageError('The endpoint must be a server alone, without user, path or query.', { hint });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new UsageError(`The endpoint ${url.origin} is refused: requests would travel unencrypted.`, { hint });
  return { host: url.host, protocol: url.protocol === 'http:' ? 'http' : 'https' };
}

/** Hosts of ECS. Other names below aliyuncs.com belong to anybody who has a bucket or a function. */
const ecsHost = /^ecs(?:-[a-z0-9-]+)?(?:\.(?!oss)[a-z0-9-]+)?\.aliyuncs\.com$/;

/** Whether requests stay with ECS as Alibaba Cloud runs it in public, or on this machine. */
export function isUsual({ host }: Endpoint): boolean {
  const { hostname } = new URL(`https://${host}`);
  return ecsHost.test(hostname) || isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
