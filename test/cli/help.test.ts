/** `cipu help`: topics, commands and features, and what is none of them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topics } from '../../src/commands/shared/topics.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { root, runCipu } from '../helpers/run.ts';

const names = topics.map(({ name }) => name);

describe('a topic', () => {
  it('has a page of its name, and every page is one', async () => {
    expect((await readdir(join(root, 'src/help'))).map((page) => page.replace(/\.md$/, '')).sort()).toEqual([...names].sort());
  });

  it('stands in the README', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    expect([...readme.matchAll(/^- \[([\w-]+)\]\(src\/help\/\1\.md\): (.+)$/gm)].map(([, name, summary]) => ({ name, summary }))).toEqual(topics);
  });

  it.each(names)('%s is Markdown in a pipe', async (name) => {
    const result = await runCipu(['help', name]);
    expect(outputOf(result)).toBe(await readFile(join(root, `src/help/${name}.md`), 'utf8'));
    expect(result.stderr).toBe('');
  });

  it.each(names)('%s is told on a terminal of 60 columns without marks, and no word is lost', async (name) => {
    const words = (text: string) => text.match(/[\w-]+/g) ?? [];
    const page = await readFile(join(root, `src/help/${name}.md`), 'utf8');
    const shown = outputOf(await runCipu(['help', name], { columns: 60, env: { NO_COLOR: '1' } }));
    const [prose, ...code] = [page.replace(/```\w*\n[\s\S]*?```/g, ''), ...[...page.matchAll(/```\w*\n([\s\S]*?)```/g)].map(([, text = '']) => text)];
    expect(shown).not.toMatch(/^#+ |\*\*|^```|\]\(/m);
    // Code that fits stays as it is; what is wider is broken, but not where a word or a quoted text would be.
    const lines = code.flatMap((text) => linesOf(text));
    for (const line of lines) if (line.length <= 58) expect(shown).toContain(line);
    const unbroken = linesOf(shown).filter((line) => line.length > 60 && /\S \S/.test(line.replace(/"[^"]*"|'[^']*'/g, '').replace(/ \\$/, '')));
    expect(unbroken).toEqual([]);
    const counted = new Map<string, number>();
    for (const word of words(shown)) counted.set(word, (counted.get(word) ?? 0) + 1);
    const address = /\[([^\]]*)\]\((?!https?:)[^)]*\)/g;
    expect(
      words(
        [prose, ...code]
          .join('\n')
          .replace(address, '$1')
          .replace(/^\|[-|]+$/gm, ''),
      ).filter((word) => !counted.has(word) && !/^-+$/.test(word)),
    ).toEqual([]);
  });

  it('is found in any case', async () => {
    expect(outputOf(await runCipu(['help', 'Exit-Codes']))).toMatch(/^# Exit codes\n/);
  });
});

describe('cipu help', () => {
  it('names every command and every topic', async () => {
    const { code, stdout, stderr } = await runCipu(['help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const word of [...names, 'families', 'check', 'help']) expect(stdout).toMatch(new RegExp(`^  ${word} {2,}\\S`, 'm'));
  });

  it.each([['families'], ['check'], ['catalog', 'diff'], ['help']])('with a command shows its own help: %s %s', async (...words) => {
    const command = words.filter((word) => word !== undefined);
    expect(outputOf(await runCipu(['help', ...command]))).toBe(outputOf(await runCipu([...command, '--help'])));
  });

  it.each(['erdma', 'bare_metal', 'queuePairs'])('with a feature or a metric explains it: %s', async (word) => {
    expect(outputOf(await runCipu(['help', word]))).toBe(outputOf(await runCipu(['features', word])));
  });

  it.each([
    ['polcy', 'did you mean policy?'],
    ['famlies', 'did you mean families?'],
    ['edrma', 'did you mean erdma?'],
    ['teleportation', 'cipu help lists commands and topics'],
  ])('refuses %s, with the nearest of commands, topics and features', async (word, hint) => {
    expectError(await runCipu(['help', word]), { code: 2, message: `There is no help on "${word}".`, hint });
  });
});

it.each([
  ['pol', ['policy']],
  ['famil', ['families']],
  ['erd', ['erdma']],
])('the shell completes cipu help %s', async (typed, values) => {
  const [, ...lines] = linesOf(outputOf(await runCipu(['__complete', 'zsh', 'help', typed])));
  expect(lines.map((line) => line.split('\t')[0])).toEqual(values);
});
