import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCredentials } from '../../src/ecs/credentials.ts';
import { CipuError, DeniedError } from '../../src/errors.ts';

const secret = 'the-secret-of-all-secrets';
const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexample', ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
const oidc = {
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/token',
};
const role = { ALIBABA_CLOUD_ECS_METADATA: 'my-role' };
const uri = { ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1/credentials' };

let home: string;
const earlierHome = process.env.HOME;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cipu-home-'));
  process.env.HOME = home;
});

afterEach(() => {
  process.env.HOME = earlierHome;
  rmSync(home, { recursive: true });
});

function write(path: string, content: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const profile = (name: string, more: object = {}) => ({
  name,
  mode: 'AK',
  access_key_id: 'LTAIexample',
  access_key_secret: secret,
  region_id: 'eu-central-1',
  ...more,
});
const configure = (config: unknown) => write('.aliyun/config.json', typeof config === 'string' ? config : JSON.stringify(config));
const configureProfiles = () =>
  configure({ current: 'work', profiles: [profile('default', { region_id: 'us-west-1' }), profile('work'), profile('play', { region_id: '' })] });
const writeCredentialsFile = () =>
  write('.alibabacloud/credentials', `[default]\ntype = access_key\naccess_key_id = LTAIexample\naccess_key_secret = ${secret}\n`);

/** The error that a search for credentials ends in. */
function failureOf(env: Parameters<typeof findCredentials>[0], asked?: string): CipuError {
  try {
    findCredentials(env, asked);
  } catch (error) {
    if (error instanceof CipuError) return error;
    throw error;
  }
  throw new Error('credentials were found');
}

describe('the order of the sources', () => {
  it('finds nothing where nothing is configured', () => expect(findCredentials({})).toBeUndefined());

  it('is environment keys, OIDC, CLI profile, credentials file, role, URI', () => {
    configureProfiles();
    writeCredentialsFile();
    const noProfile = { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' };
    expect(findCredentials({ ...keys, ...oidc, ...role, ...uri })?.kind).toBe('environment');
    expect(findCredentials({ ...oidc, ...role, ...uri })?.kind).toBe('oidc');
    expect(findCredentials({ ...role, ...uri })?.kind).toBe('cli-profile');
    expect(findCredentials({ ...role, ...uri, ...noProfile })?.kind).toBe('credentials-file');
    rmSync(join(home, '.alibabacloud'), { recursive: true });
    expect(findCredentials({ ...role, ...uri, ...noProfile })?.kind).toBe('ecs-role');
    expect(findCredentials({ ...uri, ...noProfile })?.kind).toBe('credentials-uri');
    expect(findCredentials(noProfile)).toBeUndefined();
  });

  it.each([
    ['empty keys', { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' }],
    ['OIDC without a token', { ...oidc, ALIBABA_CLOUD_OIDC_TOKEN_FILE: '' }],
    ['a role without a name', { ALIBABA_CLOUD_ECS_METADATA: '' }],
    ['a profile that is switched off', { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'TRUE' }],
  ])('passes over %s', (_, env) => expect(findCredentials(env)).toBeUndefined());

  it.each([
    ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexample' }],
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret }],
  ])('says that %s is missing, unless another source has credentials', (missing, env) => {
    expect(() => findCredentials(env)).toThrow(expect.objectContaining({ hint: `set ${missing} as well` }));
    expect(() => findCredentials(env)).toThrow(DeniedError);
    writeCredentialsFile();
    expect(findCredentials(env)?.kind).toBe('credentials-file');
  });

  it('has a credentials file elsewhere', () => {
    const file = write('elsewhere/credentials', '[default]');
    expect(findCredentials({ ALIBABA_CLOUD_CREDENTIALS_FILE: file })?.kind).toBe('credentials-file');
    expect(findCredentials({ ALIBABA_CLOUD_CREDENTIALS_FILE: join(home, 'missing') })).toBeUndefined();
  });

  it('has the default credentials file when the variable is empty', () => {
    writeCredentialsFile();
    expect(findCredentials({ ALIBABA_CLOUD_CREDENTIALS_FILE: '' })?.kind).toBe('credentials-file');
  });

  it('names the credentials file that is used', () => {
    const file = write('elsewhere/credentials', '[default]');
    expect(findCredentials({ ALIBABA_CLOUD_CREDENTIALS_FILE: file })?.description).toContain('elsewhere');
  });
});

describe('the profile', () => {
  it('is the current one of the configuration, with its region', () => {
    configureProfiles();
    expect(findCredentials({})).toEqual({
      kind: 'cli-profile',
      description: 'profile work of ~/.aliyun/config.json',
      profile: 'work',
      region: 'eu-central-1',
      account: expect.stringContaining('LTAI'),
    });
  });

  it.each([
    ['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE'],
    ['ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'],
    ['ALICLOUD_PROFILE', 'UNRELATED_PROFILE'],
  ])('is that of %s before that of %s', (first, second) => {
    configureProfiles();
    expect(findCredentials({ [first]: 'default', [second]: 'play' })).toMatchObject({ profile: 'default', region: 'us-west-1' });
  });

  it('is the one of the flag before all, keys of the environment included', () => {
    configureProfiles();
    expect(findCredentials({ ...keys, ALIBABA_CLOUD_PROFILE: 'default' }, 'play')).toEqual({
      kind: 'cli-profile',
      description: 'profile play of ~/.aliyun/config.json',
      profile: 'play',
      account: expect.stringContaining('play'),
    });
    expect(findCredentials({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' }, 'play')?.profile).toBe('play');
  });

  it('of a variable yields to keys of the environment', () => {
    configureProfiles();
    expect(findCredentials({ ...keys, ALIBABA_CLOUD_PROFILE: 'default' })?.kind).toBe('environment');
  });

  it.each([[{ profiles: [profile('default')] }], [{ current: '', profiles: [profile('default')] }]])(
    'is called default where none is current: %#',
    (config) => {
      configure(config);
      expect(findCredentials({})?.profile).toBe('default');
    },
  );

  it('that was never filled in is none, unless it is asked for', () => {
    configure({ current: 'default', profiles: [{ name: 'default', mode: 'AK', access_key_id: '', access_key_secret: '' }] });
    expect(findCredentials({})).toBeUndefined();
    expect(findCredentials({}, 'default')?.profile).toBe('default');
    expect(findCredentials(role)?.kind).toBe('ecs-role');
  });

  it.each(['StsToken', 'RamRoleArn', 'EcsRamRole', 'OIDC', 'CloudSSO'])('of mode %s needs no access key', (mode) => {
    configure({ current: 'work', profiles: [{ name: 'work', mode }] });
    expect(findCredentials({})).toMatchObject({ kind: 'cli-profile', profile: 'work' });
  });
});

describe('a profile that cannot be used', () => {
  it('of an unknown name gets the nearest', () => {
    configureProfiles();
    expect(failureOf({}, 'wor')).toMatchObject({ exitCode: 2, message: 'There is no profile "wor" in ~/.aliyun/config.json.', hint: 'did you mean work?' });
    expect(failureOf({ ALIBABA_CLOUD_PROFILE: 'zzzzzz' })).toMatchObject({ exitCode: 2, hint: 'it has default, work, play' });
  });

  it('is an error when current names none', () => {
    configure({ current: 'gone', profiles: [profile('default')] });
    expect(failureOf({})).toMatchObject({ exitCode: 2, message: expect.stringContaining('"gone"') });
  });

  it('is an error without a configuration', () => {
    expect(failureOf({}, 'work')).toMatchObject({ exitCode: 2, message: expect.stringContaining('does not exist'), hint: 'aliyun configure writes it' });
    // A variable may speak of a profile in the credentials file.
    expect(findCredentials({ ALICLOUD_PROFILE: 'work' })).toBeUndefined();
  });

  it.each([
    ['cut short', `{"current":"default","profiles":[{"name":"default","access_key_secret":"${secret}"`],
    ['no JSON', `access_key_secret = ${secret}`],
    ['a list', `["${secret}"]`],
    ['with profiles that are no list', `{"profiles":{"default":"${secret}"}}`],
  ])('is an error when the configuration is %s; its content is not shown', (_, content) => {
    configure(content);
    const error = failureOf({});
    expect(error).toMatchObject({ exitCode: 4, message: '~/.aliyun/config.json is not a configuration of the Alibaba Cloud CLI.' });
    expect([error.message, error.hint, error.stack, String(error.cause), JSON.stringify(error)].join()).not.toContain(secret);
  });

  it.each([
    ['is empty', ''],
    ['is empty', ' \n\uFEFF'],
    ['has no profile', 'null'],
    ['has no profile', '{}'],
    ['has no profile', '{"current":"","profiles":null}'],
    ['has no profile', '{"profiles":[]}'],
  ])('is passed over when the configuration %s, with a remark: %j', (lack, content) => {
    configure(content);
    const remarks: string[] = [];
    const find = (env: Parameters<typeof findCredentials>[0]) => findCredentials(env, undefined, (text) => remarks.push(text));
    expect(find({})).toBeUndefined();
    expect(find({ ...role, ALIBABA_CLOUD_PROFILE: 'work' })?.kind).toBe('ecs-role');
    expect(remarks).toEqual(Array(2).fill(`~/.aliyun/config.json ${lack}: it is passed over.`));
    expect(failureOf({}, 'work')).toMatchObject({ exitCode: 2, message: `There is no profile "work": ~/.aliyun/config.json ${lack}.` });
  });

  it('is passed over with an empty credentials file', () => {
    const file = write('.alibabacloud/credentials', ' \n');
    const remarks: string[] = [];
    expect(findCredentials(role, undefined, (text) => remarks.push(text))?.kind).toBe('ecs-role');
    expect(remarks).toEqual([`The credentials file ${file} is empty: it is passed over.`]);
  });

  it.each(['utf8', 'utf16le'] as const)('is not one with a byte order mark in %s', (encoding) => {
    configure('');
    const config = { current: 'work', profiles: [profile('work')] };
    writeFileSync(join(home, '.aliyun/config.json'), `\uFEFF${JSON.stringify(config)}`, encoding);
    expect(findCredentials({})).toMatchObject({ kind: 'cli-profile', profile: 'work' });
  });

  it.each([
    ['a damaged configuration', '{'],
    ['a configuration without profiles', '{"profiles":[]}'],
  ])('does not matter to keys of the environment: %s', (_, content) => {
    configure(content);
    expect(findCredentials(keys)?.kind).toBe('environment');
  });

  it('never shows a secret in what it finds', () => {
    configureProfiles();
    writeCredentialsFile();
    for (const env of [keys, {}, { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' }]) expect(JSON.stringify(findCredentials(env))).not.toContain(secret);
  });

  it('is an error when the file is a directory, or may not be read', () => {
    mkdirSync(join(home, '.aliyun/config.json'), { recursive: true });
    expect(failureOf({})).toMatchObject({ exitCode: 4, message: expect.stringContaining('EISDIR') });
    rmSync(join(home, '.aliyun'), { recursive: true });
    chmodSync(configure({ profiles: [profile('default')] }), 0o000);
    // Root may read everything.
    if (process.getuid?.() !== 0) expect(failureOf({})).toMatchObject({ exitCode: 4, message: expect.stringContaining('EACCES') });
  });
});
