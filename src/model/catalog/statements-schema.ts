import { featureDefinitions } from '../registry/features.ts';
import { metricDefinitions } from '../registry/metrics.ts';

const name = { type: 'string', pattern: '^ecs\\.[a-z0-9]', description: 'a full name, such as ecs.g8i or ecs.g8i.xlarge' } as const;
const names = { type: 'array', items: name, minItems: 1, uniqueItems: true } as const;
const text = { type: 'string', minLength: 1 } as const;
const source = { ...text, description: 'the id of a source' } as const;

/** What may be said of a source, whoever it belongs to. */
export const sourceFields = {
  title: text,
  international: { ...text, description: 'the address on the international site' },
  china: { ...text, description: 'the address on the China site' },
  edition: { type: 'string', description: 'a date in quotes: "2026-01-29", "2026-01", "2026-Q1" or "2026"' },
} as const;

/**
 * The JSON Schema of statements, draft 2020-12: of those inside the package, and of an organisation's own. The verdict
 * on CIPU follows from rules, so nothing is stated of it.
 */
export const statementsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'file of facts',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    sources: {
      type: 'object',
      description: 'sources of these statements, by id',
      additionalProperties: { title: 'source', type: 'object', additionalProperties: false, properties: sourceFields, required: ['title', 'edition'] },
    },
    statements: {
      type: 'array',
      items: {
        title: 'statement',
        type: 'object',
        additionalProperties: false,
        properties: {
          feature: { enum: featureDefinitions.map(({ key }) => key).filter((key) => key !== 'cipu') },
          status: { enum: ['yes', 'no'] },
          families: names,
          types: names,
          categories: { type: 'array', items: text, minItems: 1, description: 'categories of families, such as ECS Bare Metal' },
          closed: { const: true, description: 'true where the source expressly excludes everything else' },
          where: { ...text, description: 'a bound of a metric that types must meet: vcpus < 4' },
          site: { enum: ['international', 'china'], description: 'where it holds on one site only' },
          source,
          note: text,
        },
        required: ['feature', 'status', 'source'],
      },
    },
    figures: {
      type: 'array',
      items: {
        title: 'group of figures',
        type: 'object',
        additionalProperties: false,
        properties: {
          metric: { enum: metricDefinitions.map(({ key }) => key) },
          source,
          values: { type: 'object', additionalProperties: { type: 'number', minimum: 0 }, minProperties: 1, description: 'figures by the names of types' },
        },
        required: ['metric', 'source', 'values'],
      },
    },
  },
} as const;
