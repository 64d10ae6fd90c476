import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readOwn } from '../../src/files/own-file.ts';

it('a file is read when it is there and belongs to the user', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cipu-own-'));
  try {
    const file = join(directory, 'file');
    writeFileSync(file, 'text');
    const user = process.getuid?.() ?? 0;
    expect(readOwn(file)?.toString()).toBe('text');
    expect(readOwn(file, user)?.toString()).toBe('text');
    expect(readOwn(file, user + 1)).toBeUndefined();
    expect(readOwn(join(directory, 'other'))).toBeUndefined();
    expect(readOwn(directory)).toBeUndefined();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
