import { describe, expect, it } from 'vitest';
import { isProxied, proxyOf } from '../../src/ecs/proxy.ts';
import { UsageError } from '../../src/errors.ts';

describe('the proxy', () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTP_PROXY: 'http://other:1' }, undefined],
    [{ HTTPS_PROXY: 'http://a:1' }, 'http://a:1/'],
    [{ HTTPS_PROXY: 'a:1' }, 'http://a:1/'],
    [{ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' }, 'http://b:2/'],
    [{ ALL_PROXY: 'http://all:3' }, 'http://all:3/'],
    [{ HTTPS_PROXY: 'http://a:1', all_proxy: 'http://all:3' }, 'http://a:1/'],
  ])('of %j is %s', (env, expected) => {
    expect(proxyOf(env)?.href).toBe(expected);
  });

  it('that is no address is refused without showing it', () => {
    expect(() => proxyOf({ HTTPS_PROXY: 'http://user:hunter2@' })).toThrow(UsageError);
    expect(() => proxyOf({ HTTPS_PROXY: 'http://user:hunter2@' })).not.toThrow(/hunter2/);
  });
});

describe('a request', () => {
  const url = 'https://ecs.cn-hangzhou.aliyuncs.com/';

  it.each([
    ['', true],
    ['ecs.cn-hangzhou.aliyuncs.com', false],
    ['ECS.cn-hangzhou.aliyuncs.com', false],
    ['cn-hangzhou.aliyuncs.com', true],
    ['.aliyuncs.com', false],
    ['*.aliyuncs.com', false],
    ['*aliyuncs.com', false],
    ['.example.com, .aliyuncs.com', false],
    ['example.com .aliyuncs.com', false],
    ['.aliyuncs.com:443', false],
    ['.aliyuncs.com:8443', true],
    ['*', false],
    [',, ,', true],
  ])('with NO_PROXY=%s: goes through the proxy? %s', (list, expected) => {
    expect(isProxied(url, { NO_PROXY: list })).toBe(expected);
    expect(isProxied(url, { no_proxy: list, NO_PROXY: 'other' })).toBe(list === '' ? true : expected);
  });

  it('to another port is none that an entry of a port names', () => {
    expect(isProxied('https://a.example:8443/', { NO_PROXY: 'a.example:443' })).toBe(true);
    expect(isProxied('https://[::1]:8443/', { NO_PROXY: '[::1]:8443' })).toBe(false);
  });

  it('in plain http never goes through it', () => {
    expect(isProxied('http://127.0.0.1:8080/', {})).toBe(false);
  });
});
