import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/documents/json.ts';
import type { Found } from '../../../src/inputs/reader.ts';
import { readTerraform, terraformReader } from '../../../src/inputs/terraform/plan.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { usageErrorOf } from '../../helpers/errors.ts';
import { wordsOf } from '../../helpers/read-input.ts';

const awaited = 'The plan knows the instance type only after apply.';
const sensitive = 'The instance type is marked as sensitive: it is neither shown nor checked.';
const picked = 'any type ()';
const host = 'ddh.g7 is a type of dedicated host, which names no instance type.';

const fixture = (file: string) => parseJson(readFileSync(new URL(`../../fixtures/terraform/${file}`, import.meta.url), 'utf8'), file);

/** Whether a finding is not exactly one of a name, a reason and a choice. */
const isHalf = ({ name, unknown, choice }: Found) => [name, unknown, choice ?? null].filter((one) => one !== null).length !== 1;

/** Address, name or else the reason why there is none, line and column of everything that a fixture names. */
function rowsOf(file: string, all = false) {
  const { value, locate } = fixture(file);
  const { found, gaps, notes } = readTerraform(value, { all }, file);
  const positions = locate(found.map(({ path }) => path));
  expect(found.filter(isHalf)).toEqual([]);
  return { rows: found.map((one, index) => [one.address, wordsOf(one), positions[index]?.line, positions[index]?.column]), gaps, notes };
}

