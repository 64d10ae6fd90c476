import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/model/json-schema.ts';
import { schemas } from '../../../src/render/schemas.ts';

/** The fields that a schema allows, as paths; `?` marks those that may be missing. */
function fieldsOf(schema: Schema, path = ''): string[] {
  const {
    properties,
    required = [],
    items,
    anyOf,
  } = schema as {
    properties?: Record<string, Schema>;
    required?: string[];
    items?: Schema;
    anyOf?: Schema[];
  };
  if (anyOf) return anyOf.flatMap((one) => fieldsOf(one, path));
  if (items) return fieldsOf(items, `${path}[]`);
  if (!properties) return [];
  return Object.entries(properties).flatMap(([key, part]) => {
    const field = `${path}${path && '.'}${key}`;
    return [`${field}${required.includes(key) ? '' : '?'}`, ...fieldsOf(part, field)];
  });
}

const features = [
  ...['cipu', 'erdma', 'nvme', 'bare-metal', 'jumbo-frames', 'elastic-ephemeral-disk', 'vtpm', 'sriov', 'trunk-eni', 'adjustable-bandwidth'],
  ...['burstable-network', 'burstable-disk', 'local-disks', 'vpc-encryption', 'secure-boot', 'enclave', 'tdx', 'sgx', 'memory-encryption', 'hot-migration'],
  ...['multi-card', 'nested-virtualization', 'ht-adjustable', 'ptp', 'gpu', 'ipv6', 'roce', 'persistent-memory', 'burstable-cpu'],
];
const metrics = [
  ...['vcpus', 'memoryGiB', 'networkGbps', 'networkBurstGbps', 'packetRatePps', 'connections', 'enis', 'eris', 'queuePairs', 'networkCards', 'eniQueues'],
  ...['secondaryEniQueues', 'ipv4PerEni', 'ipv6PerEni', 'disks', 'dataDisks', 'diskIops', 'diskBurstIops', 'diskGbps', 'diskBurstGbps', 'ebsQueues'],
  ...['localDiskGiB', 'localDisks', 'gpus', 'gpuMemoryGB', 'physicalCores', 'erdmaGbps', 'roceGbps', 'encryptedMemoryGiB', 'persistentMemoryGiB'],
  ...['cpuBaselinePercent', 'cpuCreditsPerHour', 'cpuCreditBalanceMax'],
];
const head = ['schemaVersion', 'kind'];
const source = ['source', 'source.type', 'source.asOf', 'source.regions', 'source.complete', 'source.gaps?', 'source.facts?'];
const evidence = ['source', 'sourceId', 'sourceTitle', 'field', 'value', 'statement', 'url', 'asOf'].map((key) => `evidence[].${key}`);
const identity = ['category', 'platform', 'platform.name', 'platform.generation', 'cpuArchitecture', 'processor', 'regions', 'zones'];
const verdict = ['verdict', 'basis', 'rule', 'generation', 'conflict'].map((key) => `cipu.${key}`);
/** What is known of each feature; of a family also which of its types have it. */
const findingsOf = (...more: readonly string[]) => [
  'features',
  ...features.flatMap((key) => [`features.${key}`, ...['status', 'basis', 'rule?', ...more].map((field) => `features.${key}.${field}`)]),
];
const findings = findingsOf();
/** A price, or null, at a path. */
const money = (path: string) => [path, ...['currency', 'trade', 'original'].map((key) => `${path}.${key}`)];

