import type { ErrorObject } from 'ajv/dist/2020.js';
import { suggestWord } from '../model/names/suggestion.ts';
import type { Path } from './document.ts';

/** What is wrong with a value or a key of a file. */
export interface Mistake {
  readonly path: Path;
  /** Whether it is about the key at the end of the path, not about its value. */
  readonly ofKey: boolean;
  /** A sentence. */
  readonly problem: string;
  readonly hint?: string;
}

/** Puts an error of the schema validator, made with `verbose`, into words. */
export function toMistake({ keyword, params, instancePath, message, data, parentSchema }: ErrorObject): Mistake {
  const path = toPath(instancePath);
  const place = placeOf(path);
  const about = (problem: string, hint: string | undefined = parentSchema?.description): Mistake => ({
    path,
    ofKey: false,
    problem,
    ...(hint !== undefined && { hint }),
  });
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const keys = Object.keys(parentSchema?.properties ?? {}).filter((name) => !name.startsWith('$'));
      return { path: [...path, key], ofKey: true, problem: `"${key}" is no key of ${nounOf(parentSchema?.title)}.`, hint: suggestWord(key, keys) };
    }
    case 'required':
      return about(`"${params.missingProperty}" is missing${path.length > 0 ? ` in ${place}` : ''}.`);
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
