import { conclusions } from '../model/catalog/inference.ts';
import { rules } from '../model/catalog/verdict.ts';
import type { Schema } from '../model/json-schema.ts';
import { priceTerms } from '../model/market/price.ts';
import { charges, stockStatuses } from '../model/market/stock.ts';
import { outcomes, unknownModes } from '../model/policy/outcome.ts';
import { featureDefinitions } from '../model/registry/features.ts';
import { metricDefinitions } from '../model/registry/metrics.ts';
import { bases } from '../model/registry/status.ts';
import { changeKinds } from '../model/reports/diff.ts';

const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const nullable = (schema: Schema): Schema => ({ anyOf: [{ type: 'null' }, schema] });
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const figure: Schema = { type: 'number', minimum: 0 };
const share: Schema = { type: 'number', minimum: 0, maximum: 1 };

const position: Schema = { type: ['integer', 'null'], minimum: 1 };

const basis: Schema = { enum: bases };
const conclusion: Schema = { enum: conclusions.map(({ name }) => name) };
const verdictWord: Schema = { enum: ['yes', 'no', 'unknown'] };
const ruleName: Schema = { enum: [...rules.map(({ name }) => name), null] };

const range = object({ min: figure, max: figure });

const evidence = object({
  source: { enum: ['documentation', 'api', 'stated'] },
  sourceId: orNull('string'),
  sourceTitle: orNull('string'),
  field: text,
  value: { anyOf: [text, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] },
  statement: text,
  url: orNull('string'),
  asOf: text,
});

/**
 * The rule is there exactly when the basis is `inferred`, but for the verdict; a condition only of a family of which
 * only some types have it.
 */
const finding = (statuses: readonly string[]): Schema => {
  const condition: Readonly<Record<string, Schema>> = statuses.includes('some') ? { condition: text } : {};
  return object({ status: { enum: statuses }, basis, rule: conclusion, ...condition }, ['rule', 'condition']);
};

const findings = (statuses: readonly string[]): Schema => object(Object.fromEntries(featureDefinitions.map(({ key }) => [key, finding(statuses)])));

const metrics = (value: Schema): Schema => {
  const properties = Object.fromEntries(metricDefinitions.map(({ key, title, unit }) => [key, { ...value, description: unit ? `${title}, ${unit}` : title }]));
  return object(properties, Object.keys(properties));
};

const verdict = object({
  verdict: verdictWord,
  basis,
  rule: ruleName,
  generation: orNull('string'),
  conflict: { type: 'boolean' },
  evidence: list(evidence),
});

const identity = {
  category: orNull('string'),
  platform: nullable(object({ name: { enum: ['CIPU', 'SHENLONG'] }, generation: orNull('string') })),
  cpuArchitecture: orNull('string'),
  processor: orNull('string'),
  regions: { type: ['array', 'null'], items: text },
  zones: { type: ['array', 'null'], items: text },
};

const money = { currency: text, trade: figure, original: figure };
const price = nullable(object(money));
const namedPrice = object({ type: text, ...money });

const family = object({
  family: text,
  ...identity,
  sold: { anyOf: [{ type: 'null' }, object({ international: { type: 'boolean' }, china: { type: 'boolean' } })] },
  cipu: verdict,
  features: findings(['yes', 'no', 'some', 'unknown']),
  metrics: metrics(range),
  types: count,
  price: nullable(object({ cheapest: namedPrice, dearest: namedPrice, unknown: list(text) })),
});

const typeVerdict = object({ verdict: verdictWord, basis, rule: ruleName, generation: orNull('string'), conflict: { type: 'boolean' } });

const type = object({
  type: text,
  family: text,
  ...identity,
  cipu: typeVerdict,
  features: findings(['yes', 'no', 'unknown']),
  metrics: metrics(figure),
  price,
});

const spotPrice = object({ zone: text, currency: text, latest: figure, min: figure, max: figure, asOf: text });

const prices = object({
  type: text,
  family: text,
  region: orNull('string'),
  vcpus: { type: ['number', 'null'], minimum: 0 },
  memoryGiB: { type: ['number', 'null'], minimum: 0 },
  terms: object(Object.fromEntries(priceTerms.map((term) => [term, price]))),
  perVcpu: { type: ['number', 'null'], minimum: 0 },
  perGiB: { type: ['number', 'null'], minimum: 0 },
  spot: nullable(list(spotPrice)),
  cheapestSpot: nullable(spotPrice),
  gaps: list(text),
});

