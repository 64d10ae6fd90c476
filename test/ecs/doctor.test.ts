import { describe, expect, it } from 'vitest';
import { actionNames } from '../../src/ecs/actions.ts';
import type { EcsAction, EcsRequest } from '../../src/ecs/api.ts';
import { diagnose } from '../../src/ecs/doctor.ts';
import { UnknownValueError } from '../../src/ecs/failure.ts';
import type { EcsSession } from '../../src/ecs/session.ts';
import { DeniedError, ServiceError } from '../../src/errors.ts';
import type { Diagnosis } from '../../src/model/reports/diagnosis.ts';

const credentials = { kind: 'environment', description: 'the environment variables', account: 'one' } as const;

interface Case {
  readonly errors?: Partial<Record<EcsAction, Error>>;
  readonly clockOffsetMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly configured?: boolean;
}

/** Diagnoses a session whose requests are answered, or fail as a test says. */
async function run({ errors = {}, clockOffsetMs, env = {}, configured = true }: Case = {}) {
  const requests: EcsRequest[] = [];
  const session = {
    credentials,
    home: 'cn-beijing',
    homeFrom: 'profile',
    endpoint: 'ecs.cn-beijing.aliyuncs.com',
    now: () => new Date('2026-02-03T05:00:00Z'),
    connection: () => ({ accessKey: '****4711', ...(clockOffsetMs !== undefined && { clockOffsetMs }) }),
    async call(request: EcsRequest) {
      requests.push(request);
      const error = errors[request.action];
      if (error) throw error;
      return {};
    },
  } as unknown as EcsSession;
  const rows = await diagnose(session, configured ? credentials : undefined, env);
  return { rows, requests, by: (check: string): Diagnosis | undefined => rows.find((row) => row.check === check) };
}

describe('a diagnosis', () => {
  it('says what would be used', async () => {
    const { by } = await run({ env: { HTTPS_PROXY: 'http://user:secret@proxy:8080', NO_PROXY: '.internal' } });
    const details = ['credentials', 'profile', 'region', 'endpoint', 'proxy', 'access key'].map((check) => by(check)?.detail);
    expect(details).toEqual([
      'from the environment variables',
      'none is used',
      'cn-beijing (profile)',
      'ecs.cn-beijing.aliyuncs.com',
      'http://proxy:8080, except .internal',
      '****4711',
    ]);
    expect((await run()).by('proxy')?.detail).toBe('none');
  });

  it('has one request for each action, in the default region', async () => {
    const { rows, requests } = await run();
    expect(requests.map(({ action }) => action)).toEqual(actionNames);
    expect(new Set(requests.map(({ region }) => region))).toEqual(new Set(['cn-beijing']));
    expect(rows.slice(-actionNames.length)).toEqual(actionNames.map((action) => ({ check: `ecs:${action}`, status: 'ok', detail: 'permitted', remedy: null })));
  });

  it('without credentials sends none', async () => {
    const { rows, requests, by } = await run({ configured: false });
    expect(requests).toEqual([]);
    expect(by('credentials')).toMatchObject({ status: 'failed', detail: 'no source is configured' });
    expect(rows).toHaveLength(5);
  });
});

describe('a request that fails', () => {
  const denied = new DeniedError('Not allowed.', { hint: 'allow it' });

  it.each<[EcsAction, Error, Partial<Diagnosis>]>([
    ['DescribeInstanceTypes', denied, { status: 'denied', detail: 'Not allowed.', remedy: 'allow it' }],
    ['DescribeInstanceTypes', new ServiceError('It is down.'), { status: 'failed', detail: 'It is down.', remedy: null }],
    ['DescribePrice', denied, { status: 'warning', detail: 'Not allowed. It is needed for cipu price and --price.', remedy: 'allow it' }],
    ['DescribeInstances', new ServiceError('It is down.'), { status: 'warning', remedy: null }],
    ['DescribeResourcesModification', new UnknownValueError('DescribeResourcesModification', 'InvalidInstanceId', {}), { status: 'ok', detail: 'permitted' }],
  ])('%s: %s', async (action, error, expected) => {
    const { rows, by } = await run({ errors: { [action]: error } });
    expect(by(`ecs:${action}`)).toMatchObject(expected);
    expect(rows.filter(({ check, status }) => check.startsWith('ecs:') && status === 'ok').length).toBeGreaterThanOrEqual(actionNames.length - 1);
  });

  it('for a bug fails with it', async () => {
    await expect(run({ errors: { DescribeZones: new TypeError('bug') } })).rejects.toThrow('bug');
  });
});

describe('the clock', () => {
  it.each([
    [undefined, 'unknown', 'no reply told the time'],
    [0, 'ok', 'agrees with the API'],
    [-60_000, 'ok', 'agrees with the API'],
    [60_001, 'warning', '60 s behind the API'],
    [-300_000, 'warning', '300 s ahead of the API'],
  ])('that is %s ms off is %s', async (clockOffsetMs, status, detail) => {
    expect((await run(clockOffsetMs === undefined ? {} : { clockOffsetMs })).by('clock')).toMatchObject({ status, detail });
  });
});
