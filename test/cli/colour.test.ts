/** Output that is no terminal: plain unless colour is forced, and never cut. */
import { describe, expect, it } from 'vitest';
import { outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

const escapeCode = '\u001b';

describe('colour', () => {
  const commands = ['families g8i', 'show g8i', 'features', '--help', 'families nothing-like-it'];

  it.each(commands)('cipu %s has none in a pipe', async (command) => {
    const { stdout, stderr } = await runCipu(command.split(' '));
    expect(stdout + stderr).not.toContain(escapeCode);
  });

  it.each([
    { env: { FORCE_COLOR: '1' }, coloured: true },
    { env: { FORCE_COLOR: 'true' }, coloured: true },
    { env: { FORCE_COLOR: '3', TERM: 'dumb' }, coloured: true },
    { env: { FORCE_COLOR: '0' }, coloured: false },
    { env: { FORCE_COLOR: 'false' }, coloured: false },
    { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, coloured: false },
    { env: { FORCE_COLOR: '1', NO_COLOR: '' }, coloured: true },
    { env: { CI: '1' }, coloured: false },
    { env: { COLORTERM: 'truecolor', TERM: 'xterm-256color' }, coloured: false },
  ])('$env: $coloured', async ({ env, coloured }) => {
    const plain = outputOf(await runCipu(['families', 'g8i', 'c5', '--offline']));
    const found = outputOf(await runCipu(['families', 'g8i', 'c5', '--offline'], { env }));
    expect(found.includes(escapeCode)).toBe(coloured);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what this is about.
    expect(found.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it.each(['json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names'])('FORCE_COLOR leaves -o %s alone', async (format) => {
    const { stdout } = await runCipu(['families', 'g8i', '--offline', '-o', format], { env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain(escapeCode);
  });
});

describe('width', () => {
  it('COLUMNS does not cut what goes into a pipe', async () => {
    const [narrow, plain] = await Promise.all([runCipu(['families', '--offline'], { env: { COLUMNS: '40' } }), runCipu(['families', '--offline'])]);
    expect(narrow.stdout).toBe(plain.stdout);
    expect(narrow.stderr).toBe(plain.stderr);
  });
});
