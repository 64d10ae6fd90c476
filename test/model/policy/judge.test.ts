import { describe, expect, it } from 'vitest';
import type { FamilyEntry } from '../../../src/model/catalog/catalog.ts';
import type { DocumentedFamily } from '../../../src/model/catalog/facts.ts';
import type { StockStatus } from '../../../src/model/market/stock.ts';
import { judge, summarizeVerdicts } from '../../../src/model/policy/judge.ts';
import type { UnknownMode } from '../../../src/model/policy/outcome.ts';
import type { EvidenceMode, Waiver } from '../../../src/model/policy/policy.ts';
import type { Target } from '../../../src/model/policy/target.ts';
import { joinStock } from '../../../src/model/reports/availability.ts';
import { inShort, judgeNames, patterns, policyOf, requirements, target } from '../../helpers/policy.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog, pageStatement } from '../../helpers/small-catalog.ts';
import { stockOf, zoneOf } from '../../helpers/stock.ts';

const onCipu = { platforms: [{ name: 'CIPU', generation: null }] } as const;
const onShenlong = { platforms: [{ name: 'SHENLONG', generation: '3' }] } as const;

/** A documented family with types of 2, 4 and 8 vCPUs. */
function family(id: string, facts: Partial<DocumentedFamily> = {}): FamilyEntry {
  const sizes = [
    ['large', 2],
    ['xlarge', 4],
    ['2xlarge', 8],
  ] as const;
  const types = sizes.map(([size, vcpus]) => documentedType(`${id}.${size}`, { metrics: { vcpus, memoryGiB: 4 * vcpus } }));
  return documentedEntry(documentedFamily(id, facts), types);
}

/** On CIPU are c8i and g8i, which has eRDMA as well; not on it are g6 and g7; nothing is known of g7ne, and of the platform of the gn families. */
const catalog = documentedCatalog(
  family('ecs.c8i', onCipu),
  family('ecs.g6'),
  family('ecs.g7', onShenlong),
  family('ecs.g7ne'),
  family('ecs.g8i', { ...onCipu, features: { erdma: true, gpu: false } }),
  family('ecs.gn7i', { features: { gpu: true } }),
  family('ecs.gn8i', { features: { gpu: true, nvme: true } }),
);
const short = (names: readonly (string | ReturnType<typeof target>)[], policy = policyOf(['cipu'])) => judgeNames(names, { catalog, policy }).map(inShort);
const reasonOf = (name: string, requirement: string) => judgeNames([name], { catalog, policy: policyOf([requirement]) })[0]?.checks[0]?.reason;

describe('a type', () => {
  it('meets the requirements, or fails, or is open', () => {
    expect(short(['ecs.g8i.large', 'ecs.g7.large', 'ecs.g7ne.large'], policyOf(['cipu', 'erdma']))).toEqual([
      'ecs.g7.large: fail, cipu fail, erdma fail',
      'ecs.g7ne.large: unknown, cipu unknown, erdma unknown',
      'ecs.g8i.large: pass',
    ]);
  });

  it('has the checks in the order of the policy, with reason and evidence', () => {
    const [verdict] = judgeNames(['ecs.g8i.large'], { catalog, policy: policyOf(['vcpus>=4', 'erdma']) });
    expect(verdict).toMatchObject({ target: 'ecs.g8i.large', verdict: 'fail', waived: false, onUnknown: 'fail', place: target(null).place });
    expect(
      verdict?.checks.map(({ requirement, status, basis, reason, evidence, waiver }) => [requirement, status, basis, reason, evidence.length, waiver]),
    ).toEqual([
      ['vcpus>=4', 'fail', 'documented', 'vCPUs of ecs.g8i.large: 2 (documented in "Overview", 2026-Q1).', 1, null],
      ['erdma', 'pass', 'documented', 'The documentation lists Elastic RDMA for ecs.g8i (documented in "Overview", 2026-Q1).', 1, null],
    ]);
  });
});