const source = object(
  { type: { enum: ['embedded', 'live', 'snapshot'] }, asOf: text, regions: list(text), complete: { type: 'boolean' }, gaps: list(text), facts: text },
  ['gaps', 'facts'],
);

const featureDetail = object(
  {
    key: text,
    title: text,
    status: { enum: ['yes', 'no', 'some', 'unknown'] },
    basis,
    rule: conclusion,
    condition: text,
    because: orNull('string'),
    evidence: list(evidence),
  },
  ['rule', 'condition'],
);

const page = object({
  name: text,
  family,
  type: { anyOf: [{ type: 'null' }, type] },
  isLive: { type: 'boolean' },
  because: orNull('string'),
  characteristics: list(object({ number: count, title: text, notShown: orNull('string'), features: list(featureDetail) })),
  otherFeatures: list(featureDetail),
  metrics: list(object({ key: { enum: metricDefinitions.map(({ key }) => key) }, value: figure, evidence: list(evidence) })),
  documented: { type: ['object', 'null'] },
  types: list(type),
});

const feature = object({
  key: text,
  title: text,
  header: text,
  summary: text,
  explanation: text,
  characteristics: list(count),
  needs: list(object({ about: text, text, source: orNull('string') })),
  api: orNull('string'),
  documentation: { type: 'boolean' },
  concluded: list(text),
  rules: list(object({ rule: text, gives: { enum: ['yes', 'no'] }, because: text })),
  families: object({ yes: count, some: count, no: count, unknown: count }),
  types: object({ yes: count, no: count, unknown: count }),
  metrics: list({ enum: metricDefinitions.map(({ key }) => key) }),
  commands: object({ with: text, without: text }),
  sources: list(object({ id: text, title: text, pages: object({ international: text, china: text }, ['international', 'china']), edition: text })),
});

const metric = object({
  key: { enum: metricDefinitions.map(({ key }) => key) },
  title: text,
  header: text,
  unit: text,
  flag: text,
  api: orNull('string'),
  documentation: { type: 'boolean' },
  better: { enum: ['higher', 'lower', null] },
  partOf: orNull('string'),
  command: text,
});

const observedFamily = object({ id: text, generation: orNull('string'), regions: list(text) });

const observedFeature = object({
  status: { enum: ['yes', 'no'] },
  shown: list(object({ field: text, value: { type: ['string', 'number', 'boolean'] } })),
});

const observedFeatures = Object.fromEntries(featureDefinitions.flatMap(({ key, api }) => (api ? [[key, observedFeature]] : [])));

const observedType = object(
  {
    id: text,
    family: orNull('string'),
    category: orNull('string'),
    cpuArchitecture: orNull('string'),
    processor: orNull('string'),
    features: object(observedFeatures, Object.keys(observedFeatures)),
    metrics: metrics(figure),
    bootModes: list(text),
  },
  ['bootModes'],
);

const propertyValue: Schema = { anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, range, list(text)] };

const difference = object({
  change: { enum: changeKinds },
  subject: { enum: ['family', 'type'] },
  name: text,
  family: text,
  property: text,
  before: propertyValue,
  after: propertyValue,
  refutes: orNull('string'),
});

const comparedProperty = object({
  property: text,
  title: text,
  unit: text,
  better: { enum: ['higher', 'lower', 'yes', null] },
  values: { type: 'object', additionalProperties: propertyValue },
  different: { type: 'boolean' },
  best: list(text),
  unknown: list(text),
  inferred: list(text),
});

const catalog = object({
  name: text,
  source,
  ageHours: { type: ['integer', 'null'], minimum: 0 },
  families: count,
  types: count,
  cipu: object({ yes: count, no: count, unknown: count }),
});

const target = object({
  target: orNull('string'),
  verdict: { enum: outcomes },
  waived: { type: 'boolean' },
  onUnknown: { enum: unknownModes },
  checks: list(
    object(
      {
        requirement: text,
        status: { enum: outcomes },
        basis,
        rule: { enum: [...rules.map(({ name }) => name), ...conclusions.map(({ name }) => name)] },
        reason: text,
        evidence: list(evidence),
        waiver: { anyOf: [{ type: 'null' }, object({ reason: text, expires: text, expired: { type: 'boolean' } })] },
      },
      ['rule'],
    ),
  ),
  closest: orNull('string'),
  place: object({ file: orNull('string'), line: position, column: position, address: orNull('string') }),
});

const change = object({ key: text, before: { type: ['string', 'number', 'null'] }, after: { type: ['string', 'number', 'null'] } });