const expected: Readonly<Record<string, readonly (readonly [address: string, name: string, line: number, column: number])[]>> = {
  'plan-clean.json': [
    ['alicloud_instance.web[0]', 'ecs.g8i.large', 1, 500],
    ['alicloud_instance.web[1]', 'ecs.g8i.large', 1, 1277],
    ['module.api.alicloud_instance.api', 'ecs.c8i.xlarge', 1, 2081],
  ],
  'plan-clusters.json': [
    ['alicloud_ess_scaling_configuration.weighted', 'ecs.g7.large', 22, 32],
    ['alicloud_ess_scaling_configuration.weighted', 'ecs.g8i.xlarge', 30, 32],
    ['alicloud_ess_scaling_configuration.weighted', 'ecs.c8i.xlarge', 34, 32],
    [
      'alicloud_ess_scaling_configuration.pattern',
      'any type (vcpus in 4, type not in ecs.c6.*, level in EnterpriseLevel, memoryGiB in 16; besides burstable_performance, architectures)',
      83,
      13,
    ],
    ['alicloud_ess_scaling_configuration.pattern', 'any type (vcpus in 8, family in ecs.g8i ecs.c8i, memoryGiB in 32)', 94, 13],
    ['alicloud_ess_scaling_group.mixed', 'ecs.r8i.large', 144, 32],
    ['alicloud_cs_kubernetes_node_pool.gpu', 'ecs.gn7i-c8g1.2xlarge', 170, 13],
    ['alicloud_cs_kubernetes_node_pool.gpu', 'ecs.gn7i-c16g1.4xlarge', 171, 13],
    ['alicloud_cs_kubernetes.dedicated', 'ecs.g7.xlarge', 200, 13],
    ['alicloud_cs_kubernetes.dedicated', 'ecs.g7.xlarge', 201, 13],
    ['alicloud_cs_kubernetes.dedicated', 'ecs.g8i.xlarge', 202, 13],
    ['alicloud_cs_managed_kubernetes.older', 'ecs.g6.xlarge', 234, 13],
    ['alicloud_auto_provisioning_group.batch', 'ecs.c7.large', 262, 32],
    ['alicloud_auto_provisioning_group.batch', 'ecs.c8i.large', 266, 32],
    ['alicloud_emr_cluster.hadoop', 'ecs.g7.xlarge', 294, 32],
    ['alicloud_emr_cluster.hadoop', 'ecs.d3s.2xlarge', 298, 32],
    ['alicloud_emrv2_cluster.lake', 'ecs.g8i.xlarge', 326, 17],
    ['alicloud_emrv2_cluster.lake', 'ecs.r8i.2xlarge', 333, 17],
    ['alicloud_ehpc_cluster.hpc', 'ecs.c8i.4xlarge', 376, 36],
    ['alicloud_ehpc_cluster.hpc', 'ecs.c8i.large', 377, 34],
    ['alicloud_ehpc_cluster.hpc', 'ecs.c7.large', 378, 36],
    ['alicloud_ehpc_cluster_v2.hpc', 'ecs.g8i.large', 406, 36],
    ['alicloud_eci_container_group.pair', 'ecs.c8i.large', 440, 28],
    ['alicloud_eci_container_group.pair', 'ecs.c7.large', 440, 28],
    ['alicloud_ecs_dedicated_host.host', host, 463, 34],
    ['alicloud_ecs_elasticity_assurance.held', 'ecs.g8i.2xlarge', 486, 13],
  ],
  'plan-deletions.json': [['alicloud_instance.resized', 'ecs.g8i.large', 1, 4678]],
  'plan-errored.json': [['alicloud_instance.first', 'ecs.g8i.large', 25, 28]],
  'plan-for-each.json': [
    ['alicloud_instance.color["blue"]', 'ecs.g8i.xlarge', 43, 28],
    ['alicloud_instance.color["green"]', 'ecs.g7.xlarge', 108, 28],
    ['alicloud_instance.zone["cn-hangzhou-i.\\"a\\""]', 'ecs.c7.large', 168, 28],
    ['module.env["prod"].alicloud_ess_scaling_configuration.fleet["spot"]', 'ecs.c8i.2xlarge', 218, 13],
    ['module.env["prod"].alicloud_ess_scaling_configuration.fleet["spot"]', 'ecs.c7.2xlarge', 219, 13],
    ['alicloud_instance.renamed["api"]', 'ecs.g8i.large', 268, 28],
  ],
  'plan-modules.json': [
    ['alicloud_instance.bastion', 'ecs.g7.large', 180, 28],
    ['module.web.alicloud_instance.app[0]', 'ecs.g8i.xlarge', 247, 28],
    ['module.web.alicloud_instance.app[1]', 'ecs.g8i.xlarge', 290, 28],
    ['module.web.module.jobs.alicloud_ecs_launch_template.worker', 'ecs.g8i.2xlarge', 329, 28],
    ['module.web.module.jobs.alicloud_launch_template.legacy', 'ecs.g7.2xlarge', 358, 28],
  ],
  'plan-others.json': [['terraform_data.choice', 'ecs.g8i.large', 191, 19]],
  'plan-tofu.json': [['module.web["a"].alicloud_instance.app[0]', 'ecs.g8i.large', 1, 553]],
  'plan-unknown.json': [
    ['alicloud_instance.late', awaited, 43, 28],
    ['alicloud_instance.templated', awaited, 85, 28],
    ['alicloud_cs_kubernetes_node_pool.mixed', 'ecs.g8i.xlarge', 106, 13],
    ['alicloud_cs_kubernetes_node_pool.mixed', 'ecs.g7.xlarge', 108, 13],
    ['alicloud_cs_kubernetes_node_pool.mixed', awaited, 119, 13],
    ['alicloud_emrv2_cluster.lake', awaited, 158, 26],
    ['alicloud_auto_provisioning_group.burst', 'ecs.c8i.large', 182, 32],
    ['alicloud_auto_provisioning_group.burst', awaited, 193, 32],
    ['alicloud_eci_container_group.typed', awaited, 247, 28],
    ['alicloud_instance.secret', sensitive, 317, 28],
    ['alicloud_instance.later[*]', 'ecs.g8i.4xlarge', 366, 30],
  ],
  'state.json': [
    ['alicloud_instance.web["a"]', 'ecs.g8i.large', 1, 549],
    ['alicloud_instance.web["a"]', 'ecs.g6.large', 1, 1699],
    ['module.app.module.node[1].alicloud_instance.node', 'ecs.g7.2xlarge', 1, 2714],
    ['module.app.module.node[1].alicloud_instance.hidden', sensitive, 1, 3333],
  ],
};

