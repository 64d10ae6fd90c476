import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFileNames, readProjectFile } from '../../src/settings/project-file.ts';
import { usageErrorOf } from '../helpers/errors.ts';

let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'cipu-project-')));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

/** Writes files by their paths below the top; a path that ends in a slash is a directory. */
function lay(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(path.endsWith('/') ? join(top, path) : dirname(join(top, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(top, path), path);
  }
}

const read = (directory: string) => readProjectFile(() => join(top, directory));

describe('the project file', () => {
  it.each([...projectFileNames])('may be called %s', (name) => {
    lay(name);
    expect(read('.')).toMatchObject({ name, text: name });
  });

  it('is looked for up to the root of the repository', () => {
    lay('.git/', 'cipu.config.yaml', 'a/b/');
    expect(read('a/b')).toMatchObject({ name: join('..', '..', 'cipu.config.yaml'), text: 'cipu.config.yaml' });
  });

  it('is the nearest one', () => {
    lay('.git/', 'cipu.config.yaml', 'a/cipu.config.json', 'a/b/');
    expect(read('a/b')?.name).toBe(join('..', 'cipu.config.json'));
  });

  it('is not looked for above the repository, whose .git is a file in linked working trees', () => {
    lay('cipu.config.yaml', 'one/.git/', 'one/a/', 'two/.git', 'two/a/');
    expect([read('one/a'), read('one'), read('two/a')]).toEqual([undefined, undefined, undefined]);
  });

  it('is looked for in the working directory only where there is no repository', () => {
    lay('cipu.config.yaml', 'a/');
    expect(read('.')?.name).toBe('cipu.config.yaml');
    expect(read('a')).toBeUndefined();
  });

  it('leads to files beside it', () => {
    lay('.git/', 'cipu.config.yaml', 'a/');
    const file = read('a');
    expect([file?.pathOf('ci/policy.yaml'), file?.pathOf('/etc/policy.yaml')]).toEqual([join('..', 'ci', 'policy.yaml'), '/etc/policy.yaml']);
  });

  it('is one in its directory', () => {
    lay('cipu.config.yaml', 'cipu.config.json');
    expect(usageErrorOf(() => read('.'))).toMatchObject({
      message: 'There are two project files, cipu.config.yaml and cipu.config.json.',
      hint: 'keep one of them',
    });
  });

  it('must be readable', () => {
    lay('cipu.config.yaml/');
    expect(usageErrorOf(() => read('.')).message).toBe('cipu.config.yaml cannot be read (EISDIR).');
  });

  it('is none in a working directory that was removed', () => {
    const gone = () => {
      throw new Error('ENOENT: no such file or directory, uv_cwd');
    };
    expect(readProjectFile(gone)).toBeUndefined();
  });
});
