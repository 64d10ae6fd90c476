/** The fleet, asked for with the real SDK over HTTP; what is expected is what the server's own account holds. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFleet } from '../../src/ecs/fleet.ts';
import { toObservedInstance } from '../../src/ecs/mapper.ts';
import type { EcsSession } from '../../src/ecs/session.ts';
import { ServiceError, UsageError } from '../../src/errors.ts';
import type { InstancePage, InstanceQuery, ObservedInstance } from '../../src/model/fleet/instance.ts';
import type { FaultRule } from '../helpers/ecs/faults.ts';
import type { FleetOptions, Instance } from '../helpers/ecs/fleet.ts';
import type { LoggedRequest } from '../helpers/ecs/server.ts';
import { createWorld } from '../helpers/ecs/world.ts';
import { hostileTexts } from '../helpers/list.ts';
import { credential } from '../helpers/live.ts';
import { withSession } from '../helpers/session.ts';

const four = ['cn-hangzhou', 'cn-beijing', 'ap-southeast-1', 'eu-central-1'];
const everything: InstanceQuery = { ids: [], tags: [], types: [], interfaces: false };
const times = Number.POSITIVE_INFINITY;

interface Case {
  readonly fleet: FleetOptions;
  readonly regions?: readonly string[];
  readonly profiles?: readonly string[];
  readonly query?: Partial<InstanceQuery>;
  readonly faults?: readonly FaultRule[];
  readonly deny?: readonly string[];
}

interface Outcome {
  readonly pages: readonly InstancePage[];
  readonly instances: readonly ObservedInstance[];
  readonly gaps: readonly string[];
  readonly error: unknown;
  readonly requests: readonly LoggedRequest[];
  readonly maxInFlight: number;
}

/** Reads a fleet to its end, or to the error. */
function read({ fleet, regions = ['cn-hangzhou'], profiles, query, faults = [], deny = [] }: Case): Promise<Outcome> {
  return withSession({ server: { credentials: [{ ...credential, deny }], fleet, faults } }, async (session, server) => {
    const opened = openFleet(placesOf(session, regions, profiles), { ...everything, ...query });
    const pages: InstancePage[] = [];
    const error = await (async () => {
      for await (const page of opened.pages()) pages.push(page);
    })().catch((caught: unknown) => caught);
    return {
      pages,
      instances: pages.flatMap(({ instances }) => instances),
      gaps: opened.gaps(),
      error,
      requests: server.requests,
      maxInFlight: server.maxInFlight,
    };
  });
}

const placesOf = ({ pages }: EcsSession, regions: readonly string[], profiles: readonly (string | null)[] = [null]) =>
  profiles.flatMap((profile) => regions.map((region) => ({ region, profile, pages })));

/** What the account of the server holds in some regions, in order. */
function held(fleet: FleetOptions, regions: readonly string[]): Instance[] {
  const world = createWorld({ fleet });
  const instances = regions.flatMap((region) => {
    const list = world.fleet.in(region);
    return Array.from({ length: list.length }, (_, index) => list.at(index));
  });
  if (instances.length === 0) throw new Error('the account has nothing to compare with');
  return instances;
}

const idsOf = (instances: readonly { readonly id: string }[]) => instances.map(({ id }) => id);
const asked = (requests: readonly LoggedRequest[], action: string) => requests.filter((request) => request.action === action).map(({ query }) => query);

