/** Live lists against a loopback ECS: complete, joined with the documentation, and honest about what the API leaves open. */

import { describe, expect, it } from 'vitest';
import { now } from '../helpers/clock.ts';
import type { InstanceType } from '../helpers/ecs/replies.ts';
import { UNDOCUMENTED_TYPES } from '../helpers/ecs/undocumented.ts';
import { createWorld } from '../helpers/ecs/world.ts';
import { runLive, smallCloud } from '../helpers/live.ts';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';

const toType = (id: string, fields: Readonly<Record<string, unknown>> = {}): InstanceType => ({
  InstanceTypeId: id,
  InstanceTypeFamily: id.replace(/\.[^.]+$/, ''),
  ...fields,
});

describe('a whole region', () => {
  const world = createWorld({});

  it('types are listed exactly once, over 11 pages or more', async () => {
    const result = await runLive(['types', '--live', '-o', 'names']);
    const listed = linesOf(outputOf(result));
    const expected = world.typesIn('cn-hangzhou').map(({ InstanceTypeId }) => InstanceTypeId);
    expect(expected.length).toBeGreaterThan(1000);
    expect([...listed].sort()).toEqual([...expected].sort());
    const pages = result.requests.filter(({ action }) => action === 'DescribeInstanceTypes');
    expect(pages.length).toBeGreaterThanOrEqual(11);
    expect(pages.every(({ query }) => Number(query.MaxResults) <= 100)).toBe(true);
    expect(result.requests.every(({ status }) => status === 200)).toBe(true);
  });

  it('families are listed exactly once', async () => {
    const listed = linesOf(outputOf(await runLive(['families', '--live', '-o', 'names'])));
    expect([...listed].sort()).toEqual(
      world
        .familiesIn('cn-hangzhou')
        .map(({ InstanceTypeFamilyId }) => InstanceTypeFamilyId)
        .sort(),
    );
  });

  it('says where it comes from and of when', async () => {
    const { source } = JSON.parse(outputOf(await runLive(['families', 'g8i', '--live', '--region', 'eu-central-1', '--json'])));
    expect(source).toEqual({ type: 'live', asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), regions: ['eu-central-1'], complete: true });
    expect(Math.abs(Date.parse(source.asOf) - now().getTime())).toBeLessThan(60_000);
  });

  it.each([
    { kind: 'families', args: ['families', '--live', '--json'] },
    { kind: 'types', args: ['types', '--live', '--json'] },
    { kind: 'pages', args: ['show', '--live', '--json', 'g8i', 'g11x', 'zz1', 'q9n.large'] },
  ])('$kind meet the published schema', async ({ kind, args }) => {
    const families = [{ InstanceTypeFamilyId: 'ecs.zz1' }];
    const types = [...UNDOCUMENTED_TYPES, toType('ecs.q9n.large')];
    const validate = validatorOf(kind);
    validate(JSON.parse(outputOf(await runLive(args, { server: { families, types } }))));
    expect(validate.errors).toBeNull();
  });
});

