/** `cipu doctor` says what the live path would use and whether it works; its exit code is that of the live path. */
import { describe, expect, it } from 'vitest';
import { credential, environmentOf, type LiveOptions, runOnce, smallCloud } from '../helpers/live.ts';
import { outputOf } from '../helpers/outcome.ts';

interface Check {
  readonly check: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy: string | null;
}

const server = smallCloud('ecs.g7', 'ecs.g8i');
const checksOf = async (options: LiveOptions, code: number): Promise<Record<string, Check>> => {
  const { result } = await runOnce(['doctor', '-o', 'json'], options);
  const { schemaVersion, kind, checks } = JSON.parse(outputOf(result, code));
  expect({ schemaVersion, kind }).toEqual({ schemaVersion: 1, kind: 'checks' });
  return Object.fromEntries(checks.map((check: Check) => [check.check, check]));
};

describe('cipu doctor', () => {
  it('finds nothing where all is well, with code 0', async () => {
    const checks = await checksOf({ server }, 0);
    expect(Object.values(checks).filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(Object.keys(checks)).toEqual(expect.arrayContaining(['credentials', 'region', 'endpoint', 'proxy', 'clock', 'ecs:DescribeInstanceTypes']));
    expect(checks.credentials?.detail).toContain('environment variables');
    expect(checks.region?.detail).toContain('cn-hangzhou');
  });

  it('shows the same as a table, and no more of the key than its end', async () => {
    const { result } = await runOnce(['doctor'], { server });
    expect(outputOf(result)).toMatch(/^Check +Status +Detail/);
    expect(result.stdout).toContain('ecs:DescribeInstanceTypeFamilies');
  });

  it('finds nothing wrong where ecs.g7 is not sold', async () => {
    await checksOf({ server: smallCloud('ecs.g8i') }, 0);
  });

  it('a wrong secret is code 4', async () => {
    const credentials = environmentOf({ ...credential, accessKeySecret: 'not-the-secret-0000' });
    const checks = await checksOf({ server, credentials }, 4);
    expect(checks['ecs:DescribeInstanceTypes']).toMatchObject({ status: 'denied', detail: expect.stringContaining('SignatureDoesNotMatch') });
    expect(checks['ecs:DescribeInstanceTypes']?.remedy).toMatch(/secret/);
  });

  it('a missing permission is code 4, and just that action is named', async () => {
    const checks = await checksOf({ server: { ...server, credentials: [{ ...credential, deny: ['ecs:DescribeInstanceTypes'] }] } }, 4);
    expect(Object.values(checks).filter(({ status }) => status !== 'ok')).toEqual([
      expect.objectContaining({ check: 'ecs:DescribeInstanceTypes', status: 'denied', remedy: 'allow the RAM action ecs:DescribeInstanceTypes' }),
    ]);
  });

  it.each(['DescribeInstances', 'DescribeNetworkInterfaces', 'DescribePrice', 'DescribeSpotPriceHistory', 'DescribeResourcesModification'])(
    'a missing permission for %s is a warning, with code 0: a catalog needs none of it',
    async (action) => {
      const checks = await checksOf({ server: { ...server, credentials: [{ ...credential, deny: [`ecs:${action}`] }] } }, 0);
      expect(Object.values(checks).filter(({ status }) => status !== 'ok')).toEqual([
        {
          check: `ecs:${action}`,
          status: 'warning',
          detail: expect.stringMatching(/\(Forbidden\.RAM\)\. It is needed for cipu (instances|price|replace)[^.]*\.$/),
          remedy: `allow the RAM action ecs:${action}`,
        },
      ]);
    },
  );

  it('a server that is not there is code 5', async () => {
    const checks = await checksOf({ server, stopped: true }, 5);
    expect(checks['ecs:DescribeInstanceTypes']).toMatchObject({ status: 'failed', detail: expect.stringContaining('ECONNREFUSED') });
    expect(checks.credentials?.status).toBe('unknown');
  });

  it('a clock that is off by minutes is a warning, with code 0', async () => {
    const checks = await checksOf({ server: { ...server, now: () => Date.now() + 300_000 } }, 0);
    expect(checks.clock?.status).toMatch(/^(ok|warning)$/);
  });

  it('no credentials at all is code 4, without a request', async () => {
    const { result, requests } = await runOnce(['doctor', '-o', 'json'], { server, credentials: {} });
    expect(JSON.parse(outputOf(result, 4)).checks[0]).toMatchObject({ check: 'credentials', status: 'failed', detail: 'no source is configured' });
    expect(requests).toHaveLength(0);
  });
});
