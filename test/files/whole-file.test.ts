import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTargets, readWhole, writeAll, writeWhole } from '../../src/files/whole-file.ts';
import { usageErrorOf } from '../helpers/errors.ts';

let directory: string;
const at = (name: string) => join(directory, name);
const modeOf = (name: string) => statSync(at(name)).mode & 0o777;
const old = (name: string, mode = 0o644) => {
  writeFileSync(at(name), 'old');
  chmodSync(at(name), mode);
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cipu-files-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('a file that is written', () => {
  it('takes the place of the old one whole, and nothing is left beside it', () => {
    old('a');
    writeWhole(at('a'), 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(readdirSync(directory)).toEqual(['a']);
  });

  it.each([0o600, 0o664])('keeps the mode %o of the old one', (mode) => {
    old('a', mode);
    writeWhole(at('a'), 'new');
    expect(modeOf('a')).toBe(mode);
  });

  it('has the mode that is asked for, whatever the old one had', () => {
    old('a', 0o644);
    for (const name of ['a', 'b']) {
      writeWhole(at(name), 'new', { mode: 0o600 });
      expect(modeOf(name)).toBe(0o600);
    }
  });

  it('has the mode of new files where there was none', () => {
    writeWhole(at('a'), 'new');
    expect(modeOf('a')).toBe(0o666 & ~process.umask());
  });

  it('lies behind a link that stays', () => {
    old('real');
    symlinkSync('real', at('link'));
    writeWhole(at('link'), 'new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('real'), 'utf8')).toBe('new');
  });

  it('lies behind a link that stays when there was none yet, links in links followed', () => {
    mkdirSync(at('d'));
    symlinkSync('real', at('d/link'));
    symlinkSync('d/link', at('link'));
    writeWhole(at('link'), 'new');
    expect([at('link'), at('d/link')].map((path) => lstatSync(path).isSymbolicLink())).toEqual([true, true]);
    expect(readFileSync(at('d/real'), 'utf8')).toBe('new');
  });

  it('is refused behind a link that leads nowhere or in a circle', () => {
    symlinkSync('none/a', at('nowhere'));
    symlinkSync('circle', at('circle'));
    expect(usageErrorOf(() => writeWhole(at('nowhere'), 'new')).message).toBe(`${at('nowhere')} cannot be written (ENOENT).`);
    expect(usageErrorOf(() => writeWhole(at('circle'), 'new')).message).toBe(`${at('circle')} cannot be written (ELOOP).`);
  });

  it('is refused where there is a directory, or none to hold it', () => {
    mkdirSync(at('d'));
    expect(usageErrorOf(() => writeWhole(at('d'), 'new')).message).toContain('it is there and not a file');
    expect(usageErrorOf(() => writeWhole(at('none/a'), 'new')).message).toBe(`${at('none/a')} cannot be written (ENOENT).`);
  });
});

describe('several files', () => {
  it('are written all, or none', () => {
    old('a');
    mkdirSync(at('d'));
    usageErrorOf(() =>
      writeAll([
        { path: at('a'), content: 'new' },
        { path: at('d'), content: 'new' },
      ]),
    );
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(directory).sort()).toEqual(['a', 'd']);
    writeAll([
      { path: at('a'), content: 'new' },
      { path: at('b'), content: 'new' },
    ]);
    expect(['a', 'b'].map((name) => readFileSync(at(name), 'utf8'))).toEqual(['new', 'new']);
  });

  it('each need a place of their own, and none over an input, links followed', () => {
    old('a');
    symlinkSync('a', at('link'));
    checkTargets([at('a'), at('b')], [at('c')]);
    expect(usageErrorOf(() => checkTargets([at('a'), at('link')], [])).message).toContain('is named twice');
    expect(usageErrorOf(() => checkTargets([at('link')], [at('a')])).message).toContain('is read as well');
  });
});

it('a file that is read may be no directory, and no larger than allowed', () => {
  old('a');
  expect(readWhole(at('a')).toString()).toBe('old');
  expect(usageErrorOf(() => readWhole(directory)).message).toBe(`${directory} is not a file.`);
  expect(usageErrorOf(() => readWhole(at('a'), 2)).message).toContain('is too large');
  expect(usageErrorOf(() => readWhole(at('none'))).message).toBe(`${at('none')} cannot be read (ENOENT).`);
});
