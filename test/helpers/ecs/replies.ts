/** Documented rows in the API's words: what DescribeInstanceTypes and DescribeInstanceTypeFamilies would say of them. */
import type { FamilyRow, TypeRow } from './documents.ts';

/** A type as DescribeInstanceTypes gives it. Fields that are undefined are absent from the JSON. */
export interface InstanceType {
  readonly InstanceTypeId: string;
  readonly InstanceTypeFamily: string;
  readonly [field: string]: unknown;
}

/** A family as DescribeInstanceTypeFamilies gives it. */
export interface InstanceTypeFamily {
  readonly InstanceTypeFamilyId: string;
  readonly Generation?: string;
}

const KBITS_PER_GBIT = 1_024_000;
/** No document gives the queue pairs of an ERI; any steady figure will do. */
const QUEUE_PAIRS_PER_VCPU = 1000;

/** The InstanceType object for a documented type: bandwidth in kbit/s, memory in GiB, frequencies in GHz. */
export function toInstanceType(row: TypeRow, family: FamilyRow): InstanceType {
  const cores = row.vcpus ?? row.physicalCores;
  const eris = row.eris ?? (family.features.erdma ? 2 : 0);
  return {
    InstanceTypeId: row.id,
    InstanceTypeFamily: row.family,
    InstanceCategory: family.category,
    InstanceFamilyLevel: family.level,
    CpuCoreCount: cores,
    CpuArchitecture: family.cpuArchitecture,
    CpuSpeedFrequency: family.baseGHz ?? 0,
    CpuTurboFrequency: family.turboGHz ?? 0,
    PhysicalProcessorModel: family.processor,
    MemorySize: row.memoryGiB,
    NvmeSupport: family.features.nvme ? 'required' : 'unsupported',
    DiskQuantity: row.maxDataDisks === undefined ? undefined : row.maxDataDisks + 1,
    ...toNetwork(row, family),
    EriQuantity: eris,
    QueuePairNumber: eris > 0 && cores !== undefined ? cores * QUEUE_PAIRS_PER_VCPU : undefined,
    ...toGpu(row, family),
    ...toLocalStorage(row, family),
    ...toCredits(row),
    SupportedBootModes: { SupportedBootMode: family.cpuArchitecture === 'ARM' ? ['UEFI'] : ['BIOS', 'UEFI'] },
    Clock: {},
    EnhancedNetwork: {},
  };
}

/** Series that count for themselves: their small digits are young. */
const youngSeries = /^ecs\.(u\d|d3|i[3-9])/;

/** The family entry for an id. The API's own generations follow the digits of the name closely enough. */
export function toInstanceTypeFamily(familyId: string): InstanceTypeFamily {
  const series = youngSeries.test(familyId) ? '7' : /\d+/.exec(familyId)?.[0];
  return series === undefined ? { InstanceTypeFamilyId: familyId } : { InstanceTypeFamilyId: familyId, Generation: toGeneration(Number(series)) };
}

function toGeneration(series: number): string {
  if (series <= 3) return 'ecs-3';
  if (series <= 5) return 'ecs-4';
  return series === 6 ? 'ecs-5' : 'ecs-6';
}

function toNetwork(row: TypeRow, family: FamilyRow): Readonly<Record<string, unknown>> {
  const bandwidth = toKbits(row.networkGbps);
  return {
    InstanceBandwidthRx: bandwidth,
    InstanceBandwidthTx: bandwidth,
    InstancePpsRx: row.packetRatePps,
    InstancePpsTx: row.packetRatePps,
    EniQuantity: row.enis,
    EniPrivateIpAddressQuantity: row.ipv4PerEni,
    EniIpv6AddressQuantity: row.ipv6PerEni ?? (family.features.ipv6 === false ? 0 : undefined),
    // The pages do not mention trunk ENIs; the recorded enterprise types have them.
    EniTrunkSupported: family.level === 'EnterpriseLevel',
    PrimaryEniQueueNumber: row.eniQueues,
    SecondaryEniQueueNumber: row.secondaryEniQueues ?? row.eniQueues,
    MaximumQueueNumberPerEni: row.eniQueues,
    TotalEniQueueQuantity: row.eniQueues === undefined || row.enis === undefined ? undefined : row.eniQueues * row.enis,
    JumboFrameSupport: family.features['jumbo-frames'] ?? false,
    NetworkEncryptionSupport: family.features['vpc-encryption'] ?? false,
    NetworkInfo: { BandwidthWeighting: family.features['adjustable-bandwidth'] ? toWeighting(row) : {} },
    NetworkCardQuantity: row.networkCards,
    NetworkCards: row.networkCards === undefined ? undefined : { NetworkCardInfo: toCards(row.networkCards) },
  };
}

/** One tier is enough to show that the share can be moved; its size is made up. */
function toWeighting(row: TypeRow): Readonly<Record<string, unknown>> {
  const tier = { Name: 'Vpc-L1', VpcBandwidth: toKbits(row.networkGbps), EbsBandwidth: toKbits(row.diskGbps) };
  return { WeightingInfos: { WeightingInfo: [tier] } };
}

function toCards(count: number): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => ({ NetworkCardIndex: index }));
}

function toGpu(row: TypeRow, family: FamilyRow): Readonly<Record<string, unknown>> {
  if (row.gpu === undefined) return { GPUAmount: 0, GPUSpec: '' };
  return {
    // A slice of a card ("1/6") still counts as one device.
    GPUAmount: row.gpu.count.includes('/') ? 1 : Number(row.gpu.count),
    GPUSpec: row.gpu.model ?? family.gpu?.model ?? '',
    GPUMemorySize: row.gpu.memoryGB ?? family.gpu?.memoryGB,
  };
}

function toLocalStorage(row: TypeRow, family: FamilyRow): Readonly<Record<string, unknown>> {
  if (row.localDisks === undefined) return { LocalStorageCategory: '' };
  return {
    LocalStorageAmount: row.localDisks.count,
    LocalStorageCapacity: row.localDisks.capacityGiB,
    LocalStorageCategory: family.localDisk?.includes('HDD') ? 'local_hdd_pro' : 'local_ssd_pro',
  };
}

/** Burstable types only: the baseline is the sum over the vCPUs, and each vCPU starts with 30 credits. */
function toCredits(row: TypeRow): Readonly<Record<string, unknown>> {
  if (row.cpuBaselinePercent === undefined || row.vcpus === undefined) return {};
  return { BaselineCredit: row.cpuBaselinePercent * row.vcpus, InitialCredit: 30 * row.vcpus };
}

function toKbits(gbps: number | undefined): number | undefined {
  return gbps === undefined ? undefined : Math.round(gbps * KBITS_PER_GBIT);
}
