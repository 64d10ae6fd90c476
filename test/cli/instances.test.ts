/** `cipu instances` against a loopback fleet. */
import { describe, expect, it } from 'vitest';
import { runOnce } from '../helpers/live.ts';
import { linesOf, outputOf } from '../helpers/outcome.ts';

const regions = ['cn-hangzhou', 'eu-central-1'];
const cloud = { fleet: { instances: 3000, regions } };
const args = ['instances', '--live', '--region', regions.join(','), '--quiet', '--no-cache'];
const idsIn = (text: string): string[] => linesOf(text).map((line) => JSON.parse(line).instance);

describe('a fleet', () => {
  it('is listed whole, each instance once, under throttling and resets', async () => {
    const faults = [
      { action: 'DescribeInstances', kind: 'throttle', times: 2 },
      { action: 'DescribeInstances', kind: 'reset', times: 2 },
    ] as const;
    const { result } = await runOnce([...args, '-o', 'jsonl'], { server: { ...cloud, faults } });
    const ids = idsIn(outputOf(result));
    expect([ids.length, new Set(ids).size]).toEqual([3000, 3000]);
  });

  it('has as many instances in its groups', async () => {
    const { result } = await runOnce([...args, '--by', 'family', '--json'], { server: cloud });
    const { groups } = JSON.parse(outputOf(result));
    expect(groups.reduce((sum: number, { instances }: { instances: number }) => sum + instances, 0)).toBe(3000);
  });
});
