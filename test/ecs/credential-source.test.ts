import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readText } from '../../src/ecs/credential-source.ts';
import { DeniedError } from '../../src/errors.ts';

it('a file of credentials is read; one that is not there is none, one that cannot be read is refused', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cipu-source-'));
  try {
    const file = join(directory, 'credentials');
    writeFileSync(file, '[default]');
    expect(readText(file)).toBe('[default]');
    expect(readText(join(directory, 'other'))).toBeUndefined();
    expect(readText(join(file, 'below'))).toBeUndefined();
    expect(() => readText(directory)).toThrow(DeniedError);
    expect(() => readText(directory)).toThrow(`The credentials file ${directory} cannot be read (EISDIR).`);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
