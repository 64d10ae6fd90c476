import { describe, expect, it } from 'vitest';
import { linesOf, readInput, wordsOf } from '../helpers/read-input.ts';

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const resource = (type: string, name: string, inputs: object, rest: object = {}) => ({ urn: urn(type, name), type, custom: true, inputs, ...rest });
const instance = 'alicloud:ecs/instance:Instance';
const namesOf = async (value: unknown, options = {}) => (await readInput(JSON.stringify(value), undefined, options)).targets.map(wordsOf);

const stack = (...resources: readonly unknown[]) => ({ version: 3, deployment: { manifest: { time: 'x' }, resources } });

describe('a stack of Pulumi', () => {
  it('names the types that its resources have', async () => {
    const state = stack(
      resource('pulumi:pulumi:Stack', 'shop', {}),
      resource(
        instance,
        'web',
        { instanceType: 'ecs.g8i.large', tags: { was: 'ecs.g6.large' }, userData: 'ecs.g6.large' },
        { outputs: { instanceType: 'ecs.g8i.large' } },
      ),
      resource('alicloud:cs/nodePool:NodePool', 'pool', { instanceTypes: ['ecs.g7.large'], spotPriceLimits: [{ instanceType: 'ecs.g7.large' }] }),
      resource('alicloud:rds/instance:Instance', 'db', { instanceType: 'rds.mysql.s2.large' }),
      resource('aws:ec2/instance:Instance', 'abroad', { instanceType: 'ecs.g6.large' }),
      resource(instance, 'old', { instanceType: 'ecs.g5.large' }, { delete: true }),
    );
    const findings = await readInput(JSON.stringify(state, null, 1));
    expect(findings).toMatchObject({ format: 'pulumi', gaps: [], notes: [] });
    expect(linesOf(findings)).toEqual([
      expect.stringMatching(/^ecs\.g8i\.large \| \d+:\d+ \| urn:pulumi:dev::shop::alicloud:ecs\/instance:Instance::web$/),
      expect.stringMatching(/^ecs\.g7\.large \| .*::pool$/),
    ]);
  });

  it('is the same in a file of a backend', async () => {
    const resources = [resource(instance, 'web', { instanceType: 'ecs.g8i.large' })];
    expect(await namesOf({ version: 3, checkpoint: { latest: { resources } } })).toEqual(['ecs.g8i.large']);
  });

  it.each<readonly [string, string, object, readonly string[]]>([
    [
      'a secret',
      instance,
      { instanceType: { '4dabf18193072939515e22adb298388d': 'x', ciphertext: 'y' } },
      ['The instance type is a secret: it is neither shown nor checked.'],
    ],
    ['what is not known', instance, { instanceType: '04da6b54-80e4-46f7-96ec-b56ff0331ba9' }, ['The instance type is known only after the deployment.']],
    [
      'no types',
      'alicloud:cs/nodePool:NodePool',
      { clusterId: 'c' },
      ['It sets none of instanceTypes, instancePatterns: the service chooses the instance types.'],
    ],
    [
      'patterns',
      'alicloud:cs/nodePool:NodePool',
      { instancePatterns: [{ cores: 4, instanceTypeFamilies: ['ecs.g8i'] }] },
      ['any type (vcpus in 4, family in ecs.g8i)'],
    ],
    ['outputs that differ', instance, { outputs: 1 }, []],
    [
      'manifests',
      'kubernetes:apps/v1:Deployment',
      { kind: 'Deployment', spec: { template: { spec: { nodeSelector: { 'node.kubernetes.io/instance-type': 'ecs.g7.large' } } } } },
      ['ecs.g7.large'],
    ],
  ])('speaks of %s', async (_, type, inputs, expected) => {
    expect(await namesOf(stack(resource(type, 'x', inputs)))).toEqual(expected);
  });

  it('is judged by outputs that its inputs do not repeat', async () => {
    const differing = resource(instance, 'x', { imageId: 'i' }, { outputs: { instanceType: 'ecs.g6.large' } });
    expect(await namesOf(stack(differing))).toEqual(['unexplained ecs.g6.large']);
  });
});

describe('a preview of Pulumi', () => {
  const step = (op: string, type: string) => ({
    op,
    urn: urn(instance, op),
    newState: resource(instance, op, { instanceType: type }),
    oldState: resource(instance, op, { instanceType: 'ecs.g5.large' }),
  });
  const preview = (...steps: readonly unknown[]) => ({ config: { 'shop:type': 'ecs.g5.large' }, steps, changeSummary: {} });

  it('names what it will make, and leaves out what stays or goes', async () => {
    const value = preview(step('create', 'ecs.g8i.large'), step('update', 'ecs.c8i.large'), step('same', 'ecs.g6.large'), step('delete', 'ecs.g5.large'));
    const findings = await readInput(JSON.stringify(value));
    expect(findings.targets.map(wordsOf)).toEqual(['ecs.g8i.large', 'ecs.c8i.large']);
    expect(findings.notes).toEqual(['1 resources that the preview leaves as they are were not checked: --all checks them.']);
    expect(await namesOf(value, { all: true })).toEqual(['ecs.g8i.large', 'ecs.c8i.large', 'ecs.g6.large']);
  });

  it('names a replacement once', async () => {
    const replaced = { ...step('replace', 'ecs.g8i.large'), urn: 'a' };
    expect(await namesOf(preview(replaced))).toEqual(['ecs.g8i.large']);
    expect(await namesOf(preview({ ...step('create-replacement', 'ecs.g8i.large'), urn: 'a' }, replaced))).toEqual(['ecs.g8i.large']);
  });
});

describe('a program of Pulumi in YAML', () => {
  const program = `name: shop
runtime: yaml
description: was ecs.g5.large
config:
  size: {type: string, default: ecs.g7.large}
variables:
  big: ecs.g8i.4xlarge
resources:
  web:
    type: alicloud:ecs:Instance
    properties: {instanceType: ecs.g8i.large, instanceName: ecs.g5.large}
  app:
    type: alicloud:ecs/instance:Instance
    properties: {instanceType: "\${size}"}
  db:
    type: alicloud:ecs:Instance
    properties: {instanceType: "\${big}"}
  late:
    type: alicloud:ecs:Instance
    properties: {instanceType: "\${other.type}"}
outputs:
  type: ecs.g5.large
`;

  it('names types through its variables and its configuration', async () => {
    expect(linesOf(await readInput(program))).toEqual([
      'ecs.g8i.large | 11:32 | resources.web',
      'The configuration size may be anything at deployment: --parameter size=VALUE sets it. | 14:32 | resources.app',
      'ecs.g7.large | 5:33 | resources.app',
      'ecs.g8i.4xlarge | 7:8 | resources.db',
      expect.stringMatching(/^The type is not filled in yet: .* | 20:32 | resources\.late$/),
    ]);
  });

  it('takes what is set in place of its configuration', async () => {
    const { targets } = await readInput(program, undefined, { parameters: new Map([['size', 'ecs.c8i.large']]) });
    expect(targets.map(wordsOf)).toContain('ecs.c8i.large');
    expect(targets.map(wordsOf).join()).not.toContain('ecs.g7.large');
  });
});
