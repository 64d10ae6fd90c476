import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepRenewed } from '../../src/ecs/write-back.ts';

const earlierHome = process.env.HOME;
let home: string;
let path: string;
let remarks: string[];
const read = () => JSON.parse(readFileSync(path, 'utf8'));
const keep = (name: string, mode: 'OAuth' | 'External', ...values: readonly unknown[]) => keepRenewed(mode, name, (text) => remarks.push(text))(...values);

beforeEach(() => {
  remarks = [];
  home = mkdtempSync(join(tmpdir(), 'cipu-home-'));
  process.env.HOME = home;
  path = join(home, '.aliyun', 'config.json');
  mkdirSync(join(home, '.aliyun'));
  const profiles = [
    { name: 'sso', mode: 'OAuth', oauth_access_token: 'old', region_id: 'cn-beijing' },
    { name: 'key', mode: 'AK', access_key_secret: 'other' },
  ];
  writeFileSync(path, `\uFEFF${JSON.stringify({ current: 'sso', profiles, meta_path: 'kept' })}`);
  chmodSync(path, 0o640);
});
afterEach(() => {
  process.env.HOME = earlierHome;
  rmSync(home, { recursive: true });
});

describe('renewed credentials', () => {
  it('are kept in their profile alone, and nothing is left beside the file, whose mode stays', async () => {
    await keep('sso', 'OAuth', 'refresh', 'access', 'id', 'secret', 'token', 1, 2);
    const sso = {
      name: 'sso',
      mode: 'OAuth',
      region_id: 'cn-beijing',
      oauth_refresh_token: 'refresh',
      oauth_access_token: 'access',
      access_key_id: 'id',
      access_key_secret: 'secret',
      sts_token: 'token',
      oauth_access_token_expire: 1,
      sts_expiration: 2,
    };
    expect(read()).toEqual({ current: 'sso', profiles: [sso, { name: 'key', mode: 'AK', access_key_secret: 'other' }], meta_path: 'kept' });
    expect(readdirSync(join(home, '.aliyun'))).toEqual(['config.json']);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('of a program have no token of OAuth', async () => {
    await keep('key', 'External', 'id', 'secret', undefined, 0);
    expect(read().profiles[1]).toEqual({ name: 'key', mode: 'AK', access_key_id: 'id', access_key_secret: 'secret', sts_expiration: 0 });
  });

  it('leave a configuration that is a link where it lies', async () => {
    const real = join(home, 'dotfiles.json');
    renameSync(path, real);
    symlinkSync(real, path);
    await keep('sso', 'External', 'id', 'secret');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(real, 'utf8')).profiles[0].access_key_id).toBe('id');
  });

  it('that are the same, or of a profile that is gone, change nothing', async () => {
    const before = readFileSync(path, 'utf8');
    await keep('gone', 'External', 'id', 'secret');
    await keep('key', 'External', undefined, 'other');
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(remarks).toEqual([]);
  });

  it.each([
    ['{"profiles":', 'it is damaged'],
    ['null', 'it is damaged'],
  ])('that cannot be kept in %j get a remark', async (content, reason) => {
    writeFileSync(path, content);
    await keep('sso', 'External', 'id', 'secret');
    expect(remarks).toEqual([`The renewed credentials of profile sso cannot be kept in ~/.aliyun/config.json (${reason}): the next run renews them again.`]);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('take what a killed run left of them with them, and nothing of a run that is at work', async () => {
    const [old, fresh] = ['0', '1'].map((digit) => join(home, '.aliyun', `.cipu-${digit.repeat(8)}-0000-0000-0000-000000000000.tmp`));
    for (const file of [old, fresh]) writeFileSync(String(file), 'secret');
    utimesSync(String(old), 0, 0);
    // By the clock of this test, which need not be that of the file system.
    utimesSync(String(fresh), new Date(), new Date());
    await keep('sso', 'External', 'id', 'secret');
    expect(readdirSync(join(home, '.aliyun'))).toEqual(['.cipu-11111111-0000-0000-0000-000000000000.tmp', 'config.json']);
  });
});