describe('a family', () => {
  it('meets what each of its types meets', () => {
    expect(short(['ecs.g8i'], policyOf(['cipu', 'erdma', 'vcpus>=2']))).toEqual(['ecs.g8i: pass']);
    expect(short(['ecs.g8i'], policyOf(['vcpus>=8']))).toEqual(['ecs.g8i: fail, vcpus>=8 fail']);
    expect(reasonOf('ecs.g8i', 'vcpus>=8')).toBe('2 of 3 types of ecs.g8i do not meet it. vCPUs of ecs.g8i.large: 2 (documented in "Overview", 2026-Q1).');
    expect(reasonOf('ecs.g8i', 'vcpus>=2')).toBe('All 3 types of ecs.g8i meet it. vCPUs of ecs.g8i.large: 2 (documented in "Overview", 2026-Q1).');
  });

  it('does not have what only some of its types have', () => {
    const types = [1, 0].map((EriQuantity, i) => ({ InstanceTypeId: `ecs.x1.${i + 1}xlarge`, InstanceTypeFamily: 'ecs.x1', EriQuantity }));
    const verdicts = judgeNames(['ecs.x1'], { catalog: liveCatalog(['ecs.x1'], types), policy: policyOf(['erdma']) });
    expect(verdicts.map(inShort)).toEqual(['ecs.x1: fail, erdma fail']);
    expect(verdicts[0]?.checks[0]?.reason).toBe('1 of 2 types of ecs.x1 do not meet it. ecs.x1.2xlarge has EriQuantity 0 (reply of the API, 2026-02-03).');
  });

  it('is open where a type is open, and no types are listed', () => {
    const types = [
      { InstanceTypeId: 'ecs.x1.large', InstanceTypeFamily: 'ecs.x1', EriQuantity: 1 },
      { InstanceTypeId: 'ecs.x1.xlarge', InstanceTypeFamily: 'ecs.x1' },
    ];
    const small = liveCatalog(['ecs.x1', 'ecs.x2'], types);
    expect(judgeNames(['ecs.x1', 'ecs.x2'], { catalog: small, policy: policyOf(['erdma', 'vcpus>=1']) }).map(inShort)).toEqual([
      'ecs.x1: unknown, erdma unknown, vcpus>=1 unknown',
      'ecs.x2: unknown, erdma unknown, vcpus>=1 unknown',
    ]);
  });
});

describe('a name', () => {
  const unknown = (reason: string) => ({ requirement: 'name', status: 'unknown', basis: 'none', reason, evidence: [], waiver: null });

  it('that nobody knows comes with the day of the catalog and, where there are any, with near names', () => {
    const live = { ...catalog, source: { ...catalog.source, asOf: '2026-02-03T04:05:06.000Z' } };
    const checksOf = (name: string) => judgeNames([name], { catalog: live, policy: policyOf([]) })[0]?.checks;
    expect(checksOf('ecs.g8i.lrage')).toEqual([unknown('The catalog of 2026-02-03 has no ecs.g8i.lrage: did you mean ecs.g8i.large?')]);
    expect(checksOf('ecs.zzzzzzzz')).toEqual([unknown('The catalog of 2026-02-03 has no ecs.zzzzzzzz.')]);
  });

  it('that an input does not give is unknown, for the reason of the input', () => {
    const checksOf = (why: string | null) => judgeNames([{ ...target(null), unknown: why }], { catalog, policy: policyOf(['cipu']) })[0]?.checks;
    expect(checksOf('Known only after apply.')).toEqual([unknown('Known only after apply.')]);
    expect(checksOf(null)).toEqual([unknown('The name is not known.')]);
  });

  it('that nobody knows is unknown, with near ones, even where a list of names decides', async () => {
    const policy = policyOf(['cipu'], { deny: await patterns('ecs.g9z*') });
    const [denied, unknown, ...rest] = judgeNames(['ecs.g8i.xlagre', target(null, 'alicloud_instance.a'), 'ecs.g9z.large'], { catalog, policy });
    expect(denied && inShort(denied)).toBe('ecs.g9z.large: fail, deny fail, name unknown');
    expect(unknown?.checks.map(({ reason }) => reason)).toEqual([
      "ecs.g8i.xlagre is not on the policy's deny list.",
      'The catalog of 2026-Q1 has no ecs.g8i.xlagre: did you mean ecs.g8i.xlarge?',
    ]);
    expect(rest.map(({ checks }) => checks[0]?.reason)).toEqual(['Known only after apply.']);
  });

  it('must be on the allow list and off the deny list', async () => {
    const policy = policyOf([], { allow: await patterns('g8i', 'c8i.*'), deny: await patterns('g8i.large') });
    expect(short(['ecs.g8i.xlarge', 'ecs.g8i.large', 'ecs.g8i', 'ecs.c8i.large', 'ecs.c8i', 'ecs.g7.large'], policy)).toEqual([
      'ecs.g8i.large: fail, deny fail',
      'ecs.g8i: fail, deny fail',
      'ecs.g7.large: fail, allow fail',
      'ecs.g8i.xlarge: pass',
      'ecs.c8i.large: pass',
      'ecs.c8i: pass',
    ]);
  });
});

