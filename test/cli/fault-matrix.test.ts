/** Every fault at the first, a middle and the last page of the types: a right result or one clear error, in bounded time. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../helpers/ecs/faults.ts';
import { runOnce } from '../helpers/live.ts';

const ids = Array.from({ length: 250 }, (_, i) => `ecs.zz9.size${String(i).padStart(3, '0')}`);
/** One family of three pages. */
const cloud = {
  homeRegion: 'cn-hangzhou',
  regionFamilies: { 'cn-hangzhou': ['ecs.zz9'] },
  families: [{ InstanceTypeFamilyId: 'ecs.zz9' }],
  types: ids.map((InstanceTypeId, i) => ({ InstanceTypeId, InstanceTypeFamily: 'ecs.zz9', CpuCoreCount: i + 1, EriQuantity: i % 2 })),
};
const list = ['types', 'zz9', '--live', '--no-cache', '-o', 'names'];
const pages = ['first', 'middle', 'last'] as const;

const run = (fault: Fault, page: (typeof pages)[number], times: number | undefined, timeout = '20s') =>
  runOnce([...list, '--timeout', timeout], {
    server: { ...cloud, faults: [{ action: 'DescribeInstanceTypes', page, ...fault, ...(times !== undefined && { times }) }] },
  });

const passing: readonly Fault[] = [
  { kind: 'throttle', retryAfterMs: 5 },
  { kind: 'error', status: 503, code: 'ServiceUnavailable', message: 'no' },
  { kind: 'error', status: 500, code: 'UnknownError', message: 'no' },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'reset' },
  { kind: 'slow', delayMs: 50 },
  { kind: 'wrongShape', body: { InstanceTypes: 'none' } },
  { kind: 'wrongShape', body: null },
];
const matrix = (faults: readonly Fault[]) => faults.flatMap((fault) => pages.map((page) => ({ fault, page })));

describe('a fault that passes costs no type', () => {
  it.each(matrix(passing))('$fault at the $page page', async ({ fault, page }) => {
    const { result } = await run(fault, page, undefined);
    expect(result.code).toBe(0);
    expect(result.stdout.trim().split('\n')).toEqual(ids);
    expect(result.stderr.includes('trying again in')).toBe(fault.kind !== 'slow');
  });

  it.each((['duplicate', 'emptyPage'] as const).flatMap((kind) => (['middle', 'last'] as const).map((page) => ({ kind, page }))))(
    '$kind at the $page page',
    async ({ kind, page }) => {
      const { result } = await run({ kind }, page, undefined);
      expect([result.code, result.stdout.trim().split('\n')]).toEqual([0, ids]);
    },
  );
});

describe('a fault that stays is one error, with code 5 and nothing on stdout', () => {
  const staying: readonly Fault[] = [
    { kind: 'hang' },
    { kind: 'reset' },
    { kind: 'html' },
    { kind: 'wrongShape', body: {} },
    { kind: 'error', status: 409, code: 'Odd', message: 'no' },
  ];

  it.each(matrix(staying))('$fault at the $page page', async ({ fault, page }) => {
    const { result } = await run(fault, page, Number.POSITIVE_INFINITY, '1s');
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(result.stderr.match(/^error: /gm)).toHaveLength(1);
    expect(result.durationMs).toBeLessThan(10_000);
  });

  it.each<Fault>([{ kind: 'repeatToken' }, { kind: 'repeatToken', token: 'first' }, { kind: 'endless' }])('$kind $token', async (fault) => {
    const { result } = await runOnce(list, { server: { ...cloud, faults: [{ action: 'DescribeInstanceTypes', ...fault }] } });
    expect([result.code, result.stdout]).toEqual([5, '']);
    expect(result.stderr).toMatch(/^error: DescribeInstanceTypes in cn-hangzhou: the pages do not end\.\nhint: .*\n$/);
  });
});
