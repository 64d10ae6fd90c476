import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeWhole } from '../files/whole-file.ts';
import { valueAt } from '../model/record.ts';
import { configPath, writesBack } from './profile.ts';

/**
 * Runs something with a home directory in which the SDK may write. When it refreshes OAuth or External credentials it
 * rewrites the CLI's configuration in place; a run that is killed then, or runs beside another, would damage it. So it
 * gets a private copy, and what it changed is put back in one step. Rejects as the work does.
 */
export async function withWritableHome<T>(profile: string, work: (home: string) => Promise<T>): Promise<T> {
  const original = configPath(homedir());
  const content = readFileSync(original, 'utf8');
  if (!writesBack(content, profile)) return work(homedir());
  const home = mkdtempSync(join(tmpdir(), 'cipu-'));
  try {
    const copy = configPath(home);
    mkdirSync(dirname(copy), { mode: 0o700 });
    writeFileSync(copy, content, { mode: 0o600 });
    const result = await work(home);
    const changed = readFileSync(copy, 'utf8');
    if (changed !== content) putBack(original, content, changed);
    return result;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Replaces the profiles that changed in the configuration as it is now, whole or not at all. */
function putBack(path: string, before: string, after: string): void {
  const current = JSON.parse(readFileSync(path, 'utf8')) as { profiles: unknown[] };
  const earlier = new Map(profilesOf(before).map((one) => [valueAt(one, 'name'), JSON.stringify(one)]));
  const changed = new Map(
    profilesOf(after)
      .filter((one) => earlier.get(valueAt(one, 'name')) !== JSON.stringify(one))
      .map((one) => [valueAt(one, 'name'), one]),
  );
  const merged = { ...current, profiles: current.profiles.map((one) => changed.get(valueAt(one, 'name')) ?? one) };
  writeWhole(path, JSON.stringify(merged, null, 4), { mode: 0o600 });
}

function profilesOf(content: string): unknown[] {
  return (JSON.parse(content) as { profiles: unknown[] }).profiles;
}
