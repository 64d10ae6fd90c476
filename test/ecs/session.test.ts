import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CredentialSource } from '../../src/ecs/credential-source.ts';
import { openSession, type SessionOptions } from '../../src/ecs/session.ts';
import { ServiceError, UsageError } from '../../src/errors.ts';
import type { EcsServerOptions } from '../helpers/ecs/server.ts';
import { credential, environmentOf, smallCloud, withServer } from '../helpers/live.ts';
import { freshDirectory } from '../helpers/session.ts';
import { inSurroundings } from '../helpers/surroundings.ts';

const configured = { kind: 'environment', description: 'the environment variables', account: 'one' } as const;
const plain: SessionOptions = { regions: [], vpc: false, timeoutMs: 20_000, cache: false, refresh: false, debug: false };

/** Opens a session without anybody to ask, and keeps what it says and shows. */
function open(options: Partial<SessionOptions> = {}, found: CredentialSource | null = configured, env = {}, cacheDirectory = '') {
  const [said, shown]: [string[], string[]] = [[], []];
  const waited: number[] = [];
  const session = openSession({ ...plain, ...options }, found ?? undefined, {
    env,
    cacheDirectory,
    now: () => new Date('2026-02-03T05:00:00Z'),
    sleep: async (ms) => void waited.push(ms),
    say: (text) => said.push(text),
    progress: (text) => shown.push(text),
  });
  return { session, said, shown, waited, cacheDirectory };
}

describe('a session', () => {
  it('knows whom it asks before it asks', () => {
    expect(open().session).toMatchObject({ home: 'cn-hangzhou', homeFrom: 'default', endpoint: 'ecs-cn-hangzhou.aliyuncs.com', credentials: configured });
    expect(open({ vpc: true }, { ...configured, region: 'eu-central-1' }).session).toMatchObject({
      home: 'eu-central-1',
      homeFrom: 'profile',
      endpoint: 'ecs-vpc.eu-central-1.aliyuncs.com',
    });
    expect(open({ endpoint: 'https://ecs.example:8443' }).session.endpoint).toBe('ecs.example:8443');
  });

  it('falls back to the role of the machine', () => {
    expect(open({}, null).session.credentials).toMatchObject({ kind: 'ecs-role', account: 'instance role' });
  });

  it('is refused for an endpoint or a region that cannot be', () => {
    expect(() => open({ endpoint: 'http://ecs.example' })).toThrow(UsageError);
    expect(() => open({}, configured, { ALIBABA_CLOUD_REGION_ID: 'cn.evil/' })).toThrow(UsageError);
  });

  it('needs no request for regions that are named', async () => {
    expect(await open().session.regions()).toEqual(['cn-hangzhou']);
    expect(await open({ regions: ['cn-beijing', 'eu-central-1', 'cn-beijing'] }).session.regions()).toEqual(['cn-beijing', 'eu-central-1']);
  });
});

/** Opens a session with a server. */
function withSession(
  server: Partial<EcsServerOptions>,
  options: Partial<SessionOptions>,
  use: (opened: ReturnType<typeof open>, actions: () => string[]) => Promise<void>,
) {
  return withServer({ ...smallCloud('ecs.g8i'), ...server }, (running) =>
    inSurroundings({ env: environmentOf(credential), cwd: process.cwd() }, () =>
      use(open({ endpoint: running.endpoint, ...options }, configured, {}, freshDirectory()), () => running.requests.map(({ action }) => action)),
    ),
  );
}

const zones = { action: 'DescribeZones', region: 'cn-hangzhou', parameters: { regionId: 'cn-hangzhou' } } as const;

describe('a session that asks', () => {
  it('finds the regions of a glob with one request, however often it is asked', async () => {
    await withSession({}, { regions: ['eu-*'] }, async ({ session }, actions) => {
      const [one, two] = await Promise.all([session.regions(), session.regions()]);
      expect(one).toContain('eu-central-1');
      expect(one.every((region) => region.startsWith('eu-'))).toBe(true);
      expect(two).toBe(one);
      expect(actions()).toEqual(['DescribeRegions']);
    });
  });

  it.each([
    [true, 1],
    [false, 2],
  ])('keeps replies where it may (%s)', async (cache, count) => {
    await withSession({}, { cache }, async ({ session }, actions) => {
      const first = await session.list(zones);
      expect((await session.list(zones)).items).toEqual(first.items);
      expect(actions()).toHaveLength(count);
    });
  });

  it('keeps the replies of one account and endpoint apart from those of others', async () => {
    await withServer(smallCloud('ecs.g8i'), ({ endpoint, port, requests }) =>
      inSurroundings({ env: environmentOf(credential), cwd: process.cwd() }, async () => {
        const directory = freshDirectory();
        const ask = async (options: Partial<SessionOptions>, account = 'one') => {
          const before = requests.length;
          await open({ endpoint, cache: true, ...options }, { ...configured, account }, {}, directory).session.list(zones);
          return requests.length - before;
        };
        expect(await ask({})).toBe(1);
        expect(await ask({})).toBe(0);
        expect(await ask({}, 'two')).toBe(1);
        expect(await ask({ endpoint: `http://localhost:${port}` })).toBe(1);
        expect(await ask({ refresh: true })).toBe(1);
      }),
    );
  });

  it('says once what is wrong with the cache', async () => {
    await withSession({}, { cache: true }, async ({ session, said, cacheDirectory }) => {
      const regions = { action: 'DescribeRegions', region: 'cn-hangzhou', parameters: {} } as const;
      for (const query of [zones, regions]) await session.list(query);
      for (const name of readdirSync(cacheDirectory)) writeFileSync(join(cacheDirectory, name), 'half an ent');
      for (const query of [zones, regions]) await session.list(query);
      expect(said).toEqual(['An entry of the cache is damaged or of another version: asking the API again.']);
    });
  });

  it('tries again after what may pass, says so, and shows how far it is', async () => {
    await withSession({ faults: [{ kind: 'throttle' }] }, {}, async ({ session, said, shown, waited }, actions) => {
      await session.call(zones);
      expect(actions()).toHaveLength(2);
      expect(waited).toHaveLength(1);
      expect(said).toEqual([expect.stringMatching(/^DescribeZones cn-hangzhou: Throttling\.User; trying again in \d\.\d s$/)]);
      expect(shown).toEqual(['DescribeZones cn-hangzhou: 1 replies', 'DescribeZones cn-hangzhou: 2 replies']);
      expect(session.connection().accessKey).toBe('****4711');
    });
  });

  it('tells each attempt under --debug', async () => {
    await withSession({}, { debug: true }, async ({ session, said }) => {
      await session.call(zones);
      expect(said).toEqual([
        expect.stringMatching(/^debug: credentials from the environment variables; default region cn-hangzhou \(default\); endpoint 127\.0\.0\.1:\d+$/),
        expect.stringMatching(/^debug: DescribeZones cn-hangzhou attempt 1: 200, \d+ ms, request id \S+$/),
      ]);
    });
  });

  it('takes a reply without its list for no reply', async () => {
    const fault = { kind: 'wrongShape', body: { Zones: {} }, times: Number.POSITIVE_INFINITY } as const;
    await withSession({ faults: [fault] }, {}, async ({ session }, actions) => {
      await expect(session.list(zones)).rejects.toThrow(ServiceError);
      expect(actions()).toHaveLength(5);
    });
  });
});
