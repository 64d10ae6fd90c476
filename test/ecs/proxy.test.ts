import { describe, expect, it } from 'vitest';
import { type HttpModule, isProxied, proxyOf, useProxy } from '../../src/ecs/proxy.ts';
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

describe('HTTP modules', () => {
  /** Modules that keep the options of their requests. */
  function modules() {
    const sent: object[] = [];
    const http: HttpModule = { request: async (_url, options) => sent.push(options) };
    return { sent, http };
  }

  it('send https through the proxy, but for what NO_PROXY names, and plain http never', async () => {
    const { sent, http } = modules();
    useProxy({ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '.internal' }, () => [http, http]);
    for (const url of ['https://ecs.example/', 'https://ecs.internal/', 'http://127.0.0.1/']) await http.request(url, { method: 'POST' });
    expect(sent).toEqual([{ method: 'POST', agent: expect.objectContaining({ proxy: new URL('http://proxy:1') }) }, { method: 'POST' }, { method: 'POST' }]);
  });

  it('are not even loaded without a proxy', () => {
    const load = () => {
      throw new Error('loaded');
    };
    useProxy({}, load);
    expect(() => useProxy({ HTTPS_PROXY: 'http://proxy:1' }, load)).toThrow('loaded');
  });
});