const replacement = object({
  replaces: text,
  instance: orNull('string'),
  type: text,
  family: text,
  score: share,
  known: share,
  parts: list(
    object({
      key: text,
      title: text,
      weight: count,
      before: { type: ['string', 'number', 'null'] },
      after: { type: ['string', 'number', 'null'] },
      score: { anyOf: [{ type: 'null' }, share] },
      sentence: text,
    }),
  ),
  gained: list(change),
  lost: list(change),
  unknown: list(change),
  breaks: list(object({ key: text, severity: { enum: ['breaks', 'check'] }, title: text, statement: text, evidence: list(evidence) })),
  price: { anyOf: [{ type: 'null' }, object({ currency: text, trade: figure, original: figure })] },
  report: type,
});

const instance = object({
  instance: text,
  name: orNull('string'),
  profile: orNull('string'),
  region: text,
  zone: orNull('string'),
  type: text,
  family: text,
  status: orNull('string'),
  vpc: orNull('string'),
  image: orNull('string'),
  tags: { type: 'object', additionalProperties: text },
  cipu: typeVerdict,
  features: findings(['yes', 'no', 'unknown']),
  metrics: object({ vcpus: figure, memoryGiB: figure }, ['vcpus', 'memoryGiB']),
  eris: { type: ['integer', 'null'], minimum: 0 },
  unused: list(object({ feature: text, reason: text })),
});

const group = object({
  value: orNull('string'),
  instances: count,
  vcpus: { type: ['number', 'null'], minimum: 0 },
  vcpusUnknown: count,
  cipu: object({ yes: count, no: count, unknown: count }),
  unused: count,
});

const snapshotSource = object({ asOf: text, regions: list(text), complete: { type: 'boolean' }, gaps: list(text) }, ['gaps']);

const describe = (kind: string, content: Readonly<Record<string, Schema>>): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `cipu ${kind} document`,
  ...object({ schemaVersion: { const: 1 }, kind: { const: kind }, ...content }),
});

const document = (kind: string, rows: Schema, head: Readonly<Record<string, Schema>>): Schema => describe(kind, { ...head, [kind]: list(rows) });

/** A document whose rows hold the columns that --columns chose, and nothing else. */
const columns: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'document of a cipu list with chosen columns',
  type: 'object',
  properties: { schemaVersion: { const: 1 }, kind: text, columns: { ...list(text), minItems: 1 } },
  required: ['schemaVersion', 'kind', 'columns'],
};

/** The published schemas by the kind of document they describe; they derive from the registries. */
export const schemas: Readonly<Record<string, Schema>> = {
  families: document('families', family, { source }),
  types: document('types', type, { source }),
  pages: document('pages', page, { source }),
  features: document('features', feature, { source }),
  metrics: document('metrics', metric, {}),
  instances: document('instances', instance, { source }),
  groups: document('groups', group, { source, by: text }),
  stock: document(
    'stock',
    object({ type: text, family: text, region: text, zone: orNull('string'), charge: { enum: charges }, status: { enum: stockStatuses } }),
    { source, charge: { enum: charges }, asOf: text },
  ),
  comparison: describe('comparison', { source, subject: { enum: ['family', 'type'] }, things: list(text), properties: list(comparedProperty) }),
  prices: document('prices', prices, { source, terms: list({ enum: priceTerms }), spot: { type: 'boolean' } }),
  regions: document('regions', object({ region: text, name: orNull('string'), endpoint: orNull('string'), status: orNull('string') }), {}),
  checks: document(
    'checks',
    object({ check: text, status: { enum: ['ok', 'warning', 'unknown', 'denied', 'failed'] }, detail: text, remedy: orNull('string') }),
    {},
  ),
  targets: document('targets', target, {
    source,
    policy: orNull('string'),
    summary: object({ targets: count, pass: count, fail: count, unknown: count, waived: count }),
    exitCode: { enum: [0, 1, 3] },
  }),
  replacements: document('replacements', replacement, { source, require: list(text), undecided: list(object({ type: text, unknown: list(text) })) }),
  entries: document('entries', object({ action: text, region: text, fetchedAt: text, fresh: { type: 'boolean' }, items: count, bytes: count }), {
    directory: text,
  }),
  settings: document('settings', object({ setting: text, value: orNull('string'), origin: text, detail: orNull('string') }), {}),
  catalogs: document('catalogs', catalog, {}),
  differences: document('differences', difference, { before: source, after: source }),
  columns,
  snapshot: describe('snapshot', { source: snapshotSource, families: list(observedFamily), types: list(observedType) }),
};
