/** What a run of the command must look like when it fails, and how to read it when it does not. */
import { expect } from 'vitest';
import type { RunResult } from './run.ts';

export interface ExpectedError {
  readonly code: number;
  /** The message after `error: `, whole or a pattern. */
  readonly message: string | RegExp;
  /** The hint after `hint: `; null for none. */
  readonly hint: string | RegExp | null;
}

/**
 * Asserts an expected error: nothing on stdout, and on stderr one message, its hint and perhaps the request id, with no stack
 * trace. Lines on retries may come before the message; nothing may come after it.
 */
export function expectError(result: RunResult, { code, message, hint }: ExpectedError): void {
  const lines = result.stderr.split('\n');
  expect(lines.pop(), 'stderr ends with a newline').toBe('');
  const [first = '', ...rest] = lines.filter((line) => !isRetry(line));
  expect(first).toMatch(/^error: /);
  matches(first.slice('error: '.length), message);
  const hints = rest.filter((line) => line.startsWith('hint: ')).map((line) => line.slice('hint: '.length));
  if (hint === null) expect(hints).toEqual([]);
  else {
    expect(hints).toHaveLength(1);
    matches(hints[0] ?? '', hint);
  }
  expect(
    rest.filter((line) => !/^(hint|request id): /.test(line)),
    'nothing but a message, a hint and a request id',
  ).toEqual([]);
  expect(lines.slice(lines.indexOf(first)).filter(isRetry), 'no retry after the error').toEqual([]);
  expect(result.stdout).toBe('');
  expect({ code: result.code, signal: result.signal }).toEqual({ code, signal: null });
}

const isRetry = (line: string) => /; trying again in \d+\.\d s$/.test(line);

function matches(text: string, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(text).toBe(expected);
  else expect(text).toMatch(expected);
}

/** The standard output of a run that ended with the code it should. Throws with its standard error when it did not. */
export function outputOf({ code, signal, stdout, stderr }: RunResult, expected = 0): string {
  if (code !== expected) throw new Error(`exit code ${code ?? signal}, not ${expected}: ${stderr}`);
  return stdout;
}

/** The lines of a text that ends in a newline; none for an empty text. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  expect(text.endsWith('\n'), 'the text ends with a newline').toBe(true);
  return text.slice(0, -1).split('\n');
}
