import { sourceKinds } from '../model/catalog/facts.ts';
import { sourceFields, statementsSchema } from '../model/catalog/statements-schema.ts';
import type { Schema } from '../model/json-schema.ts';
import { featureDefinitions } from '../model/registry/features.ts';

const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text } as const;
const named = { type: 'array', items: text, minItems: 1 } as const;
const sites = { type: 'array', items: { enum: ['international', 'china'] }, uniqueItems: true } as const;
const features = { type: 'array', items: { enum: featureDefinitions.map(({ key }) => key).filter((key) => key !== 'cipu') }, uniqueItems: true, minItems: 1 };
const clock = { type: 'number', minimum: 0.5, maximum: 10, description: 'a clock rate in GHz' } as const;
const table = {
  type: 'array',
  minItems: 2,
  items: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] }, minItems: 2 },
  description: 'a row with the names of the columns, then a row a type',
} as const;

const object = (title: string, properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  title,
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});

/** The schemas of the files under `data/`, by kind. The form of their tables is checked further when they are read. */
export const fileSchemas = {
  sources: object('list of sources', {
    read: { type: 'string', pattern: '^\\d{4}-\\d{2}$', description: 'a month, "2026-11"' },
    sources: {
      type: 'object',
      additionalProperties: object('source', { ...sourceFields, kind: { enum: sourceKinds.filter((kind) => kind !== 'own') } }, ['international', 'china']),
    },
  }),
  families: object(
    'family',
    {
      family: text,
      category: text,
      level: { enum: ['EnterpriseLevel', 'EntryLevel', 'CreditEntryLevel'] },
      cpuArchitecture: { enum: ['X86', 'ARM'] },
      platforms: named,
      processor: text,
      baseGHz: clock,
      turboGHz: clock,
      cpuToMemoryRatio: text,
      has: features,
      lacks: features,
      gpu: object('GPU', { model: text, memoryGB: { type: 'number', minimum: 1, maximum: 2048 } }, ['model', 'memoryGB']),
      localDisk: text,
      diskTypes: texts,
      sold: sites,
      statedIn: { ...sites, minItems: 1 },
      types: table,
    },
    ['cpuArchitecture', 'platforms', 'processor', 'baseGHz', 'turboGHz', 'cpuToMemoryRatio', 'has', 'lacks', 'gpu', 'localDisk'],
  ),
  statements: statementsSchema,
  records: object('file of records', {
    family: text,
    records: {
      type: 'array',
      minItems: 1,
      items: object(
        'record',
        {
          source: text,
          date: { type: 'string', description: 'a date in quotes, "2026-08-20"' },
          regions: named,
          address: text,
          note: text,
          types: table,
        },
        ['regions', 'address', 'note'],
      ),
    },
  }),
  names: object('list of names', {
    names: { type: 'array', items: object('group of names', { source: text, families: named, types: named }, ['families', 'types']) },
  }),
} as const;