describe('readTerraform on plans and states', () => {
  it.each(Object.entries(expected))('finds every type of %s, where it stands', (file, rows) => expect(rowsOf(file).rows).toEqual(rows));

  it('finds types that the catalog knows', () => {
    const known = new Set(openEmbeddedCatalog().families.flatMap((family) => [family.id, ...family.types().map(({ id }) => id)]));
    const names = Object.values(expected).flatMap((rows) => rows.map(([, name]) => name));
    expect(names.filter((name) => name.startsWith('ecs.') && !known.has(name))).toEqual([]);
  });

  it('has gaps for a plan that is not complete, and notes for what it left out', () => {
    const others = Object.keys(expected).filter((file) => !['plan-unknown.json', 'plan-errored.json', 'plan-deletions.json'].includes(file));
    for (const file of others) expect(rowsOf(file)).toMatchObject({ gaps: [], notes: [] });
    expect(rowsOf('plan-unknown.json').gaps).toEqual(['The plan is not complete: some of its resources are left to a later plan.']);
    expect(rowsOf('plan-errored.json').gaps).toEqual(['The plan ended in an error: it may lack resources.']);
    expect(rowsOf('plan-deletions.json').notes).toEqual(['2 resources that the plan leaves as they are were not checked: --all checks them.']);
  });

  it('reads what a plan leaves as it is when asked to', () => {
    expect(rowsOf('plan-deletions.json', true)).toEqual({
      rows: [
        ['alicloud_instance.kept[0]', 'ecs.g6.xlarge', 1, 2261],
        ['alicloud_instance.kept[1]', 'ecs.g6.xlarge', 1, 3316],
        ['alicloud_instance.resized', 'ecs.g8i.large', 1, 4678],
      ],
      gaps: [],
      notes: [],
    });
  });

  it('shows nothing of a sensitive value', () => {
    for (const file of ['plan-unknown.json', 'state.json'])
      expect(JSON.stringify(readTerraform(fixture(file).value, { all: true }, file))).not.toContain('hfc8i');
  });
});

