import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RecordsFile, toRecords } from '../../src/facts/files.ts';
import type { FamilyEntry } from '../../src/model/catalog/catalog.ts';
import type { Statement } from '../../src/model/catalog/facts.ts';
import { familyFindings, typeFindings, verdictOf } from '../../src/model/catalog/findings.ts';
import { inspectFamily, inspectType } from '../../src/model/catalog/inspect.ts';
import { findSubject } from '../../src/model/catalog/lookup.ts';
import { type Findings, isRetired } from '../../src/model/catalog/report.ts';
import { replyOn, saidOf } from '../../src/model/catalog/statements.ts';
import { type FeatureKey, featureDefinitions } from '../../src/model/registry/features.ts';
import { metricDefinitions } from '../../src/model/registry/metrics.ts';
import type { FamilyStatus } from '../../src/model/registry/status.ts';
import { detailsOf } from '../../src/model/reports/details.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const subject = (name: string) => {
  const found = findSubject(catalog, `ecs.${name}`);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const familyOf = (name: string) => inspectFamily(subject(name).entry, catalog);
const statusOf = (name: string, key: FeatureKey) => {
  const { entry, type } = subject(name);
  return type ? inspectType(type, entry).features[key].status : inspectFamily(entry, catalog).features[key].status;
};
/** A family as it is without what was concluded when the package was built. */
const anew = ({ ready: _, ...entry }: FamilyEntry, changed: Partial<FamilyEntry> = {}): FamilyEntry => ({ ...entry, ...changed });

