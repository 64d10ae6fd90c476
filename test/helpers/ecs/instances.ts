/** DescribeInstances and DescribeNetworkInterfaces: the instances of the account in the API's words. */
import { invalidParameter } from './api-error.ts';
import type { Instance, InstanceList } from './fleet.ts';
import type { Rows } from './pages.ts';
import { type Query, requireRegion } from './query.ts';
import type { World } from './world.ts';

const MAX_IDS = 100;
const INTERFACES_PER_INSTANCE = 2;
/** Parameters that name a property and must equal it. */
const EQUAL: Readonly<Record<string, keyof Instance>> = { Status: 'status', VpcId: 'vpc', InstanceType: 'type', ZoneId: 'zone', ImageId: 'image' };

/** The instances that a query selects; throws the ApiError the service would answer with. */
export function selectInstances(filters: Query, world: World): Rows {
  const instances = world.fleet.in(requireRegion(filters, world));
  const tests = toTests(filters);
  return rowsOf(tests.length === 0 ? instances : narrow(instances, (instance) => tests.every((test) => test(instance))), 1, (instance) =>
    toReply(instance, world),
  );
}

/** The network interfaces of a region, or of one of its instances. */
export function selectInterfaces(filters: Query, world: World): Rows {
  const instances = world.fleet.in(requireRegion(filters, world));
  const { InstanceId: id } = filters;
  return rowsOf(id === undefined ? instances : narrow(instances, (instance) => instance.id === id), INTERFACES_PER_INSTANCE, toInterface);
}

/** Some rows an instance, made when they are read. */
function rowsOf(instances: InstanceList, each: number, toRow: (instance: Instance, nth: number) => unknown): Rows {
  const length = instances.length * each;
  return {
    length,
    slice: (start, end) =>
      Array.from({ length: Math.max(0, Math.min(end, length) - start) }, (_, i) => toRow(instances.at(Math.floor((start + i) / each)), (start + i) % each)),
  };
}

/** The instances that pass a test, by their places. */
function narrow(instances: InstanceList, test: (instance: Instance) => boolean): InstanceList {
  const places: number[] = [];
  for (let index = 0; index < instances.length; index++) if (test(instances.at(index))) places.push(index);
  return { length: places.length, at: (index) => instances.at(places[index] ?? 0) };
}

type Test = (instance: Instance) => boolean;

function toTests(filters: Query): Test[] {
  return Object.entries(filters).flatMap(([name, value]): Test[] => {
    if (name === 'InstanceIds') return [toIdTest(value)];
    const [, nth] = /^Tag\.(\d+)\.Key$/.exec(name) ?? [];
    if (nth !== undefined) {
      const wanted = filters[`Tag.${nth}.Value`];
      return [({ tags }) => (wanted === undefined ? Object.hasOwn(tags, value) : tags[value] === wanted)];
    }
    const property = EQUAL[name];
    return property === undefined ? [] : [(instance) => instance[property] === value];
  });
}

function toIdTest(text: string): Test {
  const ids: unknown = JSON.parse(text);
  if (!Array.isArray(ids) || ids.length > MAX_IDS) throw invalidParameter('InstanceIds', `it is a JSON array of 1 to ${MAX_IDS} ids`);
  const wanted = new Set(ids);
  return ({ id }) => wanted.has(id);
}

function toReply(instance: Instance, world: World): unknown {
  const { id, name, region, zone, type, status, vpc, image, tags, nvme } = instance;
  const sold = world.typeOf(type);
  return {
    InstanceId: id,
    InstanceName: name,
    RegionId: region,
    ZoneId: zone,
    InstanceType: type,
    InstanceTypeFamily: sold?.InstanceTypeFamily,
    Cpu: sold?.CpuCoreCount,
    Memory: Number(sold?.MemorySize ?? 0) * 1024,
    Status: status,
    ImageId: image,
    ImageOptions: nvme === null ? {} : { CurrentOSNVMeSupported: nvme },
    InstanceChargeType: 'PostPaid',
    InstanceNetworkType: 'vpc',
    VpcAttributes: { VpcId: vpc, VSwitchId: `vsw-${vpc}` },
    Tags: { Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
    NetworkInterfaces: { NetworkInterface: [{ Type: 'Primary', NetworkInterfaceId: interfaceId(instance, 0) }] },
  };
}

/** The elastic RDMA interfaces of an instance are its last ones. */
function toInterface(instance: Instance, nth: number): unknown {
  const rdma = nth >= INTERFACES_PER_INSTANCE - instance.eris;
  return {
    NetworkInterfaceId: interfaceId(instance, nth),
    InstanceId: instance.id,
    Type: nth === 0 ? 'Primary' : 'Secondary',
    Status: 'InUse',
    NetworkInterfaceTrafficMode: rdma ? 'HighPerformance' : 'Standard',
    QueuePairNumber: rdma ? 1000 : 0,
    VpcId: instance.vpc,
    ZoneId: instance.zone,
    Attachment: { InstanceId: '', DeviceIndex: nth },
  };
}

const interfaceId = ({ id }: Instance, nth: number): string => `eni-${id.slice(2)}${nth}`;
