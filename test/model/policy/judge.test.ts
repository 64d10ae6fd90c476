import { describe, expect, it } from 'vitest';
import type { Stock } from '../../../src/model/market/stock.ts';
import { judge, summarizeVerdicts } from '../../../src/model/policy/judge.ts';
import type { Waiver } from '../../../src/model/policy/policy.ts';
import { joinStock } from '../../../src/model/reports/availability.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { inShort, judgeNames, patterns, policyOf, requirements, target } from '../../helpers/policy.ts';
import { liveCatalog } from '../../helpers/small-catalog.ts';

const catalog = openEmbeddedCatalog();
const short = (names: readonly (string | ReturnType<typeof target>)[], policy = policyOf(['cipu'])) => judgeNames(names, { catalog, policy }).map(inShort);
const reasonOf = (name: string, requirement: string) => judgeNames([name], { catalog, policy: policyOf([requirement]) })[0]?.checks[0]?.reason;

describe('a requirement on the platform', () => {
  it.each([
    ['ecs.g8i.xlarge', 'ecs.g8i.xlarge: pass', 'ecs.g8i is documented on CIPU.'],
    ['ecs.g7.xlarge', 'ecs.g7.xlarge: fail, cipu fail', 'ecs.g7 is documented on third-generation SHENLONG.'],
    ['ecs.c4.xlarge', 'ecs.c4.xlarge: fail, cipu fail', 'ecs.c4 was on sale before CIPU existed (2022) and shows no elastic RDMA (inferred).'],
    ['ecs.g7ne.xlarge', 'ecs.g7ne.xlarge: unknown, cipu unknown', 'Nothing says on which platform ecs.g7ne runs.'],
    ['ecs.g8y.xlarge', 'ecs.g8y.xlarge: pass', 'ecs.g8y has elastic RDMA, which is a capability of CIPU (inferred).'],
    [
      'ecs.c7re.4xlarge',
      'ecs.c7re.4xlarge: pass',
      'ecs.c7re has elastic RDMA, which is a capability of CIPU (inferred). Some evidence says otherwise: the documentation names SHENLONG of no named generation.',
    ],
  ])('%s comes out with the reason in words', (name, expected, reason) => {
    expect(short([name])).toEqual([expected]);
    expect(reasonOf(name, 'cipu')).toBe(reason);
  });

  it('can be that it is not CIPU', () => {
    expect(short(['ecs.g8i.large', 'ecs.g7.large', 'ecs.g7ne.large'], policyOf(['!cipu']))).toEqual([
      'ecs.g8i.large: fail, !cipu fail',
      'ecs.g7ne.large: unknown, !cipu unknown',
      'ecs.g7.large: pass',
    ]);
  });

  it('comes with all the evidence', () => {
    const [verdict] = judgeNames(['ecs.c7re.4xlarge'], { catalog, policy: policyOf(['cipu']) });
    expect(verdict?.checks[0]?.evidence.map(({ field }) => field)).toEqual(['architecture', 'Elastic RDMA', 'Elastic RDMA']);
  });
});

describe('a requirement on a feature or a metric', () => {
  it.each([
    ['ecs.g8i.large', 'erdma', 'The documentation lists Elastic RDMA for ecs.g8i.'],
    ['ecs.g7.large', 'erdma', 'ecs.g7.large has no Elastic RDMA, since cipu is no.'],
    ['ecs.g7.large', 'nvme', 'Nothing says whether ecs.g7.large has NVMe cloud disks. --live asks the API (NvmeSupport).'],
    ['ecs.g7.large', 'hot-migration', 'Nothing says whether ecs.g7.large has Hot migration.'],
    ['ecs.g8i.large', 'vcpus>=8', 'vCPUs of ecs.g8i.large: 2.'],
    ['ecs.g8i.large', 'memory>=64', 'Memory of ecs.g8i.large: 8 GiB.'],
    ['ecs.g8i.large', 'queuePairs>=1', 'RDMA queue pairs of ecs.g8i.large: not known (queuePairs).'],
  ])('%s and %s: %s', (name, requirement, reason) => expect(reasonOf(name, requirement)).toBe(reason));

  it('cites the API where the API says it', () => {
    const live = liveCatalog(['ecs.x1'], [{ InstanceTypeId: 'ecs.x1.large', InstanceTypeFamily: 'ecs.x1', EriQuantity: 0, CpuCoreCount: 4 }]);
    const [verdict] = judgeNames(['ecs.x1.large'], { catalog: live, policy: policyOf(['erdma', 'vcpus>=4', 'nvme']) });
    expect(verdict?.checks.map(({ status, basis, reason }) => [status, basis, reason])).toEqual([
      ['fail', 'api', 'ecs.x1.large has EriQuantity 0.'],
      ['pass', 'api', 'vCPUs of ecs.x1.large: 4.'],
      ['unknown', 'none', 'Nothing says whether ecs.x1.large has NVMe cloud disks.'],
    ]);
  });
});

