import { describe, expect, it } from 'vitest';
import { featureEvidence } from '../../../src/model/catalog/evidence.ts';
import type { RecordedType, Statement } from '../../../src/model/catalog/facts.ts';
import { inspectFamily, inspectType } from '../../../src/model/catalog/inspect.ts';
import { type FeatureKey, featureByKey } from '../../../src/model/registry/features.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog, pageStatement } from '../../helpers/small-catalog.ts';

const fewerThan4 = { where: { metric: 'vcpus', comparison: '<', bound: 4 } } as const;
const sizes = { large: 2, xlarge: 4, '2xlarge': 8 } as const;

/** A family of three sizes with what pages say of it, and what that makes of a feature: of the family, then of its types by size. */
function statusesOf(key: FeatureKey, statements: readonly Statement[], facts: Parameters<typeof documentedFamily>[1] = {}, table: object = {}) {
  const types = Object.entries(sizes).map(([size, vcpus]) => documentedType(`ecs.x9.${size}`, { metrics: { vcpus }, ...(size === 'large' && table) }));
  const entry = documentedEntry(documentedFamily('ecs.x9', facts), types, statements);
  const short = ({ status, basis }: { readonly status: string; readonly basis: string }) => `${status} ${basis}`;
  return [inspectFamily(entry, documentedCatalog(entry)).features[key], ...entry.types().map((type) => inspectType(type, entry).features[key])].map(short);
}

describe('a statement of a page', () => {
  it('about the family holds for every type', () => {
    expect(statusesOf('enclave', [pageStatement('enclave', 'yes')])).toEqual(Array(4).fill('yes documented'));
  });

  it('about types holds for these alone, and makes the family "some"', () => {
    const types = ['ecs.x9.xlarge', 'ecs.x9.2xlarge'];
    expect(statusesOf('enclave', [pageStatement('enclave', 'yes', { types })])).toEqual([
      'some documented',
      'unknown none',
      'yes documented',
      'yes documented',
    ]);
    expect(statusesOf('enclave', [pageStatement('enclave', 'no', { types })])).toEqual(['unknown none', 'unknown none', 'no documented', 'no documented']);
  });

  it('under a condition holds for the types that meet it, and comes before one about the family', () => {
    const statuses = ['some documented', 'no documented', 'yes documented', 'yes documented'];
    expect(statusesOf('erdma', [pageStatement('erdma', 'no', fewerThan4)], { features: { erdma: true } })).toEqual(statuses);
    expect(statusesOf('erdma', [pageStatement('erdma', 'yes'), pageStatement('erdma', 'no', fewerThan4)])).toEqual(statuses);
  });

  it('about a type comes before one under a condition', () => {
    const statements = [pageStatement('erdma', 'no', fewerThan4), pageStatement('erdma', 'yes', { types: ['ecs.x9.large'] })];
    expect(statusesOf('erdma', statements, { features: { erdma: true } })[1]).toBe('yes documented');
  });

  it('of a table of types comes before one about the family', () => {
    expect(statusesOf('erdma', [pageStatement('erdma', 'no')], {}, { features: { erdma: true } })).toEqual([
      'some documented',
      'yes documented',
      'no documented',
      'no documented',
    ]);
  });

  it('under a condition on a figure that nobody knows leaves the type open', () => {
    const entry = documentedEntry(
      documentedFamily('ecs.x9', { features: { erdma: true } }),
      [documentedType('ecs.x9.large')],
      [pageStatement('erdma', 'no', fewerThan4)],
    );
    expect(entry.types().map((type) => inspectType(type, entry).features.erdma)).toEqual([{ status: 'unknown', basis: 'none' }]);
    const agreeing = documentedEntry(documentedFamily('ecs.x9', { features: { erdma: false } }), [documentedType('ecs.x9.large')], entry.statements);
    expect(agreeing.types().map((type) => inspectType(type, agreeing).features.erdma.status)).toEqual(['no']);
  });

  it('under a condition leaves a family open whose types nobody lists', () => {
    const entry = documentedEntry(documentedFamily('ecs.x9', { features: { erdma: true } }), [], [pageStatement('erdma', 'no', fewerThan4)]);
    expect(inspectFamily(entry, documentedCatalog(entry)).features.erdma.status).toBe('unknown');
  });

  it('says which types of a family have it', () => {
    const types = [documentedType('ecs.x9.large', { metrics: { vcpus: 2 } }), documentedType('ecs.x9.xlarge', { metrics: { vcpus: 4 } })];
    const entry = documentedEntry(documentedFamily('ecs.x9', { features: { erdma: true } }), types, [pageStatement('erdma', 'no', fewerThan4)]);
    expect(inspectFamily(entry, documentedCatalog(entry)).features.erdma).toEqual({ status: 'some', basis: 'documented', condition: 'from 4 vCPUs' });
  });

  it.each([
    ['of a family that is sold there alone', { international: false, china: true }, 'yes documented'],
    ['and not of one that the other site sells as well', { international: true, china: true }, 'unknown none'],
  ])('about one site counts %s', (_, sold, status) => {
    expect(statusesOf('enclave', [pageStatement('enclave', 'yes', { site: 'china' })], { sold })[0]).toBe(status);
  });
});

