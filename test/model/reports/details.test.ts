import { describe, expect, it } from 'vitest';
import type { TypePrices } from '../../../src/model/market/price.ts';
import { addPrices, detailsOf } from '../../../src/model/reports/details.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, familyOf, liveCatalog } from '../../helpers/small-catalog.ts';

const facts = { platforms: [{ name: 'CIPU', generation: '2.0' }], features: { erdma: true, ipv6: true }, diskTypes: ['ESSD'], baseGHz: 2.7 } as const;
const entry = documentedEntry(documentedFamily('ecs.x9', facts), [documentedType('ecs.x9.large', { metrics: { vcpus: 2 } }), documentedType('ecs.x9.xlarge')]);
const embedded = documentedCatalog(entry);

describe('the page of a family', () => {
  const page = detailsOf(embedded, entry);

  it('is about the family and lists its types', () => {
    expect(page).toMatchObject({ name: 'ecs.x9', type: null, isLive: false, family: { family: 'ecs.x9', cipu: { verdict: 'yes' } } });
    expect(page.types.map(({ type }) => type)).toEqual(['ecs.x9.large', 'ecs.x9.xlarge']);
  });

  it('has each feature but the verdict once or, where it belongs to several characteristics, below each of them', () => {
    const below = page.characteristics.flatMap(({ features }) => features.map(({ key }) => key));
    const others = page.otherFeatures.map(({ key }) => key);
    expect(page.characteristics.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(below.filter((key) => key === 'nvme')).toHaveLength(2);
    expect(others).toContain('ipv6');
    expect(others.filter((key) => below.includes(key))).toEqual([]);
    expect([...new Set([...below, ...others])].sort()).toEqual(
      Object.keys(page.family.features)
        .filter((key) => key !== 'cipu')
        .sort(),
    );
  });

  it('has the evidence of each feature, and why the rule concludes what it does', () => {
    const erdma = page.characteristics.find(({ number }) => number === 5)?.features[0];
    expect(erdma).toMatchObject({ key: 'erdma', title: 'Elastic RDMA', status: 'yes', basis: 'documented' });
    expect(erdma?.evidence.map(({ statement }) => statement)).toEqual(['The documentation lists Elastic RDMA for ecs.x9.']);
    expect(page.because).toBe('the documentation names CIPU as the architecture of the family');
  });

  it('has what the documentation says besides', () => {
    expect(page.documented).toEqual({
      level: 'EnterpriseLevel',
      baseGHz: 2.7,
      turboGHz: null,
      cpuToMemoryRatio: null,
      localDisk: null,
      diskTypes: ['ESSD'],
      statedIn: ['international', 'china'],
      gpu: null,
    });
  });
});

describe('the page of a type', () => {
  it('has its own findings and those of its family, and lists no types', () => {
    const replies = [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', EriQuantity: 0 }];
    const catalog = liveCatalog(['ecs.x9'], [...replies, { InstanceTypeId: 'ecs.x9.xlarge', InstanceTypeFamily: 'ecs.x9', EriQuantity: 1 }], [entry]);
    const family = familyOf(catalog, 'ecs.x9');
    const [type] = family.types();
    if (!type) throw new Error('no type');
    const page = detailsOf(catalog, family, type);
    const erdma = page.characteristics.find(({ number }) => number === 5)?.features[0];
    expect(page).toMatchObject({ name: 'ecs.x9.large', isLive: true, types: [], type: { type: 'ecs.x9.large' } });
    expect([erdma?.status, page.family.features.erdma.status]).toEqual(['no', 'some']);
    expect(erdma?.evidence[0]?.statement).toBe('ecs.x9.large has EriQuantity 0.');
  });
});

it('a family that no document knows has nothing documented, and no rule that decided', () => {
  const catalog = liveCatalog(['ecs.new1'], []);
  expect(detailsOf(catalog, familyOf(catalog, 'ecs.new1'))).toMatchObject({ documented: null, because: null, types: [] });
});

describe('prices', () => {
  const price = (trade: number) => ({ currency: 'CNY', trade, original: 2 * trade });
  const priced = (type: string, trade: number): [string, TypePrices] => [
    type,
    { type, region: 'cn-hangzhou', terms: { hour: price(trade) }, spot: null, gaps: [] },
  ];

  it('stand on the types of a family, and their ends on the family', () => {
    const page = addPrices(detailsOf(embedded, entry), new Map([priced('ecs.x9.large', 2), priced('ecs.x9.xlarge', 1)]));
    expect(page.family.price).toMatchObject({ cheapest: { type: 'ecs.x9.xlarge', trade: 1 }, dearest: { type: 'ecs.x9.large', trade: 2 }, unknown: [] });
    expect(page.types.map((type) => type.price?.trade)).toEqual([2, 1]);
    expect(page.family.cipu.evidence).not.toEqual([]);
  });

  it('that are not known are null', () => {
    const type = entry.types().find(({ id }) => id === 'ecs.x9.large');
    const page = addPrices(detailsOf(embedded, entry, type), new Map([priced('ecs.x9.xlarge', 1)]));
    expect([page.type?.price, page.family.price]).toEqual([null, null]);
    expect(addPrices(detailsOf(embedded, entry, type), new Map([priced('ecs.x9.large', 1)])).type?.price).toEqual(price(1));
  });
});
