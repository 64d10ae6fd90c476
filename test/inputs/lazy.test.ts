/** Runs in a process of its own: another test may have made the program load what this one is about. */
import { expect, it, vi } from 'vitest';
import { codeOf } from '../helpers/gate.ts';
import { readInput } from '../helpers/read-input.ts';

const loaded = vi.hoisted(() => [] as string[]);
vi.mock('yaml', async (original) => {
  loaded.push('yaml');
  return await original();
});
vi.mock('csv-parse/sync', async (original) => {
  loaded.push('csv-parse');
  return await original();
});

vi.mock('web-tree-sitter', async (original) => {
  loaded.push('web-tree-sitter');
  return await original();
});

it('checks a plan with no parser but that of JSON, whatever it holds', async () => {
  const change = { actions: ['create'], after: { instance_type: 'ecs.g7.large', user_data: 'a\nb' }, after_unknown: {} };
  const plan = { format_version: '1.2', resource_changes: [{ address: 'a', mode: 'managed', type: 'alicloud_instance', name: 'a', change }] };
  expect(await codeOf('plan.json', JSON.stringify(plan))).toBe(1);
  expect(loaded).toEqual([]);
});

it('loads parsers only for what they read', async () => {
  await readInput('ecs.g8i\n');
  await readInput('{"format_version": "1.0", "values": {"root_module": {}}}');
  await readInput('{"ROSTemplateFormatVersion": "2015-09-01", "Resources": {}}');
  expect(loaded).toEqual([]);
  await readInput('type,family\necs.g8i.large,ecs.g8i\n');
  expect(loaded).toEqual(['csv-parse']);
  await readInput('ROSTemplateFormatVersion: "2015-09-01"\n');
  expect(loaded).toEqual(['csv-parse', 'yaml']);
  expect(await codeOf('main.tf', 'resource "alicloud_instance" "a" {\n  instance_type = "ecs.g7.large"\n}\n')).toBe(1);
  expect(loaded).toEqual(['csv-parse', 'yaml', 'web-tree-sitter']);
});
