import { readFileSync } from 'node:fs';
import type { Findings, ReadOptions } from '../../src/inputs/input.ts';
import { readTargets } from '../../src/inputs/read-targets.ts';

/** Reads a text, or bytes, as the input `input`. */
export function readInput(content: string | Uint8Array, format?: ReadOptions['format']): Promise<Findings> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readTargets({ name: 'input', content: bytes }, { format, all: false });
}

/** Reads a fixture as the input `input`. */
export function readFixture(path: string, format?: ReadOptions['format']): Promise<Findings> {
  return readInput(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)), format);
}

/** The targets of an input, a line each: the name or why it is not known, its line and column, and its address. */
export function linesOf({ targets }: Findings): string[] {
  return targets.map(({ name, unknown, place }) =>
    [name ?? unknown, `${place.line}:${place.column}`, place.address].filter((part) => part !== null).join(' | '),
  );
}
