/** The instances of the made-up account: a list of the test's own, or as many as it likes, computed when they are asked for. */
import { zonesOf } from './regions.ts';
import type { InstanceType } from './replies.ts';

export interface Instance {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly zone: string;
  readonly type: string;
  readonly status: string;
  readonly vpc: string;
  readonly image: string;
  readonly tags: Readonly<Record<string, string>>;
  /** CurrentOSNVMeSupported; null leaves it out. */
  readonly nvme: boolean | null;
  /** How many of its two network interfaces are elastic RDMA interfaces. */
  readonly eris: 0 | 1 | 2;
}

export interface FleetOptions {
  /** How many to compute, or the instances themselves; what one leaves out is computed from its place in the list. */
  readonly instances: number | readonly Partial<Instance>[];
  /** Regions that computed instances are spread over, the same number in each and the rest in the last. Default: the home region. */
  readonly regions?: readonly string[];
}

/** Instances by their place, none of them in memory before it is asked for. */
export interface InstanceList {
  readonly length: number;
  at(index: number): Instance;
}

export interface Fleet {
  in(region: string): InstanceList;
  find(region: string, id: string): Instance | undefined;
}

/** Families that many accounts have, on CIPU and before it. */
const FAMILIES = ['ecs.g5', 'ecs.g6', 'ecs.c6', 'ecs.g7', 'ecs.c7', 'ecs.r7', 'ecs.g8i', 'ecs.c8i', 'ecs.g8y', 'ecs.c8y'];
const LARGEST_VCPUS = 16;
const ROLES = ['web', 'api', 'worker', 'cache', 'db'];
const STAGES = ['prod', 'staging', 'dev'];

/** Sets up the fleet; `home` is the region of what names none, and `types` are those of the world. */
export function createFleet({ instances, regions }: FleetOptions, home: string, types: readonly InstanceType[]): Fleet {
  const mix = types.filter((type) => FAMILIES.includes(type.InstanceTypeFamily) && Number(type.CpuCoreCount) <= LARGEST_VCPUS);
  const within =
    typeof instances === 'number'
      ? shares(instances, regions ?? [home], (index, region) => toInstance(index, region, mix))
      : group(instances.map((instance, index) => ({ ...toInstance(index, instance.region ?? home, mix), ...instance })));
  const inRegion = (region: string): InstanceList => within.get(region) ?? { length: 0, at: () => toInstance(0, region, mix) };
  return {
    in: inRegion,
    find(region, id) {
      const list = inRegion(region);
      for (let index = 0; index < list.length; index++) {
        const instance = list.at(index);
        if (instance.id === id) return instance;
      }
      return undefined;
    },
  };
}

function shares(count: number, regions: readonly string[], at: (index: number, region: string) => Instance): Map<string, InstanceList> {
  const share = Math.floor(count / regions.length);
  return new Map(
    regions.map((region, i) => {
      const first = i * share;
      const length = i === regions.length - 1 ? count - first : share;
      return [region, { length, at: (index: number) => at(first + index, region) }];
    }),
  );
}

function group(instances: readonly Instance[]): Map<string, InstanceList> {
  const regions = new Set(instances.map(({ region }) => region));
  return new Map(
    [...regions].map((region) => {
      const here = instances.filter((instance) => instance.region === region);
      return [region, { length: here.length, at: (index: number) => here[index] as Instance }];
    }),
  );
}

/** The instance at a place in the account: the same whenever it is asked for. */
function toInstance(index: number, region: string, mix: readonly InstanceType[]): Instance {
  const type = mix[(index * 31) % mix.length];
  const role = ROLES[index % ROLES.length] ?? '';
  const stage = STAGES[index % STAGES.length] ?? '';
  const zones = zonesOf(region);
  return {
    id: `i-bp1${index.toString(36).padStart(17, '0')}`,
    name: `${stage}-${role}-${index + 1}`,
    region,
    zone: zones[index % zones.length] ?? '',
    type: type?.InstanceTypeId ?? 'ecs.g7.large',
    status: index % 10 === 9 ? 'Stopped' : 'Running',
    vpc: `vpc-bp1${region}-${stage}`,
    image: `m-bp1${(index % 7).toString(36).padStart(17, '0')}`,
    tags: { env: stage, team: role },
    nvme: index % 4 === 3 ? null : index % 4 !== 2,
    eris: Number(type?.EriQuantity ?? 0) > 0 && index % 3 === 0 ? 1 : 0,
  };
}
