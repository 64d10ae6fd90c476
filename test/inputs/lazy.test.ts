import { expect, it, vi } from 'vitest';
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

it('loads parsers only for what they read', async () => {
  await readInput('ecs.g8i\n');
  await readInput('{"format_version": "1.0", "values": {"root_module": {}}}');
  await readInput('{"ROSTemplateFormatVersion": "2015-09-01", "Resources": {}}');
  expect(loaded).toEqual([]);
  await readInput('type,family\necs.g8i.large,ecs.g8i\n');
  expect(loaded).toEqual(['csv-parse']);
  await readInput('ROSTemplateFormatVersion: "2015-09-01"\n');
  expect(loaded).toEqual(['csv-parse', 'yaml']);
});
