/** The schemas that the makers of report formats publish, to validate reports against. See test/fixtures/schemas/README.md. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

const textOf = (file: string) => readFileSync(new URL(`../fixtures/schemas/${file}`, import.meta.url), 'utf8');

/** Characters that RFC 3986 allows, and whole percent escapes. */
const uriReference = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-F]{2})*$/i;
const formats = { uri: uriReference, 'uri-reference': uriReference, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ };

/** Compiles a published JSON Schema. Of draft-04, which ajv does not know, they use nothing that draft-07 reads in another way but `id`. */
export function publishedSchema(file: string): ValidateFunction {
  const { id: _, $schema: __, ...schema } = JSON.parse(textOf(file));
  return new Ajv({ strict: false, allErrors: true, formats, unicodeRegExp: false }).compile(schema);
}

/** Jenkins' schema of JUnit XML. */
export const junitSchema = textOf('junit-10.xsd');
