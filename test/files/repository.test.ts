import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathInRepository } from '../../src/files/repository.ts';

let top: string;

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'cipu-repository-')));
  for (const path of ['repo/.git', 'repo/infra/prod', 'plain/infra']) mkdirSync(join(top, path), { recursive: true });
  symlinkSync(join(top, 'repo'), join(top, 'link'));
});
afterAll(() => rmSync(top, { recursive: true }));

const locate = (path: string, directory: string, env: Readonly<Record<string, string>> = {}) =>
  pathInRepository(
    path.replace('TOP', top),
    () => join(top, directory),
    Object.fromEntries(Object.entries(env).map(([name, value]) => [name, join(top, value)])),
  );

describe('a path', () => {
  it.each<[path: string, directory: string, expected: string]>([
    ['plan.json', 'repo', 'plan.json'],
    ['./plan.json', 'repo', 'plan.json'],
    ['plan.json', 'repo/infra/prod', 'infra/prod/plan.json'],
    ['../plan.json', 'repo/infra/prod', 'infra/plan.json'],
    ['TOP/repo/infra/plan.json', 'repo', 'infra/plan.json'],
    ['TOP/link/infra/plan.json', 'repo', 'infra/plan.json'],
    ['plan.json', 'link/infra', 'infra/plan.json'],
    ['..plan.json', 'repo', '..plan.json'],
  ])('%s in %s is %s from the root', (path, directory, expected) => expect(locate(path, directory)).toBe(expected));

  it.each(['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'])('is told from %s where there is no .git', (name) => {
    expect(locate('plan.json', 'plain/infra', { [name]: 'plain' })).toBe('infra/plan.json');
    expect(locate('plan.json', 'repo/infra', { [name]: 'repo/infra' })).toBe('infra/plan.json');
  });

  it.each(['../elsewhere.json', '../../repository.json'])('that lies outside, %s, stays as it is', (path) => {
    expect(locate(path, 'repo')).toBe(path);
  });

  it('in no repository, or in a folder that was removed, stays as it is', () => {
    expect(locate('./plan.json', 'plain/infra')).toBe('./plan.json');
    const gone = () => {
      throw new Error('ENOENT');
    };
    expect(pathInRepository('plan.json', gone, {})).toBe('plan.json');
  });
});
