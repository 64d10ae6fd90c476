/** An interrupt while the reader stalls leaves whole lines in the pipe. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { linesOf } from '../../helpers/outcome.ts';
import { bin, cleanEnvironment, runCipu } from '../../helpers/run.ts';

it.each(['jsonl', 'csv'])('-o %s', async (format) => {
  const directory = mkdtempSync(join(tmpdir(), 'test-pipe-'));
  const path = join(directory, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  const child = spawn(process.execPath, [bin, 'types', '-o', format, '--offline'], {
    env: cleanEnvironment('/nonexistent'),
    stdio: ['ignore', writer, 'ignore'],
  });
  closeSync(writer);
  try {
    const first = Buffer.alloc(1);
    while (!hasRead(reader, first)) await sleep(20);
    // Nobody reads on: the pipe is full by now.
    await sleep(500);
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    await once(child, 'exit');
    const left = first.toString() + drain(reader);
    const whole = await runCipu(['types', '-o', format, '--offline']);
    expect(linesOf(left).length).toBeGreaterThan(10);
    expect(left.length).toBeLessThan(whole.stdout.length);
    expect(whole.stdout.startsWith(left)).toBe(true);
  } finally {
    child.kill('SIGKILL');
    closeSync(reader);
    rmSync(directory, { recursive: true });
  }
});

/** Whether there is a byte to read yet; the end of the file counts as none while the writer starts. */
function hasRead(fd: number, byte: Buffer): boolean {
  try {
    return readSync(fd, byte) === 1;
  } catch {
    return false;
  }
}

function drain(fd: number): string {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(65_536);
    const length = readSync(fd, chunk);
    if (length === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(chunk.subarray(0, length));
  }
}
