import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import type { DocumentedFamily } from '../../../src/model/catalog/facts.ts';
import { breakagesOf } from '../../../src/model/replace/breakage.ts';
import { currentTypesOf, type InstanceInUse } from '../../../src/model/replace/current-type.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { documentedEntry, documentedFamily, liveCatalog } from '../../helpers/small-catalog.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What breaks between ecs.a1.large and ecs.b1.large with some fields and documented facts. Both are documented with ESSD disks. */
function between(
  before: Fields,
  after: Fields,
  documented: readonly [Partial<DocumentedFamily>, Partial<DocumentedFamily>] = [{}, {}],
  instance?: InstanceInUse,
) {
  const ids = ['ecs.a1', 'ecs.b1'];
  const catalog = liveCatalog(
    ids,
    ids.map((id, i) => ({ NvmeSupport: 'unsupported', CpuArchitecture: 'X86', ...[before, after][i], InstanceTypeId: `${id}.large`, InstanceTypeFamily: id })),
    ids.map((id, i) => documentedEntry(documentedFamily(id, { diskTypes: ['ESSD'], ...documented[i] }))),
  );
  return breakages(catalog, 'ecs.a1.large', 'ecs.b1.large', instance);
}

function breakages(catalog: Catalog, from: string, to: string, instance: InstanceInUse | null = null) {
  const [a] = currentTypesOf(from, catalog, instance);
  const [b] = currentTypesOf(to, catalog);
  if (!a || !b) throw new Error(`The catalog has no ${from} or no ${to}.`);
  return breakagesOf(a, b, catalog);
}

const short = (found: ReturnType<typeof breakages>) => found.map(({ severity, title }) => `${severity}: ${title}`);
const instance = (osSupportsNvme: boolean | null): InstanceInUse => ({ id: 'i-1', osSupportsNvme, eris: 0 });
const nvme = { NvmeSupport: 'required' };

describe('an image on a type that attaches disks as NVMe devices', () => {
  it.each([
    ['has to be checked', {}, undefined, ['check: image must support NVMe']],
    ['has to be checked where the API does not say it', {}, instance(null), ['check: image must support NVMe']],
    ['breaks where the operating system does not support it', {}, instance(false), ['breaks: image must support NVMe']],
    ['works where the operating system supports it', {}, instance(true), []],
    ['works where it did before', nvme, undefined, []],
    ['has to be checked where nobody knows how it was', { NvmeSupport: undefined }, undefined, ['check: image must support NVMe']],
  ])('%s', (_, before, on, expected) => {
    const found = between(before, nvme, undefined, on);
    expect(short(found)).toEqual(expected);
    for (const { statement, evidence } of found) {
      expect(statement).toContain('InvalidParameter.NotMatch');
      expect(statement).toContain('copying an image loses that flag');
      expect(evidence.map(({ statement: said }) => said)).toEqual(['ecs.b1.large has NvmeSupport required.']);
    }
  });

  it('is not told to be fine where nobody knows whether the type does that', () => {
    expect(short(between({}, { NvmeSupport: undefined }))).toEqual(['check: NVMe not known']);
    expect(short(between({}, { NvmeSupport: 'a new word' }, undefined, instance(false)))).toEqual(['check: NVMe not known']);
    expect(short(between({}, {}))).toEqual([]);
  });
});

