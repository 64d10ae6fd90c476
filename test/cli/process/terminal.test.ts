/** Output on a terminal that is one: its width, its colours, the exit code. What follows from them is in ../terminal.test.ts. */
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../helpers/outcome.ts';
import { runOnPty } from '../../helpers/pty.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what this is about.
const withoutColour = (text: string) => text.replace(/\u001b\[\d+m/g, '');
const widest = (text: string) => Math.max(...linesOf(withoutColour(text)).map((line) => line.length));

describe.concurrent('a terminal', () => {
  it('is not exceeded, and standard error tells what is left out', async () => {
    const { stdout, stderr } = await runOnPty(['families', '--offline'], { columns: 60 });
    expect(widest(stdout)).toBeLessThanOrEqual(60);
    expect(widest(stdout)).toBeGreaterThan(30);
    expect(stderr).toContain('60 columns leave no room for ');
  });

  it('is as wide as COLUMNS says', async () => {
    expect(widest((await runOnPty(['families', '--offline', '--quiet'], { columns: 200, env: { COLUMNS: '60' } })).stdout)).toBeLessThanOrEqual(60);
  });

  it.each([
    { env: {}, coloured: true },
    { env: { NO_COLOR: '1' }, coloured: false },
  ])('colours with $env: $coloured', async ({ env, coloured }) => {
    const { stdout, stderr } = await runOnPty(['families', 'g8i', '--offline'], { columns: 200, env });
    expect(stdout.includes('\u001b')).toBe(coloured);
    // Standard error is no terminal here: each stream decides for itself.
    expect(stderr).not.toContain('\u001b');
  });

  it('passes the exit code on', async () => {
    expect((await runOnPty(['families', 'g8x', '--offline'], { columns: 80 })).code).toBe(2);
  });
});
