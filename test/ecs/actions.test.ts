import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actionNames, actions, ramAction, toApiTime } from '../../src/ecs/actions.ts';

const now = new Date('2026-02-03T05:00:00.789Z');

describe('the table of actions', () => {
  it('has those first that every live catalog needs', () => {
    const needs = actionNames.map((action) => actions[action].neededFor !== undefined);
    expect(needs).toEqual([...needs].sort());
  });

  it('agrees with the RAM policy of its help page, which has a statement for either kind', () => {
    const [, policy = ''] =
      /```json\n(\{\n {2}"Version": "1",.*?\n\})\n```/s.exec(readFileSync(new URL('../../src/help/permissions.md', import.meta.url), 'utf8')) ?? [];
    const statements = (JSON.parse(policy).Statement as { readonly Action: readonly string[] }[]).map(({ Action }) => Action);
    const [needed, other] = [true, false].map((isNeeded) => actionNames.filter((action) => (actions[action].neededFor === undefined) === isNeeded));
    expect(statements).toEqual([needed?.map(ramAction), other?.map(ramAction)]);
  });

  it('keeps nothing of instances, stock for minutes, what hardly changes for a day', () => {
    expect(Object.fromEntries(actionNames.map((action) => [action, actions[action].lifetimeMs / 60_000]))).toEqual({
      DescribeRegions: 1440,
      DescribeZones: 1440,
      DescribeInstanceTypeFamilies: 1440,
      DescribeInstanceTypes: 1440,
      DescribeAvailableResource: 5,
      DescribeInstances: 0,
      DescribeNetworkInterfaces: 0,
      DescribePrice: 1440,
      DescribeSpotPriceHistory: 10,
      DescribeResourcesModification: 0,
    });
  });

  it('probes the region that it is asked to, and spot prices of the last hour', () => {
    for (const action of actionNames) {
      const { regionId = 'cn-beijing' } = { ...actions[action].probe('cn-beijing', now) } as { readonly regionId?: string };
      expect(regionId).toBe('cn-beijing');
    }
    expect(actions.DescribeSpotPriceHistory.probe('cn-beijing', now)).toMatchObject({ startTime: '2026-02-03T04:00:00Z' });
  });
});

it('a time of the API has whole seconds', () => {
  expect(toApiTime(now.getTime())).toBe('2026-02-03T05:00:00Z');
});