describe('4,000 instances in four regions', () => {
  const fleet = { instances: 4000, regions: four };

  it('come once each, in order, whatever throttles and breaks on the way', async () => {
    const action = 'DescribeInstances';
    const faults: FaultRule[] = [
      { kind: 'throttle', retryAfterMs: 5, action, nth: 8, times: 3 },
      { kind: 'reset', action, nth: 20 },
      { kind: 'truncated', action, nth: 30 },
      { kind: 'duplicate', action, region: 'cn-beijing', page: 9 },
      { kind: 'emptyPage', action, region: 'ap-southeast-1', page: 5 },
      { kind: 'wrongShape', body: {}, action, region: 'eu-central-1', page: 'last' },
    ];
    const { instances, gaps, error, maxInFlight, requests } = await read({ fleet, regions: four, faults });
    expect(error).toBeUndefined();
    expect(idsOf(instances)).toEqual(idsOf(held(fleet, four)));
    expect(gaps).toEqual([]);
    expect(maxInFlight).toBeLessThanOrEqual(8);
    expect(asked(requests, action).every(({ MaxResults }) => MaxResults === '100')).toBe(true);
  });

  it('come with their elastic RDMA interfaces', async () => {
    const { pages, requests } = await read({ fleet, regions: four, query: { interfaces: true } });
    const counts = pages.flatMap(({ instances, eris }) => instances.map(({ id }) => eris?.get(id) ?? 0));
    expect(counts).toEqual(held(fleet, four).map(({ eris }) => eris));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
    // Two interfaces an instance, 500 a page, in each region.
    expect(asked(requests, 'DescribeNetworkInterfaces')).toHaveLength(4 * ((2 * 1000) / 500));
    expect([...(pages[0]?.eris?.values() ?? [])].every((count) => count > 0)).toBe(true);
  });

  it('are read no more than a few pages ahead', async () => {
    await withSession({ server: { fleet } }, async (session, server) => {
      for await (const { instances } of openFleet(placesOf(session, four), everything).pages()) {
        expect(instances).toHaveLength(100);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(server.requests.length).toBeLessThanOrEqual(four.length * 4);
    });
  });
});

describe('an instance', () => {
  it('is told with everything the reply says, names and tags as they are', async () => {
    const names = hostileTexts.map(([, text]) => text);
    const instances = names.map((name, i) => ({
      name,
      tags: Object.fromEntries([
        [name, name],
        ['__proto__', 'own'],
        ['empty', ''],
      ]),
      nvme: [true, false, null][i % 3] as boolean | null,
    }));
    const outcome = await read({ fleet: { instances } });
    expect(outcome.instances).toEqual(
      held({ instances }, ['cn-hangzhou']).map(({ eris: _, nvme, ...instance }) => ({ ...instance, osSupportsNvme: nvme, profile: null })),
    );
  });

  it('is read from a recorded reply', () => {
    const path = new URL('../fixtures/DescribeInstances/g7-large-running.json', import.meta.url);
    const [reply] = JSON.parse(readFileSync(path, 'utf8')).Instances.Instance;
    expect(toObservedInstance(reply, 'cn-beijing')).toEqual({
      id: 'i-bp1****',
      name: 'iZbp1****Z',
      region: 'cn-hangzhou',
      zone: 'cn-hangzhou-k',
      type: 'ecs.g7.large',
      status: 'Running',
      vpc: 'vpc-bp1****',
      image: 'm-bp1****',
      tags: {},
      osSupportsNvme: null,
    });
  });

  it('without an id or a type is counted as a gap', async () => {
    const body = {
      Instances: { Instance: [{ InstanceId: 'i-1', InstanceType: 'ECS.G7.large' }, { InstanceId: 'i-2' }, { InstanceType: 'ecs.g7.large' }, 'i-3'] },
    };
    const { instances, gaps } = await read({ fleet: { instances: [] }, faults: [{ kind: 'wrongShape', body, action: 'DescribeInstances' }] });
    expect(instances).toMatchObject([{ id: 'i-1', type: 'ecs.g7.large', region: 'cn-hangzhou', name: null, status: null }]);
    expect(gaps).toEqual(['Entries in the replies of cn-hangzhou have no id or no type: 3 are left out.']);
  });

  it('that two profiles reach is given once', async () => {
    const fleet = { instances: 30 };
    const { instances } = await read({ fleet, profiles: ['one', 'two'] });
    expect(idsOf(instances)).toEqual(idsOf(held(fleet, ['cn-hangzhou'])));
    expect(new Set(instances.map(({ profile }) => profile))).toEqual(new Set(['one']));
  });
});

describe('a query', () => {
  const fleet = { instances: 400 };
  const all = held(fleet, ['cn-hangzhou']);
  const [first, second, third] = [...new Set(all.map(({ type }) => type))];

  it.each<{ name: string; query: Partial<InstanceQuery>; test: (instance: Instance) => boolean }>([
    { name: 'a tag', query: { tags: [{ key: 'env', value: 'prod' }] }, test: ({ tags }) => tags.env === 'prod' },
    { name: 'a key', query: { tags: [{ key: 'team' }] }, test: () => true },
    {
      name: 'two tags',
      query: {
        tags: [
          { key: 'env', value: 'dev' },
          { key: 'team', value: 'db' },
        ],
      },
      test: ({ tags }) => tags.env === 'dev' && tags.team === 'db',
    },
    { name: 'a status', query: { status: 'Stopped' }, test: ({ status }) => status === 'Stopped' },
    { name: 'a VPC', query: { vpc: all[0]?.vpc ?? '' }, test: ({ vpc }) => vpc === all[0]?.vpc },
    { name: 'a type', query: { types: [first ?? ''] }, test: ({ type }) => type === first },
    { name: 'three types', query: { types: [first ?? '', second ?? '', third ?? ''] }, test: ({ type }) => [first, second, third].includes(type) },
    { name: 'nothing there is', query: { vpc: 'vpc-none' }, test: () => false },
  ])('for $name', async ({ query, test }) => {
    const { instances, error, gaps } = await read({ fleet, query });
    expect(idsOf(instances)).toEqual(idsOf(all.filter(test)));
    expect([error, gaps]).toEqual([undefined, []]);
  });

  it('for one type has the API choose', async () => {
    expect(asked((await read({ fleet, query: { types: [first ?? ''] } })).requests, 'DescribeInstances')).toMatchObject([{ InstanceType: first }]);
  });
});

describe('named instances', () => {
  const fleet = { instances: 400, regions: ['cn-hangzhou', 'cn-beijing'] };
  const regions = fleet.regions;
  const all = held(fleet, regions);

  it('are asked for a hundred at a time, in every region', async () => {
    const wanted = all.filter((_, index) => index % 2 === 0);
    const { instances, requests, error } = await read({ fleet, regions, query: { ids: [...idsOf(wanted), wanted[0]?.id ?? ''] } });
    expect(error).toBeUndefined();
    expect(idsOf(instances)).toEqual(idsOf(wanted));
    expect(asked(requests, 'DescribeInstances').map(({ InstanceIds = '' }) => JSON.parse(InstanceIds).length)).toEqual([100, 100, 100, 100]);
  });

  it('have only their own interfaces asked for', async () => {
    const wanted = all.filter(({ eris }) => eris > 0).slice(0, 3);
    const { pages, requests } = await read({
      fleet,
      regions,
      query: { ids: [...idsOf(wanted), all.find(({ eris }) => eris === 0)?.id ?? ''], interfaces: true },
    });
    expect(new Map(pages.flatMap(({ eris }) => [...(eris ?? [])]))).toEqual(new Map(wanted.map(({ id, eris }) => [id, eris])));
    expect(asked(requests, 'DescribeNetworkInterfaces')).toHaveLength(4);
  });

  it('that nobody has are an error once all have answered', async () => {
    const { error, instances } = await read({ fleet, regions, query: { ids: ['i-x', all[0]?.id ?? '', 'i-y'] } });
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      message: 'No instance of cn-hangzhou, cn-beijing is called i-x, i-y.',
      hint: '--region all asks every region, --profile another account',
    });
    expect(instances).toHaveLength(1);
  });

  it('that do not meet the rest of the query may exist', async () => {
    const { error } = await read({ fleet, regions, query: { ids: [all[0]?.id ?? ''], status: 'Nowhere' } });
    expect(error).toMatchObject({
      message: `No instance of cn-hangzhou, cn-beijing is called ${all[0]?.id}.`,
      hint: 'it may exist and not meet the other flags',
    });
  });

  it('that nobody has are a gap where a region failed', async () => {
    const down: FaultRule = { kind: 'error', status: 409, code: 'Odd', message: '', region: 'cn-beijing', times };
    const { error, gaps } = await read({ fleet, regions, query: { ids: ['i-x'] }, faults: [down] });
    expect(error).toBeUndefined();
    expect(gaps).toEqual([
      'The instances of cn-beijing are missing: DescribeInstances in cn-beijing failed: Odd, HTTP status 409.',
      'Whether i-x exists is not known.',
    ]);
  });
});

