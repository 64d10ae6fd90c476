/** Which credentials and which region a run uses, and what it says when they are missing or damaged. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withDirectory } from '../helpers/directory.ts';
import { credential, environmentOf, type LiveOptions, runLive, runOnce, smallCloud, temporary } from '../helpers/live.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { runCipu, spawnCipu } from '../helpers/run.ts';

const query = ['--query', 'join(`" "`, [source.type, source.regions[0] || `"-"`])', '-o', 'names'];
const list = ['families', ...query];
const keys = { access_key_id: credential.accessKeyId, access_key_secret: credential.accessKeySecret };
const wrong = { access_key_id: 'file-key-id-0000', access_key_secret: 'file-key-secret-0000' };
const config = (current: string, ...profiles: readonly object[]) => ({ '.aliyun/config.json': JSON.stringify({ current, profiles }) });

/** A cloud that sells in one region more, and options without any credentials. */
const server = { ...smallCloud(), regionFamilies: { 'cn-hangzhou': ['ecs.g8i'], 'eu-central-1': ['ecs.g8i'] } };
const none: LiveOptions = { server, credentials: {} };

describe('auto', () => {
  it('is the embedded catalog without credentials, with one note', async () => {
    const { code, stdout, stderr } = await runCipu(['families', 'g8i', '--query', 'source.type']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '"embedded"\n' });
    expect(linesOf(stderr)).toEqual([
      'No credentials are configured: showing the embedded catalog (documentation of 2026-Q1). --offline chooses it without this note.',
    ]);
  });

  it.each([['--offline'], ['--source=embedded'], ['--quiet']])('has no note with %s', async (flag) => {
    expect(await runCipu(['families', 'g8i', '-o', 'names', flag])).toMatchObject({ code: 0, stdout: 'ecs.g8i\n', stderr: '' });
  });

  it('is live with a key in the environment', async () => {
    const result = await runLive(list, { server });
    expect(outputOf(result)).toBe('live cn-hangzhou\n');
    expect(result.requests.every(({ accessKeyId }) => accessKeyId === credential.accessKeyId)).toBe(true);
    expect(result.debug.stderr).toContain('debug: credentials from the environment variables; default region cn-hangzhou (default); endpoint 127.0.0.1:');
  });

  it('is live with a temporary key, whose token travels', async () => {
    const result = await runLive(list, { server: { ...server, credentials: [temporary] }, credentials: environmentOf(temporary) });
    expect(outputOf(result)).toBe('live cn-hangzhou\n');
    expect(result.requests.length).toBeGreaterThan(0);
    expect(result.requests.every(({ securityToken, status }) => securityToken === temporary.securityToken && status === 200)).toBe(true);
  });

  it('never falls back silently when the live query fails', async () => {
    const result = await runLive(list, { server: { ...server, credentials: [] } });
    expect(result).toMatchObject({ code: 4, stdout: '' });
  });

  it('says so when half of the key is missing', async () => {
    const { code, stderr } = await runCipu(['families', 'g8i'], { env: { ALIBABA_CLOUD_ACCESS_KEY_ID: credential.accessKeyId } });
    expect(code === 4 || stderr.includes('ALIBABA_CLOUD_ACCESS_KEY_SECRET')).toBe(true);
  });

  it.each([
    ['--region', 'eu-central-1'],
    ['--endpoint', 'https://ecs.example.com'],
    ['--endpoint-type', 'vpc'],
  ])('does not answer %s %s from the embedded catalog', async (...flag) => {
    expectError(await runCipu(['families', 'g8i', ...flag]), { code: 4, message: /^No credentials are configured/, hint: /ALIBABA_CLOUD_ACCESS_KEY_ID/ });
    expectError(await runCipu(['families', 'g8i', '--offline', ...flag]), {
      code: 2,
      message: /^--\S+ has no meaning for the embedded catalog\.$/,
      hint: /--live/,
    });
  });
});