describe('a region that offers part of the families', () => {
  const withHome = smallCloud('ecs.g8i', 'ecs.c7');
  const none = { ...withHome, regionFamilies: { 'cn-hangzhou': [] } };
  const server = { regionFamilies: withHome.regionFamilies ?? {} };

  it('lists only those', async () => {
    expect(outputOf(await runLive(['families', '--live', '-o', 'names'], { server: withHome }))).toBe('ecs.c7\necs.g8i\n');
  });

  it('lists only their types, also when the endpoint knows others', async () => {
    const expected = createWorld(withHome)
      .typesIn()
      .map(({ InstanceTypeId }) => InstanceTypeId);
    for (const cloud of [server, withHome]) {
      const listed = linesOf(outputOf(await runLive(['types', '--live', '-o', 'names'], { server: cloud })));
      expect([...listed].sort()).toEqual([...expected].sort());
    }
  });

  it.each([
    { args: ['families', 'g9i', 'g8i', '-o', 'names'], stdout: 'ecs.g8i\n', note: 'ecs.g9i is documented but not offered in cn-hangzhou.' },
    { args: ['types', 'g9i.xlarge', '-o', 'names'], stdout: '', note: 'ecs.g9i.xlarge is documented but not offered in cn-hangzhou.' },
    { args: ['show', 'g9i'], stdout: '', note: 'ecs.g9i is documented but not offered in cn-hangzhou.' },
  ])('$args says what is documented but not offered', async ({ args, stdout, note }) => {
    const result = await runLive([...args, '--live'], { server: withHome });
    expect(outputOf(result)).toBe(stdout);
    expect(linesOf(result.stderr)).toContain(note);
  });

  it('does not take an unknown name for one that is not offered', async () => {
    const { code, stderr } = await runLive(['families', 'g9x', '--live'], { server: withHome });
    expect({ code, message: linesOf(stderr)[0] }).toEqual({ code: 2, message: 'error: No instance family is called ecs.g9x.' });
  });

  it('an empty reply is an empty list, said to be a gap, with code 3', async () => {
    const result = await runLive(['families', '--live', '--json'], { server: none });
    const warning = 'The reply of cn-hangzhou was empty, which does not mean that nothing is sold there.';
    expect(JSON.parse(outputOf(result, 3))).toMatchObject({ source: { complete: false, gaps: [warning] }, families: [] });
    expect(linesOf(result.stderr)).toContain('No families match.');
    expect(linesOf(result.stderr)).toContain(`warning: ${warning}`);
  });
});

describe('what no document knows', () => {
  const types = [
    ...UNDOCUMENTED_TYPES,
    toType('ecs.q9n.large', { NvmeSupport: 'required', CpuCoreCount: 2, MemorySize: 8 }),
    toType('ecs.q9e.large', { NvmeSupport: 'required', EriQuantity: 0 }),
    toType('ecs.q9m.large', { EriQuantity: 0 }),
    toType('ecs.q9m.xlarge', { EriQuantity: 1 }),
    toType('ecs.q9o.large', { NvmeSupport: 'perhaps', EriQuantity: 'two' }),
  ];
  const families = [{ InstanceTypeFamilyId: 'ecs.zz1', Generation: 'ecs-9' }];
  const server = { types, families, ...smallCloud('ecs.g11x', 'ecs.zz1', ...['n', 'e', 'm', 'o'].map((letter) => `ecs.q9${letter}`)) };
  const query =
    'families[].[family, cipu.verdict, cipu.basis, to_string(cipu.rule), features.erdma.status, features.nvme.status, to_string(types)] | [*].join(`" "`, @)';

  it('gets the verdict its evidence gives, and no more', async () => {
    const args = ['families', '--live', 'g11x', 'zz1', 'q9*', '--query', query, '-o', 'names'];
    expect(linesOf(outputOf(await runLive(args, { server })))).toEqual([
      'ecs.g11x yes inferred elastic-rdma yes yes 3',
      // EriQuantity 0 denies eRDMA, and NVMe alone proves nothing.
      'ecs.q9e unknown none null no yes 1',
      'ecs.q9m yes inferred elastic-rdma some unknown 2',
      'ecs.q9n unknown none null unknown yes 1',
      'ecs.q9o unknown none null unknown unknown 1',
      'ecs.zz1 unknown none null unknown unknown 0',
    ]);
  });

  it('is shown with the evidence of the API', async () => {
    const page = outputOf(await runLive(['show', '--live', 'g11x', '--evidence'], { server }));
    expect(page).toContain('on CIPU                       yes, inferred\n');
    expect(page).toMatch(/ {2}api +ecs\.g11x\.large has EriQuantity 2, and 2 more of 3 types alike \(reply of the API, \d{4}-\d\d-\d\d\)\.\n/);
    expect(page).toContain('no document describes this family');
  });

  it('a family without types has a page', async () => {
    const page = outputOf(await runLive(['show', '--live', 'zz1'], { server }));
    expect(page).toMatch(/^ {2}CIPU +not known: nothing says that it runs on CIPU, and nothing denies it$/m);
    expect(page).toMatch(/^ {2}Sizes +none is listed$/m);
    expect(page).toMatch(/^ {2}Sold +no document describes this family$/m);
    // The API was asked: nothing else can be asked.
    expect(page).not.toContain('--live asks');
  });
});

