/** What the lists say, against the documented rows themselves: the expectations are computed here, without the program's code. */
import { describe, expect, it } from 'vitest';
import { type FamilyRow, readFamilyRows, readTypeRows, type TypeRow } from '../helpers/ecs/documents.ts';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

const families = new Map(readFamilyRows().map((row) => [row.id, row]));
const types = readTypeRows();
const isSold = ({ sold }: FamilyRow) => sold.international || sold.china;
const familyOf = ({ family }: TypeRow) => families.get(family) as FamilyRow;
const isBareMetal = ({ features, category, id }: FamilyRow) => features['bare-metal'] === true || category === 'ECS Bare Metal' || id.startsWith('ecs.ebm');
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();

const namesOf = async (...args: string[]) => linesOf(outputOf(await runCipu([...args, '-o', 'names', '--offline'])));

describe('lists', () => {
  it('families lists every family on sale once, in natural order', async () => {
    const listed = await namesOf('families');
    expect([...listed].sort()).toEqual(ids([...families.values()].filter(isSold)));
    const natural = new Intl.Collator('en', { numeric: true });
    expect(listed.filter((name) => /^ecs\.[a-z]+\d+$/.test(name))).toEqual(
      listed.filter((name) => /^ecs\.[a-z]+\d+$/.test(name)).sort((a, b) => natural.compare(a, b)),
    );
  });

  it('families --retired lists the others too', async () => {
    expect((await namesOf('families', '--retired')).sort()).toEqual(ids([...families.values()]));
  });

  it('types lists every type on sale once, grouped by family', async () => {
    const listed = await namesOf('types');
    // Only a reply of the API tells of this one.
    const recorded = 'ecs.s6-c1m2.16xlarge';
    expect([...listed].sort()).toEqual([...ids(types.filter((type) => isSold(familyOf(type)))), recorded].sort());
    const familyById = new Map([...types.map(({ id, family }) => [id, family] as const), [recorded, 'ecs.s6']]);
    const order = listed.map((name) => familyById.get(name));
    expect(order.filter((family, i) => family !== order[i - 1])).toEqual([...new Set(order)]);
  });

  it('types --has erdma,nvme,bare-metal --vcpus 128.. prints exactly the documented types', async () => {
    const expected = types.filter((type) => {
      const family = familyOf(type);
      const erdma = type.eris !== undefined ? type.eris > 0 : family.features.erdma === true;
      return isSold(family) && erdma && family.features.nvme === true && isBareMetal(family) && (type.vcpus ?? 0) >= 128;
    });
    expect(expected.length).toBeGreaterThan(10);
    expect((await namesOf('types', '--has', 'erdma,nvme,bare-metal', '--vcpus', '128..')).sort()).toEqual(ids(expected));
  });

  it.each([
    { flags: ['--vcpus', '8..32', '--memory', '64..'], meets: ({ vcpus = 0, memoryGiB }: TypeRow) => vcpus >= 8 && vcpus <= 32 && memoryGiB >= 64 },
    { flags: ['--vcpus', '16'], meets: ({ vcpus }: TypeRow) => vcpus === 16 },
    { flags: ['--memory', '..0.5'], meets: ({ memoryGiB }: TypeRow) => memoryGiB <= 0.5 },
    { flags: ['--memory', '1TiB..'], meets: ({ memoryGiB }: TypeRow) => memoryGiB >= 1024 },
    { flags: ['--network', '100..'], meets: ({ networkGbps = 0 }: TypeRow) => networkGbps >= 100 },
    { flags: ['--packet-rate', '20M..'], meets: ({ packetRatePps = 0 }: TypeRow) => packetRatePps >= 20_000_000 },
    { flags: ['--arch', 'arm'], meets: (type: TypeRow) => familyOf(type).cpuArchitecture === 'ARM' },
    { flags: ['--category', 'ecs bare metal'], meets: (type: TypeRow) => familyOf(type).category === 'ECS Bare Metal' },
    { flags: ['--site', 'international'], meets: (type: TypeRow) => familyOf(type).sold.international },
    {
      flags: ['--has', 'nvme', '--has', 'jumbo-frames'],
      meets: (type: TypeRow) => familyOf(type).features.nvme === true && familyOf(type).features['jumbo-frames'] === true,
    },
  ])('types $flags', async ({ flags, meets }) => {
    const expected = types.filter((type) => isSold(familyOf(type)) && meets(type));
    expect(expected.length).toBeGreaterThan(0);
    expect((await namesOf('types', ...flags)).sort()).toEqual(ids(expected));
  });
});

describe('verdicts', () => {
  it('follow the rules on every documented family', async () => {
    const { families: reports } = JSON.parse(outputOf(await runCipu(['families', '--retired', '--json', '--offline'])));
    const listed = new Map<string, { verdict: string; basis: string; rule: string | null; conflict: boolean }>(
      reports.map(({ family, cipu }: { family: string; cipu: unknown }) => [family, cipu]),
    );
    const wrong = [...families.values()].flatMap((row) => {
      const { verdict, basis, rule, conflict } = listed.get(row.id) ?? { verdict: 'missing', basis: '', rule: null, conflict: false };
      const found = [verdict, basis, rule, conflict].join(' ');
      return expectedVerdicts(row).includes(found) ? [] : [`${row.id}: ${found}, not ${expectedVerdicts(row).join(' or ')}`];
    });
    expect(wrong).toEqual([]);
  });

  /** Rules 1 to 4 of the design; rule 5 needs a table of series, so that it or unknown is accepted for the rest. */
  function expectedVerdicts({ id, platforms, features }: FamilyRow): string[] {
    const old = ['SHENLONG', 'SHENLONG 1', 'SHENLONG 2', 'SHENLONG 3'].some((name) => platforms.includes(name));
    const hasErdma = features.erdma === true || types.some((type) => type.family === id && (type.eris ?? 0) > 0);
    if (platforms.some((name) => name.startsWith('CIPU'))) return ['yes documented documented-cipu false'];
    if (hasErdma) return [`yes inferred elastic-rdma ${old}`];
    if (platforms.includes('SHENLONG 4')) return ['yes inferred fourth-generation-shenlong false'];
    if (old) return ['no documented documented-shenlong false'];
    return ['no inferred before-cipu false', 'unknown none  false'];
  }

  it.each([
    { family: 'g8i', cipu: 'yes documented documented-cipu false' },
    { family: 'g7se', cipu: 'no documented documented-shenlong false' },
    { family: 'c7re', cipu: 'yes inferred elastic-rdma true' },
    { family: 'g8y', cipu: 'yes inferred elastic-rdma false' },
    { family: 'c5', cipu: 'no inferred before-cipu false' },
  ])('$family is $cipu', async ({ family, cipu }) => {
    const query = 'families[0].cipu.[verdict, basis, rule, to_string(conflict)] | join(`" "`, @)';
    expect(outputOf(await runCipu(['families', family, '--offline', '--query', query, '-o', 'names']))).toBe(`${cipu}\n`);
  });
});
