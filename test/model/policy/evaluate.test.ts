import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import type { Platform } from '../../../src/model/catalog/facts.ts';
import { findSubject } from '../../../src/model/catalog/lookup.ts';
import { admit, type Evaluation, evaluate, overTypes } from '../../../src/model/policy/evaluate.ts';
import type { Outcome } from '../../../src/model/policy/outcome.ts';
import type { EvidenceMode } from '../../../src/model/policy/policy.ts';
import type { Basis } from '../../../src/model/registry/status.ts';
import { requirements } from '../../helpers/policy.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog, observedType, pageStatement } from '../../helpers/small-catalog.ts';

/** The evaluation of a requirement on a name of a catalog. */
function evaluated(text: string, name: string, catalog: Catalog, accepted: EvidenceMode = 'any'): Evaluation {
  const [requirement] = requirements(text);
  const subject = findSubject(catalog, name);
  if (!requirement || !subject) throw new Error(`The catalog has no ${name}.`);
  return admit(evaluate(requirement, subject, catalog), accepted);
}

const inShort = ({ status, basis, reason }: Evaluation) => [status, basis, reason];

describe('a requirement on a feature', () => {
  const documented = documentedCatalog(
    documentedEntry(documentedFamily('ecs.x9', { features: { nvme: true, ipv6: false, erdma: false } }), [
      documentedType('ecs.x9.large', { features: { vtpm: true } }),
      documentedType('ecs.x9.xlarge', { features: { vtpm: false } }),
    ]),
    documentedEntry(documentedFamily('ecs.old', { platforms: [{ name: 'SHENLONG', generation: '3' }] })),
    documentedEntry(documentedFamily('ecs.ebmx9', { features: { 'bare-metal': true } })),
  );
  const live = liveCatalog(['ecs.x9'], [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', NvmeSupport: 'unsupported' }], documented.families);

  it.each([
    ['elastic-rdma', documentedFamily('ecs.x1', { features: { erdma: true } })],
    [undefined, documentedFamily('ecs.x1', { platforms: [{ name: 'CIPU', generation: null }] })],
    [undefined, documentedFamily('ecs.x1')],
  ])('names the rule that infers a platform, %s, and none where a document or nobody says', (rule, documented) => {
    expect(evaluated('cipu', 'ecs.x1', documentedCatalog(documentedEntry(documented))).rule).toBe(rule);
  });

  it('names the figure that decides and is not known', () => {
    const where = { metric: 'vcpus', comparison: '>=', bound: 4 } as const;
    const entry = documentedEntry(
      documentedFamily('ecs.x9'),
      [documentedType('ecs.x9.large', { metrics: {} }), documentedType('ecs.x9.xlarge', { metrics: { vcpus: 4 } })],
      [pageStatement('enclave', 'yes', { where })],
    );
    const reasonOf = (name: string) => evaluated('enclave', name, documentedCatalog(entry)).reason;
    expect(reasonOf('ecs.x9.large')).toBe('Whether ecs.x9.large has Enclave depends on a figure that is not known: vCPUs (vcpus).');
  });

  it.each<[string, string, string, Catalog, Outcome, Basis, string]>([
    [
      'has what is wanted',
      'nvme',
      'ecs.x9',
      documented,
      'pass',
      'documented',
      'The documentation lists NVMe cloud disks for ecs.x9 (documented in "Overview", 2026-Q1).',
    ],
    [
      'has what is not wanted',
      '!nvme',
      'ecs.x9',
      documented,
      'fail',
      'documented',
      'The documentation lists NVMe cloud disks for ecs.x9 (documented in "Overview", 2026-Q1).',
    ],
    [
      'lacks what is wanted',
      'ipv6',
      'ecs.x9.large',
      documented,
      'fail',
      'documented',
      'The documentation rules out IPv6 for ecs.x9 (documented in "Overview", 2026-Q1).',
    ],
    [
      'lacks what is not wanted',
      '!ipv6',
      'ecs.x9',
      documented,
      'pass',
      'documented',
      'The documentation rules out IPv6 for ecs.x9 (documented in "Overview", 2026-Q1).',
    ],
    ['is open where nobody says anything', 'hot-migration', 'ecs.x9', documented, 'unknown', 'none', 'Nothing says whether ecs.x9 has Hot migration.'],
    [
      'points to the API where that would say it',
      'sriov',
      'ecs.x9.large',
      documented,
      'unknown',
      'none',
      'Nothing says whether ecs.x9.large has SR-IOV. --live asks the API (EnhancedNetwork.SriovSupport).',
    ],
    [
      'points to every field of the API',
      'local-disks',
      'ecs.d9',
      documentedCatalog(documentedEntry(documentedFamily('ecs.d9', { category: 'Big data' }), [documentedType('ecs.d9.large')])),
      'unknown',
      'none',
      'Nothing says whether ecs.d9 has Local disks. --live asks the API (LocalStorageAmount, LocalStorageCategory).',
    ],
    ['does not point to the API once it was asked', 'sriov', 'ecs.x9.large', live, 'unknown', 'none', 'Nothing says whether ecs.x9.large has SR-IOV.'],
    ['is open where only some types have it', 'vtpm', 'ecs.x9', documented, 'unknown', 'none', 'Only some types of ecs.x9 are known to have vTPM.'],
    [
      'goes by the row of the type',
      'vtpm',
      'ecs.x9.xlarge',
      documented,
      'fail',
      'documented',
      `The documentation's type table rules out vTPM for ecs.x9.xlarge (documented in "Overview", 2026-Q1).`,
    ],
    [
      'needs nothing implied where it is documented',
      'erdma',
      'ecs.x9',
      documented,
      'fail',
      'documented',
      'The documentation rules out Elastic RDMA for ecs.x9 (documented in "Overview", 2026-Q1).',
    ],
    ['goes by the API first', 'nvme', 'ecs.x9.large', live, 'fail', 'api', 'ecs.x9.large has NvmeSupport unsupported (reply of the API, 2026-02-03).'],
    [
      'goes by what a verdict implies',
      'erdma',
      'ecs.old',
      documented,
      'fail',
      'inferred',
      'ecs.old has no Elastic RDMA, inferred from no-cipu: ecs.old is not on CIPU (from "Overview", 2026-Q1).',
    ],
  ])('%s', (_, requirement, name, catalog, ...expected) => expect(inShort(evaluated(requirement, name, catalog))).toEqual(expected));

  it('names a page of its own once, and a reply of another day by its title', () => {
    const entry = documentedEntry(documentedFamily('ecs.y9'), [documentedType('ecs.y9.large')], [pageStatement('tdx', 'yes', { note: 'Not all.' })]);
    const reply = { ...observedType({ InstanceTypeId: 'ecs.y9.large', NvmeSupport: 'required' }), source: 'replies', asOf: '2026-05-01', url: null };
    const catalog = documentedCatalog({ ...entry, types: () => [{ id: 'ecs.y9.large', recorded: [reply] }] });
    const reasonOn = (text: string) => evaluated(text, 'ecs.y9.large', catalog).reason;
    expect(reasonOn('tdx')).toBe('"A page" lists Intel TDX for ecs.y9. Not all (documented, 2026-02).');
    expect(reasonOn('nvme')).toBe('ecs.y9.large has NvmeSupport required (recorded in "Replies", 2026-05-01).');
  });

  it('cites what decides: of a family without types an own statement, not the page that it overrules', () => {
    const own = pageStatement('nvme', 'no', { basis: 'stated', source: 'own' });
    const catalog = documentedCatalog(documentedEntry(documentedFamily('ecs.y9', { features: { nvme: true } }), [], [own]));
    const sources = { ...catalog.sources, own: { title: 'Our notes', kind: 'own', pages: {}, edition: '2026-03-04' } } as const;
    expect(inShort(evaluated('nvme', 'ecs.y9', { ...catalog, sources }))).toEqual([
      'fail',
      'stated',
      '"Our notes" rules out NVMe cloud disks for ecs.y9 (stated, 2026-03-04).',
    ]);
  });

  it('names the rule exactly where it is inferred', () => {
    expect(['erdma', 'nvme'].map((text) => evaluated(text, 'ecs.old', documented).rule)).toEqual(['no-cipu', 'before-nvme']);
    expect(evaluated('nvme', 'ecs.x9', documented)).not.toHaveProperty('rule');
  });

  it('comes with its text and its evidence', () => {
    const { requirement, evidence } = evaluated('nvme', 'ecs.x9.large', live);
    expect(requirement).toBe('nvme');
    expect(evidence.map(({ source, field }) => [source, field])).toEqual([
      ['api', 'NvmeSupport'],
      ['documentation', 'NVMe cloud disks'],
    ]);
  });
});

describe('a requirement on a figure', () => {
  const catalog = documentedCatalog(
    documentedEntry(documentedFamily('ecs.x9'), [documentedType('ecs.x9.large')]),
    documentedEntry(documentedFamily('ecs.gn9', { category: 'Compute-optimized with GPU' }), [documentedType('ecs.gn9.large')]),
  );

  it.each([
    ['gpus=0', 'ecs.x9.large', 'pass'],
    ['gpus>=1', 'ecs.x9.large', 'fail'],
    ['localDisks<=0', 'ecs.x9.large', 'pass'],
    ['gpus=0', 'ecs.gn9.large', 'unknown'],
    ['queuePairs=0', 'ecs.x9.large', 'unknown'],
  ])('%s of %s, where nobody gives it: %s', (requirement, name, status) => expect(evaluated(requirement, name, catalog).status).toBe(status));

  it('says why it is zero', () => {
    expect(evaluated('gpus=0', 'ecs.x9.large', catalog)).toMatchObject({
      requirement: 'gpus=0',
      basis: 'inferred',
      reason: `ecs.x9.large has no GPU, inferred from type-table: The documentation's table of the types of ecs.x9 has no column for GPU (from "Overview", 2026-Q1).`,
    });
  });
});

describe('a requirement that accepts only what is documented', () => {
  const catalog = documentedCatalog(
    documentedEntry(documentedFamily('ecs.g6', { features: { nvme: true } }), [documentedType('ecs.g6.large', { metrics: { vcpus: 2 } })]),
    documentedEntry(documentedFamily('ecs.x9', { platforms: [{ name: 'CIPU', generation: null }] })),
  );
  const accepting = (text: string, name: string) => evaluated(text, name, catalog, 'documented');

  it.each([
    ['erdma', 'ecs.g6.large', 'fail'],
    ['!erdma', 'ecs.g6.large', 'pass'],
    ['gpu', 'ecs.g6.large', 'fail'],
    ['gpus=0', 'ecs.g6.large', 'pass'],
    ['gpus>=1', 'ecs.g6.large', 'fail'],
    ['cipu', 'ecs.g6', 'fail'],
    ['!cipu', 'ecs.g6', 'pass'],
  ])('leaves %s of %s open, which is inferred otherwise: %s', (text, name, otherwise) => {
    expect(evaluated(text, name, catalog)).toMatchObject({ status: otherwise, basis: 'inferred' });
    const open = accepting(text, name);
    expect(open).toMatchObject({ status: 'unknown', basis: 'none' });
    expect(open).not.toHaveProperty('rule');
    expect(open.reason).toMatch(/^No source says so itself: .*, inferred from /);
  });

  it.each([
    ['nvme', 'ecs.g6.large', 'pass'],
    ['!nvme', 'ecs.g6.large', 'fail'],
    ['vcpus>=2', 'ecs.g6.large', 'pass'],
    ['cipu', 'ecs.x9', 'pass'],
    ['tdx', 'ecs.x9', 'unknown'],
  ])('decides %s of %s as ever: %s', (text, name, status) => {
    expect(accepting(text, name)).toEqual(evaluated(text, name, catalog));
    expect(accepting(text, name).status).toBe(status);
  });
});

describe('a requirement on the platform', () => {
  const on = (id: string, platforms: readonly Platform[], erdma?: true) =>
    documentedEntry(documentedFamily(id, { platforms, ...(erdma && { features: { erdma } }) }), [documentedType(`${id}.large`)]);
  const shenlong = (generation: string | null): Platform => ({ name: 'SHENLONG', generation });
  const catalog = documentedCatalog(
    on('ecs.plain9', [{ name: 'CIPU', generation: null }]),
    on('ecs.newer9', [{ name: 'CIPU', generation: '2.0' }]),
    on('ecs.both9', [{ name: 'CIPU', generation: null }, shenlong('4')]),
    on('ecs.rdma9', [], true),
    on('ecs.odd9', [shenlong('3')], true),
    on('ecs.fourth9', [shenlong('4')]),
    on('ecs.first9', [shenlong('1')]),
    on('ecs.second9', [shenlong('2')]),
    on('ecs.third9', [shenlong('3')]),
    on('ecs.any9', [shenlong(null)]),
    on('ecs.fifth9', [shenlong('5')]),
    on('ecs.g6', []),
  );

  it.each<[string, Outcome, Basis, string]>([
    ['ecs.plain9', 'pass', 'documented', 'ecs.plain9 is on CIPU (documented in "Overview", 2026-Q1).'],
    ['ecs.newer9', 'pass', 'documented', 'ecs.newer9 is on CIPU 2.0 (documented in "Overview", 2026-Q1).'],
    ['ecs.both9', 'pass', 'documented', 'ecs.both9 is on CIPU and fourth-generation SHENLONG (documented in "Overview", 2026-Q1).'],
    [
      'ecs.rdma9',
      'pass',
      'inferred',
      'ecs.rdma9 is on CIPU, inferred from elastic-rdma: it has elastic RDMA, which is a capability of CIPU (from "Overview", 2026-Q1).',
    ],
    [
      'ecs.odd9',
      'pass',
      'inferred',
      'ecs.odd9 is on CIPU, inferred from elastic-rdma: it has elastic RDMA, which is a capability of CIPU (from "Overview", 2026-Q1). Some evidence says otherwise: the documentation names third-generation SHENLONG.',
    ],
    [
      'ecs.fourth9',
      'pass',
      'inferred',
      'ecs.fourth9 is on CIPU, inferred from fourth-generation-shenlong: fourth-generation SHENLONG comes with CIPU (from "Overview", 2026-Q1).',
    ],
    ['ecs.first9', 'fail', 'documented', 'ecs.first9 is on first-generation SHENLONG (documented in "Overview", 2026-Q1).'],
    ['ecs.second9', 'fail', 'documented', 'ecs.second9 is on second-generation SHENLONG (documented in "Overview", 2026-Q1).'],
    ['ecs.third9', 'fail', 'documented', 'ecs.third9 is on third-generation SHENLONG (documented in "Overview", 2026-Q1).'],
    ['ecs.any9', 'fail', 'documented', 'ecs.any9 is on SHENLONG of no named generation (documented in "Overview", 2026-Q1).'],
    ['ecs.fifth9', 'unknown', 'none', 'Nothing says on which platform ecs.fifth9 runs.'],
    ['ecs.g6', 'fail', 'inferred', 'ecs.g6 is not on CIPU, inferred from before-cipu: it was on sale before CIPU existed (2022) and shows no elastic RDMA.'],
  ])('%s: %s, %s', (name, ...expected) => expect(inShort(evaluated('cipu', name, catalog))).toEqual(expected));

  it('of a type is that of its family', () => {
    expect(inShort(evaluated('cipu', 'ecs.g6.large', catalog))).toEqual(inShort(evaluated('cipu', 'ecs.g6', catalog)));
  });

  it('can be that it is not CIPU', () => {
    expect(['ecs.plain9', 'ecs.g6', 'ecs.fifth9'].map((name) => evaluated('!cipu', name, catalog).status)).toEqual(['fail', 'pass', 'unknown']);
  });

  it('needs no document', () => {
    const types = [{ InstanceTypeId: 'ecs.new1.large', InstanceTypeFamily: 'ecs.new1', EriQuantity: 1 }];
    const { status, reason } = evaluated('cipu', 'ecs.new1', liveCatalog(['ecs.new1'], types));
    expect([status, reason]).toEqual([
      'pass',
      'ecs.new1 is on CIPU, inferred from elastic-rdma: it has elastic RDMA, which is a capability of CIPU (reply of the API, 2026-02-03).',
    ]);
  });

  it('names no platform where the API alone contradicts', () => {
    const types = [{ InstanceTypeId: 'ecs.rdma9.large', InstanceTypeFamily: 'ecs.rdma9', EriQuantity: 0 }];
    const { reason } = evaluated('cipu', 'ecs.rdma9', liveCatalog(['ecs.rdma9'], types, catalog.families));
    expect(reason).toBe(
      'ecs.rdma9 is on CIPU, inferred from elastic-rdma: it has elastic RDMA, which is a capability of CIPU (from "Overview", 2026-Q1). Some evidence says otherwise.',
    );
  });
});

describe('a requirement on a metric', () => {
  const documented = documentedEntry(documentedFamily('ecs.x9'), [documentedType('ecs.x9.large', { metrics: { vcpus: 4, memoryGiB: 16 } })]);
  const live = liveCatalog(['ecs.x9'], [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', CpuCoreCount: 8 }], [documented]);

  it.each<[string, string, Catalog, Outcome, Basis, string]>([
    ['vcpus>=4', 'ecs.x9.large', documentedCatalog(documented), 'pass', 'documented', 'vCPUs of ecs.x9.large: 4 (documented in "Overview", 2026-Q1).'],
    ['vcpus>=5', 'ecs.x9.large', documentedCatalog(documented), 'fail', 'documented', 'vCPUs of ecs.x9.large: 4 (documented in "Overview", 2026-Q1).'],
    ['vcpus>=8', 'ecs.x9.large', live, 'pass', 'api', 'vCPUs of ecs.x9.large: 8 (reply of the API, 2026-02-03).'],
    ['memory<16', 'ecs.x9.large', live, 'fail', 'documented', 'Memory of ecs.x9.large: 16 GiB (documented in "Overview", 2026-Q1).'],
    ['enis>=0', 'ecs.x9.large', live, 'unknown', 'none', 'Network interfaces (ENIs) of ecs.x9.large: not known (enis).'],
    ['vcpus>=1', 'ecs.x9', live, 'unknown', 'none', 'vCPUs of ecs.x9: not known (vcpus).'],
  ])('%s of %s', (requirement, name, catalog, ...expected) => expect(inShort(evaluated(requirement, name, catalog))).toEqual(expected));
});

it('a figure is its own evidence; where it is not known there is none', () => {
  const live = liveCatalog(['ecs.x9'], [{ InstanceTypeId: 'ecs.x9.large', InstanceTypeFamily: 'ecs.x9', CpuCoreCount: 8 }]);
  expect(evaluated('vcpus>=4', 'ecs.x9.large', live).evidence.map(({ field, value }) => [field, value])).toEqual([['CpuCoreCount', 8]]);
  expect(evaluated('memory>=4', 'ecs.x9.large', live).evidence).toEqual([]);
});

describe('one requirement over the types of a family', () => {
  const one = (status: Outcome, basis: Basis = 'api', reason = `${status}.`): Evaluation => ({ requirement: 'nvme', status, basis, reason, evidence: [] });
  const over = (first: Evaluation, ...rest: readonly Evaluation[]) => {
    const whole = overTypes('ecs.x9', [first, ...rest], true);
    return [...inShort(whole), ...(whole.rule === undefined ? [] : [whole.rule])];
  };

  it.each<[string, Parameters<typeof over>, ReturnType<typeof over>]>([
    ['all pass', [one('pass'), one('pass')], ['pass', 'api', 'pass.']],
    ['all pass, each in its own words', [one('pass', 'api', 'A.'), one('pass', 'api', 'B.')], ['pass', 'api', 'All 2 types of ecs.x9 meet it. A.']],
    ['one fails', [one('pass'), one('fail')], ['fail', 'api', '1 of 2 types of ecs.x9 do not meet it. fail.']],
    ['one is open', [one('pass'), one('unknown', 'none')], ['unknown', 'none', '1 of 2 types of ecs.x9 leave it open. unknown.']],
    // A type that fails may be used, whatever is not known of another.
    ['one is open and one fails', [one('unknown', 'none'), one('fail')], ['fail', 'api', '1 of 2 types of ecs.x9 do not meet it. fail.']],
    ['one fails and one is open', [one('fail'), one('unknown', 'none')], ['fail', 'api', '1 of 2 types of ecs.x9 do not meet it. fail.']],
    ['the weakest basis counts', [one('pass'), one('pass', 'documented')], ['pass', 'documented', 'pass.']],
    ['but only of those that decide', [one('fail'), one('pass', 'inferred')], ['fail', 'api', '1 of 2 types of ecs.x9 do not meet it. fail.']],
    ['the rule that infers it goes along', [one('pass'), { ...one('pass', 'inferred'), rule: 'type-table' }], ['pass', 'inferred', 'pass.', 'type-table']],
    [
      'but none where nothing is inferred',
      [{ ...one('pass', 'inferred'), rule: 'type-table' }, one('fail')],
      ['fail', 'api', '1 of 2 types of ecs.x9 do not meet it. fail.'],
    ],
    [
      'the first of the worst gives the reason',
      [one('fail', 'api', 'A.'), one('fail', 'api', 'B.')],
      ['fail', 'api', 'All 2 types of ecs.x9 do not meet it. A.'],
    ],
  ])('%s', (_, each, expected) => expect(over(...each)).toEqual(expected));

  it('is open while types may be missing, unless one fails', () => {
    const incomplete = (first: Evaluation, ...rest: readonly Evaluation[]) => inShort(overTypes('ecs.x9', [first, ...rest], false));
    expect(incomplete(one('pass'))).toEqual(['unknown', 'none', 'ecs.x9 may have types that the incomplete answer does not name.']);
    expect(incomplete(one('pass'), one('fail'))[0]).toBe('fail');
    expect(incomplete(one('unknown', 'none'))).toEqual(['unknown', 'none', 'unknown.']);
  });
});
