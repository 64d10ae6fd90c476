import { describe, expect, it } from 'vitest';
import { bareFamily, type Catalog, type TypeEntry } from '../../../src/model/catalog/catalog.ts';
import { featureEvidence, metricEvidence, propertyEvidence, verdictEvidence } from '../../../src/model/catalog/evidence.ts';
import type { DocumentedFamily, DocumentedType, ObservedType } from '../../../src/model/catalog/facts.ts';
import { featureByKey } from '../../../src/model/registry/features.ts';
import { metricDefinitions } from '../../../src/model/registry/metrics.ts';
import type { Evidence } from '../../../src/model/registry/status.ts';
import {
  citedSources,
  documentedCatalog,
  documentedEntry,
  documentedFamily,
  documentedType,
  familyOf,
  liveCatalog,
  sources,
  type TypeReply,
} from '../../helpers/small-catalog.ts';

const { international, china } = citedSources.overview.pages;
const statements = (evidence: readonly Evidence[]) => evidence.map(({ statement }) => statement);

/** A catalog of ecs.x9 alone: what is documented of it and of its types, and, with replies, what the API says of these. */
function catalogOf(facts: Partial<DocumentedFamily>, types: readonly DocumentedType[], replies?: readonly TypeReply[]): Catalog {
  const entry = documentedEntry(documentedFamily('ecs.x9', facts), types);
  return replies ? liveCatalog(['ecs.x9'], replies, [entry]) : documentedCatalog(entry);
}
const observedType = (id: string, metrics: ObservedType['metrics']): ObservedType => ({
  ...{ id, family: null, category: null, cpuArchitecture: null, processor: null },
  features: {},
  metrics,
});
const reply = (size: string, fields: object): TypeReply => ({ InstanceTypeId: `ecs.x9.${size}`, InstanceTypeFamily: 'ecs.x9', ...fields });

describe('evidence of a feature', () => {
  /** Of the family, or of the type of a size. */
  function of(key: string, catalog: Catalog, size?: string): Evidence[] {
    const feature = featureByKey.get(key);
    const entry = familyOf(catalog, 'ecs.x9');
    const type = entry.types().find(({ id }) => id === `ecs.x9.${size}`);
    if (!feature || (size && !type)) throw new Error(`no ${key} or no ${size}`);
    return featureEvidence(feature, entry, catalog, type);
  }

  it('is a statement on the page that makes it, with its date', () => {
    const say = (facts: Partial<DocumentedFamily>) => of('nvme', catalogOf({ features: { nvme: true }, ...facts }, []));
    const documented = { source: 'documentation', sourceId: 'overview', sourceTitle: 'Overview', field: 'NVMe cloud disks', value: true, asOf: '2026-Q1' };
    expect(say({})).toEqual([{ ...documented, statement: 'The documentation lists NVMe cloud disks for ecs.x9.', url: international }]);
    expect(say({ statedIn: ['china'] })[0]?.url).toBe(china);
    expect(statements(say({ features: { nvme: false } }))).toEqual(['The documentation rules out NVMe cloud disks for ecs.x9.']);
    expect(say({ features: {} })).toEqual([]);
  });

  it('of bare metal is the category', () => {
    const catalog = catalogOf({ features: { 'bare-metal': false }, category: 'Enhanced' }, []);
    expect(statements(of('bare-metal', catalog))).toEqual(['The documentation lists ecs.x9 under Enhanced.']);
  });

  it('of type tables counts the types, or names the one', () => {
    const types = [documentedType('ecs.x9.large', { features: { vtpm: true } }), documentedType('ecs.x9.xlarge')];
    const catalog = catalogOf({}, types);
    expect(statements(of('vtpm', catalog))).toEqual(["The documentation's type table lists vTPM for 1 of 2 types of ecs.x9."]);
    expect(statements(of('vtpm', catalog, 'large'))).toEqual(["The documentation's type table lists vTPM for ecs.x9.large."]);
    expect(of('vtpm', catalog, 'xlarge')).toEqual([]);
    const denied = catalogOf({}, [documentedType('ecs.x9.large', { features: { vtpm: false } })]);
    expect(statements(of('vtpm', denied))).toEqual(["The documentation's type table rules out vTPM for 1 of 1 types of ecs.x9."]);
  });

  it('of a reply comes first: field, value and time', () => {
    const catalog = catalogOf({ features: { nvme: true } }, [], [reply('large', { NvmeSupport: 'unsupported' })]);
    const [first, second, ...rest] = of('nvme', catalog, 'large');
    expect(first).toEqual({
      source: 'api',
      sourceId: null,
      sourceTitle: null,
      field: 'NvmeSupport',
      value: 'unsupported',
      statement: 'ecs.x9.large has NvmeSupport unsupported.',
      url: null,
      asOf: sources.live.asOf,
    });
    expect(second?.source).toBe('documentation');
    expect(rest).toEqual([]);
  });

  it('of replies has a statement for each answer, with one type and the count', () => {
    const catalog = catalogOf(
      {},
      [],
      [...['1xlarge', '2xlarge', '3xlarge'].map((size) => reply(size, { EriQuantity: 1 })), reply('4xlarge', { EriQuantity: 0 }), reply('8xlarge', {})],
    );
    expect(of('erdma', catalog).map(({ value, statement }) => [value, statement])).toEqual([
      [1, 'ecs.x9.1xlarge has EriQuantity 1, and 2 more of 5 types alike.'],
      [0, 'ecs.x9.4xlarge has EriQuantity 0.'],
    ]);
  });

  it('of several fields has all of them; an empty text is shown as such', () => {
    const catalog = catalogOf({}, [], [reply('large', { LocalStorageAmount: 0, LocalStorageCategory: '' })]);
    expect(of('local-disks', catalog)).toEqual([
      {
        source: 'api',
        sourceId: null,
        sourceTitle: null,
        field: 'LocalStorageAmount, LocalStorageCategory',
        value: '0, ',
        statement: 'ecs.x9.large has LocalStorageAmount 0, LocalStorageCategory "".',
        url: null,
        asOf: sources.live.asOf,
      },
    ]);
  });
});

