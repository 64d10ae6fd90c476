import { readFileSync } from 'node:fs';
import type { Findings, ReadOptions } from '../../src/inputs/input.ts';
import { readTargets } from '../../src/inputs/read-targets.ts';
import type { Choice } from '../../src/model/policy/choice.ts';
import type { Target } from '../../src/model/policy/target.ts';

/** Reads a text, or bytes, as the input `input`. */
export function readInput(content: string | Uint8Array, format?: ReadOptions['format'], options: Partial<ReadOptions> = {}): Promise<Findings> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readTargets({ name: 'input', content: bytes }, { format, all: false, parameters: new Map(), ...options });
}

/** Reads a fixture as the input `input`. */
export function readFixture(path: string, format?: ReadOptions['format']): Promise<Findings> {
  return readInput(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)), format);
}

/** What a target or finding names, or why that is not known, or what is left to be chosen. */
export function wordsOf({ name, unknown, choice, isUnexplained }: Pick<Target, 'name' | 'unknown' | 'choice' | 'isUnexplained'>): string {
  return `${isUnexplained ? 'unexplained ' : ''}${name ?? unknown ?? (choice && choiceWords(choice))}`;
}

/** The targets of an input, a line each: what it names, its line and column, and its address. */
export function linesOf({ targets }: Findings): string[] {
  return targets.map((target) =>
    [wordsOf(target), `${target.place.line}:${target.place.column}`, target.place.address].filter((part) => part !== null).join(' | '),
  );
}

/** A choice that is left to a service, in words: `vcpus in 4, family in ecs.g8i; besides max_price`. */
function choiceWords({ terms, besides }: Choice): string {
  const words = terms.map(({ property, operator, values }) => `${property} ${operator} ${values.join(' ')}`).join(', ');
  return `any type (${words}${besides === undefined ? '' : `; besides ${besides}`})`;
}
