/** Output on a terminal that is one: its width, its colours, the exit code. What follows from them is in ../terminal.test.ts. */
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../helpers/outcome.ts';
import { runOnPty } from '../../helpers/pty.ts';
import { spawnCipu } from '../../helpers/run.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what this is about.
const withoutColour = (text: string) => text.replace(/\u001b\[\d+m/g, '');
const widest = (text: string) => Math.max(...linesOf(withoutColour(text)).map((line) => line.length));

describe.concurrent('a terminal', () => {
  it('is not exceeded, and standard error tells what is left out', async () => {
    const { stdout, stderr } = await runOnPty(['families', '--offline', '--no-pager'], { columns: 60 });
    expect(widest(stdout)).toBeLessThanOrEqual(60);
    expect(widest(stdout)).toBeGreaterThan(30);
    expect(stderr).toContain('60 columns leave no room for ');
  });

  it('is as wide as COLUMNS says', async () => {
    expect(widest((await runOnPty(['families', '--offline', '--quiet', '--no-pager'], { columns: 200, env: { COLUMNS: '60' } })).stdout)).toBeLessThanOrEqual(
      60,
    );
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

describe.concurrent('a pager', () => {
  const args = ['families', '--offline', '--quiet'];

  it('gets what is longer than the terminal, with its colours', async () => {
    const { stdout, code } = await runOnPty(args, { columns: 80, env: { CIPU_PAGER: 'head -n 2' } });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toHaveLength(2);
    expect(stdout).toContain('\u001b[1mFamily');
  });

  it('is that of PAGER where CIPU_PAGER names none, and may be a command of a shell', async () => {
    const { stdout } = await runOnPty(args, { columns: 80, env: { CIPU_PAGER: 'true', PAGER: 'head -n 1 | sed s/Family/House/' } });
    expect(withoutColour(stdout)).toMatch(/^House +CIPU/);
  });

  it('gets no key and no token of the cloud', async () => {
    const env = { CIPU_PAGER: 'env', ALIBABA_CLOUD_SECURITY_TOKEN: 'token-x', ALICLOUD_SECRET_KEY: 'key-x', alibabacloud_access_key_id: 'id-x' };
    const { stdout } = await runOnPty(args, { columns: 80, env });
    expect(stdout).toContain('LESS=FRX');
    expect(stdout).not.toMatch(/-x$/m);
  });

  it('leaves the exit code to the command', async () => {
    const gate = ['check', 'g*', '--require', 'erdma'];
    expect((await runOnPty(gate, { columns: 80, env: { CIPU_PAGER: 'head -n 1' } })).code).toBe(1);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['is longer than the terminal under CI', args, { CIPU_PAGER: 'head -n 1', CI: '1' }],
    ['is longer, for a terminal that cannot move', args, { CIPU_PAGER: 'head -n 1', TERM: 'dumb' }],
    ['is longer with --no-pager', [...args, '--no-pager'], { CIPU_PAGER: 'head -n 1' }],
    ['is longer with CIPU_PAGER=cat', args, { CIPU_PAGER: 'cat', PAGER: 'head -n 1' }],
    ['is longer with an empty CIPU_PAGER', args, { CIPU_PAGER: '', PAGER: 'head -n 1' }],
    ['is longer, but not to be paged by a setting', args, { CIPU_PAGER: 'no', PAGER: 'head -n 1' }],
    ['nobody could show', args, { CIPU_PAGER: 'no-such-pager --x' }],
    ['nobody could show in a shell', args, { CIPU_PAGER: 'no-such-pager | no-such-pager' }],
    ['fits', ['families', 'g8*', 'c8*', '--offline', '--quiet'], { CIPU_PAGER: 'head -n 1' }],
  ])('does not get what %s', async (_what, words, env) => {
    const { stdout, stderr } = await runOnPty(words, { columns: 80, env });
    const { stdout: piped } = await spawnCipu(words.filter((word) => word !== '--no-pager'));
    expect(linesOf(stdout)).toHaveLength(linesOf(piped).length);
    expect(stderr).not.toContain('CIPU_PAGER');
  });
});