describe('a family', () => {
  it('meets what each of its types meets', () => {
    expect(short(['ecs.g8i'], policyOf(['cipu', 'erdma', 'vcpus>=2']))).toEqual(['ecs.g8i: pass']);
    expect(short(['ecs.g8i'], policyOf(['vcpus>=8']))).toEqual(['ecs.g8i: fail, vcpus>=8 fail']);
    expect(reasonOf('ecs.g8i', 'vcpus>=8')).toBe('2 of 11 types of ecs.g8i do not meet it. vCPUs of ecs.g8i.large: 2.');
    expect(reasonOf('ecs.g8i', 'vcpus>=2')).toBe('All 11 types of ecs.g8i meet it. vCPUs of ecs.g8i.large: 2.');
  });

  it('does not have what only some of its types have', () => {
    const types = [1, 0].map((EriQuantity, i) => ({ InstanceTypeId: `ecs.x1.${i + 1}xlarge`, InstanceTypeFamily: 'ecs.x1', EriQuantity }));
    const verdicts = judgeNames(['ecs.x1'], { catalog: liveCatalog(['ecs.x1'], types), policy: policyOf(['erdma']) });
    expect(verdicts.map(inShort)).toEqual(['ecs.x1: fail, erdma fail']);
    expect(verdicts[0]?.checks[0]?.reason).toBe('1 of 2 types of ecs.x1 do not meet it. ecs.x1.2xlarge has EriQuantity 0.');
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
      { targets: await patterns('gn7i'), require: requirements('gpu', 'nvme') },
    ];
    const verdicts = judgeNames(['ecs.gn6i-c4g1.xlarge', 'ecs.gn7i-c8g1.2xlarge', 'ecs.g7.large'], { catalog, policy: policyOf(['cipu'], { overrides }) });
    expect(verdicts.map((one) => `${inShort(one)}; ${one.onUnknown}`)).toEqual([
      'ecs.g7.large: fail, cipu fail; fail',
      'ecs.gn7i-c8g1.2xlarge: unknown, nvme unknown; warn',
      'ecs.gn6i-c4g1.xlarge: pass; warn',
    ]);
  });
});