describe('what the API leaves out', () => {
  // The other family has no types then, though it is documented with some: a gap that is told, code 3.
  const only = (...replies: readonly unknown[]) => ({
    ...smallCloud('ecs.e', 'ecs.g8i'),
    faults: [
      { kind: 'wrongShape' as const, action: 'DescribeInstanceTypes', times: Number.POSITIVE_INFINITY, body: { InstanceTypes: { InstanceType: replies } } },
    ],
  });

  it('a type with nothing but its id is listed, its figures unknown', async () => {
    const server = only({ InstanceTypeId: 'ecs.e.alone' }, null, 7, {}, { InstanceTypeId: '' });
    expect(outputOf(await runLive(['types', '--live', '-o', 'csv', '--columns', 'type,family,cipu,erdma,nvme,vcpus'], { server }), 3)).toBe(
      'type,family,cipu,erdma,nvme,vcpus\necs.e.alone,ecs.e,unknown,unknown,unknown,\n',
    );
    expect(linesOf(outputOf(await runLive(['types', '--live', '--columns', 'type,vcpus,memoryGiB'], { server }), 3))[1]).toMatch(/^ecs\.e\.alone +\? +\?$/);
  });

  it('an absent EriQuantity is unknown, zero is no', async () => {
    const server = { types: [toType('ecs.x1.large'), toType('ecs.x2.large', { EriQuantity: 0 })], ...smallCloud('ecs.x1', 'ecs.x2') };
    const args = ['types', '--live', '-o', 'csv', '--columns', 'type,eris,erdma'];
    // A generation of today: one from before CIPU would settle eRDMA by a rule.
    const families = ['x1', 'x2'].map((name) => ({ InstanceTypeFamilyId: `ecs.${name}`, Generation: 'ecs-9' }));
    expect(outputOf(await runLive(args, { server: { ...server, families } }))).toBe('type,eris,erdma\necs.x1.large,,unknown\necs.x2.large,0,no\n');
  });

  it('the documentation speaks where the API is silent', async () => {
    const { features } = JSON.parse(
      outputOf(
        await runLive(['types', '--live', '--query', 'types[0]'], { server: only({ InstanceTypeId: 'ecs.g8i.large', InstanceTypeFamily: 'ecs.g8i' }) }),
        3,
      ),
    );
    expect(features.erdma).toEqual({ status: 'yes', basis: 'documented' });
    expect(features.nvme).toEqual({ status: 'yes', basis: 'documented' });
  });

  it('the API speaks before the documentation', async () => {
    const reply = {
      InstanceTypeId: 'ecs.g8i.large',
      InstanceTypeFamily: 'ecs.g8i',
      NvmeSupport: 'unsupported',
      CpuCoreCount: 3,
      InstanceBandwidthRx: 3_072_000,
    };
    const { features, metrics } = JSON.parse(outputOf(await runLive(['types', '--live', '--query', 'types[0]'], { server: only(reply) }), 3));
    expect(features.nvme).toEqual({ status: 'no', basis: 'api' });
    expect(metrics).toMatchObject({ vcpus: 3, networkGbps: 3, memoryGiB: 8 });
  });

  it('a type of a family that was not listed is not lost silently', async () => {
    const result = await runLive(['types', '--live', '-o', 'names'], {
      server: only({ InstanceTypeId: 'ecs.brandnew.large', InstanceTypeFamily: 'ecs.brandnew' }),
    });
    expect(result.stderr).toMatch(/^warning: .*ecs\.brandnew\.large/m);
    expect(result.code).toBe(3);
  });
});
