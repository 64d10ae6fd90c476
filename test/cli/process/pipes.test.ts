/** Output into pipes and files: complete, plain, and quiet when the reader leaves. */
import { describe, expect, it } from 'vitest';
import { linesOf, outputOf } from '../../helpers/outcome.ts';
import { runCipu, runShell, spawnCipu } from '../../helpers/run.ts';

/** Writes the exit codes of a pipeline's commands, in bash. */
const statuses = `echo "\${PIPESTATUS[*]}"`;

describe.concurrent('a large document', () => {
  it.each(['json', 'jsonl', 'csv', 'table', 'yaml'])('-o %s is complete in a pipe, however slow the reader', async (format) => {
    // A thousand types take a YAML writer seconds.
    const args = ['types', ...(format === 'yaml' ? ['g8?'] : []), '--retired', '--offline', '-o', format];
    const [direct, piped] = await Promise.all([runCipu(args), runShell(`cipu ${args.join(' ')} 2>/dev/null | { sleep 0.3; wc -c; }; ${statuses}`)]);
    const size = Buffer.byteLength(outputOf(direct));
    expect(size).toBeGreaterThan(65_536);
    expect(linesOf(piped.stdout)).toEqual([String(size), '0 0']);
  });

  it('is complete in a file', async () => {
    const { stdout } = await runShell('cipu types --json --offline --quiet > out.json && wc -c < out.json && cat out.json');
    const [size = '', ...rest] = stdout.split('\n');
    expect(Number(size)).toBe(Buffer.byteLength(rest.join('\n')));
    expect(JSON.parse(rest.join('\n')).types.length).toBeGreaterThan(1000);
  });
});

describe.concurrent('a reader that leaves', () => {
  it.each([
    { command: 'cipu types --offline --quiet', first: /^Type / },
    { command: 'cipu types --json --offline --quiet', first: /^\{$/ },
    { command: 'cipu types -o csv --offline --quiet', first: /^type,/ },
    { command: 'cipu show "g*" --offline --quiet', first: /^ecs\.g/ },
  ])('$command | head -1', async ({ command, first }) => {
    const { stdout, stderr, code } = await runShell(`${command} | head -1; ${statuses}`);
    const [line = '', status] = linesOf(stdout);
    expect(line).toMatch(first);
    expect({ status, stderr, code }).toEqual({ status: '0 0', stderr: '', code: 0 });
  });

  it('does not change the exit code of a verdict', async () => {
    const { stdout, stderr } = await runShell(`cipu types --vcpus 99999.. --fail-empty --offline --quiet | true; ${statuses}`);
    expect({ stdout, stderr }).toEqual({ stdout: '1 0\n', stderr: '' });
  });

  it('may be the reader of stderr', async () => {
    const { stdout, code } = await runShell('cipu families g8i -o names --limit 1 2> >(true)');
    expect({ stdout, code }).toEqual({ stdout: 'ecs.g8i\n', code: 0 });
  });

  it('a closed stdout or stderr is no failure', async () => {
    expect(await runShell('cipu families g8i --offline >&-')).toMatchObject({ stdout: '', code: 0 });
    expect(await runShell('cipu families g8i -o names 2>&-')).toMatchObject({ stdout: 'ecs.g8i\n', stderr: '', code: 0 });
  });
});

describe.concurrent('a full disk', () => {
  it('is an error with a message, and no stack trace', async () => {
    const { stderr, code } = await runShell('cipu families --offline --quiet > /dev/full');
    expect(code).toBe(5);
    expect(stderr).toMatch(/^error: .*ENOSPC/);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe.concurrent('a standard error that cannot be written', () => {
  it.each([
    { command: 'cipu families g8x --offline', code: 2 },
    { command: 'cipu families g8i -o names', code: 0 },
  ])('$command 2> /dev/full still ends with $code', async ({ command, code }) => {
    expect((await runShell(`${command} 2> /dev/full`)).code).toBe(code);
  });
});

describe.concurrent('colour', () => {
  it('is not in a pipe, unless it is asked for', async () => {
    const { stdout, stderr } = await spawnCipu(['families', 'g8i', 'c5']);
    expect(stdout + stderr).not.toContain('\u001b');
    expect((await spawnCipu(['families', 'g8i', 'c5'], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b');
    expect((await spawnCipu(['families', 'g8i', 'c5', '--no-color'], { env: { FORCE_COLOR: '1' } })).stdout).not.toContain('\u001b');
  });
});

describe.concurrent('input', () => {
  it('comes through a pipe, or a pipe with a name', async () => {
    const json = 'cipu check g8i.xlarge g7.xlarge --require cipu -o json --quiet';
    const check = 'cipu check --require vcpus=4 -o names --quiet --from';
    const { stdout } = await runShell(`${json} | ${check} -; ${check} <(${json})`);
    expect(linesOf(stdout)).toEqual(['ecs.g7.xlarge', 'ecs.g8i.xlarge', 'ecs.g7.xlarge', 'ecs.g8i.xlarge']);
  });

  it('that is standard input and closed is empty', async () => {
    const { stderr, code } = await runShell('cipu check --from - --require cipu <&-');
    expect([code, linesOf(stderr)[0]]).toEqual([2, 'error: Standard input is empty.']);
  });
});

it('starts in a directory that was removed', async () => {
  const { stdout } = await runShell('mkdir gone && cd gone && rmdir ../gone && cipu families g8i --offline -o names');
  expect(stdout).toBe('ecs.g8i\n');
});