describe("an organisation's own statement", () => {
  const own = (status: 'yes' | 'no', scope: Partial<Statement> = {}) => pageStatement('enclave', status, { basis: 'stated', ...scope });

  it('comes before a page that reaches as far, and after one that reaches less far', () => {
    expect(statusesOf('enclave', [pageStatement('enclave', 'yes'), own('no')])[0]).toBe('no stated');
    expect(statusesOf('enclave', [own('no'), pageStatement('enclave', 'yes')])[0]).toBe('no stated');
    expect(statusesOf('enclave', [own('no'), pageStatement('enclave', 'yes', fewerThan4)])).toEqual([
      'some stated',
      'yes documented',
      'no stated',
      'no stated',
    ]);
  });
});

describe('a recorded reply', () => {
  const record = (id: string, EriQuantity: number, asOf = '2026-05-01'): RecordedType => ({
    ...{ id, family: null, category: null, cpuArchitecture: null, processor: null, metrics: { eris: EriQuantity } },
    features: { erdma: { status: EriQuantity > 0 ? 'yes' : 'no', shown: [{ field: 'EriQuantity', value: EriQuantity }] } },
    ...{ source: 'replies', asOf, url: 'https://replies.example' },
  });
  const entry = documentedEntry(documentedFamily('ecs.x9', { features: { erdma: true } }), [documentedType('ecs.x9.large', { metrics: { eris: 4 } })]);
  const withRecords = (...recorded: readonly RecordedType[]) => ({ ...entry, types: () => entry.types().map((type) => ({ ...type, recorded })) });

  it('comes before the documentation, the newest first, with its date', () => {
    const recorded = withRecords(record('ecs.x9.large', 0), record('ecs.x9.large', 2, '2025-01-01'));
    const catalog = documentedCatalog(recorded);
    const [type] = recorded.types();
    const erdma = featureByKey.get('erdma');
    if (!type || !erdma) throw new Error('no type');
    expect(inspectType(type, recorded)).toMatchObject({ features: { erdma: { status: 'no', basis: 'api' } }, metrics: { eris: 0 } });
    expect(featureEvidence(erdma, recorded, catalog, type).map(({ source, sourceId, asOf, url }) => [source, sourceId, asOf, url])).toEqual([
      ['api', 'replies', '2026-05-01', 'https://replies.example'],
      ['documentation', 'overview', '2026-Q1', 'https://international.example/families'],
    ]);
  });

  it('gives way to a reply of today, and fills in what that leaves open', () => {
    const join = (reply: object) => {
      const live = liveCatalog(
        ['ecs.x9'],
        [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', ...reply }],
        [withRecords(record('ecs.x9.large', 0))],
      );
      return inspectFamily(live.families[0] ?? entry, live).features.erdma;
    };
    expect(join({ EriQuantity: 1 })).toEqual({ status: 'yes', basis: 'api' });
    expect(join({})).toEqual({ status: 'no', basis: 'api' });
  });
});
