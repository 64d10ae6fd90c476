/** A family newer than the documentation: what a tool meets the day Alibaba Cloud launches one. */
import type { InstanceType } from './replies.ts';

/** Three sizes of `ecs.g11x`, which no document knows; the API gives them ERIs and NVMe. */
export const UNDOCUMENTED_TYPES: readonly InstanceType[] = [toG11x('large', 2), toG11x('xlarge', 4), toG11x('2xlarge', 8)];

function toG11x(size: string, vcpus: number): InstanceType {
  const bandwidth = vcpus * 1_024_000;
  return {
    InstanceTypeId: `ecs.g11x.${size}`,
    InstanceTypeFamily: 'ecs.g11x',
    InstanceCategory: 'General-purpose',
    InstanceFamilyLevel: 'EnterpriseLevel',
    CpuCoreCount: vcpus,
    CpuArchitecture: 'X86',
    MemorySize: vcpus * 4,
    NvmeSupport: 'required',
    EriQuantity: 2,
    EniQuantity: 4,
    InstanceBandwidthRx: bandwidth,
    InstanceBandwidthTx: bandwidth,
    GPUAmount: 0,
    GPUSpec: '',
  };
}
