import { describe, expect, it } from 'vitest';
import { parsePlatform } from '../../src/facts/files.ts';
import type { TypeEntry } from '../../src/model/catalog/catalog.ts';
import { valueAt } from '../../src/model/record.ts';

import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { facts, familyFiles, typeRows } from '../helpers/catalog-data.ts';

const catalog = openEmbeddedCatalog();
const families = new Map(catalog.families.map(({ id, documented }) => [id, documented]));
// The figures of other pages stand beside those of the family.
const figuresOf = ({ documented, figures }: TypeEntry) => ({ ...documented?.metrics, ...figures });
const types = new Map(
  catalog.families.flatMap((entry) => entry.types().map((type) => [type.id, { ...type.documented, metrics: figuresOf(type), family: entry.id }])),
);

/** Where a key of a row lies in the compiled form. Null stands for "not mentioned" on both sides. */
type Place = string | ((compiled: unknown) => unknown);

/** Features that the compiled form has from other keys of the file: category, level, GPU and local disk. */
const derived = (compiled: unknown): Readonly<Record<string, unknown>> => ({
  'bare-metal': valueAt(compiled, 'category') === 'Super Computing Cluster' ? undefined : valueAt(compiled, 'category') === 'ECS Bare Metal',
  'burstable-cpu': valueAt(compiled, 'level') === 'CreditEntryLevel',
  gpu: valueAt(compiled, 'gpu') !== null || undefined,
  'local-disks': valueAt(compiled, 'localDisk') !== null || undefined,
});

/** The features that the compiled form states, or rules out, and that it has from the file's own lists; null when there are none. */
function listed(compiled: unknown, value: boolean): string[] | null {
  const stated = Object.entries(valueAt(compiled, 'features') ?? {}).filter(([key, status]) => status === value && derived(compiled)[key] !== status);
  return stated.length > 0 ? stated.map(([key]) => key).sort() : null;
}

/** A family as its file has it, lists of features and sites in the form in which they are compared. */
const familyRows = familyFiles.map(({ family, has, lacks, sold, platforms = [], types: _, ...rest }) => ({
  id: family,
  ...rest,
  ...(has && { has: [...has].sort() }),
  ...(lacks && { lacks: [...lacks].sort() }),
  platforms: platforms.map(parsePlatform),
  sold: { international: sold.includes('international'), china: sold.includes('china') },
}));

/** Where each key of a family's file went. */
const familyPlaces: Readonly<Record<string, Place>> = {
  id: 'id',
  category: 'category',
  level: 'level',
  cpuArchitecture: 'cpuArchitecture',
  platforms: 'platforms',
  processor: 'processor',
  baseGHz: 'baseGHz',
  turboGHz: 'turboGHz',
  cpuToMemoryRatio: 'cpuToMemoryRatio',
  localDisk: 'localDisk',
  diskTypes: 'diskTypes',
  statedIn: 'statedIn',
  'sold.international': 'sold.international',
  'sold.china': 'sold.china',
  'gpu.model': 'gpu.model',
  'gpu.memoryGB': 'gpu.memoryGB',
  has: (compiled) => listed(compiled, true),
  lacks: (compiled) => listed(compiled, false),
};

/** A slice of a GPU is written `1/6` on the page and a sixth in the compiled form. */
const asWritten = (count: unknown) => (typeof count !== 'number' ? null : count >= 1 ? String(count) : `1/${Math.round(1 / count)}`);
const quotient = (whole: unknown, parts: unknown) => (typeof whole === 'number' && typeof parts === 'number' ? whole / parts : null);

/** Where each key of a type row went. */
const typePlaces: Readonly<Record<string, Place>> = {
  id: 'id',
  family: 'family',
  vtpm: 'features.vtpm',
  mig: 'mig',
  maxDataDisks: 'metrics.dataDisks',
  'localDisks.count': 'metrics.localDisks',
  'localDisks.capacityGiB': (compiled) => quotient(valueAt(compiled, 'metrics.localDiskGiB'), valueAt(compiled, 'metrics.localDisks')),
  'gpu.model': 'gpuModel',
  'gpu.count': (compiled) => asWritten(valueAt(compiled, 'metrics.gpus')),
  'gpu.memoryGB': 'metrics.gpuMemoryGB',
  ...Object.fromEntries(
    [
      'vcpus',
      'memoryGiB',
      'networkGbps',
      'networkBurstGbps',
      'packetRatePps',
      'connections',
      'enis',
      'eris',
      'networkCards',
      'eniQueues',
      'secondaryEniQueues',
      'ipv4PerEni',
      'ipv6PerEni',
      'diskIops',
      'diskBurstIops',
      'diskGbps',
      'diskBurstGbps',
      'ebsQueues',
      'physicalCores',
      'erdmaGbps',
      'roceGbps',
      'encryptedMemoryGiB',
      'persistentMemoryGiB',
      'cpuBaselinePercent',
      'cpuCreditsPerHour',
      'cpuCreditBalanceMax',
    ].map((figure) => [figure, `metrics.${figure}`]),
  ),
};

