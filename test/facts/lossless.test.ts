import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/model/record.ts';

import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { familyRows, typeRows } from '../helpers/catalog-data.ts';

const catalog = openEmbeddedCatalog();
const families = new Map(catalog.families.map(({ id, documented }) => [id, documented]));
const types = new Map(catalog.families.flatMap((entry) => entry.types().map((type) => [type.id, { ...type.documented, family: entry.id }])));

/** Where a key of a row lies in the compiled form. Null stands for "not mentioned" on both sides. */
type Place = string | ((compiled: unknown) => unknown);

/** Where each key of a family row went. Statements of features are true, false or not mentioned. */
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
  // The pages call super computing clusters neither bare metal nor not: their "false" is the lack of a statement.
  bareMetal: (compiled) => valueAt(compiled, 'features.bare-metal') ?? (valueAt(compiled, 'category') === 'Super Computing Cluster' ? false : null),
  'features.erdma': 'features.erdma',
  'features.nvme': 'features.nvme',
  'features.jumboFrames': 'features.jumbo-frames',
  'features.vtpm': 'features.vtpm',
  'features.enclave': 'features.enclave',
  'features.tdx': 'features.tdx',
  'features.sgx': 'features.sgx',
  'features.vpcTrafficEncryption': 'features.vpc-encryption',
  'features.memoryEncryption': 'features.memory-encryption',
  'features.elasticEphemeralDisk': 'features.elastic-ephemeral-disk',
  'features.adjustableBandwidth': 'features.adjustable-bandwidth',
  'features.ipv6': 'features.ipv6',
  'features.roce': 'features.roce',
  'features.hotMigration': 'features.hot-migration',
  'features.persistentMemory': 'features.persistent-memory',
  'features.burstableNetwork': 'features.burstable-network',
  'features.burstableDisk': 'features.burstable-disk',
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

describe('the way from the rows to the compiled catalog', () => {
  it('keeps every family and type once', () => {
    expect(familyRows).toHaveLength(242);
    expect(typeRows).toHaveLength(1222);
    expect(catalog.families.map(({ id }) => id).sort()).toEqual(familyRows.map(({ id }) => id).sort());
    expect(catalog.families.flatMap((entry) => entry.types().map(({ id }) => id)).sort()).toEqual(typeRows.map(({ id }) => id).sort());
  });

  it('keeps every value of every family, and adds none', () => {
    expect(familyRows.flatMap((row) => differences(row, families.get(row.id), familyPlaces))).toEqual([]);
    expect(familyRows.filter(({ id, gpu }) => (gpu !== undefined) !== (families.get(id)?.gpu !== null)).map(({ id }) => id)).toEqual([]);
  });

  it('keeps every value of every type, and adds none', () => {
    expect(typeRows.flatMap((row) => differences(row, types.get(row.id), typePlaces))).toEqual([]);
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
      const { 'burstable-disk': diskBurst, ...features } = { ...types.get(row.id)?.features };
      expect(Object.keys(features).sort(), row.id).toEqual(
        Object.keys(derived)
          .filter((key) => row[derived[key] ?? ''] !== undefined)
          .sort(),
      );
      if (diskBurst) expect(row.diskBurstGbps ?? row.diskBurstIops, row.id).toBeDefined();
    }
  });

  it('sums up the types of a family', () => {
    for (const { id, documented } of catalog.families) {
      const rows = typeRows.filter((row) => row.family === id);
      const memory = rows.map((row) => Number(row.memoryGiB));
      expect(documented?.types, id).toMatchObject({ count: rows.length, metrics: { memoryGiB: { min: Math.min(...memory), max: Math.max(...memory) } } });
    }
  });
});
