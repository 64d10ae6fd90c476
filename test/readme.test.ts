/** The examples of the README and of the help pages, run as a newcomer would run them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', ...readdirSync(join(root, 'src/help')).map((name) => `src/help/${name}`)];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** What sets the clock, the zone and the language of this process, for those that it starts: `.ci/other-clocks`. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^(LD_PRELOAD|FAKETIME.*|NODE_OPTIONS|OTHER_CLOCK|TZ|LANG)$/.test(name)),
);

const home = mkdtempSync(join(tmpdir(), 'cipu-readme-'));
symlinkSync(join(root, 'bin/cipu.js'), join(home, 'cipu'));
afterAll(() => rmSync(home, { recursive: true }));

/** What a newcomer's shell prints on stdout for a line of a page; `cipu` is on the path, no account is configured. */
function runLine(line: string): string {
  return spawnSync('bash', ['-c', line], {
    cwd: root,
    encoding: 'utf8',
    env: { ...surroundings, PATH: `${home}:${process.env.PATH}`, HOME: home, NODE_COMPILE_CACHE: join(home, 'compiled') },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).stdout;
}

/** A console block with the output of every `$ ` line put anew behind it. */
function rerun(block: string): string {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '));
  return commands.map((line) => `${line}\n${runLine(line.slice(2))}`).join('');
}

const consoleBlock = /(?<=```console\n)[\s\S]*?(?=```)/g;
const blocks = pages.flatMap((page) => (textOf(page).match(consoleBlock) ?? []).map((block) => ({ page, block, line: block.split('\n')[0] })));

test.each(blocks)(
  '$page shows what a console prints (UPDATE_README=1 rewrites it): $line',
  ({ page, block }) => {
    const actual = rerun(block);
    if (!process.env.UPDATE_README) return expect(block).toBe(actual);
    const [before, after] = textOf(page).split(block);
    writeFileSync(join(root, page), [before, after].join(actual));
  },
  120_000,
);

test('there are examples', () => {
  expect(new Set(blocks.map(({ page }) => page)).size).toBeGreaterThan(6);
  expect(
    blocks
      .map(({ block }) => block)
      .join('')
      .match(/^\$ cipu/gm)?.length,
  ).toBeGreaterThan(12);
});

test('the README is a page to read at a sitting', () => {
  expect(textOf('README.md').length).toBeLessThan(10_000);
});

test('the TypeScript examples print what they say', () => {
  const examples = [...textOf('src/help/library.md').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  expect(examples).toHaveLength(5);
  for (const code of examples) {
    const expected = [...code.matchAll(/^\/\/ => (.*)$/gm)].map(([, line]) => line);
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      encoding: 'utf8',
      env: { ...surroundings, PATH: process.env.PATH },
    });
    expect(output.split('\n'), code).toEqual(expect.arrayContaining(expected));
  }
});

test('the page on exit codes lists them as the program does', async () => {
  const { exitCodeMeanings } = await import('../src/errors.ts');
  const rows = [...textOf('src/help/exit-codes.md').matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
  expect(rows).toEqual([...exitCodeMeanings.keys()]);
});

const questions = /## Everyday questions\n\n```sh\n([\s\S]*?)```/.exec(textOf('src/help/filters.md'))?.[1]?.trim().split('\n') ?? [];

test.each(questions)('the answer is there: %s', (line) => {
  expect(runLine(line)).not.toBe('');
});

test('there are everyday questions', () => {
  expect(questions.length).toBeGreaterThan(5);
});

test('the shell example that picks a type prints one type', () => {
  const line = /^TYPE=\$\((.*)\)$/m.exec(textOf('src/help/recipes.md'))?.[1];
  expect(runLine(line ?? 'false')).toMatch(/^ecs\.[\w.-]+\n$/);
});