describe('a region', () => {
  const fleet = { instances: 800, regions: ['cn-hangzhou', 'cn-beijing'] };
  const regions = fleet.regions;
  const down = { kind: 'error', status: 409, code: 'Odd', message: '', action: 'DescribeInstances' } as const;

  it('without instances is empty, and its interfaces are not asked for', async () => {
    const { instances, gaps, error, requests } = await read({ fleet, regions: ['cn-qingdao'], query: { interfaces: true } });
    expect([instances, gaps, error]).toEqual([[], [], undefined]);
    expect(requests).toHaveLength(1);
  });

  it('that fails in the middle keeps what it gave, and the next goes on', async () => {
    const { instances, gaps, error } = await read({ fleet, regions, faults: [{ ...down, region: 'cn-hangzhou', page: 3 }] });
    expect(error).toBeUndefined();
    expect(idsOf(instances)).toEqual([...idsOf(held(fleet, ['cn-hangzhou'])).slice(0, 200), ...idsOf(held(fleet, ['cn-beijing']))]);
    expect(gaps).toEqual(['The instances of cn-hangzhou are not complete, 200 came: DescribeInstances in cn-hangzhou failed: Odd, HTTP status 409.']);
  });

  it('whose pages go round in circles is not complete', async () => {
    const { gaps, instances } = await read({
      fleet,
      regions,
      faults: [{ kind: 'repeatToken', token: 'first', region: 'cn-beijing', action: 'DescribeInstances' }],
    });
    expect(gaps).toEqual([expect.stringMatching(/^The instances of cn-beijing are not complete, \d+ came: .*the pages do not end\.$/)]);
    expect(new Set(idsOf(instances)).size).toBe(instances.length);
  });

  it('that fails from the start is missing, the profile named where there are several', async () => {
    const faults = [{ ...down, region: 'cn-hangzhou', times }];
    expect((await read({ fleet, regions, faults, profiles: ['one', 'two'] })).gaps).toEqual([
      'one: The instances of cn-hangzhou are missing: DescribeInstances in cn-hangzhou failed: Odd, HTTP status 409.',
      'two: The instances of cn-hangzhou are missing: DescribeInstances in cn-hangzhou failed: Odd, HTTP status 409.',
    ]);
  });

  it('is an error when no other answers', async () => {
    const { error, instances } = await read({ fleet, regions, faults: [{ ...down, times }] });
    expect(error).toBeInstanceOf(ServiceError);
    expect(instances).toEqual([]);
  });

  it('that does not exist is an error at once', async () => {
    const { error, instances } = await read({ fleet, regions: [...regions, 'cn-nowhere'] });
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: 'No region is called "cn-nowhere".' });
    expect(instances).toEqual([]);
  });
});

