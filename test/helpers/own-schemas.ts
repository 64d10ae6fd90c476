/** The JSON Schemas that this package publishes, to validate documents against. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** One for all: every instance compiles the schema of schemas first. Few documents are checked, so that fast code does not pay. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, code: { optimize: false } });
const validators = new Map<string, ValidateFunction>();

/** Compiles a schema, strictly. */
export const compileSchema = (schema: object): ValidateFunction => ajv.compile(schema);

/** The schema of a kind of documents as it is published. */
export const ownSchema = (kind: string): object => JSON.parse(readFileSync(new URL(`../../dist/schemas/${kind}.json`, import.meta.url), 'utf8'));

/** The validator of the published schema of a kind of documents, made once. */
export function validatorOf(kind: string): ValidateFunction {
  const validate = validators.get(kind) ?? compileSchema(ownSchema(kind));
  validators.set(kind, validate);
  return validate;
}
