import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProfile, profileNames } from '../../src/ecs/profile.ts';
import { DeniedError } from '../../src/errors.ts';

const earlierHome = process.env.HOME;
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cipu-home-'));
  process.env.HOME = home;
});
afterEach(() => {
  process.env.HOME = earlierHome;
  rmSync(home, { recursive: true });
});

const configFile = () => join(home, '.aliyun', 'config.json');

function configure(...profiles: readonly object[]): void {
  const path = configFile();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ current: 'p', profiles }));
}

/** What tells the account of a profile apart. */
function accountOf(profile: object): string | undefined {
  configure({ name: 'p', mode: 'CloudSSO', ...profile });
  return findProfile({})?.account;
}

describe('the account of a profile', () => {
  it.each([
    'access_key_id',
    'ram_role_arn',
    'ram_role_name',
    'source_profile',
    'cloud_sso_account_id',
    'cloud_sso_access_config',
    'oauth_site_type',
    'process_command',
    'credentials_uri',
  ])('is another with another %s', (property) => {
    const accounts = [{}, { [property]: 'one' }, { [property]: 'two' }].map(accountOf);
    expect(new Set(accounts).size).toBe(3);
  });

  it('is another with another mode or name', () => {
    const other = () => {
      configure({ name: 'q', mode: 'CloudSSO' });
      return findProfile({}, 'q')?.account;
    };
    expect(new Set([accountOf({}), accountOf({ mode: 'OAuth' }), other()]).size).toBe(3);
  });

  it('is the same when a token is renewed, and holds none', () => {
    const secrets = (value: string) => ({
      access_key_secret: value,
      sts_token: value,
      oauth_access_token: value,
      oauth_refresh_token: value,
      access_token: value,
    });
    expect(accountOf(secrets('secret-1'))).toBe(accountOf(secrets('secret-2')));
    expect(accountOf(secrets('secret-1'))).not.toContain('secret');
  });
});

describe('a mode', () => {
  it.each([
    ['RsaKeyPair', /access key, or mode RamRoleArn/],
    ['BearerToken', /takes no bearer tokens/],
    ['Anonymous', /signed requests only/],
    ['RamRoleArnWithRoleName', /ChainableRamRoleArn/],
    ['Mystery', /^supported modes are AK, /],
  ])('%s is refused, with what to do instead', (mode, hint) => {
    configure({ name: 'p', mode });
    expect(() => findProfile({})).toThrow(
      expect.objectContaining({ message: `The mode ${mode} of profile p of ~/.aliyun/config.json cannot be used.`, hint: expect.stringMatching(hint) }),
    );
  });

  it('CredentialsURI names where its credentials are', () => {
    configure({ name: 'p', mode: 'CredentialsURI', credentials_uri: 'http://127.0.0.1/' });
    expect(findProfile({})).toMatchObject({ kind: 'credentials-uri', uri: 'http://127.0.0.1/' });
    expect(findProfile({})).not.toHaveProperty('profile');
  });

  it.each(['1', 'true', 'TRUE', 'yes', 'on', '2', 'anything'])('External runs a program, also for another profile, unless the environment says %s', (value) => {
    configure({ name: 'p', mode: 'ChainableRamRoleArn', source_profile: 'q' }, { name: 'q', mode: 'External' }, { name: 'k', mode: 'AK' });
    expect(findProfile({})).toMatchObject({ profile: 'p' });
    const env = { ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: value };
    expect(() => findProfile(env)).toThrow(DeniedError);
    expect(findProfile(env, 'k')).toMatchObject({ profile: 'k' });
  });

  it.each(['', '0', 'false', 'No', 'OFF'])('External runs a program where the environment says %j', (value) => {
    configure({ name: 'p', mode: 'External' });
    expect(findProfile({ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: value })).toMatchObject({ profile: 'p' });
  });
});

it('the names of profiles are all that is told of them', () => {
  expect(profileNames()).toEqual([]);
  configure({ name: 'p', mode: 'AK', access_key_secret: 'secret' }, { mode: 'AK' }, { name: 'q' });
  expect(profileNames()).toEqual(['p', 'q']);
  writeFileSync(configFile(), 'half a fi');
  expect(() => profileNames()).toThrow(DeniedError);
});
