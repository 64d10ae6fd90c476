import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const readmePath = join(root, 'README.md');

/** What sets the clock, the zone and the language of this process, for those that it starts: `.ci/other-clocks`. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^(LD_PRELOAD|FAKETIME.*|NODE_OPTIONS|OTHER_CLOCK|TZ|LANG)$/.test(name)),
);

const home = mkdtempSync(join(tmpdir(), 'cipu-readme-'));
symlinkSync(join(root, 'bin/cipu.js'), join(home, 'cipu'));
afterAll(() => rmSync(home, { recursive: true }));

/** What a newcomer's shell prints on stdout for a line of the README; `cipu` is on the path, no account is configured. */
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
const blocks = readFileSync(readmePath, 'utf8').match(consoleBlock) ?? [];

test.each(blocks.map((block) => [block.split('\n')[0], block]))(
  'the README shows what a console prints (UPDATE_README=1 rewrites it): %s',
  (_, block = '') => {
    const actual = rerun(block);
    if (!process.env.UPDATE_README) return expect(block).toBe(actual);
    const [before, after] = readFileSync(readmePath, 'utf8').split(block);
    writeFileSync(readmePath, [before, after].join(actual));
  },
  120_000,
);

test('the README has examples', () => {
  expect(blocks.join('').match(/^\$ cipu/gm)?.length).toBeGreaterThan(8);
});

test('the TypeScript examples of the README print what they say', () => {
  const examples = [...readFileSync(readmePath, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
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

test('the README lists the exit codes as the program does', async () => {
  const { exitCodeMeanings } = await import('../src/errors.ts');
  const rows = [...readFileSync(readmePath, 'utf8').matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
  expect(rows).toEqual([...exitCodeMeanings.keys()]);
});

test('the shell example that picks a type prints one type', () => {
  const line = /^TYPE=\$\((.*)\)$/m.exec(readFileSync(readmePath, 'utf8'))?.[1];
  expect(runLine(line ?? 'false')).toMatch(/^ecs\.[\w.-]+\n$/);
});
