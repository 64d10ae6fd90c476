import { unknownModes } from './outcome.ts';
import { evidenceModes } from './policy.ts';

const names = (description: string) => ({ type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, description }) as const;

const requirements = {
  type: 'array',
  items: { type: 'string', minLength: 1, examples: ['cipu', 'erdma', '!burstable-cpu', 'vcpus>=8', 'memory>=64GiB'] },
  minItems: 1,
  description: 'features that must be there (KEY) or must not (!KEY or KEY=no), and bounds of metrics (KEY>=N, also <=, >, <, =)',
} as const;

const unknown = {
  enum: unknownModes,
  description: 'what it counts for when a requirement cannot be decided: fail (exit code 3, the default), warn or pass',
} as const;

/**
 * The JSON Schema of a policy file, draft 2020-12. What requirements, names and dates say is checked when it is read.
 */
export const policySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'policy',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    require: requirements,
    overrides: {
      type: 'array',
      description: 'other requirements for some targets; the last one that names a target counts',
      items: {
        title: 'override',
        type: 'object',
        additionalProperties: false,
        properties: { targets: names('names or globs of families or types'), require: requirements, unknown },
        required: ['targets'],
      },
    },
    allow: names('names or globs of families or types: nothing else may be used'),
    deny: names('names or globs of families or types that may not be used'),
    waivers: {
      type: 'array',
      description: 'targets that are excused from requirements for a time',
      items: {
        title: 'waiver',
        type: 'object',
        additionalProperties: false,
        properties: {
          targets: names('names or globs of families or types'),
          addresses: names('addresses in the inputs, such as module.web.alicloud_instance.app[0]; * stands for any text'),
          require: names('requirements that are waived; without it all of them'),
          reason: { type: 'string', minLength: 1 },
          expires: { type: 'string', description: 'the last day on which it holds, in UTC: 2026-12-31' },
        },
        required: ['reason', 'expires'],
      },
    },
    unknown,
    evidence: { enum: evidenceModes, description: 'documented: what a rule infers counts as not known (default: any)' },
    regions: names('regions that must all offer the target; asks the API'),
    inStock: { type: 'boolean', description: 'whether the target must be in stock; asks the API' },
  },
} as const;
