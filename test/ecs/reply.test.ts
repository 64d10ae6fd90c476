import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../helpers/ecs/faults.ts';
import { smallCloud } from '../helpers/live.ts';
import { withSession } from '../helpers/session.ts';

const families = { action: 'DescribeInstanceTypeFamilies', region: 'cn-hangzhou', parameters: { regionId: 'cn-hangzhou' } } as const;

/** A value in so many lists. */
const nested = (levels: number): unknown => (levels === 0 ? 'ecs.g8i' : [nested(levels - 1)]);
const inReply = (levels: number) => ({ InstanceTypeFamilies: { InstanceTypeFamily: [{ InstanceTypeFamilyId: 'ecs.g8i', extra: nested(levels) }] } });

/** Asks a cloud that has a fault. */
const ask = (fault: FaultRule) =>
  withSession({ server: { ...smallCloud('ecs.g8i'), faults: [fault] } }, async ({ list }, { requests }) => {
    const outcome = await list(families).then(
      ({ items }) => items,
      (error: unknown) => error,
    );
    return { outcome, requests: requests.length };
  });

describe('a reply', () => {
  const tooLarge = {
    exitCode: 5,
    message: 'DescribeInstanceTypeFamilies in cn-hangzhou: the reply is larger than 64 MB, or nests deeper than 64 levels.',
  };

  it.each<[string, FaultRule]>([
    ['without end', { kind: 'flood' }],
    ['without end once it is unpacked', { kind: 'flood', packed: true }],
    ['that nests deeper than any', { kind: 'wrongShape', body: inReply(61) }],
  ])('%s is an error, and not asked for again', async (_, fault) => {
    const { outcome, requests } = await ask(fault);
    expect(outcome).toMatchObject(tooLarge);
    expect(requests).toBe(1);
  });

  it('that nests as deep as allowed is read', async () => {
    expect((await ask({ kind: 'wrongShape', body: inReply(60) })).outcome).toMatchObject([{ InstanceTypeFamilyId: 'ecs.g8i' }]);
  });

  it('that is cut short is asked for again', async () => {
    expect(await ask({ kind: 'truncated' })).toMatchObject({ outcome: [{ InstanceTypeFamilyId: 'ecs.g8i' }], requests: 2 });
  });
});
