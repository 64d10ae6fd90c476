import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../src/ecs/endpoint.ts';
import { knownRegions, resolveRegion, unknownRegion } from '../../src/ecs/regions.ts';
import { UsageError } from '../../src/errors.ts';
import { usageErrorOf } from '../helpers/errors.ts';

/** Sources in the order in which they win, each with a region of its own. */
const variables = [
  ['ALIBABA_CLOUD_REGION_ID', 'cn-beijing'],
  ['ALIBABACLOUD_REGION_ID', 'cn-shanghai'],
  ['ALICLOUD_REGION_ID', 'cn-shenzhen'],
  ['ALIBABA_CLOUD_REGION', 'us-west-1'],
  ['ALICLOUD_REGION', 'us-east-1'],
] as const;

describe('resolveRegion', () => {
  it.each(variables.map(([name, region], i) => [name, region, Object.fromEntries(variables.slice(i))] as const))(
    'takes %s before what comes after it',
    (name, region, env) => {
      expect(resolveRegion(undefined, env, 'me-east-1')).toEqual({ region, from: name });
    },
  );

  it('takes the flag before all', () => {
    expect(resolveRegion('eu-west-1', Object.fromEntries(variables), 'me-east-1')).toEqual({ region: 'eu-west-1', from: '--region' });
  });

  it('takes the profile’s region after the environment, and cn-hangzhou at last', () => {
    expect(resolveRegion(undefined, {}, 'me-east-1')).toEqual({ region: 'me-east-1', from: 'profile' });
    expect(resolveRegion(undefined, {}, undefined)).toEqual({ region: 'cn-hangzhou', from: 'default' });
    expect(resolveRegion(undefined, { ALIBABA_CLOUD_REGION_ID: '' }, '')).toEqual({ region: 'cn-hangzhou', from: 'default' });
  });

  it('takes a region nobody knows yet: the API is the authority', () => {
    expect(resolveRegion('cn-newtown-2', {}, undefined).region).toBe('cn-newtown-2');
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
    expect(usageErrorOf(() => resolveRegion(region, {}, undefined)).exitCode).toBe(2);
    if (region !== '') {
      expect(usageErrorOf(() => resolveRegion(undefined, { ALICLOUD_REGION: region }, undefined)).exitCode).toBe(2);
      expect(usageErrorOf(() => resolveRegion(undefined, {}, region)).exitCode).toBe(2);
    }
  });

  it('lets no text out of the domain of Alibaba Cloud', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'abz019-./@:#?\\%\n ') }));
    fc.assert(
      fc.property(
        text.filter((some) => some !== 'constructor'),
        (some) => {
          try {
            const { host } = endpointOf(resolveRegion(some, {}, undefined).region);
            return new URL(`https://${host}/`).href === `https://${host}/` && /^ecs[.-][a-z0-9-]+\.aliyuncs\.com$/.test(host);
          } catch (error) {
            return error instanceof UsageError;
          }
        },
      ),
      { numRuns: 1000 },
    );
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

  // Known bug: where the API does not serve a region that exists, the error suggests that very region.
  it.fails('does not suggest the region itself', () => {
    expect(unknownRegion('eu-central-1').hint).not.toMatch(/did you mean eu-central-1\b/);
  });

  it('names some regions where none is near', () => {
    expect(unknownRegion('atlantis-under-the-sea').hint).toMatch(/^for example /);
  });
});

describe('knownRegions', () => {
  it('have ids that may be asked for, and names', () => {
    for (const [region, name] of knownRegions) {
      expect(resolveRegion(region, {}, undefined).region).toBe(region);
      expect(name).not.toBe('');
    }
  });
});