describe('an override', () => {
  it('takes the place of the requirements for what it names; the last one counts', async () => {
    const overrides = [
      { targets: await patterns('gn*'), require: requirements('gpu'), unknown: 'warn' as const },
      { targets: await patterns('gn7i'), require: requirements('gpu', 'ptp') },
    ];
    const verdicts = judgeNames(['ecs.gn8i.large', 'ecs.gn7i.large', 'ecs.g7.large'], { catalog, policy: policyOf(['cipu'], { overrides }) });
    expect(verdicts.map((one) => `${inShort(one)}; ${one.onUnknown}`)).toEqual([
      'ecs.g7.large: fail, cipu fail; fail',
      'ecs.gn7i.large: unknown, ptp unknown; warn',
      'ecs.gn8i.large: pass; warn',
    ]);
  });
});

describe('a policy that accepts only what is documented', () => {
  const metal = documentedEntry(
    documentedFamily('ecs.ebmx9', { category: 'ECS Bare Metal', features: { 'bare-metal': true } }),
    [documentedType('ecs.ebmx9.large'), documentedType('ecs.ebmx9.xlarge')],
    [pageStatement('nested-virtualization', 'no', { types: ['ecs.ebmx9.large'] }), pageStatement('gpu', 'no', { types: ['ecs.ebmx9.large'] })],
  );
  const outcomes = (name: string, require: string, evidence: EvidenceMode) =>
    judgeNames([name], { catalog: documentedCatalog(...catalog.families, metal), policy: policyOf([require], { evidence }) }).map(inShort);

  it.each([
    ['what a rule infers', 'ecs.g6.large', 'cipu', 'fail, cipu fail'],
    ['a family of which that holds', 'ecs.g6', '!gpu', 'pass'],
    ['a family of which only one type is documented not to have it', 'ecs.ebmx9', '!gpu', 'pass'],
  ])('leaves open %s', (_, name, require, otherwise) => {
    expect(outcomes(name, require, 'any')).toEqual([`${name}: ${otherwise}`]);
    expect(outcomes(name, require, 'documented')).toEqual([`${name}: unknown, ${require} unknown`]);
  });

  it.each([
    ['ecs.g7.large', 'cipu', 'fail, cipu fail'],
    ['ecs.g8i', 'cipu', 'pass'],
    ['ecs.ebmx9', 'nested-virtualization', 'fail, nested-virtualization fail'],
  ])('decides %s, %s as ever', (name, require, outcome) => {
    for (const mode of ['any', 'documented'] as const) expect(outcomes(name, require, mode)).toEqual([`${name}: ${outcome}`]);
  });

  it('suggests no type of which a rule infers that it would pass', () => {
    const inferred = documentedCatalog(family('ecs.g7', onShenlong), family('ecs.x8', { features: { erdma: true } }));
    const closest = (evidence: EvidenceMode) => judgeNames(['ecs.g7.large'], { catalog: inferred, policy: policyOf(['cipu'], { evidence }) })[0]?.closest;
    expect([closest('any'), closest('documented')]).toEqual(['ecs.x8.large', null]);
  });
});

