import { describe, expect, it } from 'vitest';
import { statementsSchema } from '../../../src/model/catalog/statements-schema.ts';
import { compileSchema } from '../../helpers/own-schemas.ts';

const isValid = compileSchema(statementsSchema);
const statement = { feature: 'erdma', status: 'no', families: ['ecs.g9a'], source: 'page' };
const sources = { page: { title: 'A page', edition: '2026-01' } };

describe('a file of facts', () => {
  it.each<[string, unknown]>([
    ['may be empty', {}],
    ['may name its schema', { $schema: 'https://example.com/facts.json' }],
    ['may state something of families', { sources, statements: [statement] }],
    ['may state it under a condition, on one site, with a note', { statements: [{ ...statement, where: 'vcpus < 4', site: 'china', note: 'so far' }] }],
    ['may state it of categories alone', { statements: [{ ...statement, categories: ['ECS Bare Metal'], closed: true }] }],
    ['may give figures of types', { figures: [{ metric: 'physicalCores', source: 'page', values: { 'ecs.g9a.large': 1 } }] }],
  ])('%s', (_, file) => expect(isValid(file)).toBe(true));

  it.each<[string, unknown]>([
    ['is a map', []],
    ['has no other keys', { facts: [] }],
    ['states nothing of CIPU, on which rules decide', { statements: [{ ...statement, feature: 'cipu' }] }],
    ['states features that there are', { statements: [{ ...statement, feature: 'edrma' }] }],
    ['states yes or no', { statements: [{ ...statement, status: 'unknown' }] }],
    ['names the source of a statement', { statements: [{ ...statement, source: undefined }] }],
    ['names families in full', { statements: [{ ...statement, families: ['g9a'] }] }],
    ['names some families where it names any', { statements: [{ ...statement, families: [] }] }],
    ['has a title for every source', { sources: { page: { edition: '2026-01' } } }],
    ['has a date for every source', { sources: { page: { title: 'A page' } } }],
    ['gives figures that are numbers', { figures: [{ metric: 'vcpus', source: 'page', values: { 'ecs.g9a.large': '2' } }] }],
    ['gives figures of metrics that there are', { figures: [{ metric: 'cores', source: 'page', values: { 'ecs.g9a.large': 2 } }] }],
  ])('%s', (_, file) => expect(isValid(file)).toBe(false));
});
