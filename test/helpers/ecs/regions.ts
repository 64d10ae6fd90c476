/** The public regions and their zones. */

/** A region as DescribeRegions gives it. */
export interface Region {
  readonly RegionId: string;
  readonly LocalName: string;
  readonly RegionEndpoint: string;
  readonly Status: string;
}

const LOCAL_NAMES: Readonly<Record<string, string>> = {
  'cn-qingdao': 'China (Qingdao)',
  'cn-beijing': 'China (Beijing)',
  'cn-zhangjiakou': 'China (Zhangjiakou)',
  'cn-huhehaote': 'China (Hohhot)',
  'cn-wulanchabu': 'China (Ulanqab)',
  'cn-hangzhou': 'China (Hangzhou)',
  'cn-shanghai': 'China (Shanghai)',
  'cn-nanjing': 'China (Nanjing - local region)',
  'cn-fuzhou': 'China (Fuzhou - local region)',
  'cn-wuhan-lr': 'China (Wuhan - local region)',
  'cn-shenzhen': 'China (Shenzhen)',
  'cn-heyuan': 'China (Heyuan)',
  'cn-guangzhou': 'China (Guangzhou)',
  'cn-chengdu': 'China (Chengdu)',
  'cn-hongkong': 'China (Hong Kong)',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-3': 'Malaysia (Kuala Lumpur)',
  'ap-southeast-5': 'Indonesia (Jakarta)',
  'ap-southeast-6': 'Philippines (Manila)',
  'ap-southeast-7': 'Thailand (Bangkok)',
  'ap-northeast-1': 'Japan (Tokyo)',
  'ap-northeast-2': 'South Korea (Seoul)',
  'us-west-1': 'US (Silicon Valley)',
  'us-east-1': 'US (Virginia)',
  'eu-central-1': 'Germany (Frankfurt)',
  'eu-west-1': 'UK (London)',
  'me-east-1': 'UAE (Dubai)',
  'me-central-1': 'Saudi Arabia (Riyadh)',
  'na-south-1': 'Mexico',
};

/** The 29 public regions. */
export const PUBLIC_REGIONS: readonly Region[] = Object.entries(LOCAL_NAMES).map(([id, localName]) => ({
  RegionId: id,
  LocalName: localName,
  RegionEndpoint: `ecs.${id}.aliyuncs.com`,
  Status: 'available',
}));

/** A region's three zone ids: a hyphen before the letter in `cn-*` only. */
export function zonesOf(regionId: string): readonly string[] {
  const prefix = regionId.startsWith('cn-') ? `${regionId}-` : regionId;
  return ['a', 'b', 'c'].map((letter) => prefix + letter);
}