describe('a name in a place that nobody understands', () => {
  const judged = (name: string | null, policy = policyOf(['cipu'])) => judgeNames([{ ...target(name, 'web'), isUnexplained: true }], { catalog, policy });
  const waiver: Waiver = { targets: [], addresses: [], require: [], reason: 'known', expires: '2026-12-31' };

  it('is open where it would fail, and says why; nothing takes its place', () => {
    expect(judged('ecs.g7.large')).toMatchObject([
      {
        target: 'ecs.g7.large',
        verdict: 'unknown',
        waived: false,
        closest: null,
        checks: [
          {
            requirement: 'place',
            status: 'unknown',
            basis: 'none',
            reason: 'It names ecs.g7.large in a place that is not understood. ecs.g7 is on third-generation SHENLONG (documented in "Overview", 2026-Q1).',
            evidence: [{ field: 'architecture' }],
            waiver: null,
          },
        ],
        place: { address: 'web' },
      },
    ]);
    expect(judged('ecs.g7ne.large').map(inShort)).toEqual(['ecs.g7ne.large: unknown, place unknown']);
  });

  it('is not worth a word where it would pass, or has no name', () => {
    expect(judged('ecs.g8i.large')).toEqual([]);
    expect(judged(null)).toEqual([]);
  });

  it('is a type or a family of the catalog: another word is none', () => {
    expect(judged('ecs.g8i.lrage').map(inShort)).toEqual(['ecs.g8i.lrage: unknown, place unknown']);
    expect(judged('ecs.g7').map(inShort)).toEqual(['ecs.g7: unknown, place unknown']);
    expect(judged('ecs.console')).toEqual([]);
  });

  it.each<[string, Partial<Waiver>, string]>([
    ['for its place', { require: ['place'] }, 'pass (waived), place unknown'],
    ['for where it stands', { addresses: ['web'], require: ['place'] }, 'pass (waived), place unknown'],
    ['that has expired', { require: ['place'], expires: '2026-11-30' }, 'unknown, place unknown'],
    ['for something else', { require: ['erdma'] }, 'unknown, place unknown'],
  ])('is judged under a waiver %s', (_, one, expected) => {
    const policy = policyOf(['cipu'], { waivers: [{ ...waiver, ...one }] });
    expect(judged('ecs.g7.large', policy).map(inShort)).toEqual([`ecs.g7.large: ${expected}`]);
  });

  it.each<[string, string]>([
    ['g7', 'pass (waived), place unknown'],
    ['g6', 'unknown, place unknown'],
  ])('is judged under a waiver for the place of a family, %s', async (name, expected) => {
    const policy = policyOf(['cipu'], { waivers: [{ ...waiver, targets: await patterns(name), require: ['place'] }] });
    expect(judged('ecs.g7.large', policy).map(inShort)).toEqual([`ecs.g7.large: ${expected}`]);
  });

  it('gives the reason that nothing excuses', () => {
    const policy = policyOf(['vcpus>=4', 'cipu'], { waivers: [{ ...waiver, require: ['vcpus>=4'] }] });
    expect(judged('ecs.g7.large', policy)[0]?.checks[0]?.reason).toContain('SHENLONG');
  });
});

describe('a choice that is left to a service', () => {
  const between = (...families: readonly string[]): Target => ({
    ...target(null, 'pool'),
    unknown: null,
    choice: { terms: [{ property: 'family', operator: 'in', values: families }] },
  });
  const waiverUntil = async (expires: string): Promise<Waiver> => ({ targets: await patterns('g7'), addresses: [], require: [], reason: 'r', expires });

  it('fails where it may fall on what fails, and a waiver for that excuses it while it holds', async () => {
    expect(short([between('ecs.g8i', 'ecs.g7')])).toEqual(['null: fail, cipu fail']);
    expect(short([between('ecs.g8i', 'ecs.g7')], policyOf(['cipu'], { waivers: [await waiverUntil('2026-12-31')] }))).toEqual(['null: pass']);
    expect(short([between('ecs.g8i', 'ecs.g7')], policyOf(['cipu'], { waivers: [await waiverUntil('2026-11-30')] }))).toEqual(['null: fail, cipu fail']);
    expect(short([between('ecs.g8i', 'ecs.c8i')])).toEqual(['null: pass']);
  });
});

describe('a family under terms for single types', () => {
  it('is judged by each type under its own', async () => {
    const overrides = [{ targets: await patterns('g8i.large'), require: requirements('vcpus>=4'), unknown: 'warn' as const }];
    const [verdict] = judgeNames(['ecs.g8i'], { catalog, policy: policyOf(['cipu'], { overrides }) });
    expect(verdict && inShort(verdict)).toBe('ecs.g8i: fail, vcpus>=4 fail');
    expect(verdict?.checks.map(({ requirement, reason }) => [requirement, reason])).toEqual([
      ['vcpus>=4', 'vCPUs of ecs.g8i.large: 2 (documented in "Overview", 2026-Q1).'],
      ['cipu', 'ecs.g8i is on CIPU (documented in "Overview", 2026-Q1).'],
    ]);
    expect(verdict?.onUnknown).toBe('fail');
  });

  it('is open while the answer is not complete', () => {
    const live = liveCatalog(['ecs.g8i'], [{ InstanceTypeId: 'ecs.g8i.large', InstanceTypeFamily: 'ecs.g8i', EriQuantity: 1 }], catalog.families);
    const incomplete = { ...live, source: { ...live.source, complete: false, gaps: ['x'] } };
    expect(judgeNames(['ecs.g8i', 'ecs.g8i.large'], { catalog: incomplete, policy: policyOf(['erdma']) }).map(inShort)).toEqual([
      'ecs.g8i: unknown, erdma unknown',
      'ecs.g8i.large: pass',
    ]);
  });
});

