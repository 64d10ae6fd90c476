import { describe, expect, it } from 'vitest';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import { type MetricKey, metricDefinitions, rangesOf, readMetrics } from '../../../src/model/registry/metrics.ts';

describe('the metric registry', () => {
  it('has every key of the contract', () => {
    const contract = [
      ...['vcpus', 'memoryGiB', 'networkGbps', 'networkBurstGbps', 'packetRatePps', 'connections', 'enis', 'eris', 'queuePairs', 'networkCards'],
      ...['eniQueues', 'disks', 'diskIops', 'diskBurstIops', 'diskGbps', 'diskBurstGbps', 'localDiskGiB', 'gpus', 'gpuMemoryGB'],
    ];
    const keys: readonly string[] = metricDefinitions.map(({ key }) => key);
    expect(contract.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('has keys, flags and headers of its own for each metric, none that a feature has', () => {
    for (const column of ['key', 'flag', 'header', 'title'] as const) {
      expect(new Set(metricDefinitions.map((metric) => metric[column])).size, column).toBe(metricDefinitions.length);
    }
    const features: readonly string[] = featureDefinitions.map(({ key }) => key.toLowerCase());
    expect(metricDefinitions.filter(({ key }) => features.includes(key.toLowerCase()))).toEqual([]);
  });

  it.each([
    ['GiB', /GiB$/],
    ['GB', /GB$/],
    ['Gbit/s', /Gbps$/],
    ['packets/s', /Pps$/],
    ['IOPS', /Iops$/],
    ['%', /Percent$/],
  ])('has the unit %s in the key', (unit, end) => {
    const keys = metricDefinitions.filter((metric) => metric.unit === unit).map(({ key }) => key);
    expect(keys).not.toHaveLength(0);
    expect(keys.filter((key) => !end.test(key))).toEqual([]);
  });
});

describe('metrics of a reply', () => {
  it.each<[object, Partial<Record<MetricKey, number>>]>([
    [{}, {}],
    [
      { CpuCoreCount: 4, MemorySize: 0.5 },
      { vcpus: 4, memoryGiB: 0.5 },
    ],
    [{ CpuCoreCount: '4', MemorySize: null }, {}],
    [{ CpuCoreCount: Number.NaN, MemorySize: Number.POSITIVE_INFINITY }, {}],
    [{ InstanceBandwidthRx: 3_072_000, InstanceBandwidthTx: 3_072_000 }, { networkGbps: 3 }],
    [{ InstanceBandwidthRx: 1_536_000, InstanceBandwidthTx: 1_536_000 }, { networkGbps: 1.5 }],
    [{ InstanceBandwidthRx: 102_400, InstanceBandwidthTx: 102_400 }, { networkGbps: 0.1 }],
    [{ InstanceBandwidthRx: 10_240_000, InstanceBandwidthTx: 5_120_000 }, { networkGbps: 5 }],
    [{ InstanceBandwidthRx: 10_240_000 }, { networkGbps: 10 }],
    [{ InstancePpsRx: 1_100_000, InstancePpsTx: 900_000 }, { packetRatePps: 900_000 }],
    [{ EriQuantity: 0 }, { eris: 0 }],
    [
      { EniQuantity: 4, EniPrivateIpAddressQuantity: 15, EniIpv6AddressQuantity: 10, DiskQuantity: 17 },
      { enis: 4, ipv4PerEni: 15, ipv6PerEni: 10, disks: 17 },
    ],
    [
      { PrimaryEniQueueNumber: 8, MaximumQueueNumberPerEni: 16, SecondaryEniQueueNumber: 4 },
      { eniQueues: 8, secondaryEniQueues: 4 },
    ],
    [{ MaximumQueueNumberPerEni: 16 }, { eniQueues: 16 }],
    [
      { LocalStorageAmount: 2, LocalStorageCapacity: 894 },
      { localDisks: 2, localDiskGiB: 1788 },
    ],
    [{ LocalStorageAmount: 2 }, { localDisks: 2 }],
    [
      { GPUAmount: 8, GPUMemorySize: 80 },
      { gpus: 8, gpuMemoryGB: 80 },
    ],
    [{ GPUAmount: 0 }, { gpus: 0 }],
  ])('%j', (reply, metrics) => expect(readMetrics(reply, 'api')).toEqual(metrics));

  it.each([
    ['a CPU type: per instance', { QueuePairNumber: 100, GPUAmount: 0, NetworkCardQuantity: 2 }, 100],
    ['a type that says nothing of GPUs', { QueuePairNumber: 100, NetworkCardQuantity: 2 }, 100],
    ['a GPU type: times its network cards', { QueuePairNumber: 100, GPUAmount: 8, NetworkCardQuantity: 4 }, 400],
    ['a GPU type with one network card', { QueuePairNumber: 100, GPUAmount: 8, NetworkCardQuantity: 1 }, 100],
    ['no queue pairs', { QueuePairNumber: 0 }, 0],
    ['nothing known', { GPUAmount: 8, NetworkCardQuantity: 4 }, undefined],
  ])('queue pairs of %s', (_, reply, pairs) => expect(readMetrics(reply, 'api').queuePairs).toBe(pairs));
});

describe('metrics of a documented row', () => {
  it.each<[object, Partial<Record<MetricKey, number>>]>([
    [{}, {}],
    [
      { vcpus: 4, memoryGiB: 16, networkGbps: 2.5 },
      { vcpus: 4, memoryGiB: 16, networkGbps: 2.5 },
    ],
    [{ maxDataDisks: 16 }, { dataDisks: 16 }],
    [{ localDisks: { count: 4, capacityGiB: 894 } }, { localDisks: 4, localDiskGiB: 3576 }],
    [{ gpu: { count: '8', memoryGB: 80 } }, { gpus: 8, gpuMemoryGB: 80 }],
    [{ gpu: { count: '1/6' } }, { gpus: 1 / 6 }],
    [{ gpu: { count: '' } }, {}],
    [{ gpu: { count: '1/0' } }, {}],
    [{ gpu: { count: 'several' } }, {}],
  ])('%j', (row, metrics) => expect(readMetrics(row, 'documentation')).toEqual(metrics));
});

describe('rangesOf', () => {
  it('spans what is known, and leaves out what no type states', () => {
    expect(rangesOf([{ vcpus: 4, memoryGiB: 8 }, { vcpus: 2 }, {}, { vcpus: 64 }])).toEqual({ vcpus: { min: 2, max: 64 }, memoryGiB: { min: 8, max: 8 } });
    expect(rangesOf([])).toEqual({});
  });
});
