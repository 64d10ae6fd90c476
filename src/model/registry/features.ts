import { anyStated, type FieldReader, filledList, flag, positive, quantityOrName, type Reading, reader, several, stated, words } from './field-reader.ts';

/** A row of the feature registry: everything the tool knows about one feature. */
export interface FeatureDefinition {
  /** Stable key, used by flags, columns, JSON and policies. */
  readonly key: string;
  readonly title: string;
  /** Column header of the table. */
  readonly header: string;
  /** Numbers of the CIPU characteristics it belongs to; empty for features that have nothing to do with CIPU. */
  readonly characteristics: readonly number[];
  /** What it is in a few words; a file of its own explains it. */
  readonly summary: string;
  /** Having it is better than not. Without it neither is: it makes another kind of machine, or makes up for a limit. */
  readonly better?: 'yes';
  /** How a reply of DescribeInstanceTypes shows it on a type. */
  readonly api?: FieldReader;
  /** Pages list it, by its key, for families or types. */
  readonly listed?: true;
  /** How else the documentation shows it on a family, and in a table of types. */
  readonly family?: FieldReader;
  readonly type?: FieldReader;
  /** The type tables decide: where they state it for one type, the family's statement does not speak for the others. */
  readonly perType?: true;
  /** Shown in the default table, the lower the longer when the terminal is narrow; without it only in `wide`. */
  readonly tableRank?: number;
}

const supported = words(['supported', 'required', 'true'], ['unsupported', 'false']);

/** The API's categories of virtual machines. */
const virtualCategories: readonly string[] = [
  'General-purpose',
  'Compute-optimized',
  'Memory-optimized',
  'Big data',
  'Local SSDs',
  'High Clock Speed',
  'Enhanced',
  'Shared',
  'High Performance Compute',
  'Compute-optimized with GPU',
  'Visual Compute-optimized',
  'Heterogeneous Service',
  'Compute-optimized with FPGA',
];

/**
 * The documented category says whether a family is bare metal; the super computing clusters' category leaves it open.
 */
const bareMetalCategory: Reading = {
  when: 'ECS Bare Metal',
  read(category, id) {
    if (typeof id === 'string' && id.startsWith('ecs.ebm')) return 'yes';
    if (category === 'ECS Bare Metal') return 'yes';
    return virtualCategories.includes(String(category)) ? 'no' : 'unknown';
  },
};

const burstableLevel: Reading = {
  when: 'CreditEntryLevel, or credits > 0',
  read(level, baseline, initial, id) {
    // A reply of 2021 gives this level to a whole physical server, which has no credits.
    if (level === 'CreditEntryLevel' && typeof id === 'string' && id.startsWith('ecs.ebm')) return 'unknown';
    if (level === 'CreditEntryLevel' || positive.read(baseline) === 'yes' || positive.read(initial) === 'yes') return 'yes';
    return level === 'EntryLevel' || level === 'EnterpriseLevel' ? 'no' : 'unknown';
  },
};

const documentedLevel: Reading = { when: 'CreditEntryLevel', read: (level) => burstableLevel.read(level) };

/**
 * The feature registry. Flags, filters, columns, JSON, schemas and `cipu features` derive from it: a feature is one
 * row. API fields: DescribeInstanceTypes of the ECS OpenAPI 2014-05-26. Documentation: the pages "Overview of instance
 * families".
 */