describe('doubts about a family', () => {
  it.each<[UnknownMode, UnknownMode, UnknownMode]>([
    // Of the policy, of one of three types, and of the family: the strictest that holds for any of its types.
    ['fail', 'warn', 'fail'],
    ['warn', 'fail', 'fail'],
    ['pass', 'warn', 'warn'],
    ['pass', 'fail', 'fail'],
    ['warn', 'pass', 'warn'],
  ])('%s, and %s for one type: %s', async (policy, type, expected) => {
    const overrides = [{ targets: await patterns('g7ne.xlarge'), unknown: type }];
    const [verdict] = judgeNames(['ecs.g7ne'], { catalog, policy: policyOf(['cipu'], { unknown: policy, overrides }) });
    expect(verdict?.onUnknown).toBe(expected);
  });

  it('are those of its types where each has others than the policy', async () => {
    const overrides = [{ targets: await patterns('g7ne.*'), unknown: 'warn' as const }];
    expect(judgeNames(['ecs.g7ne'], { catalog, policy: policyOf(['cipu'], { overrides }) })[0]?.onUnknown).toBe('warn');
  });
});

describe('a waiver', () => {
  const waiver: Waiver = { targets: [], addresses: [], require: [], reason: 'until the move', expires: '2026-12-31' };
  const withWaiver = (one: Partial<Waiver>, require = ['cipu', 'ptp']) => policyOf(require, { waivers: [{ ...waiver, ...one }] });

  it('excuses what it names, and says so', async () => {
    const policy = policyOf(['cipu', 'ptp'], { waivers: [{ ...waiver, targets: await patterns('g7') }] });
    const verdicts = judgeNames(['ecs.g7.large', 'ecs.g6.large'], { catalog, policy });
    expect(verdicts.map(inShort)).toEqual(['ecs.g6.large: fail, cipu fail, ptp unknown', 'ecs.g7.large: pass (waived), cipu fail, ptp unknown']);
    expect(verdicts[1]?.checks[0]?.waiver).toEqual({ reason: 'until the move', expires: '2026-12-31', expired: false });
  });

  it('excuses only the requirements that it names', () => {
    expect(short(['ecs.g7.large'], withWaiver({ require: ['cipu'] }))).toEqual(['ecs.g7.large: unknown, cipu fail, ptp unknown']);
    expect(short(['ecs.g7.large'], withWaiver({ require: ['ptp'] }))).toEqual(['ecs.g7.large: fail, cipu fail, ptp unknown']);
  });

  it('excuses addresses, also of what is not known yet', () => {
    const addressed = [
      target('ecs.g7.large', 'module.a["x"].alicloud_instance.b[0]'),
      target(null, 'module.a["y"].alicloud_instance.b[1]'),
      target('ecs.g7.large', 'other'),
    ];
    expect(short(addressed, withWaiver({ addresses: ['module.a["*"].alicloud_instance.b[*]'] }, ['cipu']))).toEqual([
      'ecs.g7.large: fail, cipu fail',
      'ecs.g7.large: pass (waived), cipu fail',
      'null: pass (waived), name unknown',
    ]);
    expect(short(['ecs.g7.large'], withWaiver({ addresses: ['*'] }))).toEqual(['ecs.g7.large: fail, cipu fail, ptp unknown']);
  });

  it('excuses any of its addresses, and no place without one', () => {
    const policy = withWaiver({ addresses: ['web', 'batch'] }, ['cipu']);
    expect(short([target('ecs.g7.large', 'batch'), target('ecs.g7.large', 'db')], policy)).toEqual([
      'ecs.g7.large: fail, cipu fail',
      'ecs.g7.large: pass (waived), cipu fail',
    ]);
  });

  it('for names excuses nothing whose name is not known', async () => {
    expect(short([target(null, 'web')], withWaiver({ targets: await patterns('*') }))).toEqual(['null: unknown, name unknown']);
  });

  it('is needed only by what is not met', () => {
    const [verdict] = judgeNames(['ecs.g7.large'], { catalog, policy: withWaiver({}, ['vcpus>=2', 'cipu']) });
    expect(verdict).toMatchObject({
      verdict: 'pass',
      waived: true,
      checks: [
        { status: 'pass', waiver: null },
        { status: 'fail', waiver: { expired: false } },
      ],
    });
    expect(judgeNames(['ecs.g8i.large'], { catalog, policy: withWaiver({}, ['cipu']) })[0]).toMatchObject({ verdict: 'pass', waived: false });
  });

  it('matches addresses in linear time', () => {
    const policy = withWaiver({ addresses: [`${'*a'.repeat(40)}*b`] }, ['cipu']);
    expect(short([target('ecs.g7.large', 'a'.repeat(20_000))], policy)).toEqual(['ecs.g7.large: fail, cipu fail']);
    expect(short([target('ecs.g7.large', `${'a'.repeat(20_000)}b`)], policy)).toEqual(['ecs.g7.large: pass (waived), cipu fail']);
  });

  it.each([
    ['2026-12-01', 'pass'],
    ['2026-11-30', 'fail'],
  ])('that expires on %s gives %s on the first of December', (expires, verdict) => {
    const [found] = judgeNames(['ecs.g7.large'], { catalog, policy: withWaiver({ expires }, ['cipu']) });
    expect(found?.verdict).toBe(verdict);
    expect(found?.checks[0]?.waiver?.expired).toBe(verdict === 'fail');
  });

  it.each([
    ['2026-01-01', '2027-01-01'],
    ['2027-01-01', '2026-01-01'],
    // The day on which verdicts are given is the last one of the second.
    ['2026-11-30', '2026-12-01'],
  ])('that still holds beats one that has expired: %s and %s', (...days) => {
    const waivers = days.map((expires) => ({ ...waiver, expires }));
    expect(short(['ecs.g7.large'], policyOf(['cipu'], { waivers }))).toEqual(['ecs.g7.large: pass (waived), cipu fail']);
  });
});

