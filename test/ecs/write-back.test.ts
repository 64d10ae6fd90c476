import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withWritableHome } from '../../src/ecs/write-back.ts';

const earlierHome = process.env.HOME;
let home: string;
let path: string;
const read = () => JSON.parse(readFileSync(path, 'utf8'));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cipu-home-'));
  process.env.HOME = home;
  path = join(home, '.aliyun', 'config.json');
  mkdirSync(join(home, '.aliyun'));
  writeFileSync(
    path,
    JSON.stringify({
      current: 'sso',
      profiles: [
        { name: 'sso', mode: 'OAuth', oauth_access_token: 'old' },
        { name: 'key', mode: 'AK' },
      ],
    }),
  );
});
afterEach(() => {
  process.env.HOME = earlierHome;
  rmSync(home, { recursive: true });
});

/** What the SDK does when it refreshes: it rewrites the configuration of its home directory in place. */
function refresh(directory: string, token: string): void {
  const file = join(directory, '.aliyun', 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  config.profiles[0].oauth_access_token = token;
  writeFileSync(file, JSON.stringify(config));
}

describe('withWritableHome', () => {
  it('puts back what the SDK refreshed, and leaves nothing else behind', async () => {
    await withWritableHome('sso', async (directory) => {
      expect(directory).not.toBe(home);
      refresh(directory, 'new');
    });
    expect(read().profiles[0].oauth_access_token).toBe('new');
    expect(readdirSync(join(home, '.aliyun'))).toEqual(['config.json']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps a configuration that is a link where it lies', async () => {
    const real = join(home, 'dotfiles.json');
    renameSync(path, real);
    symlinkSync(real, path);
    await withWritableHome('sso', async (directory) => refresh(directory, 'new'));
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(real, 'utf8')).profiles[0].oauth_access_token).toBe('new');
  });

  it('keeps what somebody else changed meanwhile', async () => {
    await withWritableHome('sso', async (directory) => {
      refresh(directory, 'new');
      const config = read();
      config.profiles.push({ name: 'later', mode: 'AK' });
      writeFileSync(path, JSON.stringify(config));
    });
    expect(read().profiles.map(({ name }: { name: string }) => name)).toEqual(['sso', 'key', 'later']);
    expect(read().profiles[0].oauth_access_token).toBe('new');
  });

  it('touches nothing when nothing was refreshed or the work failed', async () => {
    const before = readFileSync(path, 'utf8');
    await withWritableHome('sso', async () => {});
    await expect(
      withWritableHome('sso', async (directory) => {
        writeFileSync(join(directory, '.aliyun', 'config.json'), 'half a fi');
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('works in the home directory itself where the SDK writes nothing', async () => {
    expect(await withWritableHome('key', async (directory) => directory)).toBe(home);
  });
});
