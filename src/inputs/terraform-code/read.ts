import type { Found } from '../reader.ts';
import { findTypes } from '../terraform/values.ts';
import { evaluate } from './evaluate.ts';
import { type Folders, joined, type LoadedModule, loadModule, loadVariableFiles, parseFile, parseOnce } from './load.ts';
import { evaluateModule } from './module.ts';
import { parseTerraform } from './parse.ts';
import { keyOf, type Notes, toPlainObject } from './plain.ts';
import type { At, Block, Body, Expression } from './syntax.ts';
import type { Value } from './value.ts';

/** A type or family that code names, or a place that will name one, with where it stands. */
export interface CodeFinding extends Found {
  readonly at: At | null;
}

/** What is given to the variables of the code besides their defaults. */
export interface CodeOptions {
  /** The files beside the code; undefined where there are none. */
  readonly folders?: Folders;
  /** Of the command line, in its order: `instance_type=ecs.g8i.large`. */
  readonly variables: ReadonlyMap<string, string>;
  /** Files of variables, in the order of the command line. */
  readonly variableFiles: readonly { readonly path: string; readonly content: Uint8Array }[];
}

/** What code chooses, and which modules that it calls are not read, a sentence each. */
export interface CodeReading {
  readonly found: readonly CodeFinding[];
  /** The file itself. */
  readonly body: Body;
  /** Resources and calls that are made not even once. */
  readonly absent: ReadonlySet<Block>;
  readonly gaps: readonly string[];
}

/**
 * Reads what the resources of one file of Terraform code choose. The files beside it give variables, locals and
 * modules; on standard input there are none. What only a plan tells is not known. Rejects with UsageError.
 */
export async function readTerraformCode(file: string, content: Uint8Array, options: CodeOptions): Promise<CodeReading> {
  const path = file === '-' ? file : joined('.', file);
  // Standard input has no files beside it.
  const folders = file === '-' ? undefined : options.folders;
  const body = folders ? await parseOnce(path, folders, content) : await parseFile(path, content);
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.';
  const module: LoadedModule = folders ? await loadModule(folder, folders, new Map([[path, body]])) : { files: [{ path, body }], children: new Map() };
  const files = [...(folders ? await loadVariableFiles(folder, folders) : []), ...(await parseVariableFiles(options))];
  const { resources, unread, absent } = evaluateModule(module, await variablesOf(files, options.variables), path);
  const notes: Notes = { places: new Map(), reasons: new Map() };
  const found = [...resources, ...unread.map((call) => ({ ...call, type: 'module' }))].flatMap(({ type, address, values, at }, i) => {
    const [valuesPath, unknownPath] = [
      ['resources', i, 'values'],
      ['resources', i, 'unknown'],
    ] as const;
    const plain = toPlainObject(values, [i], notes);
    return findTypes({ type, address, ...plain, valuesPath, unknownPath, sensitive: undefined }).map((one): CodeFinding => {
      const key = keyOf([i, ...one.path.slice(3)]);
      const isAwaited = one.path[2] === 'unknown';
      return { ...one, unknown: isAwaited ? (notes.reasons.get(key) ?? one.unknown) : one.unknown, at: notes.places.get(key) ?? at };
    });
  });
  return { found, body, absent: new Set(absent), gaps: unread.map(({ address, reason }) => `${address} is not read. ${reason}.`) };
}

function parseVariableFiles({ variableFiles }: CodeOptions): Promise<readonly Body[]> {
  return Promise.all(variableFiles.map(({ path, content }) => parseFile(path, content)));
}

const nothing = { resolve: () => undefined, bindings: new Map<string, Value>() };

/** The values that files and the command line give to variables: a later one wins, and the command line over all. */
async function variablesOf(files: readonly Body[], given: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Value>> {
  const variables = new Map<string, Expression>(files.flatMap(({ attributes }) => [...attributes]));
  for (const [name, text] of given) variables.set(name, await parseVariable(name, text));
  return new Map([...variables].map(([name, expression]) => [name, evaluate(expression, nothing)]));
}

/**
 * The value of a variable on the command line: a list or an object is written as in the language, all else is a text.
 */
async function parseVariable(name: string, text: string): Promise<Expression> {
  const file = `--var ${name}`;
  const isWritten = /^\s*[[{]/.test(text);
  const value = isWritten ? (await parseTerraform(`x = ${text}`, file)).attributes.get('x') : undefined;
  return value ?? { kind: 'literal', value: text, at: { file, line: 1, column: 1 } };
}