describe('regions and stock', () => {
  const types = ['large', 'xlarge'].map((size) => ({ InstanceTypeId: `ecs.g8i.${size}`, InstanceTypeFamily: 'ecs.g8i' }));
  const live = liveCatalog(['ecs.g8i'], types, catalog.families);
  const inZone = (statuses: Readonly<Record<string, StockStatus>>) => stockOf(zoneOf('cn-hangzhou-h', statuses));
  const demand = (regions: readonly string[], inStock = false) => policyOf([], { regions, inStock });

  it('are not known to the embedded catalog', () => {
    expect(short(['ecs.g8i.large'], demand(['cn-hangzhou'], true))).toEqual(['ecs.g8i.large: unknown, regions unknown, inStock unknown']);
  });

  it('are answered by the API', () => {
    const inRegions = (regions: readonly string[], source = live) =>
      judgeNames(['ecs.g8i.large', 'ecs.g8i.2xlarge', 'ecs.g7.large', 'ecs.g8i'], { catalog: source, policy: demand(regions) }).map(inShort);
    expect(inRegions(['cn-hangzhou'])).toEqual([
      'ecs.g8i.2xlarge: fail, regions fail',
      'ecs.g7.large: fail, regions fail',
      'ecs.g8i.large: pass',
      'ecs.g8i: pass',
    ]);
    expect(inRegions(['cn-hangzhou', 'eu-west-1'])).toEqual([
      'ecs.g8i.2xlarge: fail, regions fail',
      'ecs.g7.large: fail, regions fail',
      'ecs.g8i.large: unknown, regions unknown',
      'ecs.g8i: unknown, regions unknown',
    ]);
    const several = { ...live, source: { ...live.source, regions: ['cn-hangzhou', 'eu-west-1'] } };
    expect(inRegions(['cn-hangzhou'], several)).toEqual([
      'ecs.g7.large: fail, regions fail',
      'ecs.g8i.large: unknown, regions unknown',
      'ecs.g8i.2xlarge: unknown, regions unknown',
      'ecs.g8i: pass',
    ]);
    const incomplete = { ...live, source: { ...live.source, complete: false, gaps: ['Something is missing.'] } };
    expect(inRegions(['cn-hangzhou'], incomplete)).toEqual([
      'ecs.g8i.2xlarge: unknown, regions unknown',
      'ecs.g7.large: unknown, regions unknown',
      'ecs.g8i.large: pass',
      'ecs.g8i: pass',
    ]);
  });

  it.each<[Readonly<Record<string, StockStatus>>, readonly string[]]>([
    [{ 'g8i.large': 'with-stock', 'g8i.xlarge': 'with-stock' }, ['pass', 'pass']],
    [{ 'g8i.large': 'with-stock', 'g8i.xlarge': 'without-stock' }, ['fail', 'pass']],
    [{ 'g8i.large': 'with-stock', 'g8i.xlarge': 'unknown' }, ['unknown', 'pass']],
    [{ 'g8i.large': 'without-stock', 'g8i.xlarge': 'with-stock' }, ['fail', 'fail']],
    [{ 'g8i.large': 'unknown', 'g8i.xlarge': 'with-stock' }, ['unknown', 'unknown']],
  ])('of %o give a family and its smallest type %o', (statuses, expected) => {
    const stock = inZone(statuses);
    const verdicts = judgeNames(['ecs.g8i', 'ecs.g8i.large'], { catalog: joinStock(live, stock), policy: demand(['cn-hangzhou'], true), stock });
    expect(['ecs.g8i', 'ecs.g8i.large'].map((name) => verdicts.find((one) => one.target === name)?.verdict)).toEqual(expected);
  });
});

