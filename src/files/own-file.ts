import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { getuid } from 'node:process';

/** Reads a file of the user who runs the program; undefined when there is none. Others may have put theirs there. */
export function readOwn(path: string, user: number | undefined = getuid?.()): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return user === undefined || fstatSync(file).uid === user ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
