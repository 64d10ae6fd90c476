import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../src/ecs/endpoint.ts';
import { checkRegion, defaultRegion, fetchRegions, knownRegions, matchRegions, unknownRegion } from '../../src/ecs/regions.ts';
import { UsageError } from '../../src/errors.ts';
import { usageErrorOf } from '../helpers/errors.ts';
import { fakeList } from '../helpers/fake-list.ts';

/** Sources in the order in which they win, each with a region of its own. */
const variables = [
  ['ALIBABA_CLOUD_REGION_ID', 'cn-beijing'],
  ['ALIBABACLOUD_REGION_ID', 'cn-shanghai'],
  ['ALICLOUD_REGION_ID', 'cn-shenzhen'],
  ['ALIBABA_CLOUD_REGION', 'us-west-1'],
  ['ALICLOUD_REGION', 'us-east-1'],
] as const;

describe('defaultRegion', () => {
  it.each(variables.map(([name, region], i) => [name, region, Object.fromEntries(variables.slice(i))] as const))(
    'takes %s before what comes after it',
    (name, region, env) => {
      expect(defaultRegion(env, 'me-east-1')).toEqual({ region, from: name });
    },
  );

  it('takes the profile’s region after the environment, and cn-hangzhou at last', () => {
    expect(defaultRegion({}, 'me-east-1')).toEqual({ region: 'me-east-1', from: 'profile' });
    expect(defaultRegion({}, undefined)).toEqual({ region: 'cn-hangzhou', from: 'default' });
    expect(defaultRegion({ ALIBABA_CLOUD_REGION_ID: '' }, '')).toEqual({ region: 'cn-hangzhou', from: 'default' });
  });

  it('takes a region nobody knows yet: the API is the authority', () => {
    expect(checkRegion('cn-newtown-2')).toBe('cn-newtown-2');
  });

  it.each([
    ['evil.com/'],
    ['evil.com#'],
    ['cn-hangzhou.evil.com'],
    ['cn-hangzhou/../x'],
    ['cn-hangzhou@evil.com'],
    ['cn-hangzhou:8080'],
    ['cn-hangzhou?x=1'],
    ['cn-hangzhou\\'],
    ['cn-hangzhou\n'],
    ['cn-hangzhou\r\nHost: evil.com'],
    ['cn-hang zhou'],
    ['cn-hangzhou%2f'],
    ['cn--hangzhou'],
    ['-cn-hangzhou'],
    ['cn-hangzhou-'],
    ['cn_hangzhou'],
    ['ｃn-hangzhou'],
    ['сn-hangzhou'],
    [''],
    [' '],
  ])('refuses %j, from wherever it comes', (region) => {
    expect(usageErrorOf(() => checkRegion(region)).exitCode).toBe(2);
    if (region !== '') {
      expect(usageErrorOf(() => defaultRegion({ ALICLOUD_REGION: region }, undefined)).exitCode).toBe(2);
      expect(usageErrorOf(() => defaultRegion({}, region)).exitCode).toBe(2);
    }
  });

  it('lets no text out of the domain of Alibaba Cloud', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'abz019-./@:#?\\%\n ') }));
    fc.assert(
      fc.property(
        text.filter((some) => some !== 'constructor'),
        (some) => {
          try {
            const { host } = endpointOf(checkRegion(some));
            return new URL(`https://${host}/`).href === `https://${host}/` && /^ecs[.-][a-z0-9-]+\.aliyuncs\.com$/.test(host);
          } catch (error) {
            return error instanceof UsageError;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('matchRegions', () => {
  const offered = ['ap-southeast-1', 'cn-beijing', 'cn-hangzhou'];

  it.each([
    [['cn-*'], ['cn-beijing', 'cn-hangzhou']],
    [['all'], offered],
    [
      ['cn-hangzhou', 'all'],
      ['cn-hangzhou', 'ap-southeast-1', 'cn-beijing'],
    ],
    [['{cn-beijing,ap-*}'], ['ap-southeast-1', 'cn-beijing']],
    [['us-east-1'], ['us-east-1']],
  ])('%j of the offered ones', async (flags, regions) => {
    expect(await matchRegions(flags, offered)).toEqual(regions);
  });

  it('refuses a glob that matches nothing, and what cannot be a region', async () => {
    await expect(matchRegions(['mars-*'], offered)).rejects.toThrow(UsageError);
    await expect(matchRegions(['cn-hangzhou', 'evil.com/'], offered)).rejects.toThrow(UsageError);
  });
});

describe('unknownRegion', () => {
  it.each([
    ['cn-hangzou', 'cn-hangzhou'],
    ['cn-bejing', 'cn-beijing'],
    ['eu-central1', 'eu-central-1'],
    ['ap-southeast1', 'ap-southeast-1'],
    ['cn-honkong', 'cn-hongkong'],
  ])('suggests for %s: %s', (region, near) => {
    const { message, hint } = unknownRegion(region);
    expect(message).toBe(`No region is called "${region}".`);
    expect(hint).toMatch(/^did you mean /);
    expect(hint).toContain(near);
  });

  it('names some regions where none is near', () => {
    expect(unknownRegion('atlantis-under-the-sea').hint).toBe('cipu regions lists them');
  });
});

describe('knownRegions', () => {
  it('have ids that may be asked for, and names', () => {
    for (const [region, name] of knownRegions) {
      expect(checkRegion(region)).toBe(region);
      expect(name).not.toBe('');
    }
  });
});

it('the regions of the API are fetched with English names, in the order of their ids', async () => {
  const { list, requests } = fakeList(() => [{ RegionId: 'cn-b', LocalName: 'B' }, { RegionId: 'cn-a', RegionEndpoint: 'ecs.example' }, {}]);
  expect(await fetchRegions(list, 'cn-hangzhou')).toEqual([
    { id: 'cn-a', name: null, endpoint: 'ecs.example', status: null },
    { id: 'cn-b', name: 'B', endpoint: null, status: null },
  ]);
  expect(requests).toEqual([{ action: 'DescribeRegions', region: 'cn-hangzhou', parameters: { acceptLanguage: 'en-US' } }]);
});
