import { describe, expect, it } from 'vitest';
import { formatPlatform, isRetired } from '../../../src/model/catalog/report.ts';

describe('formatPlatform', () => {
  it.each([
    ['CIPU', '2.0', 'CIPU 2.0'],
    ['CIPU', null, 'CIPU'],
    ['SHENLONG', '3', 'SHENLONG 3'],
  ] as const)('%s %s', (name, generation, expected) => expect(formatPlatform({ name, generation })).toBe(expected));
});

describe('isRetired', () => {
  it.each([
    [{ international: false, china: false }, true],
    [{ international: true, china: false }, false],
    [{ international: false, china: true }, false],
    [{ international: true, china: true }, false],
    // Of a family that no document knows nobody says that it is not sold.
    [null, false],
  ])('%j: %s', (sold, expected) => expect(isRetired(sold)).toBe(expected));
});
