import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import { selectFamilies, selectTypes } from '../../../src/model/catalog/selection.ts';
import { type FeatureKey, featureDefinitions } from '../../../src/model/registry/features.ts';
import { type FeatureReport, reportFeatures } from '../../../src/model/reports/features.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { criteria, documentedCatalog, documentedEntry, documentedFamily, documentedType, pageStatement } from '../../helpers/small-catalog.ts';

const embedded = openEmbeddedCatalog();

function reportOf(key: FeatureKey, catalog: Catalog = embedded): FeatureReport {
  const [report] = reportFeatures(
    featureDefinitions.filter((feature) => feature.key === key),
    catalog,
  );
  if (!report) throw new Error(`no report on ${key}`);
  return report;
}

describe('the counts of a feature', () => {
  it.each(featureDefinitions.map(({ key }) => key))('%s are those that the lists give', (key) => {
    const { families, types } = reportOf(key);
    const having = criteria({ has: [key] });
    const lacking = criteria({ lacks: [key] });
    expect(families.yes + families.some).toBe(selectFamilies(embedded, having).rows.length);
    expect(families.no).toBe(selectFamilies(embedded, lacking).rows.length);
    expect(families.yes + families.some + families.no + families.unknown).toBe(selectFamilies(embedded, criteria()).rows.length);
    expect(types.yes).toBe(selectTypes(embedded, having).rows.length);
    expect(types.no).toBe(selectTypes(embedded, lacking).rows.length);
    expect(types.yes + types.no + types.unknown).toBe(selectTypes(embedded, criteria()).rows.length);
  });

  it('leave out what is retired, and keep part and unknown apart from no', () => {
    const types = [documentedType('ecs.b.large', { metrics: { vcpus: 2 } }), documentedType('ecs.b.xlarge', { metrics: { vcpus: 4 } })];
    const catalog = documentedCatalog(
      documentedEntry(documentedFamily('ecs.a', { features: { nvme: true } }), [documentedType('ecs.a.large')]),
      documentedEntry(documentedFamily('ecs.b'), types, [pageStatement('nvme', 'yes', { types: ['ecs.b.xlarge'] })]),
      documentedEntry(documentedFamily('ecs.c', { features: { nvme: false } }), [documentedType('ecs.c.large')]),
      documentedEntry(documentedFamily('ecs.d', { features: { nvme: true }, sold: { international: false, china: false } }), [documentedType('ecs.d.large')]),
    );
    expect(reportOf('nvme', catalog)).toMatchObject({ families: { yes: 1, some: 1, no: 1, unknown: 0 }, types: { yes: 2, no: 1, unknown: 1 } });
  });
});

describe('the report on a feature', () => {
  it('gives the rules that may decide it, with their reasons', () => {
    expect(reportOf('erdma').rules).toEqual([{ rule: 'no-cipu', gives: 'no', because: 'elastic RDMA is a capability of CIPU' }]);
    expect(reportOf('cipu').rules.map(({ rule, gives }) => `${gives} by ${rule}`)).toEqual([
      'yes by documented-cipu',
      'yes by elastic-rdma',
      'yes by fourth-generation-shenlong',
      'no by documented-shenlong',
      'no by before-cipu',
    ]);
    expect(reportOf('jumbo-frames').rules).toEqual([]);
  });

  it('names the commands that list who has it and who does not, with --live where only the API can tell', () => {
    expect(['cipu', 'erdma', 'ptp'].map((key) => Object.values(reportOf(key as FeatureKey).commands))).toEqual([
      ['cipu families --cipu yes', 'cipu families --cipu no'],
      ['cipu families --has erdma', 'cipu families --lacks erdma'],
      ['cipu families --has ptp --live', 'cipu families --lacks ptp --live'],
    ]);
  });

  it('cites the sources of what is needed, those that state it, and the pages on every family, each once', () => {
    expect(reportOf('erdma').sources.map(({ id }) => id)).toEqual(['eris', 'erdma-on-cpu-instances', 'overview']);
    expect(reportOf('ht-adjustable').sources.map(({ id }) => id)).toContain('families-hpc');
    expect(reportOf('jumbo-frames').sources[0]).toEqual({
      id: 'jumbo-frames',
      title: 'Jumbo frames / MTUs',
      pages: { international: 'https://www.alibabacloud.com/help/en/ecs/user-guide/mtus' },
      edition: '2024-08-21',
    });
    expect(reportOf('ptp').sources).toEqual([]);
  });
});