const registry = [
  {
    key: 'cipu',
    title: 'CIPU',
    header: 'CIPU',
    better: 'yes',
    characteristics: [],
    summary: 'The Cloud Infrastructure Processing Unit',
  },
  {
    key: 'erdma',
    title: 'Elastic RDMA',
    header: 'eRDMA',
    better: 'yes',
    characteristics: [5],
    summary: 'RDMA over the VPC by elastic RDMA interfaces',
    api: reader(positive, 'EriQuantity'),
    listed: true,
    type: reader(stated, 'eris'),
    tableRank: 1,
  },
  {
    key: 'nvme',
    title: 'NVMe cloud disks',
    header: 'NVMe',
    better: 'yes',
    characteristics: [1, 3],
    summary: 'Cloud disks are attached as NVMe devices',
    api: reader(words(['required'], ['unsupported']), 'NvmeSupport'),
    listed: true,
    tableRank: 2,
  },
  {
    key: 'bare-metal',
    title: 'Elastic bare metal',
    header: 'Metal',
    characteristics: [8],
    summary: 'The instance is a whole physical server',
    api: reader(bareMetalCategory, 'InstanceCategory', 'InstanceTypeId'),
    family: reader(bareMetalCategory, 'category', 'id'),
    listed: true,
    tableRank: 3,
  },
  {
    key: 'jumbo-frames',
    title: 'Jumbo frames',
    header: 'Jumbo',
    better: 'yes',
    characteristics: [2],
    summary: 'Frames of up to 8,500 bytes inside the VPC',
    api: reader(flag, 'JumboFrameSupport'),
    listed: true,
    tableRank: 8,
  },
  {
    key: 'elastic-ephemeral-disk',
    title: 'Elastic ephemeral disks',
    header: 'EED',
    better: 'yes',
    characteristics: [3],
    summary: 'Temporary cloud disks of high performance',
    listed: true,
    tableRank: 9,
  },
  {
    key: 'vtpm',
    title: 'vTPM',
    header: 'vTPM',
    better: 'yes',
    characteristics: [6],
    summary: 'A virtual trusted platform module',
    listed: true,
    type: reader(stated, 'vtpm'),
    perType: true,
    tableRank: 10,
  },
  {
    key: 'sriov',
    title: 'SR-IOV',
    header: 'SR-IOV',
    better: 'yes',
    characteristics: [1],
    summary: 'Network interfaces passed through to the guest',
    api: reader(flag, 'EnhancedNetwork.SriovSupport'),
  },
  {
    key: 'trunk-eni',
    title: 'Trunk ENI',
    header: 'Trunk',
    better: 'yes',
    characteristics: [2],
    summary: 'An interface can carry member interfaces',
    api: reader(flag, 'EniTrunkSupported'),
  },
  {
    key: 'adjustable-bandwidth',
    title: 'Adjustable bandwidth',
    header: 'AdjBW',
    better: 'yes',
    characteristics: [2, 3],
    summary: 'Network and disk bandwidth can be weighted',
    api: reader(filledList, 'NetworkInfo.BandwidthWeighting.WeightingInfos.WeightingInfo'),
    listed: true,
  },
  {
    key: 'burstable-network',
    title: 'Burstable network',
    header: 'NetBurst',
    characteristics: [2],
    summary: 'Network above its baseline for a time',
    listed: true,
    type: reader(stated, 'networkBurstGbps'),
    perType: true,
  },
  {
    key: 'burstable-disk',
    title: 'Burstable disk I/O',
    header: 'DiskBurst',
    characteristics: [3],
    summary: 'Disk I/O above its baseline for a time',
    listed: true,
    type: reader(anyStated, 'diskBurstGbps', 'diskBurstIops'),
    perType: true,
  },
  {
    key: 'local-disks',
    title: 'Local disks',
    header: 'Local',
    characteristics: [4],
    summary: 'Disks of the host itself, lost with it',
    api: reader(quantityOrName, 'LocalStorageAmount', 'LocalStorageCategory'),
    family: reader(stated, 'localDisk'),
    type: reader(stated, 'localDisks'),
    perType: true,
  },
  {
    key: 'vpc-encryption',
    title: 'VPC traffic encryption',
    header: 'VPCenc',
    better: 'yes',
    characteristics: [6],
    summary: 'Traffic in the VPC is encrypted in hardware',
    api: reader(flag, 'NetworkEncryptionSupport'),
    listed: true,
  },
  {
    key: 'secure-boot',
    title: 'Secure boot',
    header: 'SecBoot',
    better: 'yes',
    characteristics: [6],
    summary: 'UEFI secure boot',
    api: reader(supported, 'SecurityOptions.SecureBootSupport'),
  },
  {
    key: 'enclave',
    title: 'Enclave',
    header: 'Enclave',
    better: 'yes',
    characteristics: [6],
    summary: 'Isolated virtual enclaves inside an instance',
    listed: true,
  },
  {
    key: 'tdx',
    title: 'Intel TDX',
    header: 'TDX',
    better: 'yes',
    characteristics: [6],
    summary: 'Confidential virtual machines by Intel TDX',
    listed: true,
  },
  {
    key: 'sgx',
    title: 'Intel SGX',
    header: 'SGX',
    better: 'yes',
    characteristics: [6],
    summary: 'Encrypted memory by Intel SGX',
    listed: true,
  },
  {
    key: 'memory-encryption',
    title: 'Memory encryption',
    header: 'MemEnc',
    better: 'yes',
    characteristics: [6],
    summary: 'All memory is encrypted, as by Intel TME',
    listed: true,
  },
  {
    key: 'hot-migration',
    title: 'Hot migration',
    header: 'HotMigr',
    better: 'yes',
    characteristics: [7],
    summary: 'Can be moved to another host while it runs',
    listed: true,
  },
  {
    key: 'multi-card',
    title: 'Several network cards',
    header: 'MultiNIC',
    characteristics: [9],
    summary: 'More than one network card in an instance',
    api: reader(several, 'NetworkCardQuantity'),
    listed: true,
    type: reader(several, 'networkCards'),
  },
  {
    key: 'nested-virtualization',
    title: 'Nested virtualization',
    header: 'Nested',
    better: 'yes',
    characteristics: [10],
    summary: 'Virtual machines can run inside the instance',
    api: reader(supported, 'CpuOptions.NestedVirtualizationSupport'),
    listed: true,
  },
  {
    key: 'ht-adjustable',
    title: 'Hyper-threading adjustable',
    header: 'HT',
    better: 'yes',
    characteristics: [10],
    summary: 'Hyper-threading can be switched off',
    api: reader(flag, 'CpuOptions.HyperThreadingAdjustable'),
    listed: true,
  },
  {
    key: 'ptp',
    title: 'PTP clock',
    header: 'PTP',
    better: 'yes',
    characteristics: [10],
    summary: 'A precision time clock for the guest',
    api: reader(supported, 'Clock.PtpSupport'),
  },
  {
    key: 'gpu',
    title: 'GPU',
    header: 'GPU',
    characteristics: [],
    summary: 'GPUs or slices of them',
    api: reader(quantityOrName, 'GPUAmount', 'GPUSpec'),
    family: reader(stated, 'gpu'),
    type: reader(stated, 'gpu'),
    perType: true,
  },
  {
    key: 'ipv6',
    title: 'IPv6',
    header: 'IPv6',
    better: 'yes',
    characteristics: [],
    summary: 'IPv6 addresses on its network interfaces',
    api: reader(positive, 'EniIpv6AddressQuantity'),
    listed: true,
    type: reader(stated, 'ipv6PerEni'),
  },
  {
    key: 'roce',
    title: 'RoCE network',
    header: 'RoCE',
    characteristics: [],
    summary: 'A separate RDMA network of a cluster',
    listed: true,
    type: reader(stated, 'roceGbps'),
  },
  {
    key: 'persistent-memory',
    title: 'Persistent memory',
    header: 'PMem',
    characteristics: [],
    summary: 'Intel Optane persistent memory',
    listed: true,
    type: reader(stated, 'persistentMemoryGiB'),
    perType: true,
  },
  {
    key: 'burstable-cpu',
    title: 'Burstable CPU',
    header: 'CPUcred',
    characteristics: [],
    summary: 'CPU performance is limited by credits',
    api: reader(burstableLevel, 'InstanceFamilyLevel', 'BaselineCredit', 'InitialCredit', 'InstanceTypeId'),
    family: reader(documentedLevel, 'level'),
    type: reader(stated, 'cpuCreditsPerHour'),
  },
] as const satisfies readonly FeatureDefinition[];

/** A key of the feature registry. */
export type FeatureKey = (typeof registry)[number]['key'];

/** A row of the registry with its own key. */
export interface Feature extends FeatureDefinition {
  readonly key: FeatureKey;
}

/** The registry by key. */
export const featureByKey: ReadonlyMap<string, Feature> = new Map(registry.map((feature) => [feature.key, feature]));

/** Whether a text is a key of the registry. */
export function isFeatureKey(text: string): text is FeatureKey {
  return featureByKey.has(text);
}

/** The rows of the registry under their general type. */
export const featureDefinitions: readonly Feature[] = registry;

/** Whether the documentation states a feature at all, of any family. */
export function isDocumented({ listed, family, type }: FeatureDefinition): boolean {
  return listed === true || family !== undefined || type !== undefined;
}

/** How the API shows a feature, in words: its fields with their condition; null where it does not. */
export function describeFields({ api }: FeatureDefinition): string | null {
  return api ? `${api.fields.join(', ')} ${api.when}` : null;
}
