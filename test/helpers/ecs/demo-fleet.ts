/** A small company's instances, as an account has them after some years: old types beside new ones, not all of them well used. */
import type { FleetOptions, Instance } from './fleet.ts';

/** Instances that share all but their number. */
interface Group extends Partial<Instance> {
  readonly name: string;
  readonly count: number;
}

const HANGZHOU = { region: 'cn-hangzhou', vpc: 'vpc-bp1shop' } as const;
const SINGAPORE = { region: 'ap-southeast-1', vpc: 'vpc-t4nshop' } as const;
const shop = (env: string) => ({ tags: { env, team: 'shop' } });
const data = (env: string) => ({ tags: { env, team: 'data' } });

const GROUPS: readonly Group[] = [
  { ...HANGZHOU, ...shop('prod'), name: 'shop-web', count: 6, type: 'ecs.g6.xlarge', nvme: false, eris: 0 },
  { ...HANGZHOU, ...shop('prod'), name: 'shop-api', count: 5, type: 'ecs.g7.2xlarge', nvme: true, eris: 0 },
  { ...HANGZHOU, ...shop('prod'), name: 'checkout', count: 3, type: 'ecs.g8i.xlarge', nvme: true, eris: 0 },
  { ...HANGZHOU, ...shop('prod'), name: 'session-cache', count: 2, type: 'ecs.r7.2xlarge', nvme: true, eris: 0 },
  { ...HANGZHOU, ...data('prod'), name: 'orders-db', count: 2, type: 'ecs.r8i.4xlarge', nvme: true, eris: 1 },
  { ...HANGZHOU, ...data('prod'), name: 'search', count: 3, type: 'ecs.i3.2xlarge', nvme: null, eris: 0 },
  { ...HANGZHOU, ...data('prod'), name: 'train', count: 2, type: 'ecs.gn7i-c8g1.2xlarge', nvme: null, eris: 0 },
  { ...HANGZHOU, ...shop('dev'), name: 'build', count: 2, type: 'ecs.c5.2xlarge', nvme: false, eris: 0, status: 'Stopped' },
  { ...SINGAPORE, ...shop('prod'), name: 'sg-shop-web', count: 5, type: 'ecs.g8y.xlarge', nvme: true, eris: 0 },
  { ...SINGAPORE, ...shop('prod'), name: 'sg-shop-api', count: 4, type: 'ecs.c7.xlarge', nvme: true, eris: 0 },
  { ...SINGAPORE, ...data('prod'), name: 'sg-orders-db', count: 2, type: 'ecs.r7.xlarge', nvme: true, eris: 0 },
  { ...SINGAPORE, ...data('prod'), name: 'sg-reports', count: 2, type: 'ecs.g8i.2xlarge', nvme: false, eris: 0 },
  { ...SINGAPORE, ...shop('dev'), name: 'sg-bastion', count: 1, type: 'ecs.t6-c1m2.large', nvme: false, eris: 0 },
  { ...SINGAPORE, ...shop('dev'), name: 'sg-staging', count: 1, type: 'ecs.t5-lc1m2.small', nvme: null, eris: 0, status: 'Stopped' },
];

export const DEMO_FLEET: FleetOptions = {
  instances: GROUPS.flatMap(({ name, count, ...common }) =>
    Array.from({ length: count }, (_, i) => ({ ...common, name: count > 1 ? `${name}-${i + 1}` : name })),
  ),
};
