/** What an instance can be changed to, asked for with the real SDK over HTTP; what is expected follows from the server's stock. */
import { describe, expect, it } from 'vitest';
import { openFleet } from '../../src/ecs/fleet.ts';
import { fetchModifications } from '../../src/ecs/modification.ts';
import { CipuError, DeniedError, ServiceError, UsageError } from '../../src/errors.ts';
import type { ObservedInstance } from '../../src/model/fleet/instance.ts';
import { toStockStatus } from '../../src/model/market/stock.ts';
import type { FaultRule } from '../helpers/ecs/faults.ts';
import { stockOf, toStatus } from '../helpers/ecs/stock.ts';
import { createWorld } from '../helpers/ecs/world.ts';
import { credential } from '../helpers/live.ts';
import { withSession } from '../helpers/session.ts';

const region = 'cn-hangzhou';
const fleet = { instances: [{ type: 'ecs.g7.xlarge' }, { type: 'ecs.g8y.xlarge' }] };
const everything = { ids: [], tags: [], types: [], interfaces: false };

/** Asks for what the nth instance of the fleet can be changed to; an error of ours is given back. */
function ask(nth: number, options: { readonly faults?: readonly FaultRule[]; readonly deny?: readonly string[]; readonly id?: string } = {}) {
  const { faults = [], deny = [], id } = options;
  return withSession({ server: { fleet, faults, credentials: [{ ...credential, deny }] } }, async ({ list, pages }, { requests }) => {
    const instances: ObservedInstance[] = [];
    for await (const page of openFleet([{ region, profile: null, pages }], everything).pages()) instances.push(...page.instances);
    const instance = instances[nth];
    if (!instance) throw new Error('the account has too few instances');
    const answer = await fetchModifications(list, { ...instance, id: id ?? instance.id }).catch((error: unknown) => error);
    if (answer instanceof CipuError) return { error: answer, types: new Map(), instance, requests };
    if (!(answer instanceof Map)) throw answer;
    return { error: undefined, types: answer, instance, requests };
  });
}

describe('the types an instance can be changed to', () => {
  it.each([0, 1])('are those that its zone offers for its architecture (instance %i)', async (nth) => {
    const { types, instance, requests } = await ask(nth);
    const sold = createWorld({}).typesIn(region);
    const architecture = sold.find(({ InstanceTypeId }) => InstanceTypeId === instance.type)?.CpuArchitecture;
    const offered = sold.flatMap(({ InstanceTypeId, CpuArchitecture }) => {
      const category = stockOf(instance.zone ?? '', InstanceTypeId);
      if (category === null || CpuArchitecture !== architecture || InstanceTypeId === instance.type) return [];
      return [[InstanceTypeId, toStockStatus(toStatus(category), category)] as const];
    });
    expect(types).toEqual(new Map(offered));
    expect(types.size).toBeGreaterThan(10);
    expect(requests.at(-1)?.query).toMatchObject({ RegionId: region, ResourceId: instance.id, DestinationResource: 'InstanceType' });
  });

  const zone = (ZoneId: string, ...entries: readonly (readonly [string, string, string])[]) => ({
    ZoneId,
    AvailableResources: {
      AvailableResource: [
        {
          Type: 'InstanceType',
          SupportedResources: { SupportedResource: entries.map(([Value, Status, StatusCategory]) => ({ Value, Status, StatusCategory })) },
        },
      ],
    },
  });
  const withZones = (...zones: readonly unknown[]): FaultRule => ({
    kind: 'wrongShape',
    body: { AvailableZones: { AvailableZone: zones } },
    action: 'DescribeResourcesModification',
  });

  it('are those of its own zone', async () => {
    const { types } = await ask(0, {
      faults: [withZones(zone('cn-hangzhou-x', ['ecs.a.large', 'Available', 'WithStock']), zone('cn-hangzhou-a', ['ecs.b.large', 'SoldOut', 'WithoutStock']))],
    });
    expect(types).toEqual(new Map([['ecs.b.large', 'without-stock']]));
  });

  it('have an unknown stock where the reply contradicts itself', async () => {
    const { types } = await ask(0, { faults: [withZones(zone('cn-hangzhou-a', ['ecs.b.large', 'Available', 'WithoutStock']))] });
    expect(types.get('ecs.b.large')).toBe('unknown');
  });

  it('are not known from a reply that names none', async () => {
    const { error } = await ask(0, { faults: [withZones(zone('cn-hangzhou-a'))] });
    expect(error).toBeInstanceOf(ServiceError);
    expect(error?.message).toMatch(/^DescribeResourcesModification in cn-hangzhou: the reply names no type for i-/);
  });

  it('of an instance that does not exist are a usage error', async () => {
    const { error } = await ask(0, { id: 'i-x' });
    expect(error).toBeInstanceOf(UsageError);
    expect(error?.message).toBe('DescribeResourcesModification: the API does not know a value that was asked for (InvalidInstanceId.NotFound).');
  });

  it('may not be asked for without the permission', async () => {
    const { error } = await ask(0, { deny: ['ecs:DescribeResourcesModification'] });
    expect(error).toBeInstanceOf(DeniedError);
    expect(error?.hint).toBe('allow the RAM action ecs:DescribeResourcesModification');
  });
});
