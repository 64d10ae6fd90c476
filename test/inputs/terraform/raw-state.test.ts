import { describe, expect, it } from 'vitest';
import { linesOf, readInput, wordsOf } from '../../helpers/read-input.ts';

const state = (resources: readonly unknown[], rest: object = {}) =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 7, lineage: 'a', outputs: {}, resources, check_results: null, ...rest }, null, 1);
const resource = (type: string, attributes: unknown, rest: object = {}, instance: object = {}) => ({
  mode: 'managed',
  type,
  name: 'x',
  provider: 'provider["example.com/aliyun/alicloud"]',
  instances: [{ schema_version: 0, attributes, sensitive_attributes: [], ...instance }],
  ...rest,
});

describe('a state as Terraform stores it', () => {
  it('names the types that its instances have, by their addresses', async () => {
    const findings = await readInput(
      state([
        resource('alicloud_instance', { instance_type: 'ecs.g8i.large', tags: { was: 'ecs.g5.large' } }),
        resource('alicloud_instance', { instance_type: 'ecs.g7.large' }, { module: 'module.web' }, { index_key: 'a' }),
        resource('alicloud_instance', { instance_type: 'ecs.c8i.large' }, {}, { index_key: 0 }),
        resource('alicloud_instance_types', { instance_types: [{ id: 'ecs.g5.large' }] }, { mode: 'data' }),
        resource('volcengine_ecs_instance', { instance_type: 'ecs.g1ie.large' }),
        resource('example_thing', { size: 'ecs.r7.large' }),
      ]),
    );
    expect(findings).toMatchObject({ format: 'terraform', gaps: [], notes: [] });
    expect(linesOf(findings).map((line) => line.replace(/ \| \d+:\d+/, ''))).toEqual([
      'ecs.g8i.large | alicloud_instance.x',
      'ecs.g7.large | module.web.alicloud_instance.x["a"]',
      'ecs.c8i.large | alicloud_instance.x[0]',
      'unexplained ecs.r7.large | example_thing.x',
    ]);
  });

  it('shows nothing that it marks as sensitive', async () => {
    const marked = (...steps: readonly string[]) => ({ sensitive_attributes: [steps.map((value) => ({ type: 'get_attr', value }))] });
    const text = state([
      resource('alicloud_instance', { instance_type: 'ecs.g7.large' }, {}, marked('instance_type')),
      resource('example_thing', { a: { b: 'ecs.r7.large' } }, {}, marked('a')),
    ]);
    expect((await readInput(text)).targets.map(wordsOf)).toEqual([
      'The instance type is marked as sensitive: it is neither shown nor checked.',
      'It names a type in a value that is marked as sensitive: it is neither shown nor checked.',
    ]);
  });

  it('takes its outputs for none, and has a gap where attributes are missing', async () => {
    const outputs = { outputs: { type: { value: 'ecs.g5.large', type: 'string' } } };
    expect((await readInput(state([], outputs))).targets).toEqual([]);
    expect((await readInput(state([resource('alicloud_instance', null)]))).gaps).toEqual(['alicloud_instance.x cannot be read: its attributes are missing.']);
  });
});
