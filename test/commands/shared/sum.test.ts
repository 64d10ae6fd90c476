import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../src/commands/shared/sum.ts';
import type { CatalogSource } from '../../../src/model/catalog/catalog.ts';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import type { FamilyStatus } from '../../../src/model/registry/status.ts';

type Rows = Parameters<typeof sumOf>[1];

const row = (verdict: string, features: Readonly<Record<string, FamilyStatus>> = {}) =>
  ({
    cipu: { verdict },
    features: Object.fromEntries(featureDefinitions.map(({ key }) => [key, { status: features[key] ?? 'unknown', basis: 'none' }])),
  }) as unknown as Rows[number];

const embedded: CatalogSource = { type: 'embedded', asOf: '2026-Q1', regions: [], complete: true };

describe('the sum of a list', () => {
  it('counts the verdicts, and what has the features of the default table, if only in part', () => {
    const rows = [row('yes', { erdma: 'yes', nvme: 'yes', gpu: 'yes' }), row('yes', { erdma: 'some', nvme: 'no' }), row('no', { erdma: 'no' }), row('unknown')];
    expect(sumOf('families', rows, embedded, 33)).toBe(
      '4 families (documentation of 2026-Q1; 33 retired left out): 2 on CIPU, 1 not, 1 not known; 2 with eRDMA, 1 NVMe.',
    );
  });

  it('leaves out what is zero, but for CIPU', () => {
    expect(sumOf('types', [row('no'), row('no')], embedded, 0)).toBe('2 types (documentation of 2026-Q1): 0 on CIPU, 2 not.');
  });

  it.each<[Partial<CatalogSource>, string]>([
    [{ type: 'live', regions: ['cn-hangzhou', 'eu-central-1'] }, 'ECS API of cn-hangzhou, eu-central-1, 2026-02-03'],
    [{ type: 'snapshot', regions: ['a', 'b', 'c', 'd'] }, 'snapshot of 4 regions, 2026-02-03'],
  ])('says where it is from: %j', (source, words) => {
    expect(sumOf('types', [row('yes'), row('yes')], { ...embedded, asOf: '2026-02-03T04:05:06.000Z', ...source }, 0)).toBe(`2 types (${words}): 2 on CIPU.`);
  });
});