describe('a family under terms for single types', () => {
  it('is judged by each type under its own', async () => {
    const overrides = [{ targets: await patterns('g8i.large'), require: requirements('vcpus>=4'), unknown: 'warn' as const }];
    const [verdict] = judgeNames(['ecs.g8i'], { catalog, policy: policyOf(['cipu'], { overrides }) });
    expect(verdict && inShort(verdict)).toBe('ecs.g8i: fail, vcpus>=4 fail');
    expect(verdict?.checks.map(({ requirement, reason }) => [requirement, reason])).toEqual([
      ['vcpus>=4', 'vCPUs of ecs.g8i.large: 2.'],
      ['cipu', 'ecs.g8i is documented on CIPU.'],
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

describe('a waiver', () => {
  const waiver: Waiver = { targets: [], addresses: [], require: [], reason: 'until the move', expires: '2026-12-31' };
  const withWaiver = (one: Partial<Waiver>, require = ['cipu', 'nvme']) => policyOf(require, { waivers: [{ ...waiver, ...one }] });

  it('excuses what it names, and says so', async () => {
    const policy = policyOf(['cipu', 'nvme'], { waivers: [{ ...waiver, targets: await patterns('g7') }] });
    const verdicts = judgeNames(['ecs.g7.large', 'ecs.g6.large'], { catalog, policy });
    expect(verdicts.map(inShort)).toEqual(['ecs.g6.large: fail, cipu fail, nvme unknown', 'ecs.g7.large: pass (waived), cipu fail, nvme unknown']);
    expect(verdicts[1]?.checks[0]?.waiver).toEqual({ reason: 'until the move', expires: '2026-12-31', expired: false });
  });

  it('excuses only the requirements that it names', () => {
    expect(short(['ecs.g7.large'], withWaiver({ require: ['cipu'] }))).toEqual(['ecs.g7.large: unknown, cipu fail, nvme unknown']);
    expect(short(['ecs.g7.large'], withWaiver({ require: ['nvme'] }))).toEqual(['ecs.g7.large: fail, cipu fail, nvme unknown']);
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
    expect(short(['ecs.g7.large'], withWaiver({ addresses: ['*'] }))).toEqual(['ecs.g7.large: fail, cipu fail, nvme unknown']);
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
  const stock = (statuses: Record<string, 'with-stock' | 'without-stock' | 'unknown'>): Stock => ({
    charge: 'postpaid',
    asOf: '2026-02-03T04:05:06.000Z',
    zones: [{ region: 'cn-hangzhou', zone: 'cn-hangzhou-h', types: new Map(Object.entries(statuses)) }],
    gaps: [],
    warnings: [],
  });
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

  it.each([
    [{ 'ecs.g8i.large': 'with-stock', 'ecs.g8i.xlarge': 'with-stock' }, ['pass', 'pass']],
    [{ 'ecs.g8i.large': 'with-stock', 'ecs.g8i.xlarge': 'without-stock' }, ['fail', 'pass']],
    [{ 'ecs.g8i.large': 'with-stock', 'ecs.g8i.xlarge': 'unknown' }, ['unknown', 'pass']],
    [{ 'ecs.g8i.large': 'without-stock', 'ecs.g8i.xlarge': 'with-stock' }, ['fail', 'fail']],
    [{ 'ecs.g8i.large': 'unknown', 'ecs.g8i.xlarge': 'with-stock' }, ['unknown', 'unknown']],
  ] as const)('of %o give a family and its smallest type %o', (statuses, expected) => {
    const verdicts = judgeNames(['ecs.g8i', 'ecs.g8i.large'], {
      catalog: joinStock(live, stock(statuses)),
      policy: demand(['cn-hangzhou'], true),
      stock: stock(statuses),
    });
    expect(['ecs.g8i', 'ecs.g8i.large'].map((name) => verdicts.find((one) => one.target === name)?.verdict)).toEqual(expected);
  });
});

describe('verdicts', () => {
  it('come failures first, then the unknown, then the rest, and are counted', () => {
    const verdicts = judge(
      ['ecs.g8i.large', 'ecs.g7ne.large', 'ecs.g7.large', 'ecs.c8i.large'].map((name) => target(name)),
      { catalog, policy: policyOf(['cipu']), today: '2026-12-01' },
    );
    expect(verdicts.map((one) => one.target)).toEqual(['ecs.g7.large', 'ecs.g7ne.large', 'ecs.g8i.large', 'ecs.c8i.large']);
    expect(summarizeVerdicts(verdicts)).toEqual({ targets: 4, pass: 2, fail: 1, unknown: 1, waived: 0 });
  });

  it('name the closest type that would pass', () => {
    const closest = (name: string, ...require: string[]) => judgeNames([name], { catalog, policy: policyOf(require) })[0]?.closest;
    expect(closest('ecs.g7.xlarge', 'cipu', 'erdma')).toMatch(/^ecs\.g\d\w*\.xlarge$/);
    expect(closest('ecs.g8y.large', '!erdma')).toBe('ecs.g6r.large');
    expect(closest('ecs.g8i.large', 'vcpus>=8')).toMatch(/2xlarge$/);
    expect(closest('ecs.g8i.large', 'cipu')).toBeNull();
    expect(closest('ecs.g7', 'cipu')).toBeNull();
    expect(closest('ecs.g7.large', 'vcpus>=100000')).toBeNull();
  });
});
