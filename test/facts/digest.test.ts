import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { familyRows, pages, typeRows } from '../helpers/catalog-data.ts';

/**
 * SHA-256 of the canonical form of the documentation facts as they were handed over (families.json, instance-types.json).
 * The canonical form: `{asOf, pages, families, types}`, keys sorted, nulls inside objects dropped, whole numbers without a
 * fraction, families and types sorted by id, each family with the sorted ids of its `instanceTypes`.
 */
const handedOver = '391384a3b7590ad0272cdb348bc559066ba78866dabc2bfe775f43e5a729f2a6';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, canonical(part)]));
}

const sortedById = <R extends { readonly id: string }>(rows: readonly R[]): R[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

function digestOf(families: typeof familyRows, types: typeof typeRows): string {
  const withMembers = families.map((family) => ({
    ...family,
    instanceTypes: types
      .filter((type) => type.family === family.id)
      .map(({ id }) => id)
      .sort(),
  }));
  const document = canonical({ ...(pages as object), families: sortedById(withMembers), types: sortedById(types) });
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

it('keeps every fact of the documentation as it was handed over', () => {
  expect(digestOf(familyRows, typeRows)).toBe(handedOver);
});

it('would notice a changed figure, a lost family and a type in another family', () => {
  const [first, ...rest] = typeRows;
  if (!first) throw new Error('no types');
  expect(digestOf(familyRows, [{ ...first, memoryGiB: 9 }, ...rest])).not.toBe(handedOver);
  expect(digestOf(familyRows.slice(1), typeRows)).not.toBe(handedOver);
  expect(digestOf(familyRows, [{ ...first, family: 'ecs.g5' }, ...rest])).not.toBe(handedOver);
});
