import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBashLine, parsePowerShellLine } from '../../../src/commands/completion/line.ts';

const breaks = ' \t\n"\'@><=;|&(:';

describe('a line of bash', () => {
  it.each([
    ['cipu ', ['cipu', '']],
    ['cipu fam', ['cipu', 'fam']],
    ["cipu  show\t'g8*' \"c8", ['cipu', 'show', 'g8*', 'c8']],
    ['cipu a\\ b\\', ['cipu', 'a b']],
    ['cipu "a\\"b\\c" x\'y\'z', ['cipu', 'a"b\\c', 'xyz']],
    ['cipu $(touch x) `y`', ['cipu', '$(touch', 'x)', '`y`']],
  ])('%s is split, and nothing in it expanded', (line, words) => {
    expect(parseBashLine(line, breaks).words).toEqual(words);
  });

  it.each([
    ['cipu --region=cn-', '--region=cn-beijing', 'cn-beijing'],
    ['cipu --region=', '--region=cn-beijing', 'cn-beijing'],
    ['cipu vcpus:', 'vcpus:desc', 'desc'],
    ['cipu live@eu', 'live@eu-west-1', '@eu-west-1'],
    ['cipu "a:b', 'a:b c', 'a:b c'],
    ["cipu --profile='my ", '--profile=my own', 'my own'],
    ["cipu 'i", "it's", "it'\\''s"],
    ['cipu "i', 'i$"`\\!', 'i\\$\\"\\`\\\\!'],
    ['cipu i', "it's *", "it\\'s\\ \\*"],
    ['cipu a\\:b', 'a\\:bc'.replace('\\', ''), 'a:bc'],
  ])('%s and %s: readline inserts %s', (line, value, inserted) => {
    expect(parseBashLine(line, breaks).insert(value)).toBe(inserted);
  });

  it('reads back, like bash itself, what it would insert', () => {
    const values = fc.sample(
      fc.string({ minLength: 1 }).filter((text) => /^[ -~]+$/.test(text)),
      { numRuns: 200, seed: 1 },
    );
    for (const quote of ['', "'", '"']) {
      const inserted = values.map((value) => `${quote}${parseBashLine(`cipu ${quote}`, breaks).insert(value)}${quote}`);
      expect(inserted.map((text) => parseBashLine(`cipu ${text}`, breaks).words.at(-1))).toEqual(values);
      expect(execFileSync('bash', ['-c', `printf '%s\\n' ${inserted.join(' ')}`], { encoding: 'utf8' })).toBe(`${values.join('\n')}\n`);
    }
  });
});

describe('a line of PowerShell', () => {
  it.each([
    ['cipu --has erdma,nv', 'erdma,nvme', 'nvme'],
    ['cipu --has=erdma,', '--has=erdma,nvme', 'nvme'],
    ['cipu --region=cn-', '--region=cn-beijing', '--region=cn-beijing'],
    ['cipu my', "my 'own'", "'my ''own'''"],
    ["cipu 'my", 'mine', "'mine'"],
  ])('%s and %s: it inserts %s', (line, value, inserted) => {
    expect(parsePowerShellLine(line).insert(value)).toBe(inserted);
  });
});