const family = [
  ...['family', ...identity, 'sold', 'sold.international', 'sold.china'],
  ...['cipu', ...verdict, 'cipu.evidence', ...evidence.map((path) => `cipu.${path}`)],
  ...findingsOf('condition?'),
  ...['metrics', ...metrics.flatMap((key) => [`metrics.${key}?`, `metrics.${key}.min`, `metrics.${key}.max`])],
  ...['types', 'price', ...['type', 'currency', 'trade', 'original'].flatMap((key) => [`price.cheapest.${key}`, `price.dearest.${key}`])],
  ...['price.cheapest', 'price.dearest', 'price.unknown'],
];
const type = ['type', 'family', ...identity, 'cipu', ...verdict, ...findings, 'metrics', ...metrics.map((key) => `metrics.${key}?`), ...money('price')];
const detail = ['key', 'title', 'status', 'basis', 'rule?', 'condition?', 'because', 'evidence', ...evidence];
const page = [
  ...['name', 'family', ...family.map((path) => `family.${path}`), 'type', ...type.map((path) => `type.${path}`), 'isLive', 'because'],
  ...['characteristics', ...['number', 'title', 'notShown', 'features'].map((path) => `characteristics[].${path}`)],
  ...detail.map((path) => `characteristics[].features[].${path}`),
  ...['otherFeatures', ...detail.map((path) => `otherFeatures[].${path}`), 'documented', 'types', ...type.map((path) => `types[].${path}`)],
  ...['metrics', ...['key', 'value', 'evidence', ...evidence].map((path) => `metrics[].${path}`)],
];
const feature = [
  ...['key', 'title', 'header', 'summary', 'explanation', 'characteristics', 'api', 'documentation', 'concluded', 'metrics'],
  ...[
    'commands',
    'commands.with',
    'commands.without',
    'needs',
    ...['about', 'text', 'source'].map((path) => `needs[].${path}`),
    'rules',
    ...['rule', 'gives', 'because'].map((path) => `rules[].${path}`),
  ],
  ...['families', ...['yes', 'some', 'no', 'unknown'].map((path) => `families.${path}`), 'types', 'types.yes', 'types.no', 'types.unknown'],
  ...['sources', ...['id', 'title', 'pages', 'pages.international?', 'pages.china?', 'edition'].map((path) => `sources[].${path}`)],
];
const metric = ['key', 'title', 'header', 'unit', 'flag', 'api', 'documentation', 'better', 'partOf', 'command'];
const spot = (path: string) => [path, ...['zone', 'currency', 'latest', 'min', 'max', 'asOf'].map((key) => `${path}.${key}`)];
const price = [
  ...['type', 'family', 'region', 'vcpus', 'memoryGiB', 'terms', ...money('terms.hour'), ...money('terms.month'), ...money('terms.year')],
  ...['perVcpu', 'perGiB', 'spot', ...spot('spot[]').slice(1), ...spot('cheapestSpot'), 'gaps'],
];
const property = ['property', 'title', 'unit', 'better', 'values', 'different', 'best', 'unknown', 'inferred'];
const targetCheck = [
  'requirement',
  'status',
  'basis',
  'rule?',
  'reason',
  'evidence',
  ...evidence,
  'waiver',
  'waiver.reason',
  'waiver.expires',
  'waiver.expired',
];
const target = [
  ...['target', 'verdict', 'waived', 'onUnknown', 'checks', ...targetCheck.map((path) => `checks[].${path}`)],
  ...['closest', 'place', ...['file', 'line', 'column', 'address'].map((path) => `place.${path}`)],
];
const part = ['key', 'title', 'weight', 'before', 'after', 'score', 'sentence'];
const changes = ['gained', 'lost', 'unknown'].flatMap((list) => [list, ...['key', 'before', 'after'].map((path) => `${list}[].${path}`)]);
const replacement = [
  ...['replaces', 'instance', 'type', 'family', 'score', 'known', 'parts', ...part.map((path) => `parts[].${path}`), ...changes],
  ...['breaks', ...['key', 'severity', 'title', 'statement', 'evidence', ...evidence].map((path) => `breaks[].${path}`)],
  ...['price', 'price.currency', 'price.trade', 'price.original', 'report', ...type.map((path) => `report.${path}`)],
];

const instance = [
  ...['instance', 'name', 'profile', 'region', 'zone', 'type', 'family', 'status', 'vpc', 'image', 'tags', 'cipu', ...verdict, ...findings],
  ...['metrics', 'metrics.vcpus?', 'metrics.memoryGiB?', 'eris', 'unused', 'unused[].feature', 'unused[].reason'],
];
const group = ['value', 'instances', 'vcpus', 'vcpusUnknown', 'cipu', 'cipu.yes', 'cipu.no', 'cipu.unknown', 'unused'];

/** What users' scripts rely on. A change here is a change of the contract: add to it, and never rename or remove. */
const contract: Readonly<Record<string, readonly string[]>> = {
  families: [...head, ...source, 'families', ...family.map((path) => `families[].${path}`)],
  types: [...head, ...source, 'types', ...type.map((path) => `types[].${path}`)],
  pages: [...head, ...source, 'pages', ...page.map((path) => `pages[].${path}`)],
  comparison: [...head, ...source, 'subject', 'things', 'properties', ...property.map((key) => `properties[].${key}`)],
  prices: [...head, ...source, 'terms', 'spot', 'prices', ...price.map((path) => `prices[].${path}`)],
  features: [...head, ...source, 'features', ...feature.map((path) => `features[].${path}`)],
  metrics: [...head, 'metrics', ...metric.map((path) => `metrics[].${path}`)],
  instances: [...head, ...source, 'instances', ...instance.map((path) => `instances[].${path}`)],
  groups: [...head, ...source, 'by', 'groups', ...group.map((path) => `groups[].${path}`)],
  regions: [...head, 'regions', ...['region', 'name', 'endpoint', 'status'].map((path) => `regions[].${path}`)],
  entries: [...head, 'directory', 'entries', ...['action', 'region', 'fetchedAt', 'fresh', 'items', 'bytes'].map((path) => `entries[].${path}`)],
  targets: [
    ...[...head, ...source, 'policy', 'summary', ...['targets', 'pass', 'fail', 'unknown', 'waived'].map((path) => `summary.${path}`), 'exitCode'],
    ...['targets', ...target.map((path) => `targets[].${path}`)],
  ],
  replacements: [
    ...head,
    ...source,
    'require',
    'undecided',
    'undecided[].type',
    'undecided[].unknown',
    'replacements',
    ...replacement.map((path) => `replacements[].${path}`),
  ],
  checks: [...head, 'checks', ...['check', 'status', 'detail', 'remedy'].map((path) => `checks[].${path}`)],
};

describe('the fields of a document', () => {
  it.each(Object.entries(contract))('of kind %s are those of the contract', (kind, fields) => {
    expect(fieldsOf(schemas[kind] ?? {}).sort()).toEqual([...fields].sort());
  });

  it('has the words of the contract for sources, verdicts, statuses, bases and rules', () => {
    const text = JSON.stringify(schemas.families);
    for (const words of [
      ['embedded', 'live', 'snapshot'],
      ['yes', 'no', 'unknown'],
      ['yes', 'no', 'some', 'unknown'],
      ['api', 'documented', 'stated', 'inferred', 'none'],
      ['documentation', 'api', 'stated'],
      ['documented-cipu', 'elastic-rdma', 'fourth-generation-shenlong', 'documented-shenlong', 'before-cipu', null],
    ]) {
      expect(text).toContain(JSON.stringify({ enum: words }));
    }
  });
});