describe('the embedded facts', () => {
  it('leave unknown at most 49 % of all cells of families on sale, and 8.5 % of the platform, eRDMA, NVMe and bare metal', () => {
    const onSale = catalog.families.filter(({ documented }) => !isRetired(documented?.sold ?? null));
    const share = (keys: readonly FeatureKey[]) => {
      const cells = onSale.flatMap((entry) => keys.map((key) => familyFindings(entry)[key].status));
      return cells.filter((status) => status === 'unknown').length / cells.length;
    };
    expect(onSale.length * featureDefinitions.length).toBe(6061);
    expect(share(featureDefinitions.map(({ key }) => key))).toBeLessThanOrEqual(0.49);
    expect(share(['cipu', 'erdma', 'nvme', 'bare-metal'])).toBeLessThanOrEqual(0.085);
  });

  it('answer every cell as an independent program worked it out from the same sources', async () => {
    const short = { yes: 'y', no: 'n', some: 's', unknown: '-' } as const;
    const keys = featureDefinitions.map(({ key }) => key);
    const rows = catalog.families.map((entry) => `${entry.id} ${keys.map((key) => short[familyFindings(entry)[key].status]).join('')}`);
    await expect(`${keys.join(' ')}\n${rows.join('\n')}\n`).toMatchFileSnapshot('../golden/cells.txt');
  });

  it('are concluded as they were when the package was built', () => {
    for (const entry of catalog.families) {
      const fresh = anew(entry);
      expect(entry.ready, entry.id).toMatchObject({ verdict: verdictOf(fresh), features: familyFindings(fresh) });
      const types = entry.types();
      expect(types.map(({ id }) => [id, entry.ready?.ofType(id)])).toEqual(types.map((type) => [type.id, typeFindings(type, fresh)]));
    }
  });

  it.each(['g9ae', 'c9ae', 'r9ae', 'g9a', 'c9a', 'r9a', 'u2a'])('give %s eRDMA from 4 vCPUs', (name) => {
    expect(familyOf(name).features.erdma).toEqual({ status: 'some', basis: 'documented', condition: 'from 4 vCPUs' });
    const { entry } = subject(name);
    for (const type of entry.types()) {
      const { features, metrics } = inspectType(type, entry);
      expect(features.erdma, type.id).toEqual({ status: (metrics.vcpus ?? 0) >= 4 ? 'yes' : 'no', basis: 'documented' });
    }
  });

  it.each<[string, FeatureKey, string]>([
    ['g9a.large', 'erdma', 'no'],
    ['g9a.xlarge', 'erdma', 'yes'],
    ['g8i.large', 'erdma', 'yes'],
    ['g8i.large', 'tdx', 'no'],
    ['g8i.xlarge', 'tdx', 'yes'],
    ['g8i', 'tdx', 'some'],
    ['r7.large', 'enclave', 'no'],
    ['r7.xlarge', 'enclave', 'yes'],
    ['c8i', 'enclave', 'some'],
    ['u2i', 'elastic-ephemeral-disk', 'yes'],
    ['sccgn7ex', 'bare-metal', 'yes'],
    ['scch5', 'bare-metal', 'unknown'],
    ['g8i', 'nested-virtualization', 'no'],
    ['ebmg8i', 'nested-virtualization', 'yes'],
    ['sccg7', 'nested-virtualization', 'yes'],
    ['g7nex.32xlarge', 'multi-card', 'yes'],
    ['g7nex', 'multi-card', 'some'],
    ['hpc8i', 'ht-adjustable', 'no'],
    ['c6.large', 'ht-adjustable', 'yes'],
    ['c6', 'ht-adjustable', 'yes'],
    // The list of 2021 says nothing of what it does not name.
    ['g5.large', 'ht-adjustable', 'unknown'],
    ['g8y', 'ht-adjustable', 'no'],
    ['g9i', 'gpu', 'no'],
    ['gn7i', 'gpu', 'yes'],
    ['g7', 'burstable-cpu', 'no'],
    ['t6', 'burstable-cpu', 'yes'],
    ['ebmg5.24xlarge', 'burstable-cpu', 'no'],
    ['g9i', 'jumbo-frames', 'yes'],
    ['gn9gc', 'jumbo-frames', 'unknown'],
    ['hfg9i', 'enclave', 'unknown'],
    ['hfr8i', 'erdma', 'unknown'],
  ])('say of %s: %s %s', (name, key, status) => expect(statusOf(name, key)).toBe(status));

  it('know physical cores of the types of a list, and cite it', () => {
    const { entry, type } = subject('c6.13xlarge');
    if (!type) throw new Error('no type');
    expect(detailsOf(catalog, entry, type).metrics.find(({ key }) => key === 'physicalCores')).toMatchObject({
      value: 26,
      evidence: [{ sourceId: 'cpu-options-2021', asOf: '2021-05-28' }],
    });
  });

  it.each([
    ['g8ise.48xlarge', 'price-lists'],
    ['u0.c1m1.large', 'price-lists'],
    ['gn8t', 'container-services'],
  ])('know %s by name alone', (name, source) => {
    const { entry, type } = subject(name);
    const { features, cipu } = type ? inspectType(type, entry) : inspectFamily(entry, catalog);
    expect(catalog.names[`ecs.${name}`]).toBe(source);
    expect(new Set([cipu.verdict, ...Object.values(features).map(({ status }) => status)])).toEqual(new Set(['unknown']));
  });

  it('say which families name a generation of CIPU', () => {
    const second = catalog.families.filter((entry) => inspectFamily(entry, catalog).cipu.generation === '2.0').map(({ id }) => id);
    expect(second).toEqual(['ecs.ebmgn9g', 'ecs.ebmgn9gc', 'ecs.ebmgn9ge', 'ecs.gn9gc']);
  });
});