describe('evidence of a figure', () => {
  const metric = (key: string) => {
    const found = metricDefinitions.find((one) => one.key === key);
    if (!found) throw new Error(`no ${key}`);
    return found;
  };
  const catalog = catalogOf({ statedIn: ['china'] }, []);
  const entry = familyOf(catalog, 'ecs.x9');
  const unknown = bareFamily('ecs.new1');
  const documented = documentedType('ecs.x9.large', { metrics: { memoryGiB: 16, vcpus: 4 } });
  const recorded = { ...observedType('ecs.x9.large', { memoryGiB: 8 }), source: 'replies', asOf: '2026-05-01', url: null };
  const observed = observedType('ecs.x9.large', { memoryGiB: 32 });

  it('names the field of the API, or the page of the family, or no page where nobody documents it', () => {
    const statement = 'Memory of ecs.x9.large: 16 GiB.';
    const page = { source: 'documentation', sourceId: 'overview', sourceTitle: 'Overview', field: 'Memory', value: 16, statement, url: china, asOf: '2026-Q1' };
    const of = (type: Omit<TypeEntry, 'id'>, family = entry) => metricEvidence(metric('memoryGiB'), family, { id: 'ecs.x9.large', ...type }, catalog);
    expect(of({ documented })).toEqual([page]);
    expect(of({ documented }, unknown)).toEqual([{ ...page, sourceId: null, sourceTitle: null, url: null }]);
    expect(of({ documented, recorded: [recorded], observed })).toMatchObject([
      { source: 'api', sourceId: null, field: 'MemorySize', value: 32, url: null, asOf: '2026-Q1' },
      { source: 'api', sourceId: 'replies', sourceTitle: 'Replies', field: 'MemorySize', value: 8, url: null, asOf: '2026-05-01' },
      { source: 'documentation', value: 16 },
    ]);
    expect(of({})).toEqual([]);
  });

  it('has no unit where it is a count', () => {
    expect(statements(metricEvidence(metric('vcpus'), entry, { id: 'ecs.x9.large', documented }, catalog))).toEqual(['vCPUs of ecs.x9.large: 4.']);
  });

  it('of another property is a statement of the documentation, and none of a family that no document knows', () => {
    const of = (family: typeof entry) => propertyEvidence(family, catalog, 'diskTypes', 'ESSD', 'It lists ESSD.');
    expect(of(entry)).toEqual([
      {
        source: 'documentation',
        sourceId: 'overview',
        sourceTitle: 'Overview',
        field: 'diskTypes',
        value: 'ESSD',
        statement: 'It lists ESSD.',
        url: china,
        asOf: '2026-Q1',
      },
    ]);
    expect(of(unknown)).toEqual([]);
  });
});