/** Paths of the values of a record; lists count as values. */
function pathsOf(record: object, before = ''): string[] {
  return Object.entries(record).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? pathsOf(value, `${before}${key}.`) : [`${before}${key}`],
  );
}

const read = (compiled: unknown, place: Place) => (typeof place === 'string' ? valueAt(compiled, place) : place(compiled)) ?? null;

/** What differs between a row and its compiled form, key by key, in both directions. */
function differences(row: { readonly id: string }, compiled: unknown, places: Readonly<Record<string, Place>>): string[] {
  const unmapped = pathsOf(row).filter((path) => !Object.hasOwn(places, path));
  const changed = Object.entries(places).filter(([path, place]) => JSON.stringify(valueAt(row, path) ?? null) !== JSON.stringify(read(compiled, place)));
  return [
    ...unmapped.map((path) => `${row.id} ${path} has no place`),
    ...changed.map(([path, place]) => `${row.id} ${path}: ${JSON.stringify(valueAt(row, path))} became ${JSON.stringify(read(compiled, place))}`),
  ];
}

/** Types that only replies tell of. */
const recordedOnly = ['ecs.s6-c1m2.16xlarge', 'ecs.t1.xsmall'];

describe('the way from the files to the compiled catalog', () => {
  it('keeps every family and type once', () => {
    expect(familyRows).toHaveLength(242);
    expect(typeRows).toHaveLength(1222);
    expect(catalog.families.map(({ id }) => id).sort()).toEqual(familyRows.map(({ id }) => id).sort());
    expect(catalog.families.flatMap((entry) => entry.types().map(({ id }) => id)).sort()).toEqual(
      [...typeRows.map(({ type }) => type), ...recordedOnly].sort(),
    );
  });

  it('keeps every value of every family, and adds none', () => {
    expect(familyRows.flatMap((row) => differences(row, families.get(row.id), familyPlaces))).toEqual([]);
    expect(familyRows.filter(({ id, gpu }) => (gpu !== undefined) !== (families.get(id)?.gpu !== null)).map(({ id }) => id)).toEqual([]);
  });

  it('keeps every value of every type, and adds none', () => {
    const { figures } = facts.statements.find(({ value }) => value.figures)?.value ?? {};
    const fromLists = new Map(figures?.flatMap(({ values }) => Object.entries(values)));
    const rows = typeRows.map(({ type, ...row }) => ({ id: type, ...(fromLists.has(type) && { physicalCores: fromLists.get(type) }), ...row }));
    expect(rows.flatMap((row) => differences(row, types.get(row.id), typePlaces))).toEqual([]);
  });

  it('notices a value that changed, that is new, or that has no place', () => {
    expect(differences({ id: 'x', features: { nvme: false } } as never, { id: 'x' }, { id: 'id', 'features.nvme': 'features.nvme' })).toHaveLength(1);
    expect(differences({ id: 'x' }, { id: 'x', features: { nvme: true } }, { id: 'id', 'features.nvme': 'features.nvme' })).toHaveLength(1);
    expect(differences({ id: 'x', colour: 'red' } as never, { id: 'x' }, { id: 'id' })).toEqual(['x colour has no place']);
  });

  it('derives only statements that the row supports', () => {
    const derived: Readonly<Record<string, string>> = {
      erdma: 'eris',
      'burstable-network': 'networkBurstGbps',
      'local-disks': 'localDisks',
      'multi-card': 'networkCards',
      gpu: 'gpu',
      ipv6: 'ipv6PerEni',
      roce: 'roceGbps',
      'persistent-memory': 'persistentMemoryGiB',
      'burstable-cpu': 'cpuCreditsPerHour',
      vtpm: 'vtpm',
    };
    for (const row of typeRows) {
      const { 'burstable-disk': diskBurst, ...features } = { ...types.get(row.type)?.features };
      expect(Object.keys(features).sort(), row.type).toEqual(
        Object.keys(derived)
          .filter((key) => row[derived[key] ?? ''] !== undefined)
          .sort(),
      );
      if (diskBurst) expect(row.diskBurstGbps ?? row.diskBurstIops, row.type).toBeDefined();
    }
  });

  it('sums up the types of a family', () => {
    for (const { id, summary } of catalog.families) {
      const rows = typeRows.filter((row) => row.family === id);
      const memory = rows.map((row) => Number(row.memoryGiB));
      if (recordedOnly.some((type) => type.startsWith(`${id}.`) || type.startsWith(`${id}-`))) continue;
      expect(summary, id).toMatchObject({ count: rows.length, metrics: { memoryGiB: { min: Math.min(...memory), max: Math.max(...memory) } } });
    }
  });
});