describe('the recorded replies', () => {
  const directory = new URL('../../src/facts/data/records/', import.meta.url);
  const files = readdirSync(directory).map((name) => parse(readFileSync(new URL(name, directory), 'utf8')) as RecordsFile);
  const records = files.flatMap((file) => file.records.flatMap(({ source, date, types }) => toRecords(types).map((row) => ({ source, date, row }))));

  it('are sixteen', () => expect(records).toHaveLength(16));

  it.each(records.map(({ source, date, row }) => [String(row.type), { source, date, row }] as const))(
    'of %s is what is shown, with its date',
    (id, { source, date, row }) => {
      const { entry, type } = subject(id.replace('ecs.', ''));
      if (!type) throw new Error(`no ${id}`);
      const details = detailsOf(catalog, entry, type);
      const cited = { source: 'api', sourceId: source, asOf: date };
      for (const { key } of metricDefinitions) {
        if (row[key] === undefined) continue;
        const metric = details.metrics.find((one) => one.key === key);
        expect(metric?.value, key).toBe(row[key]);
        expect(metric?.evidence[0], key).toMatchObject({ ...cited, value: row[key] });
      }
      const features = [...details.characteristics.flatMap((one) => one.features), ...details.otherFeatures];
      const shown: readonly (readonly [FeatureKey, string, readonly unknown[]])[] = [
        ['nvme', 'NvmeSupport', ['required']],
        ['jumbo-frames', 'JumboFrameSupport', [true]],
        ['trunk-eni', 'EniTrunkSupported', [true]],
        ['vpc-encryption', 'NetworkEncryptionSupport', [true]],
      ];
      for (const [key, field, yes] of shown) {
        if (row[field] === undefined) continue;
        expect(
          features.find((one) => one.key === key),
          key,
        ).toMatchObject({
          status: yes.includes(row[field]) ? 'yes' : 'no',
          basis: 'api',
          evidence: [{ ...cited, field, value: row[field] }, ...Array(features.find((one) => one.key === key)?.evidence.length ?? 1).fill({})].slice(
            0,
            features.find((one) => one.key === key)?.evidence.length,
          ),
        });
      }
    },
  );

  it('keep what the page says beside them', () => {
    const { entry, type } = subject('u1-c1m4.xlarge');
    if (!type) throw new Error('no type');
    expect(detailsOf(catalog, entry, type).metrics.find(({ key }) => key === 'ipv6PerEni')).toMatchObject({
      value: 1,
      evidence: [
        { source: 'api', value: 1, asOf: '2026-08-20' },
        { source: 'documentation', value: 2, asOf: '2026-Q1' },
      ],
    });
  });

  it('of r6 win over the list of 2021 for the two types that they are about', () => {
    expect(familyOf('r6').features['ht-adjustable']).toEqual({ status: 'some', basis: 'documented' });
    expect(statusOf('r6.2xlarge', 'ht-adjustable')).toBe('no');
    expect(statusOf('r6.large', 'ht-adjustable')).toBe('yes');
  });

  it('are not needed for any no, but where a page says the opposite', () => {
    const withoutRecords = (entry: FamilyEntry) => anew(entry, { types: () => entry.types().map(({ recorded: _, ...type }) => type) });
    const turned = catalog.families.flatMap((entry) => {
      const without = withoutRecords(entry);
      const [before, after] = [familyFindings(entry), familyFindings(without)];
      const ofFamily = featureDefinitions
        .filter(({ key }) => before[key].status === 'no' && after[key].status === 'yes')
        .map(({ key }) => `${entry.id} ${key}`);
      const ofTypes = entry.types().flatMap((type) => {
        const [one, other] = [typeFindings(type, entry), typeFindings({ ...type, recorded: [] }, without)];
        const keys = featureDefinitions.map(({ key }) => key).filter((key) => one[key].status === 'no' && other[key].status === 'yes');
        return keys.filter((key) => !(replyOn(key, type) && saidOf(key, entry, type)[0]?.status === 'yes')).map((key) => `${type.id} ${key}`);
      });
      return [...ofFamily, ...ofTypes];
    });
    expect(turned).toEqual([]);
  });
});

describe('one statement more', () => {
  const families = catalog.families.filter((entry) => entry.types().length > 0);
  const features = featureDefinitions.map(({ key }) => key).filter((key) => key !== 'cipu');
  const others = (feature: FeatureKey) => featureDefinitions.map(({ key }) => key).filter((key) => key !== feature);
  const statement = fc.record({
    family: fc.constantFrom(...families.map(({ id }) => id)),
    feature: fc.constantFrom(...features),
    status: fc.constantFrom('yes' as const, 'no' as const),
    basis: fc.constantFrom('documented' as const, 'stated' as const),
    scope: fc.constantFrom('family', 'types', 'condition'),
    size: fc.nat(200),
  });

  it('never turns what is known of another feature', () => {
    fc.assert(
      fc.property(statement, ({ family, feature, status, basis, scope, size }) => {
        const { entry } = subject(family.replace('ecs.', ''));
        const [first] = entry.types();
        const about: Partial<Statement> =
          scope === 'types' && first ? { types: [first.id] } : scope === 'condition' ? { where: { metric: 'vcpus', comparison: '<', bound: size } } : {};
        const more = anew(entry, { statements: [...entry.statements, { feature, status, basis, source: 'overview', ...about }] });
        // Tens of thousands of cells: expect() takes longer than the conclusions.
        const turned = (name: string, before: Findings<FamilyStatus>, after: Findings<FamilyStatus>) =>
          others(feature)
            .filter((key) => before[key].status !== 'unknown' && after[key].status !== before[key].status)
            .map((key) => `${name} ${key}`);
        expect(turned(entry.id, familyFindings(entry), familyFindings(more))).toEqual([]);
        expect(entry.types().flatMap((type) => turned(type.id, typeFindings(type, entry), typeFindings(type, more)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