const change = (type: string, after: unknown, rest: Readonly<Record<string, unknown>> = {}) => ({
  address: `${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  change: { actions: ['create'], after, after_unknown: {}, after_sensitive: {}, ...rest },
});
const plan = (...changes: readonly unknown[]) => ({ format_version: '1.2', resource_changes: changes });
const read = (value: unknown, all = false) => {
  const { found, gaps, notes } = readTerraform(value, { all }, 'plan.json');
  return { found, gaps, notes };
};
const namesIn = (value: unknown) => read(value).found.map(wordsOf);

describe('readTerraform on the values of a resource', () => {
  it.each<[string, string, unknown, readonly string[]]>([
    ['spaces and capitals', 'alicloud_instance', { instance_type: ' ECS.G8i.xLarge ' }, ['ecs.g8i.xlarge']],
    ['a type without ecs.', 'alicloud_instance', { instance_type: 'g8i.xlarge' }, ['ecs.g8i.xlarge']],
    ['a family, which is no type', 'alicloud_instance', { instance_type: 'ecs.g8i' }, ['"ecs.g8i" is no name of an instance type.']],
    ['a glob, which is no type', 'alicloud_instance', { instance_type: 'ecs.g8*' }, ['"ecs.g8*" is no name of an instance type.']],
    ['what is no name', 'alicloud_instance', { instance_type: 'foo bar' }, ['"foo bar" is no name of an instance type.']],
    ['a selector of nodes', 'kubernetes_deployment', { spec: [{ node_selector: { 'node.kubernetes.io/instance-type': 'ecs.g7.large' } }] }, ['ecs.g7.large']],
    [
      'a manifest',
      'kubernetes_manifest',
      { manifest: { apiVersion: 'v1', kind: 'Pod', spec: { nodeSelector: { 'node.kubernetes.io/instance-type': 'ecs.g7.large' } } } },
      ['ecs.g7.large'],
    ],
    ['a template as text, which is read as one', 'alicloud_ros_stack', { template_body: '{"InstanceType": "ecs.g7.large"}' }, []],
    ['nothing at all', 'alicloud_instance', { instance_type: '', instance_types: ['', null, ' '] }, []],
    ['no text', 'alicloud_instance', { instance_type: 8 }, ['The instance type is not a text.']],
    ['one text as a list', 'alicloud_emrv2_cluster', { node_groups: { instance_types: 'ecs.g8i.large' } }, ['ecs.g8i.large']],
    ['any attribute with an ecs. value', 'alicloud_new_thing', { a: [{ head_instance_type: 'ecs.g8i.large' }] }, ['ecs.g8i.large']],
    ['a map of types', 'example_fleet', { instance_types: { web: 'ecs.g8i.large', db: 't3.micro' } }, ['ecs.g8i.large']],
    ['other services', 'alicloud_db_instance', { instance_type: 'rds.mysql.s2.large' }, []],
    ['other attributes', 'alicloud_instance', { user_data: 'ecs.g8i.large', instance_type_hint: 'ecs.g8i.large' }, []],
    [
      'what is excluded',
      'alicloud_ess_scaling_configuration',
      { instance_pattern_info: [{ excluded_instance_types: ['ecs.g8i.large'] }] },
      ['any type (type not in ecs.g8i.large)'],
    ],
    ['an own place of another resource', 'alicloud_instance', { master_instance_type: 'rds.mysql.s2.large' }, []],
    ['a name of the prototype', 'constructor', JSON.parse('{"__proto__": {"instance_type": "ecs.g8i.large"}}'), ['ecs.g8i.large']],
  ])('takes %s', (_, type, after, names) => {
    expect(namesIn(plan(change(type, after)))).toEqual(names);
    const resource = { type, address: 'x', values: after };
    expect(namesIn({ format_version: '1.0', values: { root_module: { resources: [resource] } } })).toEqual(names);
  });

  it.each<[unknown, readonly string[]]>([
    [{ instance_type: true }, [awaited]],
    [true, [awaited]],
    [{ instance_type: false, user_data: true, tags: { instance_type: true } }, []],
    [{}, []],
  ])('waits for what an instance will name: after_unknown is %j', (unknown, names) => {
    expect(namesIn(plan(change('alicloud_instance', {}, { after_unknown: unknown })))).toEqual(names);
    expect(namesIn(plan(change('alicloud_db_instance', {}, { after_unknown: unknown })))).toEqual([]);
  });

  it('waits for what stands above a type, and not for what stands beside it', () => {
    const names = (unknown: unknown) => namesIn(plan(change('alicloud_ehpc_cluster_v2', {}, { after_unknown: unknown })));
    expect(names({ manager: true })).toEqual([awaited]);
    expect(names({ manager: [{ manager_node: true, dns: true }] })).toEqual([awaited]);
    expect(names({ manager: [{ manager_node: [{ instance_type: true, image_id: true }], dns: true }], addons: true })).toEqual([awaited]);
    expect(names({ manager: [{ scheduler: true }], addons: true })).toEqual([]);
  });

  it('hides what is sensitive, at or above the attribute', () => {
    const names = (sensitivity: unknown) =>
      namesIn(plan(change('alicloud_cs_kubernetes_node_pool', { instance_types: ['ecs.g8i.large', 'ecs.c8i.large'] }, { after_sensitive: sensitivity })));
    expect(names({ instance_types: [false, true] })).toEqual(['ecs.g8i.large', sensitive]);
    expect(names({ instance_types: true })).toEqual([sensitive, sensitive]);
    expect(names(true)).toEqual([sensitive, sensitive]);
    expect(names({ password: true })).toEqual(['ecs.g8i.large', 'ecs.c8i.large']);
  });

  it('leaves open what a pattern will say after apply, and takes an empty list of families for none', () => {
    const names = (pattern: unknown, unknown: unknown) =>
      namesIn(plan(change('alicloud_cs_kubernetes_node_pool', { instance_patterns: [pattern] }, { after_unknown: { instance_patterns: [unknown] } })));
    expect(names({ cores: 4 }, { instance_type_families: true })).toEqual(['any type (vcpus in 4; besides instance_type_families)']);
    expect(names({ instance_type_families: [null] }, { instance_type_families: [true] })).toEqual(['any type (; besides instance_type_families)']);
    expect(names({ instance_type_families: [] }, { instance_type_families: [] })).toEqual([picked]);
    expect(names({ instance_type_families: ['ecs.g8i'] }, { instance_type_families: [false] })).toEqual(['any type (family in ecs.g8i)']);
  });

  it('waits for the type of a container group unless no module sets it', () => {
    const group = change('alicloud_eci_container_group', {}, { after_unknown: { instance_type: true } });
    const block = (expressions: unknown) => ({ type: 'alicloud_eci_container_group', name: 'x', expressions });
    const unset = { resources: [block({ cpu: { constant_value: 2 } })] };
    const set = { resources: [block({ instance_type: { references: ['var.type'] } })] };
    const names = (configuration: unknown) => namesIn({ ...plan(group), configuration });
    expect(names({ root_module: unset })).toEqual([]);
    expect(names({ root_module: { module_calls: { jobs: { module: unset } } } })).toEqual([]);
    expect(names({ root_module: { ...unset, module_calls: { jobs: { module: set } } } })).toEqual([awaited]);
    expect(names({ root_module: {} })).toEqual([awaited]);
    expect(names(undefined)).toEqual([awaited]);
  });
});

describe('readTerraform on actions', () => {
  const instance = (actions: unknown) => change('alicloud_instance', { instance_type: 'ecs.g8i.large' }, { actions });

  it.each(['create', 'update', 'delete,create', 'create,delete', 'create,forget'])('checks what is left by %s', (actions) =>
    expect(read(plan(instance(actions.split(','))))).toMatchObject({ found: [{ name: 'ecs.g8i.large' }], gaps: [], notes: [] }),
  );

  it.each(['delete', 'forget', 'read'])('checks nothing of %s', (action) =>
    expect(read(plan(instance([action])), true)).toEqual({ found: [], gaps: [], notes: [] }),
  );

  it('leaves out what stays as it is, and counts only what names a type', () => {
    const kept = plan(instance(['no-op']), change('alicloud_vpc', { vpc_name: 'x' }, { actions: ['no-op'] }));
    expect(read(kept)).toEqual({ found: [], gaps: [], notes: ['1 resource that the plan leaves as it is was not checked: --all checks it.'] });
    expect(read(kept, true)).toMatchObject({ found: [{ name: 'ecs.g8i.large' }], gaps: [], notes: [] });
  });

  it.each([[[]], ['create'], [['open']], [['no-op', 'delete']], [null], [undefined], [[1]]])(
    'has a gap where the actions are %j, and keeps the type',
    (actions) =>
      expect(read(plan(instance(actions)))).toMatchObject({
        found: [{ name: 'ecs.g8i.large' }],
        gaps: ['alicloud_instance.x cannot be read: what the plan does with it is not known.'],
      }),
  );

  it('checks no data sources and no ephemeral resources', () => {
    expect(read(plan(...['data', 'ephemeral'].map((mode) => ({ ...instance(['create']), mode }))))).toEqual({ found: [], gaps: [], notes: [] });
  });
});

describe('readTerraform on other documents', () => {
  it('finds nothing in an empty state', () => expect(read({ format_version: '1.0' })).toEqual({ found: [], gaps: [], notes: [] }));

  it('reads the planned values of a plan without changes, which may hide what is not known yet', () => {
    const resource = { address: 'alicloud_instance.x', type: 'alicloud_instance', values: { instance_type: 'ecs.g8i.large' } };
    const planned = (resources: readonly unknown[]) => ({ format_version: '1.2', planned_values: { root_module: { resources } } });
    expect(read(planned([resource]))).toMatchObject({ found: [{ name: 'ecs.g8i.large' }], gaps: [expect.stringContaining('no changes')] });
    expect(read(planned([]))).toEqual({ found: [], gaps: [], notes: [] });
    expect(read({ ...planned([resource]), resource_changes: [] }).found).toEqual([]);
    expect(read({ ...planned([resource]), resource_changes: null }).found).toHaveLength(1);
  });

  it('refuses newer forms', () => {
    expect(usageErrorOf(() => read({ format_version: '2.0' })).message).toContain('a format version that is not read');
    expect(read({ format_version: '0.2', values: {} }).gaps).toEqual([]);
  });

  it('recognises plans and states, and nothing else', () => {
    for (const file of Object.keys(expected)) expect(terraformReader.is(fixture(file).value)).toBe(true);
    expect([{ format_version: '1.0' }, { resource_changes: [] }].map(terraformReader.is)).toEqual([true, true]);
    const others = [null, 1, 'a', [], {}, { schemaVersion: 1, kind: 'types' }, { ROSTemplateFormatVersion: '2015-09-01', Resources: {} }, { version: 4 }];
    expect(others.filter(terraformReader.is)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a change that is no object', plan('x'), 'resource_changes[0] cannot be read: what the plan does with it is not known.'],
    ['a change without values', plan(change('alicloud_instance', null)), 'alicloud_instance.x cannot be read: what it will be is missing.'],
    ['a change with a list of values', plan(change('alicloud_vpc', [])), 'alicloud_vpc.x cannot be read: what it will be is missing.'],
    [
      'a change that does not say what is unknown',
      plan(change('alicloud_instance', { instance_type: 'ecs.g8i.large' }, { after_unknown: 'x' })),
      'alicloud_instance.x cannot be read as a whole: what is known only after apply is missing.',
    ],
    ['changes that are no list', { resource_changes: {} }, 'resource_changes cannot be read: it is not a list.'],
    ['deferred changes that are no list', { deferred_changes: 1 }, 'deferred_changes cannot be read: it is not a list.'],
    [
      'a deferred change that is empty',
      { deferred_changes: [{}] },
      'deferred_changes[0].resource_change cannot be read: what the plan does with it is not known.',
    ],
    ['resources that are no list', { values: { root_module: { resources: 'x' } } }, 'values.root_module.resources cannot be read: it is not a list.'],
    ['modules that are no list', { values: { root_module: { child_modules: {} } } }, 'values.root_module.child_modules cannot be read: it is not a list.'],
    [
      'a resource without values',
      { values: { root_module: { child_modules: [{ resources: [{ type: 'alicloud_instance' }] }] } } },
      'values.root_module.child_modules[0].resources[0] cannot be read: its values are missing.',
    ],
    ['values that are no object', { values: { root_module: { resources: [{ address: 'a.b', values: 'x' }] } } }, 'a.b cannot be read: its values are missing.'],
  ])('has a gap for %s', (_, value, sentence) => expect(read(value).gaps).toContain(sentence));

  it('never throws and never gives half a finding, whatever stands in the place of a part', () => {
    // Any other format version is refused.
    const texts = new Map(
      ['plan-unknown.json', 'plan-clusters.json', 'state.json'].map((file) => [file, JSON.stringify(fixture(file).value).replace('format_version', 'x')]),
    );
    const intruder = fc.constantFrom(null, true, 1, 'x', [], {}, [null], { toString: 1 }, { x: { x: [] } });
    fc.assert(
      fc.property(fc.constantFrom(...texts.keys()), fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), intruder, fc.boolean(), (file, turns, instead, all) => {
        const document = JSON.parse(texts.get(file) ?? '');
        let part = document;
        // Down the document by random turns, to the last place that has parts of its own.
        for (const [index, turn] of turns.entries()) {
          const keys = Object.keys(part);
          const key = keys[turn % keys.length] ?? 'x';
          if (index === turns.length - 1 || typeof part[key] !== 'object' || part[key] === null) {
            part[key] = instead;
            break;
          }
          part = part[key];
        }
        const { found } = read(document, all);
        expect(found.filter(isHalf)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readTerraform on random plans', () => {
  const name = fc.constantFrom('ecs.g8i.large', 'ecs.c8i.xlarge', 'ecs.g7.2xlarge');
  const attribute = fc.constantFrom('instance_type', 'instance_types', 'worker_instance_types', 'master_instance_type');
  const planted = fc.record({
    keys: fc.array(fc.constantFrom('node_groups', 'a', 'pools', 'x y'), { maxLength: 4 }),
    attribute,
    names: fc.array(name, { maxLength: 3 }),
  });
  const resource = fc.record({
    type: fc.constantFrom('alicloud_instance', 'alicloud_cs_kubernetes', 'alicloud_db_instance', 'example_instance', 'x'),
    // Under a number of its own, no two values take one place.
    values: fc.array(planted, { maxLength: 4 }).map((list) => list.map((one, index) => ({ ...one, keys: [...one.keys, `n${index}`] }))),
    noise: fc.dictionary(fc.constantFrom('image_id', 'user_data', 'name'), fc.jsonValue({ maxDepth: 2 })),
  });

  it('finds every planted type once, where the text has it', () => {
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 5 }), fc.constantFrom(undefined, 2), (resources, indent) => {
        const changes = resources.map(({ type, values, noise }, index) => {
          const after: unknown[] = values.map(({ keys, attribute: key, names }) =>
            keys.reduceRight<unknown>((inner, step) => ({ [step]: [inner] }), { [key]: names }),
          );
          return { ...change(type, { ...noise, planted: after }), address: `r[${index}]` };
        });
        const text = JSON.stringify(plan(...changes), null, indent);
        const { value, locate } = parseJson(text, 'plan.json');
        const { found } = read(value);
        expect(found.map(({ address, name: one }) => [address, one])).toEqual(
          resources.flatMap(({ values }, index) => values.flatMap(({ names }) => names.map((one) => [`r[${index}]`, one]))),
        );
        const lines = text.split('\n');
        const positions = locate(found.map(({ path }) => path));
        positions.forEach((position, index) => {
          expect(lines[(position?.line ?? 0) - 1]?.startsWith(`"${found[index]?.name}"`, (position?.column ?? 0) - 1)).toBe(true);
        });
        expect(new Set(positions.map((position) => `${position?.line}:${position?.column}`)).size).toBe(found.length);
      }),
    );
  });
});