describe('elastic RDMA interfaces', () => {
  const fleet = { instances: 40, regions: ['cn-hangzhou', 'cn-beijing'] };
  const regions = fleet.regions;
  const query = { interfaces: true };
  const action = 'DescribeNetworkInterfaces';

  it('that may not be seen are not known, and the missing permission is named once', async () => {
    const { pages, gaps, instances, error } = await read({ fleet, regions, query, deny: ['ecs:DescribeNetworkInterfaces'] });
    expect(error).toBeUndefined();
    expect(instances).toHaveLength(40);
    expect(pages.map(({ eris }) => eris)).toEqual([null, null]);
    expect(gaps).toEqual([
      'The elastic RDMA interfaces of cn-hangzhou, cn-beijing are not known: The credentials of the environment variables may not call DescribeNetworkInterfaces (Forbidden.RAM): allow the RAM action ecs:DescribeNetworkInterfaces.',
    ]);
  });

  it('are not known of named instances either', async () => {
    const { pages, gaps } = await read({
      fleet,
      query: { ...query, ids: idsOf(held(fleet, ['cn-hangzhou'])).slice(0, 3) },
      deny: ['ecs:DescribeNetworkInterfaces'],
    });
    expect(pages.map(({ eris }) => eris)).toEqual([null]);
    expect(gaps).toHaveLength(1);
  });

  it('of a region that fails are not known there alone', async () => {
    const { pages, gaps } = await read({
      fleet,
      regions,
      query,
      faults: [{ kind: 'error', status: 409, code: 'Odd', message: '', action, region: 'cn-hangzhou' }],
    });
    expect(pages.map(({ eris }) => eris === null)).toEqual([true, false]);
    expect(gaps).toEqual(['The elastic RDMA interfaces of cn-hangzhou are not known: DescribeNetworkInterfaces in cn-hangzhou failed: Odd, HTTP status 409.']);
  });

  it('that do not say what they are do not count as none', async () => {
    const body = { NetworkInterfaceSets: { NetworkInterfaceSet: [{ NetworkInterfaceId: 'eni-1', InstanceId: 'i-1' }] } };
    const { pages, gaps } = await read({ fleet, query, faults: [{ kind: 'wrongShape', body, action }] });
    expect(pages[0]?.eris).toBeNull();
    expect(gaps).toEqual([expect.stringContaining('the reply does not tell the traffic mode of an interface')]);
  });

  it('of recorded replies are none', async () => {
    const path = new URL('../fixtures/DescribeNetworkInterfaces/standard-primary.json', import.meta.url);
    const { pages, gaps } = await read({ fleet, query, faults: [{ kind: 'wrongShape', body: JSON.parse(readFileSync(path, 'utf8')), action }] });
    expect(pages[0]?.eris).toEqual(new Map());
    expect(gaps).toEqual([]);
  });
});