describe('a move', () => {
  it.each<[string, Fields, Fields, readonly [Partial<DocumentedFamily>, Partial<DocumentedFamily>] | undefined, string[]]>([
    ['to another architecture', {}, { CpuArchitecture: 'ARM' }, undefined, ['breaks: ARM instead of X86']],
    [
      'away from a boot mode',
      { SupportedBootModes: { SupportedBootMode: ['BIOS', 'UEFI'] } },
      { SupportedBootModes: { SupportedBootMode: ['UEFI'] } },
      undefined,
      ['check: no boot by BIOS'],
    ],
    ['to boot modes that nobody names', { SupportedBootModes: { SupportedBootMode: ['BIOS'] } }, {}, undefined, []],
    ['away from disk categories', {}, {}, [{ diskTypes: ['SSD', 'ESSD', 'Ultra'] }, {}], ['check: disk categories not documented: SSD; Ultra']],
    ['to disk categories that nobody names', {}, {}, [{}, { diskTypes: [] }], ['check: disk categories not known']],
    ['away from local disks', { LocalStorageAmount: 2 }, { LocalStorageAmount: 0 }, undefined, ['breaks: local disks lost']],
    ['to other local disks', { LocalStorageAmount: 2 }, { LocalStorageAmount: 2 }, undefined, ['breaks: local disks lost']],
    ['to local disks that nobody names', { LocalStorageAmount: 2 }, {}, undefined, ['breaks: local disks lost']],
    ['away from CPU credits', { InitialCredit: 60 }, { InstanceFamilyLevel: 'EnterpriseLevel' }, undefined, ['check: CPU credits gone']],
    ['to CPU credits', {}, { InitialCredit: 60 }, undefined, ['breaks: CPU limited by credits']],
    ['away from bare metal', { InstanceCategory: 'ECS Bare Metal' }, { InstanceCategory: 'Enhanced' }, undefined, ['breaks: bare metal differs']],
    ['to fewer interfaces', { EniQuantity: 4 }, { EniQuantity: 3 }, undefined, ['check: ENIs 3, before 4']],
    ['to as many interfaces', { EniQuantity: 4, EniPrivateIpAddressQuantity: 6 }, { EniQuantity: 4, EniPrivateIpAddressQuantity: 10 }, undefined, []],
    [
      'to interfaces that nobody counts',
      { EniQuantity: 4, DiskQuantity: 17 },
      {},
      undefined,
      ['check: not known: Network interfaces (ENIs); Disks, system disk included'],
    ],
    [
      'to fixed hyper-threading',
      { CpuOptions: { HyperThreadingAdjustable: true } },
      { CpuOptions: { HyperThreadingAdjustable: false } },
      undefined,
      ['check: hyper-threading fixed'],
    ],
    ['away from hot migration', {}, {}, [{}, { features: { 'hot-migration': false } }], ['check: no hot migration']],
    [
      'away from features',
      { JumboFrameSupport: true, EniTrunkSupported: true },
      { JumboFrameSupport: false },
      undefined,
      ['check: no Jumbo frames', 'check: not known: Trunk ENI'],
    ],
    ['between GPUs that nobody names', { GPUAmount: 1 }, { GPUAmount: 1 }, undefined, ['check: GPU model not known']],
    [
      'between GPUs',
      { GPUAmount: 1 },
      { GPUAmount: 1 },
      [{ gpu: { model: 'NVIDIA T4', memoryGB: 16 } }, { gpu: { model: 'NVIDIA A10', memoryGB: 24 } }],
      ['check: GPU NVIDIA A10 instead of NVIDIA T4'],
    ],
    ['to something quite alike', { EniQuantity: 4 }, { EniQuantity: 4 }, undefined, []],
  ])('%s', (_, before, after, documented, expected) => {
    expect(short(between(before, after, documented))).toEqual(expected);
  });
});

describe('what breaks', () => {
  const catalog = openEmbeddedCatalog();
  const ids = catalog.families.flatMap((entry) => entry.types().map(({ id }) => id)).filter((_, i) => i % 23 === 0);
  const types = ids.flatMap((id) => currentTypesOf(id, catalog));

  it('comes with sentences and, unless it is that something is not known, with evidence', () => {
    const all = types.flatMap((from) => types.flatMap((to) => breakagesOf(from, to, catalog)));
    expect(types).toHaveLength(ids.length);
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter(({ statement }) => !/^[A-Za-z].*\.$/.test(statement) || /undefined|null|NaN/.test(statement))).toEqual([]);
    const needEvidence = all.filter(({ title, severity }) => severity === 'breaks' && !/instead of|bare metal/.test(title));
    expect(needEvidence.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  });

  it('is nothing of a type beside itself, but for local disks and what nobody knows', () => {
    expect([...new Set(types.flatMap((type) => short(breakagesOf(type, type, catalog))))].sort()).toEqual([
      'breaks: local disks lost',
      'check: GPU model not known',
      'check: NVMe not known',
      'check: disk categories not known',
    ]);
  });
});
