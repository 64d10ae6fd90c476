import { UsageError } from '../errors.ts';
import { suggest } from '../model/names/suggestion.ts';
import type { Environment } from './credential-source.ts';
import { type ObservedRegion, toRegions } from './mapper.ts';
import type { EcsList } from './request.ts';

/**
 * Regions of Alibaba Cloud with their English names; an offline fall-back for suggestions, DescribeRegions is the
 * authority.
 */
export const knownRegions: ReadonlyMap<string, string> = new Map([
  ['cn-qingdao', 'China (Qingdao)'],
  ['cn-beijing', 'China (Beijing)'],
  ['cn-zhangjiakou', 'China (Zhangjiakou)'],
  ['cn-huhehaote', 'China (Hohhot)'],
  ['cn-wulanchabu', 'China (Ulanqab)'],
  ['cn-hangzhou', 'China (Hangzhou)'],
  ['cn-shanghai', 'China (Shanghai)'],
  ['cn-nanjing', 'China (Nanjing - local region)'],
  ['cn-fuzhou', 'China (Fuzhou - local region)'],
  ['cn-wuhan-lr', 'China (Wuhan - local region)'],
  ['cn-shenzhen', 'China (Shenzhen)'],
  ['cn-heyuan', 'China (Heyuan)'],
  ['cn-guangzhou', 'China (Guangzhou)'],
  ['cn-chengdu', 'China (Chengdu)'],
  ['cn-hongkong', 'China (Hong Kong)'],
  ['ap-southeast-1', 'Singapore'],
  ['ap-southeast-3', 'Malaysia (Kuala Lumpur)'],
  ['ap-southeast-5', 'Indonesia (Jakarta)'],
  ['ap-southeast-6', 'Philippines (Manila)'],
  ['ap-southeast-7', 'Thailand (Bangkok)'],
  ['ap-northeast-1', 'Japan (Tokyo)'],
  ['ap-northeast-2', 'South Korea (Seoul)'],
  ['us-west-1', 'US (Silicon Valley)'],
  ['us-east-1', 'US (Virginia)'],
  ['eu-central-1', 'Germany (Frankfurt)'],
  ['eu-west-1', 'UK (London)'],
  ['me-east-1', 'UAE (Dubai)'],
  ['me-central-1', 'Saudi Arabia (Riyadh)'],
  ['na-south-1', 'Mexico'],
]);

const regionVariables = ['ALIBABA_CLOUD_REGION_ID', 'ALIBABACLOUD_REGION_ID', 'ALICLOUD_REGION_ID', 'ALIBABA_CLOUD_REGION', 'ALICLOUD_REGION'] as const;

/** The region that is asked when no other is named, with the reason for it. */
export interface RegionChoice {
  readonly region: string;
  readonly from: string;
}

/** The default region: environment, profile, then cn-hangzhou. Throws UsageError when it cannot be a region id. */
export function defaultRegion(env: Environment, profileRegion: string | undefined): RegionChoice {
  const variable = regionVariables.find((name) => env[name]);
  if (variable) return { region: checkRegion(env[variable] ?? ''), from: variable };
  return profileRegion ? { region: checkRegion(profileRegion), from: 'profile' } : { region: 'cn-hangzhou', from: 'default' };
}

/** Whether a region flag names several regions: `all` or a glob. */
export function isRegionPattern(text: string): boolean {
  return text === 'all' || /[*?[\]{}]/.test(text);
}

const isRegionId = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/**
 * A region id as it is. Throws UsageError when it cannot be one: it becomes part of a host name, so nothing but
 * letters, digits and hyphens may.
 */
export function checkRegion(text: string): string {
  if (!isRegionId(text)) throw unknownRegion(text);
  return text;
}

/** Fetches all regions, with their English names. Rejects with CipuError. */
export async function fetchRegions(list: EcsList, home: string): Promise<ObservedRegion[]> {
  return toRegions((await list({ action: 'DescribeRegions', region: home, parameters: { acceptLanguage: 'en-US' } })).items);
}

/**
 * The region ids that some flags name, each once. `offered` are the regions that DescribeRegions lists; only patterns
 * need them. Rejects with UsageError.
 */
export async function matchRegions(flags: readonly string[], offered: readonly string[]): Promise<string[]> {
  const { default: picomatch } = await import('picomatch');
  const matched = flags.flatMap((flag) => {
    if (!isRegionPattern(flag)) return [checkRegion(flag)];
    const matches = picomatch(flag);
    const found = offered.filter((region) => isRegionId(region) && (flag === 'all' || matches(region)));
    if (found.length === 0) throw unknownRegion(flag);
    return found;
  });
  return [...new Set(matched)];
}

/** The error for a region that nobody knows, with near names. */
export function unknownRegion(region: string): UsageError {
  return new UsageError(`No region is called "${region}".`, { flag: 'region', hint: suggest(region, [...knownRegions.keys()]) ?? 'cipu regions lists them' });
}
