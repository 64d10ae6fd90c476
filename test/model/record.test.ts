import { describe, expect, it } from 'vitest';
import { isRecord, valueAt } from '../../src/model/record.ts';

describe('valueAt', () => {
  it.each<[unknown, string, unknown]>([
    [{ a: 1 }, 'a', 1],
    [{ a: { b: 0 } }, 'a.b', 0],
    [{ a: { b: null } }, 'a.b', null],
    [{ a: { b: null } }, 'a.b.c', undefined],
    [{ a: 'text' }, 'a.length', undefined],
    [{ a: [{ b: 1 }] }, 'a.0.b', 1],
    [{}, 'a.b', undefined],
    [null, 'a', undefined],
    [undefined, 'a', undefined],
  ])('of %j, %s', (record, path, value) => expect(valueAt(record, path)).toBe(value));
});

describe('isRecord', () => {
  it.each<[unknown, boolean]>([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    [undefined, false],
    ['text', false],
    [3, false],
  ])('%j: %s', (value, expected) => expect(isRecord(value)).toBe(expected));
});
