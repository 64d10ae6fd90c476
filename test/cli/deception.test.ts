/** Inputs that are written so that a type which fails is not seen, and those that only look so. */
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../helpers/fake-context.ts';
import { codeOf } from '../helpers/gate.ts';

const bad = 'ecs.g7.xlarge';
const good = 'ecs.g8i.large';
const encoded = Buffer.from(bad).toString('base64');
const manifest = (type: string, more = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {nodeSelector: {node.kubernetes.io/instance-type: ${type}}}\n${more}`;
const pod = (selector: string, before = '') => `${before}apiVersion: v1\nkind: Pod\nspec: {nodeSelector: ${selector}}\n`;
const ros = (properties: string, type = 'ALIYUN::ECS::Instance') =>
  `ROSTemplateFormatVersion: "2015-09-01"\nResources: {W: {Type: "${type}", Properties: {${properties}}}}\n`;
const change = '"actions":["create"],"after":{"instance_type":"ecs.g7.xlarge"},"after_unknown":{}';
const plan = (keys: string) => `{"format_version":"1.2","resource_changes":[{"address":"a","name":"x",${keys}}]}`;
const managed = '"mode":"managed","type":"alicloud_instance"';

describe('a type that fails is seen', () => {
  it.each([
    ...[
      "ROSTemplateFormatVersion: '2015-09-01'",
      'FormatVersion: OOS-2019-06-01',
      'format_version: "1.0"',
      'resource_changes: []',
      'runtime: yaml',
      'version: 4\nserial: 1\nresources: []',
      'deployment: {resources: []}',
      'steps: [{op: delete, urn: x}]',
      'schemaVersion: 1\nDeployment: [{target: ecs.g8i.large}]',
      'target: ecs.g8i.large',
    ].map((keys) => [`in a manifest that has ${keys.replaceAll('\n', ', ')}`, 'a.yaml', manifest(bad, keys)]),
    ['in a value of !!binary', 'a.yaml', ros(`InstanceType: !!binary ${encoded}`)],
    ['in a value of !!binary where no type is wanted', 'a.yaml', ros(`Other: !!binary ${encoded}`)],
    ['in !!binary by the whole name of the tag', 'a.yaml', pod(`{node.kubernetes.io/instance-type: !<tag:yaml.org,2002:binary> ${encoded}}`)],
    ['in !!binary by another handle', 'a.yaml', `%TAG !b! tag:yaml.org,2002:\n---\n${pod(`{node.kubernetes.io/instance-type: !b!binary ${encoded}}`)}`],
    ['behind escapes of YAML', 'a.yaml', pod('{node.kubernetes.io/instance-type: "\\x65cs.g7.xlarge"}')],
    ['folded in quotes', 'a.yaml', pod('{node.kubernetes.io/instance-type: "ecs.g7.\\\n   xlarge"}')],
    ['by an anchor that is set anew later', 'a.yaml', `${pod('{node.kubernetes.io/instance-type: *a}', `x: &a ${good}\ny: &a ${bad}\n`)}z: &a ${good}\n`],
    ['by an alias of a label', 'a.yaml', pod('{node.kubernetes.io/instance-type: *a}', `metadata: {labels: {a: &a ${bad}}}\n`)],
    ['by a merge of labels', 'a.yaml', pod('{<<: *a}', `metadata: {labels: &a {node.kubernetes.io/instance-type: ${bad}}}\n`)],
    ['in a document after the mark of an end', 'a.yaml', `${manifest(good)}...\n${manifest(bad)}`],
    ...['excluded', 'excluded_pool', 'excludeFoo', 'excludedInstanceTypesX'].map((key) => [
      `under the key ${key}`,
      'a.yaml',
      ros(`${key}: {InstanceType: ${bad}}`),
    ]),
    ['of a resource whose type only looks like a data source', 'a.yaml', ros(`InstanceType: ${bad}`, 'datasource::ECS::Instances')],
    ['in a ConfigMap in Base64', 'a.yaml', `apiVersion: v1\nkind: ConfigMap\nbinaryData: {a: ${Buffer.from(`instanceType: ${bad}`).toString('base64')}}\n`],
    ['in a kind that only has the name of one that chooses nothing', 'a.yaml', `apiVersion: v1\nkind: NodeOverlay\nspec: {instanceType: ${bad}}\n`],
    ['in a list after a comment that a carriage return ends', 'a.txt', `${good} # x\r${bad}\r`],
    ['in a text after a comment that a carriage return ends', 'a.sh', `# x\rrun ${bad} {\r`],
    ['in a table whose lines end by a carriage return', 'a.csv', `name,instance_type\rweb,${bad}\r`],
    ['in code, in a template', 'a.tf', `resource "alicloud_instance" "a" {\n  instance_type = "ecs.g7.\${"x"}large"\n}\n`],
    [
      'in code, by a resource that is not made',
      'a.tf',
      `resource "alicloud_instance" "a" {\n  count = 0\n  instance_type = "${bad}"\n}\nresource "alicloud_instance" "b" {\n  instance_type = alicloud_instance.a.instance_type\n}\n`,
    ],
  ])('%s', async (_what, file, text) => expect(await codeOf(file, text)).not.toBe(0));
});

describe('of a key that stands twice each value counts, also for what says that a type is not chosen', () => {
  it.each([
    ['a type', 'a.json', `{"apiVersion":"v1","kind":"Pod","spec":{"instanceType":"${bad}","instanceType":"${good}"}}`],
    ['what holds a type', 'a.json', `{"apiVersion":"v1","kind":"Pod","spec":{"a":{"instanceType":"${bad}"},"a":{}}}`],
    ['what holds a type, in YAML', 'a.yaml', `apiVersion: v1\nkind: Pod\nspec: {instanceType: ${bad}}\nspec: {}\n`],
    ['the changes of a plan', 'a.json', `{"format_version":"1.2","resource_changes":[{${managed},"change":{${change}}}],"resource_changes":[]}`],
    ['the change of a resource', 'a.json', plan(`${managed},"change":{${change}},"change":{"actions":["no-op"],"after":{}}`)],
    ['the mode of a resource', 'a.json', plan(`${managed},"mode":"data","change":{${change}}`)],
    ['the type of a resource', 'a.json', plan(`${managed},"type":"volcengine_ecs_instance","change":{${change}}`)],
    ['the actions of a change', 'a.json', plan(`${managed},"change":{${change},"actions":["delete"]}`)],
    ['the type of a resource of ROS', 'a.yaml', ros(`InstanceType: ${bad}`, 'ALIYUN::ECS::Instance", Type: "DATASOURCE::ECS::Instances')],
    ['an argument in code', 'a.tf.json', `{"resource":{"alicloud_instance":{"a":{"instance_type":"${bad}","instance_type":"${good}"}}}}`],
  ])('%s', async (_what, file, text) => expect(await codeOf(file, text)).not.toBe(0));

  it.each([
    ['objects beside one another', 'a.json', `{"a":[{"b":"${good}"},{"b":":"}],"b":{"b":"\\":"}}`],
    ['a key that another object has twice', 'a.json', `{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"a":"${bad}"}},"spec":{"a":1,"a":2}}`],
  ])('and %s are none', async (_what, file, text) => expect(await codeOf(file, text)).toBe(0));
});

it('a catalog that claims to be of a time to come is of an age that nobody knows', async () => {
  const args = ['check', 'g8i', '--require', 'cipu'];
  const given = { now: () => new Date('2020-01-01T00:00:00Z') };
  expect((await runInProcess([...args, '--max-age', '30d'], given)).code).toBe(3);
  expect((await runInProcess(args, given)).code).toBe(0);
});
