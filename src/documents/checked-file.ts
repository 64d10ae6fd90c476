import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { UsageError } from '../errors.ts';
import type { Schema } from '../model/json-schema.ts';
import { suggestWord } from '../model/names/suggestion.ts';
import type { Path, Position } from './document.ts';
import { mistakeAt, moreMistakes } from './mistake.ts';
import { parseOwnYaml } from './yaml.ts';
import type { YamlDocument } from './yaml-document.ts';

/** A file of ours that meets its schema. */
export interface Checked<T> {
  readonly value: T;
  /** Where the value at a path begins; where it is not there, the nearest part that holds it. */
  positionOf(path: Path): Position;
  /** The error about the value at a path, in the same words as those about the schema. */
  mistake(path: Path, problem: string, hint?: string): UsageError;
}

/**
 * Parses a YAML or JSON file of ours and checks it against a JSON Schema, whose titles name its objects (`policy`) and
 * whose descriptions say what a value must be. Rejects with UsageError about the first mistake, with line, column and
 * the nearest legal word, and with how many more there are.
 */
export async function parseChecked<T>(text: string, name: string, schema: Schema): Promise<Checked<T>> {
  const { value, positionOf } = await parseOwnYaml(text, name);
  const validate = await validatorOf(schema);
  if (!validate(value)) throw firstMistake((validate.errors ?? []).map(toMistake), name, positionOf);
  return { value: value as T, positionOf, mistake: (path, problem, hint) => mistakeAt(name, positionOf(path), problem, hint) };
}

const validators = new WeakMap<Schema, Promise<ValidateFunction>>();

/** The validator of a schema, made once, for files read at the same time too: that takes longer than its use. */
function validatorOf(schema: Schema): Promise<ValidateFunction> {
  const known = validators.get(schema) ?? compile(schema);
  validators.set(schema, known);
  return known;
}

async function compile(schema: Schema): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // The schemas are ours, and tests check them: checking them here takes as long as all the rest.
  const trusting = { meta: false, validateSchema: false } as const;
  return new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, ...trusting }).compile(schema);
}

/** What is wrong with a value of a file, or with a key. */
interface Mistake {
  readonly path: Path;
  /** Whether it is about the key at the end of the path, not about its value. */
  readonly ofKey: boolean;
  /** Whether a key is missing at the path. */
  readonly isMissing?: true;
  /** A sentence. */
  readonly problem: string;
  readonly hint?: string | undefined;
}

/** The error about the mistake that comes first in the text. */
function firstMistake(mistakes: readonly Mistake[], name: string, positionOf: YamlDocument['positionOf']): UsageError {
  const placed = mistakes.map((mistake) => ({ ...mistake, position: positionOf(mistake.path, mistake.ofKey) }));
  const sorted = placed.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  // A key that is missing may be misspelt: then that is the mistake.
  const misspelt = sorted.find(({ path, ofKey }) => ofKey && path.slice(0, -1).join('\n') === sorted[0]?.path.join('\n'));
  const first = (sorted[0]?.isMissing && misspelt) || sorted[0];
  const others = sorted.filter((one) => one !== first);
  if (first === undefined) return new UsageError(`${name} is not valid.`);
  const more = new Set(others.map(({ path }) => path.join('\n'))).size;
  return mistakeAt(name, first.position, `${first.problem}${moreMistakes(more)}`, first.hint);
}

/** Puts an error of the schema validator, made with `verbose`, into words. */
function toMistake({ keyword, params, instancePath, message, data, parentSchema }: ErrorObject): Mistake {
  const path = toPath(instancePath);
  const place = placeOf(path);
  const about = (problem: string, hint: string | undefined = parentSchema?.description): Mistake => ({ path, ofKey: false, problem, hint });
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const keys = Object.keys(parentSchema?.properties ?? {}).filter((name) => !name.startsWith('$'));
      return { path: [...path, key], ofKey: true, problem: `"${key}" is no key of ${nounOf(parentSchema?.title)}.`, hint: suggestWord(key, keys) };
    }
    case 'required':
      return { ...about(`"${params.missingProperty}" is missing${path.length > 0 ? ` in ${place}` : ''}.`), isMissing: true };
    case 'enum': {
      const words = (params.allowedValues as readonly unknown[]).map(String);
      return about(`${place} cannot be ${JSON.stringify(data)}.`, suggestWord(String(data), words));
    }
    case 'type':
      return about(`${place} must be ${typeNames([params.type].flat())}, not ${typeName(typeOf(data))}.`);
    case 'not':
      return about(`${place} cannot be set here.`);
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return about(`${place} is empty.`);
    default:
      return about(`${place} ${message ?? 'is not valid'}.`);
  }
}

const toPath = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** A path in words: `waivers[0].reason`. */
function placeOf(path: Path): string {
  if (path.length === 0) return 'The file';
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

/** The name that a schema gives its objects, with its article. */
const nounOf = (title: string | undefined) => (title === undefined ? 'this part' : `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`);

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const typeName = (type: string): string =>
  ({ object: 'a map of keys', array: 'a list', string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false', null: 'empty' })[
    type
  ] ?? type;

const typeNames = (types: readonly string[]) => types.map(typeName).join(' or ');
