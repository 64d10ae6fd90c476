import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/model/catalog/facts.ts';
import { allUnknown, conclusionOn, familyFindings, inferenceFacts, typeFindings, verdictOf } from '../../../src/model/catalog/findings.ts';
import { type FeatureKey, featureDefinitions } from '../../../src/model/registry/features.ts';
import { documentedEntry, documentedFamily, documentedType, liveCatalog, pageStatement } from '../../helpers/small-catalog.ts';

const amd = { processor: 'AMD EPYC' };
const types = [documentedType('ecs.x9.large', { metrics: { vcpus: 2 } }), documentedType('ecs.x9.xlarge', { metrics: { vcpus: 4 } })];
const entryOf = (facts: Parameters<typeof documentedFamily>[1], statements: readonly Statement[] = []) =>
  documentedEntry(documentedFamily('ecs.x9', facts), types, statements);

describe('a conclusion', () => {
  it('is drawn where nobody says anything, with its rule', () => {
    expect(familyFindings(entryOf(amd)).tdx).toEqual({ status: 'no', basis: 'inferred', rule: 'other-vendor' });
  });

  it('gives way to any statement of the whole family', () => {
    expect(familyFindings(entryOf({ ...amd, features: { tdx: true } })).tdx).toEqual({ status: 'yes', basis: 'documented' });
    expect(familyFindings(entryOf(amd, [pageStatement('tdx', 'no')])).tdx).toEqual({ status: 'no', basis: 'documented' });
  });

  it('is silent about all types of a family of which anybody says yes of one', () => {
    const entry = entryOf(amd, [pageStatement('tdx', 'yes', { types: ['ecs.x9.large'] })]);
    expect(entry.types().map((type) => typeFindings(type, entry).tdx.status)).toEqual(['yes', 'unknown']);
    expect(conclusionOn('tdx', entry)).toBeUndefined();
  });

  it('holds for those types of which nobody says no', () => {
    const entry = entryOf(amd, [pageStatement('tdx', 'no', { types: ['ecs.x9.large'] })]);
    expect(entry.types().map((type) => typeFindings(type, entry).tdx.basis)).toEqual(['documented', 'inferred']);
    expect(familyFindings(entry).tdx).toEqual({ status: 'no', basis: 'inferred', rule: 'other-vendor' });
  });

  it('gives way to a reply', () => {
    const reply = { InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', GPUAmount: 1 };
    const [live] = liveCatalog(['ecs.x9'], [reply], [entryOf({})]).families;
    expect(live && familyFindings(live).gpu).toEqual({ status: 'yes', basis: 'api' });
    expect(familyFindings(entryOf({})).gpu).toEqual({ status: 'no', basis: 'inferred', rule: 'type-table' });
  });
});

describe('what conclusions rest on', () => {
  it('is no table where no document lists the types', () => {
    expect(inferenceFacts(documentedEntry(documentedFamily('ecs.x9'))).table).toBeUndefined();
    expect(inferenceFacts(entryOf({})).table?.givesEvery('vcpus')).toBe(true);
  });

  it('is the processor that every reply names where no document names one', () => {
    const reply = (size: string, PhysicalProcessorModel: string) => ({
      InstanceTypeId: `ecs.y9.${size}`,
      InstanceTypeFamily: 'ecs.y9',
      PhysicalProcessorModel,
    });
    const processorOf = (...replies: ReturnType<typeof reply>[]) => {
      const [entry] = liveCatalog(['ecs.y9'], replies).families;
      return entry && inferenceFacts(entry).processor;
    };
    expect(processorOf(reply('large', 'AMD EPYC'), reply('xlarge', 'AMD EPYC'))).toBe('AMD EPYC');
    expect(processorOf(reply('large', 'AMD EPYC'), reply('xlarge', 'Intel Xeon'))).toBeNull();
  });
});

const bareObservation = { family: null, category: null, cpuArchitecture: null, processor: null, metrics: {} };

it('what was concluded when the package was built is taken as it is', () => {
  const ready = {
    overview: { category: 'General', cpuArchitecture: null, platforms: [], processor: null, sold: { international: true, china: true } },
    verdict: { ...verdictOf(entryOf({})), verdict: 'yes' as const },
    features: { ...familyFindings(entryOf({})), gpu: { status: 'yes', basis: 'api' } as const },
    ofType: (id: string) => (id === 'known' ? { ...allUnknown, gpu: { status: 'no', basis: 'api' } as const } : undefined),
  };
  const entry = { ...entryOf({}), ready };
  expect(verdictOf(entry).verdict).toBe('yes');
  expect(familyFindings(entry).gpu.status).toBe('yes');
  expect(typeFindings({ id: 'known' }, entry).gpu.status).toBe('no');
  expect(typeFindings({ id: 'another' }, entry).gpu).not.toEqual({ status: 'no', basis: 'api' });
  // A reply of this run knows better.
  const observed = { ...bareObservation, id: 'known', features: { gpu: { status: 'yes', shown: [] } } } as const;
  expect(typeFindings({ id: 'known', observed }, entry).gpu).toEqual({ status: 'yes', basis: 'api' });
});

it('nothing is known of what nobody knows', () => {
  const keys: FeatureKey[] = featureDefinitions.map(({ key }) => key);
  expect(keys.map((key) => allUnknown[key])).toEqual(keys.map(() => ({ status: 'unknown', basis: 'none' })));
});