describe('verdicts', () => {
  it('come failures first, then the unknown, then the rest, and are counted', () => {
    const waivers = [{ targets: [], addresses: [], require: ['cipu'], reason: 'until the move', expires: '2026-12-31' }];
    const verdictsOn = (names: readonly string[], policy = policyOf(['cipu'])) =>
      judge(
        names.map((name) => target(name)),
        { catalog, policy, today: '2026-12-01' },
      );
    const verdicts = verdictsOn(['ecs.g8i.large', 'ecs.g7ne.large', 'ecs.g7.large', 'ecs.c8i.large']);
    expect(verdicts.map((one) => one.target)).toEqual(['ecs.g7.large', 'ecs.g7ne.large', 'ecs.g8i.large', 'ecs.c8i.large']);
    expect(summarizeVerdicts(verdicts)).toEqual({ targets: 4, pass: 2, fail: 1, unknown: 1, waived: 0 });
    const waived = verdictsOn(['ecs.g8i.large', 'ecs.g7ne.large', 'ecs.g7.large'], policyOf(['cipu'], { waivers }));
    expect(summarizeVerdicts(waived)).toEqual({ targets: 3, pass: 3, fail: 0, unknown: 0, waived: 2 });
  });

  it.each<[string, readonly string[], string | null]>([
    ['ecs.g7.xlarge', ['cipu', 'erdma'], 'ecs.g8i.xlarge'],
    ['ecs.g8i.large', ['vcpus>=8'], 'ecs.g8i.2xlarge'],
    ['ecs.g8i.large', ['!erdma'], 'ecs.g7.large'],
    // It must meet every requirement, not only one of them.
    ['ecs.g7.large', ['erdma', 'vcpus>=8'], 'ecs.g8i.2xlarge'],
    // Nothing to replace, nothing that would pass, no single type, nothing known.
    ['ecs.g8i.large', ['cipu'], null],
    ['ecs.g7.large', ['vcpus>=100'], null],
    ['ecs.g7', ['cipu'], null],
    ['ecs.g7ne.large', ['cipu'], null],
  ])('on %s under %j name the closest type that would pass: %s', (name, require, expected) => {
    expect(judgeNames([name], { catalog, policy: policyOf(require) })[0]?.closest).toBe(expected);
  });

  it('name no closest type for what is not in the catalog', async () => {
    const policy = policyOf([], { deny: await patterns('g9z') });
    expect(judgeNames(['ecs.g9z.large', 'ecs.g9z'], { catalog, policy }).map(({ verdict, closest }) => [verdict, closest])).toEqual([
      ['fail', null],
      ['fail', null],
    ]);
  });
});