describe('the configuration of the Alibaba Cloud CLI', () => {
  const ak = { name: 'default', mode: 'AK', ...keys };
  const environmentKey = environmentOf({ accessKeyId: wrong.access_key_id, accessKeySecret: wrong.access_key_secret });

  it.each([
    {
      name: 'its current profile',
      args: [],
      home: config('work', { ...ak, ...wrong }, { ...ak, name: 'work' }),
      expected: 'live cn-hangzhou',
      from: 'profile work',
    },
    { name: 'the profile default', args: [], home: config('', ak), expected: 'live cn-hangzhou', from: 'profile default' },
    {
      name: 'the region of the profile',
      args: [],
      home: config('default', { ...ak, region_id: 'eu-central-1' }),
      expected: 'live eu-central-1',
      from: 'eu-central-1 (profile)',
    },
    {
      name: '--region before that of the profile',
      args: ['--region', 'cn-hangzhou'],
      home: config('default', { ...ak, region_id: 'eu-central-1' }),
      expected: 'live cn-hangzhou',
      from: 'DescribeInstanceTypes cn-hangzhou attempt 1: 200',
    },
    {
      name: 'a variable before the region of the profile',
      args: [],
      env: { ALIBABA_CLOUD_REGION_ID: 'eu-central-1' },
      home: config('default', { ...ak, region_id: 'nowhere' }),
      expected: 'live eu-central-1',
      from: 'eu-central-1 (ALIBABA_CLOUD_REGION_ID)',
    },
    {
      name: '--profile before a key in the environment',
      args: ['--profile', 'work'],
      env: environmentKey,
      home: config('default', { ...ak, ...wrong }, { ...ak, name: 'work' }),
      expected: 'live cn-hangzhou',
      from: 'profile work',
    },
    {
      name: 'a variable that names the profile',
      args: [],
      env: { ALIBABA_CLOUD_PROFILE: 'work' },
      home: config('default', { ...ak, ...wrong }, { ...ak, name: 'work' }),
      expected: 'live cn-hangzhou',
      from: 'profile work',
    },
    {
      name: 'not a profile that was never filled in',
      args: [],
      home: config('default', { name: 'default', mode: 'AK', access_key_id: '' }),
      expected: 'embedded -',
      from: '',
    },
  ])('$name', async ({ args, env = {}, home, expected, from }) => {
    const result = await runLive([...list, ...args], { ...none, env, home });
    expect(outputOf(result)).toBe(`${expected}\n`);
    expect(result.debug.stderr).toContain(from);
  });

  it('a key in the environment comes before the file', async () => {
    const result = await runLive(list, { server, home: config('default', { ...ak, ...wrong }) });
    expect(outputOf(result)).toBe('live cn-hangzhou\n');
  });

  it('a profile with a temporary key', async () => {
    const profile = {
      name: 'default',
      mode: 'StsToken',
      access_key_id: temporary.accessKeyId,
      access_key_secret: temporary.accessKeySecret,
      sts_token: temporary.securityToken,
    };
    const result = await runLive(list, { ...none, server: { ...server, credentials: [temporary] }, home: config('default', profile) });
    expect(outputOf(result)).toBe('live cn-hangzhou\n');
    expect(result.requests.every(({ securityToken }) => securityToken === temporary.securityToken)).toBe(true);
  });

  it('the credentials file', async () => {
    const ini = `[default]\ntype = access_key\naccess_key_id = ${credential.accessKeyId}\naccess_key_secret = ${credential.accessKeySecret}\n`;
    expect(outputOf(await runLive(list, { ...none, home: { '.alibabacloud/credentials': ini } }))).toBe('live cn-hangzhou\n');
  });

  it('is named when the API refuses its key', async () => {
    const result = await runLive(list, { ...none, home: config('work', { ...ak, ...wrong, name: 'work' }) });
    expectError(result, {
      code: 4,
      message: 'The API refused the credentials of profile work of ~/.aliyun/config.json (InvalidAccessKeyId.NotFound).',
      hint: /check the credential source$/,
    });
  });
});

