/** The way from a command's options to the fleet: which sources can answer, and which accounts are asked. */
import { describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../src/context.ts';
import { DeniedError, UsageError } from '../../src/errors.ts';
import type { InstanceQuery, ObservedInstance } from '../../src/model/fleet/instance.ts';
import { fetchModifications, fetchPrices, openFleet } from '../../src/sources/fleet.ts';
import type { Host } from '../../src/sources/session.ts';
import { now } from '../helpers/clock.ts';
import { withDirectory } from '../helpers/directory.ts';
import { credential, environmentOf, withServer } from '../helpers/live.ts';
import { withEnvironment } from '../helpers/surroundings.ts';

const everything: InstanceQuery = { ids: [], tags: [], types: [], interfaces: false };
const options: SourceOptions = {
  source: 'auto',
  regions: [],
  vpc: false,
  timeoutMs: 20_000,
  cache: false,
  refresh: false,
  debug: false,
  quiet: false,
};

/** What these functions run on, with what is shown on the terminal. */
function surroundings(env: Host['env'] = environmentOf(credential)) {
  const shown: (string | undefined)[] = [];
  const stderr = { write: () => {}, progress: (text: string | undefined) => shown.push(text) };
  return { shown, host: { env, stderr, now } as unknown as Host };
}

const instance: ObservedInstance = {
  id: 'i-1',
  name: null,
  region: 'cn-hangzhou',
  zone: null,
  type: 'ecs.g7.large',
  status: null,
  vpc: null,
  image: null,
  tags: {},
  osSupportsNvme: null,
  profile: null,
};
const questions = {
  openFleet: (source: SourceOptions, host: Host) => openFleet(source, [], everything, host),
  fetchPrices: (source: SourceOptions, host: Host) => fetchPrices(source, { types: ['ecs.g7.large'], terms: ['hour'], spot: false }, host),
  fetchModifications: (source: SourceOptions, host: Host) => fetchModifications(source, instance, host),
};

describe.each(Object.entries(questions))('%s', (_, ask) => {
  it.each(['embedded', 'saved.json'])('has no answer in %s', async (source) => {
    const error = await ask({ ...options, source }, surroundings().host).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^The (embedded catalog|catalog saved\.json) has no (instances|prices)\.$/) });
  });

  it('needs credentials', async () => {
    const error = await ask(options, surroundings({}).host).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DeniedError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^Only the ECS API knows the (instances|prices), and no credentials are configured\.$/) });
  });
});

describe('a fleet', () => {
  const read = async (fleet: Awaited<ReturnType<typeof openFleet>>) => {
    const instances: ObservedInstance[] = [];
    for await (const page of fleet.pages()) instances.push(...page.instances);
    return instances;
  };

  it('is that of the regions in their order, and the progress is shown', async () => {
    await withServer({ fleet: { instances: 300, regions: ['cn-beijing', 'cn-hangzhou'] } }, async (server) => {
      const { host, shown } = surroundings();
      const where = { ...options, regions: ['cn-hangzhou', 'cn-beijing'], endpoint: server.endpoint };
      const instances = await withEnvironment(environmentOf(credential), async () => read(await openFleet(where, [], everything, host)));
      expect(instances.map(({ region }) => region)).toEqual([...Array(150).fill('cn-hangzhou'), ...Array(150).fill('cn-beijing')]);
      expect(shown).toContain('DescribeInstances cn-hangzhou: 1 replies');
    });
  });

  it('is that of every profile; what is missing is told by profile', async () => {
    const accounts = ['one', 'two'].map((name) => ({ accessKeyId: `loopback-${name}-id-4711`, accessKeySecret: `loopback-${name}-secret-0815` }));
    const profiles = accounts.map(({ accessKeyId, accessKeySecret }, i) => ({
      name: ['one', 'two'][i],
      mode: 'AK',
      access_key_id: accessKeyId,
      access_key_secret: accessKeySecret,
    }));
    const files = { '.aliyun/config.json': JSON.stringify({ current: 'one', profiles }) };
    const [one, two] = accounts;
    if (!one || !two) throw new Error('two accounts are needed');
    await withServer({ fleet: { instances: 5 }, credentials: [one, { ...two, deny: ['ecs:DescribeInstances'] }] }, async (server) => {
      const work = async () => {
        const fleet = await openFleet({ ...options, endpoint: server.endpoint }, ['one', 'two'], everything, surroundings({}).host);
        return { instances: await read(fleet), gaps: fleet.gaps() };
      };
      const { instances, gaps } = await withDirectory(files, (HOME) => withEnvironment({ HOME }, work));
      expect(instances.map(({ profile }) => profile)).toEqual(['one', 'one', 'one', 'one', 'one']);
      expect(gaps).toEqual([
        'two: The instances of cn-hangzhou are missing: The credentials of profile two of ~/.aliyun/config.json may not call DescribeInstances (Forbidden.RAM): allow the RAM action ecs:DescribeInstances.',
      ]);
      expect(new Set(server.requests.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(accounts.map(({ accessKeyId }) => accessKeyId)));
    });
  });

  it('of a profile that does not exist is a usage error', async () => {
    await expect(openFleet(options, ['nobody'], everything, surroundings().host)).rejects.toBeInstanceOf(UsageError);
  });
});
