import { describe, expect, it } from 'vitest';
import { inspectFamily, inspectType } from '../../src/model/catalog/inspect.ts';
import type { FamilyReport } from '../../src/model/catalog/report.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const reports = catalog.families.map((entry) => inspectFamily(entry, catalog));
const short = (report: FamilyReport) => report.family.replace('ecs.', '');
const namesWhere = (condition: (cipu: FamilyReport['cipu']) => boolean) => reports.filter(({ cipu }) => condition(cipu)).map(short);
const report = (name: string): FamilyReport => {
  const found = reports.find((one) => short(one) === name);
  if (!found) throw new Error(`no family ${name}`);
  return found;
};

describe('verdicts on the embedded catalog', () => {
  it('cover 242 families', () => expect(reports).toHaveLength(242));

  it.each([
    ['yes', 'documented', 66],
    ['no', 'documented', 67],
    ['yes', 'inferred', 10],
  ])('%s, %s: %i families', (verdict, basis, count) => {
    expect(namesWhere((cipu) => cipu.verdict === verdict && cipu.basis === basis)).toHaveLength(count);
  });

  it('infer CIPU from elastic RDMA for these families and no other', () => {
    expect(namesWhere(({ rule }) => rule === 'elastic-rdma').sort()).toEqual(['c7re', 'c8y', 'g8y', 'gn8is', 'hpc8ae', 'hpc8i', 'i4', 'r8y']);
  });

  it('infer CIPU from fourth-generation SHENLONG for g7nex and c7nex', () => {
    expect(namesWhere(({ rule }) => rule === 'fourth-generation-shenlong').sort()).toEqual(['c7nex', 'g7nex']);
  });

  it('show a conflict for c7re alone', () => {
    expect(namesWhere(({ conflict }) => conflict)).toEqual(['c7re']);
    expect(report('c7re')).toMatchObject({ platform: { name: 'SHENLONG', generation: null }, cipu: { verdict: 'yes', basis: 'inferred', generation: null } });
  });

  it('have a generation of CIPU alone, and the platform that is documented beside it', () => {
    const generations = reports
      .filter(({ cipu }) => cipu.generation !== null)
      .map(({ family, platform, cipu }) => [family, platform, cipu.generation] as const);
    expect(generations.filter(([, platform]) => platform?.name !== 'CIPU')).toEqual([]);
    expect(generations.filter(([, platform, generation]) => platform?.generation !== generation)).toEqual([]);
    const named = (wanted: string) => namesWhere(({ generation }) => generation === wanted).sort();
    expect(named('2.0')).toEqual(['ebmgn9g', 'ebmgn9gc', 'ebmgn9ge', 'gn9gc']);
    expect([named('1.0').length, generations.length]).toEqual([6, 10]);
    expect(report('g7')).toMatchObject({ platform: { name: 'SHENLONG', generation: '3' }, cipu: { generation: null } });
  });

  it.each(['u1', 'e', 'd3s', 'i4g', 'sccg7'])('do not know %s', (name) => {
    expect(report(name).cipu).toMatchObject({ verdict: 'unknown', basis: 'none', rule: null, conflict: false });
  });

  it.each(['g7se', 'ebmg7se', 'hpc7ip', 'sgn8ia'])('are not led by the NVMe of %s, on third-generation SHENLONG', (name) => {
    expect(report(name)).toMatchObject({
      platform: { name: 'SHENLONG', generation: '3' },
      cipu: { verdict: 'no', basis: 'documented', generation: null },
      features: { nvme: { status: 'yes', basis: 'documented' } },
    });
  });

  it('keep both platform statements on gn7r', () => {
    const { cipu } = report('gn7r');
    expect(cipu).toMatchObject({ verdict: 'yes', basis: 'documented', rule: 'documented-cipu' });
    expect(cipu.evidence.filter(({ field }) => field === 'architecture').map(({ value }) => value)).toEqual(expect.arrayContaining(['CIPU', 'SHENLONG 3']));
  });

  it('name the generation of CIPU where it is stated', () => {
    expect(namesWhere(({ generation }) => generation === '1.0')).toHaveLength(6);
    expect(namesWhere(({ generation }) => generation === '2.0').sort()).toEqual(['ebmgn9g', 'ebmgn9gc', 'ebmgn9ge', 'gn9gc']);
    expect(reports.filter(({ platform }) => platform?.name === 'CIPU' && platform.generation === null)).toHaveLength(56);
  });

  it.each(['c8ine', 'g8ine', 'u2i', 'hfr8i'])('%s is on CIPU, and nothing is said of its eRDMA', (name) => {
    expect(report(name)).toMatchObject({ cipu: { verdict: 'yes', basis: 'documented' }, features: { erdma: { status: 'unknown', basis: 'none' } } });
  });

  it.each(['i5', 'g9it'])('%s is on CIPU, and nothing is said of NVMe', (name) => {
    expect(report(name)).toMatchObject({ cipu: { verdict: 'yes' }, features: { nvme: { status: 'unknown', basis: 'none' } } });
  });

  it('infer from a no that there is no eRDMA, unless something better is known', () => {
    const noes = reports.filter(({ cipu }) => cipu.verdict === 'no');
    expect(noes.filter(({ features }) => features.erdma.status !== 'no').map(short)).toEqual([]);
    // A reply of 2021 says so of the only type of ebmg5.
    expect(noes.filter(({ features }) => features.erdma.rule !== 'no-cipu').map(short)).toEqual(['ebmg5']);
  });

  it('give every yes and no evidence with source, date and statement', () => {
    for (const { cipu, family } of reports.filter(({ cipu }) => cipu.verdict !== 'unknown')) {
      expect(cipu.evidence, family).not.toHaveLength(0);
      for (const { source, sourceId, url, asOf, statement, field } of cipu.evidence) {
        const cited = catalog.sources[sourceId ?? ''];
        expect(source, family).toBe(cited?.kind === 'api-record' ? 'api' : 'documentation');
        if (source === 'documentation') expect({ asOf, url }).toEqual({ asOf: cited?.edition, url: expect.stringMatching(/^https:/) });
        expect(statement).toContain(family);
        expect(field).not.toBe('');
      }
    }
  });

  it('cite the edition that describes the family', () => {
    const { international, china } = catalog.sources.overview.pages;
    for (const entry of catalog.families) {
      const page = entry.documented?.statedIn.includes('international') ? international : china;
      const quoted = inspectFamily(entry, catalog).cipu.evidence.filter(({ field, sourceId }) => field !== 'family' && sourceId === 'overview');
      expect(quoted.filter(({ url }) => url !== page).map(({ statement }) => statement)).toEqual([]);
    }
  });

  it('hold for every type of a family', () => {
    for (const entry of catalog.families) {
      const { verdict, basis, rule } = inspectFamily(entry, catalog).cipu;
      for (const type of entry.types()) expect(inspectType(type, entry).cipu, type.id).toMatchObject({ verdict, basis, rule });
    }
  });
});
