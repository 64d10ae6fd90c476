import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Alias, Document, Node, YAMLError, YAMLMap } from 'yaml';
import { UsageError } from '../errors.ts';
import type { Schema } from '../model/json-schema.ts';
import type { Path, Position } from './document.ts';
import { mistakeAt } from './mistake.ts';
import { toMistake } from './schema-mistake.ts';
import { positionAt, tokensOf } from './yaml.ts';

/** A file of ours that meets its schema. */
export interface Checked<T> {
  readonly value: T;
  /** Where the value at a path begins; where it is not there, the nearest part that holds it. */
  positionOf(path: Path): Position;
  /** The error about the value at a path, in the same words as those about the schema. */
  mistake(path: Path, problem: string, hint?: string): UsageError;
}

/**
 * Parses a YAML or JSON file of ours and checks it against a JSON Schema, whose titles name its objects (`policy`) and whose
 * descriptions say what a value must be. Rejects with UsageError about the first mistake, with line, column and the nearest
 * legal word, and with how many more there are.
 */
export async function parseChecked<T>(text: string, name: string, schema: Schema): Promise<Checked<T>> {
  const { value, positionOf } = await parseText(text, name);
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // The schemas are ours, and tests check them: checking them here takes as long as all the rest.
  const trusting = { meta: false, validateSchema: false } as const;
  const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, ...trusting }).compile(schema);
  if (!validate(value)) throw firstMistake(validate.errors ?? [], name, positionOf);
  return { value: value as T, positionOf, mistake: (path, problem, hint) => mistakeAt(name, positionOf(path), problem, hint) };
}

interface Parsed {
  readonly value: unknown;
  positionOf(path: Path, ofKey?: boolean): Position;
}

async function parseText(text: string, name: string): Promise<Parsed> {
  if (text.includes('\u0000')) throw new UsageError(`${name} is not a text file.`);
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const [document, ...more] = new yaml.Composer({ logLevel: 'error', stringKeys: true }).compose(tokensOf(text, name, lines, yaml), true, text.length);
  const broken = document?.errors[0] ?? document?.warnings[0];
  if (broken) throw mistakeAt(name, positionAt(lines, broken.pos[0]), describe(broken));
  if (more[0]) throw mistakeAt(name, positionAt(lines, more[0].range[0]), 'A second document begins here, and only one is read.');
  if (!document?.contents) throw new UsageError(`${name} is empty.`);
  return {
    value: toValue(document, name),
    positionOf: (path, ofKey = false) => positionAt(lines, offsetOf(document, path, ofKey, yaml)),
  };
}

type Yaml = typeof import('yaml');

/** The plain value. A chain of aliases that would grow without measure is refused by the library. */
function toValue(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}.`, { hint: 'write values out instead of aliases' });
  }
}

const sentences: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'This key is there twice.',
  TAB_AS_INDENT: 'Lines are indented with blanks, not with tabs.',
  NON_STRING_KEY: 'A key must be a word.',
};

const describe = ({ code, message }: YAMLError) => sentences[code] ?? `${message}.`;

/** Where a value begins, or its key, in UTF-16 units. */
function offsetOf(document: Document, path: Path, ofKey: boolean, { isAlias, isMap, isSeq }: Yaml): number {
  const start = (node: unknown, fallback: number) => (node as Node | null)?.range?.[0] ?? fallback;
  const target = (node: unknown) => (isAlias(node) ? (node as Alias).resolve(document) : node);
  let node: unknown = document.contents;
  let offset = start(node, 0);
  for (const [depth, step] of path.entries()) {
    const holder = target(node);
    const pair = isMap(holder) ? pairOf(holder, step) : undefined;
    node = isSeq(holder) ? holder.items[Number(step)] : pair?.value;
    if (ofKey && depth === path.length - 1) return start(pair?.key, offset);
    if (node === undefined) return offset;
    offset = start(node, start(pair?.key, offset));
  }
  return offset;
}

const pairOf = ({ items }: YAMLMap, step: string | number) => items.find(({ key }) => String(key) === String(step));

/** The error about the mistake that comes first in the text. */
function firstMistake(errors: readonly ErrorObject[], name: string, positionOf: Parsed['positionOf']): UsageError {
  const mistakes = errors.map(toMistake).map((mistake) => ({ ...mistake, position: positionOf(mistake.path, mistake.ofKey) }));
  const [first, ...others] = mistakes.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  if (first === undefined) return new UsageError(`${name} is not valid.`);
  const more = new Set(others.map(({ path }) => path.join('\n'))).size;
  const rest = more > 0 ? ` There ${more === 1 ? 'is 1 more mistake' : `are ${more} more mistakes`}.` : '';
  return mistakeAt(name, first.position, `${first.problem}${rest}`, first.hint);
}
