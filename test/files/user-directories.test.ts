import { afterEach, describe, expect, it } from 'vitest';
import { cacheDirectory, pathInHome } from '../../src/files/user-directories.ts';

const earlierHome = process.env.HOME;
afterEach(() => {
  process.env.HOME = earlierHome;
});

describe('the cache', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/home/me/.cache/cipu'],
    ['linux', { XDG_CACHE_HOME: '/var/cache' }, '/var/cache/cipu'],
    ['linux', { XDG_CACHE_HOME: '' }, '/home/me/.cache/cipu'],
    ['linux', { XDG_CACHE_HOME: 'cache' }, '/home/me/.cache/cipu'],
    ['linux', { XDG_CACHE_HOME: '../cache' }, '/home/me/.cache/cipu'],
    ['darwin', { XDG_CACHE_HOME: '/var/cache' }, '/home/me/Library/Caches/cipu'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/cipu/Cache'],
    ['win32', {}, '/home/me/AppData/Local/cipu/Cache'],
  ])('on %s with %j is %s', (platform, env, expected) => {
    process.env.HOME = '/home/me';
    expect(cacheDirectory(env, platform)).toBe(expected);
  });

  it('is nowhere for a user without a home, unless the environment names a place', () => {
    process.env.HOME = 'relative';
    expect(cacheDirectory({}, 'linux')).toBeUndefined();
    expect(cacheDirectory({ XDG_CACHE_HOME: '/var/cache' }, 'linux')).toBe('/var/cache/cipu');
  });
});

it('a path in a home that is relative leads nowhere', () => {
  process.env.HOME = '/home/me';
  expect(pathInHome('.aliyun', 'config.json')).toBe('/home/me/.aliyun/config.json');
  process.env.HOME = '.';
  expect(pathInHome('.aliyun', 'config.json')).toBeUndefined();
});