describe('damaged configuration', () => {
  const whole = config('default', { name: 'default', mode: 'AK', ...keys })['.aliyun/config.json'];
  const damage = { message: '~/.aliyun/config.json is not a configuration of the Alibaba Cloud CLI.', hint: /^it is damaged or half written/ };
  const useless = { message: 'No credentials could be had from profile default of ~/.aliyun/config.json.', hint: /^check that it holds what its mode needs/ };

  it.each([
    { name: 'a file that was cut off', content: whole.slice(0, -4), ...damage },
    { name: 'a trailing comma', content: whole.replace(/\]\}$/, ',]}'), ...damage },
    { name: 'a list', content: `[${whole}]`, ...damage },
    { name: 'profiles that are no list', content: whole.replace('[', '').replace(']', ''), ...damage },
    { name: 'a profile without its secret', content: whole.replace('access_key_secret', 'acces_key_secret'), ...useless },
    {
      name: 'a mode nobody knows',
      content: whole.replace('"AK"', '"Telepathy"'),
      message: 'The mode Telepathy of profile default of ~/.aliyun/config.json cannot be used.',
      hint: /^supported modes are AK, StsToken, /,
    },
  ])('$name is one error without the secret', async ({ content, message, hint }) => {
    for (const source of [[], ['--live']]) {
      const result = await runLive([...list, ...source], { ...none, home: { '.aliyun/config.json': content }, secrets: Object.values(keys) });
      expectError(result, { code: 4, message, hint });
      expect(result.requests).toHaveLength(0);
    }
  });

  it.each(['', '\uFEFF', '{}', '{"current":"default","profiles":[]}'])('is none where it holds nothing: %j', async (content) => {
    const home = { '.aliyun/config.json': content };
    const remark = /^~\/\.aliyun\/config\.json (is empty|has no profile): it is passed over\.$/;
    const offline = await runCipu(['families', 'g8i', '-o', 'names'], { home });
    expect([offline.code, offline.stdout]).toEqual([0, 'ecs.g8i\n']);
    expect(offline.stderr.split('\n').filter((line) => remark.test(line))).toHaveLength(1);
    // The chain goes on to the source after the profile.
    const file = `[default]\ntype = access_key\naccess_key_id = ${keys.access_key_id}\naccess_key_secret = ${keys.access_key_secret}\n`;
    const live = await runLive(list, { ...none, home: { ...home, '.alibabacloud/credentials': file }, secrets: Object.values(keys) });
    expect(outputOf(live)).toBe('live cn-hangzhou\n');
    expect(live.stderr.split('\n').filter((line) => remark.test(line))).toHaveLength(1);
    const quiet = await runCipu(['families', 'g8i', '-o', 'names', '--quiet'], { home });
    expect([quiet.code, quiet.stderr]).toEqual([0, expect.not.stringContaining('config.json')]);
  });

  it('is none with a byte order mark', async () => {
    const live = await runLive(list, { ...none, home: { '.aliyun/config.json': `\uFEFF${whole}` }, secrets: Object.values(keys) });
    expect(outputOf(live)).toBe('live cn-hangzhou\n');
  });

  it('does not matter offline', async () => {
    expect((await runCipu(['families', 'g8i', '--offline'], { home: { '.aliyun/config.json': 'not JSON' } })).code).toBe(0);
  });

  it.each([
    {
      name: 'a profile that is not there',
      args: ['--profile', 'wor'],
      home: config('work', { name: 'work', mode: 'AK', ...keys }),
      hint: 'did you mean work?',
    },
    { name: 'a current profile that is not there', args: [], home: config('gone', { name: 'work', mode: 'AK', ...keys }), hint: 'it has work' },
  ])('$name is exit code 2', async ({ args, home, hint }) => {
    const result = await runLive([...list, ...args], { ...none, home });
    expectError(result, { code: 2, message: /^There is no profile "\w+" in ~\/\.aliyun\/config\.json\.$/, hint });
  });
});

