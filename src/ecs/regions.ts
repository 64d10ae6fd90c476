import { UsageError } from '../errors.ts';
import { similarNames } from '../model/similar.ts';
import type { Environment } from './credentials.ts';

/** Regions of Alibaba Cloud with their English names; an offline fall-back for suggestions, DescribeRegions is the authority. */
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

/** A region with the reason for its choice. */
export interface RegionChoice {
  readonly region: string;
  readonly from: string;
}

/** The region to ask: flag, environment, profile, then cn-hangzhou. Throws UsageError when it cannot be a region id. */
export function resolveRegion(flag: string | undefined, env: Environment, profileRegion: string | undefined): RegionChoice {
  const variable = regionVariables.find((name) => env[name]);
  const choice =
    flag !== undefined
      ? { region: flag, from: '--region' }
      : variable
        ? { region: env[variable] ?? '', from: variable }
        : profileRegion
          ? { region: profileRegion, from: 'profile' }
          : { region: 'cn-hangzhou', from: 'default' };
  // The id becomes part of a host name: nothing but letters, digits and hyphens may.
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(choice.region)) throw unknownRegion(choice.region);
  return choice;
}

/** The error for a region that nobody knows, with near names. */
export function unknownRegion(region: string): UsageError {
  const near = similarNames(region, [...knownRegions.keys()]);
  return new UsageError(`No region is called "${region}".`, {
    hint: near.length > 0 ? `did you mean ${near.join(' or ')}?` : `for example ${[...knownRegions.keys()].slice(5, 8).join(', ')}`,
  });
}
