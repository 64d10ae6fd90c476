/** Several regions in one run: asked side by side, types once, and one that fails is a gap that is told. */
import { describe, expect, it } from 'vitest';
import { PUBLIC_REGIONS } from '../helpers/ecs/regions.ts';
import { type LiveOptions, runOnce } from '../helpers/live.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';

const forEver = Number.POSITIVE_INFINITY;
const listFamilies = { action: 'DescribeInstanceTypeFamilies' } as const;
const broken = (region?: string) =>
  ({ kind: 'error', status: 400, code: 'Odd', message: '', ...listFamilies, ...(region !== undefined && { region }), times: forEver }) as const;

/** Thirty regions that sell two families, and one of them a third. */
const regions = [...PUBLIC_REGIONS, { ...PUBLIC_REGIONS[0], RegionId: 'xx-test-1' }].slice(0, 30) as typeof PUBLIC_REGIONS;
const ids = regions.map(({ RegionId }) => RegionId);
const server = {
  regions,
  regionFamilies: Object.fromEntries(ids.map((id) => [id, id === 'eu-central-1' ? ['ecs.c7', 'ecs.g8i', 'ecs.g9i'] : ['ecs.c7', 'ecs.g8i']])),
};
const run = (args: readonly string[], options: LiveOptions = {}) => runOnce([...args, '--live'], { ...options, server: { ...server, ...options.server } });
const count = (requests: readonly { readonly action: string }[], action: string) => requests.filter((request) => request.action === action).length;

describe('several regions', () => {
  it('"all" asks each for its families, and once for the types', async () => {
    const { result, requests } = await run(['families', '--region', 'all', '--json']);
    const { source, families } = JSON.parse(outputOf(result));
    expect(source).toMatchObject({ type: 'live', complete: true });
    expect([...source.regions].sort()).toEqual([...ids].sort());
    expect(families.map(({ family, regions: sold }: { family: string; regions: string[] }) => [family, sold.length])).toEqual([
      ['ecs.c7', ids.length],
      ['ecs.g8i', ids.length],
      ['ecs.g9i', 1],
    ]);
    expect(count(requests, 'DescribeRegions')).toBe(1);
    expect(count(requests, 'DescribeInstanceTypeFamilies')).toBe(ids.length);
    // One for what the first region sells, one for what only another does.
    expect(count(requests, 'DescribeInstanceTypes')).toBeLessThanOrEqual(2);
  });

  it.each([
    { flags: ['--region', 'eu-*'], expected: ids.filter((id) => id.startsWith('eu-')) },
    { flags: ['--region', 'cn-hangzhou,eu-central-1'], expected: ['cn-hangzhou', 'eu-central-1'] },
    { flags: ['--region', 'cn-hangzhou', '--region', 'us-*,cn-hangzhou'], expected: ['cn-hangzhou', ...ids.filter((id) => id.startsWith('us-'))] },
  ])('$flags', async ({ flags, expected }) => {
    const { result, requests } = await run(['types', ...flags, '--json']);
    expect([...JSON.parse(outputOf(result)).source.regions].sort()).toEqual([...expected].sort());
    expect(count(requests, 'DescribeInstanceTypeFamilies')).toBe(expected.length);
  });

  it('by a glob with braces', async () => {
    const { result } = await run(['families', '--region', '{cn-hangzhou,eu-central-1}', '--json']);
    expect(result.code).toBe(0);
  });

  it('one that fails is a gap: code 3, a warning with its name and cause, the others shown', async () => {
    const { result } = await run(['families', '--region', 'cn-hangzhou,eu-central-1', '--json'], { server: { faults: [broken('eu-central-1')] } });
    const { source, families } = JSON.parse(outputOf(result, 3));
    expect(source).toMatchObject({ regions: ['cn-hangzhou'], complete: false, gaps: [expect.stringMatching(/^eu-central-1 is missing: .*Odd/)] });
    expect(families.map(({ family }: { family: string }) => family)).toEqual(['ecs.c7', 'ecs.g8i']);
    expect(linesOf(result.stderr)).toContain(`warning: ${source.gaps[0]}`);
  });

  it('the warning is not silenced by --quiet', async () => {
    const { result } = await run(['families', '--region', 'cn-hangzhou,eu-central-1', '--quiet', '-o', 'names'], {
      server: { faults: [broken('eu-central-1')] },
    });
    expect(outputOf(result, 3)).toBe('ecs.c7\necs.g8i\n');
    expect(result.stderr).toMatch(/^warning: eu-central-1 is missing: /);
  });

  it('all that fail are an error: code 5', async () => {
    const { result } = await run(['families', '--region', 'cn-hangzhou,eu-central-1'], { server: { faults: [broken()] } });
    expectError(result, { code: 5, message: /Odd/, hint: /./ });
  });

  it('a glob that matches no region is code 2', async () => {
    const { result } = await run(['families', '--region', 'mars-*']);
    expectError(result, { code: 2, message: 'No region is called "mars-*".', hint: /./ });
  });

  it('one that nobody knows among others is code 2', async () => {
    const { result } = await run(['families', '--region', 'cn-hangzhou,cn-hangzou']);
    expectError(result, { code: 2, message: 'No region is called "cn-hangzou".', hint: 'did you mean cn-hangzhou?' });
  });
});
