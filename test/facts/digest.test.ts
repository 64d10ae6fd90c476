import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { FamilyFile } from '../../src/facts/files.ts';
import { parsePlatform } from '../../src/facts/files.ts';
import { facts, familyFiles, type TypeRow, typeRows } from '../helpers/catalog-data.ts';

/**
 * SHA-256 of the canonical form of the catalog before its facts were kept a file a family. The canonical form: `{asOf, pages,
 * families, types}`, keys sorted, nulls inside objects dropped, whole numbers without a fraction, families and types sorted by
 * id, each family with the sorted ids of its `instanceTypes`.
 */
const handedOver = '391384a3b7590ad0272cdb348bc559066ba78866dabc2bfe775f43e5a729f2a6';

/** What that catalog called the features that it stated of families. */
const oldNames: Readonly<Record<string, string>> = {
  erdma: 'erdma',
  nvme: 'nvme',
  'jumbo-frames': 'jumboFrames',
  'elastic-ephemeral-disk': 'elasticEphemeralDisk',
  'adjustable-bandwidth': 'adjustableBandwidth',
  'vpc-encryption': 'vpcTrafficEncryption',
  vtpm: 'vtpm',
  enclave: 'enclave',
  tdx: 'tdx',
  sgx: 'sgx',
  'memory-encryption': 'memoryEncryption',
  'hot-migration': 'hotMigration',
  ipv6: 'ipv6',
  roce: 'roce',
  'persistent-memory': 'persistentMemory',
  'burstable-network': 'burstableNetwork',
  'burstable-disk': 'burstableDisk',
};

/** Figures that were wrong in it: the page's column is in GB/s, and these three were taken for Gbit/s. */
const wrongFigures: Readonly<Record<string, { readonly diskBurstGbps: number }>> = {
  'ecs.ebmgn8v.48xlarge': { diskBurstGbps: 6 },
  'ecs.ebmgn8ia.64xlarge': { diskBurstGbps: 6 },
  'ecs.ebmgn8is.32xlarge': { diskBurstGbps: 6 },
};

function toOldFamily({ family, has = [], lacks = [], platforms = [], sold, types, ...rest }: FamilyFile) {
  const stated = (keys: readonly string[], value: boolean) => keys.filter((key) => key !== 'bare-metal').map((key) => [oldNames[key], value]);
  return {
    id: family,
    ...rest,
    platforms: platforms.map(parsePlatform),
    bareMetal: rest.category === 'ECS Bare Metal' || has.includes('bare-metal'),
    features: Object.fromEntries([...stated(has, true), ...stated(lacks, false)]),
    sold: { international: sold.includes('international'), china: sold.includes('china') },
    instanceTypes: types
      .slice(1)
      .map(([id]) => String(id))
      .sort(),
  };
}

const toOldType = ({ type, ...rest }: TypeRow) => ({ id: type, ...rest, ...wrongFigures[type] });

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, canonical(part)]));
}

const sortedById = <R extends { readonly id: string }>(rows: readonly R[]): R[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

function digestOf(families: readonly FamilyFile[], types: readonly TypeRow[]): string {
  const { edition, international, china } = facts.sources.value.sources.overview ?? { edition: '', international: '', china: '' };
  const rows = { families: sortedById(families.map(toOldFamily)), types: sortedById(types.map(toOldType)) };
  const document = canonical({ asOf: edition, pages: { international, china }, ...rows });
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

it('keeps every fact of the catalog that it replaces', () => {
  expect(digestOf(familyFiles, typeRows)).toBe(handedOver);
});

it('would notice a changed figure, a lost family and a type in another family', () => {
  const [first, ...rest] = typeRows;
  if (!first) throw new Error('no types');
  expect(digestOf(familyFiles, [{ ...first, memoryGiB: 9 }, ...rest])).not.toBe(handedOver);
  expect(digestOf(familyFiles.slice(1), typeRows)).not.toBe(handedOver);
  expect(digestOf(familyFiles, [{ ...first, family: 'ecs.g5' }, ...rest])).not.toBe(handedOver);
});
