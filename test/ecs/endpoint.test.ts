import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOf, isUsual, parseEndpoint } from '../../src/ecs/endpoint.ts';
import { knownRegions } from '../../src/ecs/regions.ts';
import { UsageError } from '../../src/errors.ts';
import { usageErrorOf } from '../helpers/errors.ts';

describe('endpointOf', () => {
  it('is always https', () => {
    expect([...knownRegions.keys()].map((region) => endpointOf(region).protocol)).toEqual(Array(29).fill('https'));
  });

  it('follows the rule for a region of tomorrow', () => {
    expect(endpointOf('cn-newtown-2')).toEqual({ host: 'ecs.cn-newtown-2.aliyuncs.com', protocol: 'https' });
  });

  // Known bug: the exceptions are looked up on a plain object, which has a "constructor" of its own: the host is a function.
  it('follows the rule for a region called constructor', () => {
    expect(endpointOf('constructor').host).toBe('ecs.constructor.aliyuncs.com');
  });
});

describe('parseEndpoint', () => {
  it.each([
    ['ecs.cn-hangzhou.aliyuncs.com', 'ecs.cn-hangzhou.aliyuncs.com', 'https'],
    ['https://ecs.cn-hangzhou.aliyuncs.com', 'ecs.cn-hangzhou.aliyuncs.com', 'https'],
    ['https://ecs.cn-hangzhou.aliyuncs.com/', 'ecs.cn-hangzhou.aliyuncs.com', 'https'],
    ['HTTPS://ECS.CN-HANGZHOU.ALIYUNCS.COM', 'ecs.cn-hangzhou.aliyuncs.com', 'https'],
    ['ecs-vpc.eu-central-1.aliyuncs.com:8443', 'ecs-vpc.eu-central-1.aliyuncs.com:8443', 'https'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080', 'http'],
    ['http://127.1.2.3', '127.1.2.3', 'http'],
    ['http://localhost:1', 'localhost:1', 'http'],
    ['http://[::1]:8080', '[::1]:8080', 'http'],
    ['https://[2001:db8::1]:8080', '[2001:db8::1]:8080', 'https'],
  ])('%s', (text, host, protocol) => expect(parseEndpoint(text)).toEqual({ host, protocol }));

  it.each([
    ['http://ecs.cn-hangzhou.aliyuncs.com'],
    ['http://10.0.0.1'],
    ['http://0.0.0.0'],
    ['http://localhost.evil.com'],
    ['http://127.0.0.1.evil.com'],
    ['http://128.0.0.1'],
    ['http://[::ffff:7f00:1]'],
    ['http://evil.com#@127.0.0.1'],
    ['http://127.0.0.1@evil.com'],
    ['http://evil.com\\@127.0.0.1'],
    ['https://user:password@ecs.cn-hangzhou.aliyuncs.com'],
    ['user@ecs.cn-hangzhou.aliyuncs.com'],
    ['ecs.cn-hangzhou.aliyuncs.com/path'],
    ['ecs.cn-hangzhou.aliyuncs.com?query'],
    ['ecs.cn-hangzhou.aliyuncs.com#part'],
    ['https://'],
    ['://'],
    [''],
    [' '],
    ['ftp://ecs.cn-hangzhou.aliyuncs.com'],
    ['file:///etc/passwd'],
    ['javascript://ecs'],
    ['ecs.cn-hangzhou.aliyuncs.com:99999'],
    ['two words'],
  ])('refuses %j', (text) => {
    const { exitCode, hint } = usageErrorOf(() => parseEndpoint(text));
    expect(exitCode).toBe(2);
    expect(hint).toContain('loopback');
  });

  it('never shows a password', () => {
    const { message, hint } = usageErrorOf(() => parseEndpoint('http://someone:pass1234@ecs.cn-hangzhou.aliyuncs.com'));
    expect(`${message} ${hint}`).not.toContain('pass1234');
  });

  it('is https or the machine itself, whatever is asked for', () => {
    const part = fc.constantFrom('http://', 'https://', '127.0.0.1', 'localhost', 'evil.com', '@', '/', '\\', '#', '?', ':', '80', '[::1]', '.', ' ', 'a');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            const { host, protocol } = parseEndpoint(text);
            const name = new URL(`${protocol}://${host}`).hostname;
            return host !== '' && (protocol === 'https' || name === 'localhost' || name === '[::1]' || name.startsWith('127.'));
          } catch (error) {
            return error instanceof UsageError;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a usual endpoint', () => {
  it.each([
    ['ecs.aliyuncs.com', true],
    ['ecs-cn-hangzhou.aliyuncs.com', true],
    ['ecs.eu-central-1.aliyuncs.com:443', true],
    ['ecs-vpc.cn-beijing.aliyuncs.com', true],
    ['http://127.0.0.1:8080', true],
    ['localhost', true],
    ['https://ecs.example.com', false],
    ['https://aliyuncs.com.example.com', false],
    ['https://notaliyuncs.com', false],
    ['https://bucket.oss-cn-hangzhou.aliyuncs.com', false],
    ['https://ecs-bucket.oss-cn-hangzhou.aliyuncs.com', false],
    ['https://1234567890.cn-hangzhou.fc.aliyuncs.com', false],
    ['https://ecs.cn-hangzhou.fc.aliyuncs.com', false],
  ])('is %s: %s', (text, expected) => expect(isUsual(parseEndpoint(text))).toBe(expected));
});