describe('no credentials at all', () => {
  it('--live says that nothing is configured, at once', async () => {
    const result = await runLive([...list, '--live'], none);
    expectError(result, {
      code: 4,
      message: /^No credentials could be had from the RAM role of this instance; no other source is configured: the metadata service is switched off\.$/,
      hint: /--offline/,
    });
    expect(result.durationMs).toBeLessThan(3000);
  });

  it('a profile by flag is not replaced by anything else', async () => {
    expectError(await runLive([...list, '--profile', 'work'], { server }), {
      code: 2,
      message: /^There is no profile "work"/,
      hint: 'aliyun configure writes it',
    });
  });
});

describe('an External profile', () => {
  const home = (command: string) => config('default', { name: 'default', mode: 'External', process_command: command });
  const script = '.aliyun/fetch.sh';
  const answer = `#!/bin/sh\ntouch "$HOME/ran"\necho '${JSON.stringify({ mode: 'AK', ...keys })}'\n`;

  it('runs its program', async () => {
    const { result } = await runOnce(list, {
      ...none,
      home: { ...home(`sh -c "echo '${JSON.stringify({ mode: 'AK', ...keys }).replaceAll('"', '\\"')}'"`) },
      secrets: Object.values(keys),
    });
    expect(outputOf(result)).toBe('live cn-hangzhou\n');
  });

  it('keeps what its program gives, and copies no secret anywhere meanwhile', async () => {
    const search = `#!/bin/sh\ngrep -rl "other-secre[t]" "$HOME" >"$HOME/found"\necho '${JSON.stringify({ mode: 'AK', ...keys })}'\n`;
    const other = { name: 'other', mode: 'AK', access_key_id: 'o', access_key_secret: 'other-secret' };
    const profiles = config('default', { name: 'default', mode: 'External', process_command: 'sh .aliyun/fetch.sh' }, other);
    await withDirectory({ ...profiles, [script]: search, 't/.keep': '' }, async (directory) => {
      const env = { HOME: directory, TMPDIR: join(directory, 't') };
      const { result } = await runOnce(list, { ...none, cwd: directory, env, secrets: Object.values(keys) });
      expect(outputOf(result)).toBe('live cn-hangzhou\n');
      expect(readFileSync(join(directory, 'found'), 'utf8')).toBe(`${join(directory, '.aliyun/config.json')}\n`);
      expect(JSON.parse(readFileSync(join(directory, '.aliyun/config.json'), 'utf8')).profiles).toMatchObject([keys, other]);
      expect(readdirSync(join(directory, '.aliyun')).sort()).toEqual(['config.json', 'fetch.sh']);
    });
  });

  it('does not run it under ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS', async () => {
    await withDirectory({ ...home('sh .aliyun/fetch.sh'), [script]: answer }, async (directory) => {
      const run = async (env: Record<string, string>) => {
        await runCipu(['families', '--live', '--endpoint', 'http://127.0.0.1:9'], { cwd: directory, env: { HOME: directory, ...env } });
        return existsSync(join(directory, 'ran'));
      };
      expect(await run({ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: '1' })).toBe(false);
      expect(await run({})).toBe(true);
    });
  });
});

describe('a proxy', () => {
  it('of HTTPS_PROXY is used', async () => {
    const { createServer } = await import('node:net');
    const asked: string[] = [];
    const proxy = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (chunk) => {
        asked.push(chunk.toString().split('\r\n')[0] ?? '');
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const address = proxy.address();
      const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
      // The SDK's HTTP module goes through the proxy from then on, so the process is one of its own.
      const { stderr } = await spawnCipu(['families', '--live', '--endpoint', 'https://ecs.invalid', '--timeout', '15s'], {
        env: { ...environmentOf(credential), HTTPS_PROXY: url, https_proxy: url },
      });
      expect(asked[0]).toBe('CONNECT ecs.invalid:443 HTTP/1.1');
      expect(linesOf(stderr)[0]).toBe('Signed requests go to ecs.invalid, which is no host of ECS of Alibaba Cloud.');
      expect(linesOf(stderr).at(-1)).toBe(`hint: what does the proxy ${new URL(url).host} send?`);
    } finally {
      proxy.close();
    }
  });
});