describe('evidence of a verdict', () => {
  it('has every platform that is named, and all that is said of eRDMA', () => {
    const platforms = [
      { name: 'CIPU', generation: '2.0' },
      { name: 'SHENLONG', generation: null },
    ] as const;
    const types = [documentedType('ecs.x9.large', { features: { erdma: true } })];
    const catalog = catalogOf({ platforms, features: { erdma: true } }, types);
    const found = verdictEvidence(familyOf(catalog, 'ecs.x9'), catalog, 'documented-cipu');
    expect(found.map(({ field, value }) => [field, value])).toEqual([
      ['architecture', 'CIPU 2.0'],
      ['architecture', 'SHENLONG'],
      ['Elastic RDMA', true],
      ['Elastic RDMA', true],
    ]);
    expect(statements(found)[0]).toBe('The documentation names CIPU 2.0 as the architecture of ecs.x9.');
  });

  it('has what types alone say of eRDMA', () => {
    const catalog = catalogOf({}, [], [reply('large', { EriQuantity: 1 })]);
    expect(statements(verdictEvidence(familyOf(catalog, 'ecs.x9'), catalog, 'elastic-rdma'))).toEqual(['ecs.x9.large has EriQuantity 1.']);
  });

  const old = documentedEntry(documentedFamily('ecs.g5', { statedIn: ['china'] }));
  const generation = (id: string, documented = [old]) => {
    const catalog = liveCatalog([{ id, generation: 'ecs-3', regions: [] }], [], documented);
    return { catalog, entry: familyOf(catalog, id) };
  };

  it('has the generation and the name of what was sold before CIPU, where that decides', () => {
    const { catalog, entry } = generation('ecs.g5');
    expect(verdictEvidence(entry, catalog, 'before-cipu')).toEqual([
      {
        source: 'api',
        sourceId: null,
        sourceTitle: null,
        field: 'Generation',
        value: 'ecs-3',
        statement: 'DescribeInstanceTypeFamilies gives ecs.g5 the generation ecs-3.',
        url: null,
        asOf: sources.live.asOf,
      },
      {
        source: 'documentation',
        sourceId: 'overview',
        sourceTitle: 'Overview',
        field: 'family',
        value: 'ecs.g5',
        statement: 'The name places ecs.g5 in generation 5 of series g, on sale before CIPU was announced in 2022.',
        url: china,
        asOf: '2026-Q1',
      },
    ]);
    expect(verdictEvidence(entry, catalog, 'documented-shenlong')).toEqual([]);
    expect(verdictEvidence(entry, catalog, null)).toEqual([]);
  });

  it('has the name without a page where no document knows the family, and no name that says nothing', () => {
    const { catalog, entry } = generation('ecs.g5', []);
    expect(verdictEvidence(entry, catalog, 'before-cipu').map(({ field, url }) => [field, url])).toEqual([
      ['Generation', null],
      ['family', null],
    ]);
    const named = documentedCatalog(old);
    expect(verdictEvidence(old, named, 'before-cipu').map(({ field }) => field)).toEqual(['family']);
    const other = generation('ecs.x9');
    expect(verdictEvidence(other.entry, other.catalog, 'before-cipu').map(({ field }) => field)).toEqual(['Generation']);
  });
});
