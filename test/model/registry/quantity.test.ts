import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../../src/model/registry/quantity.ts';

describe('parseQuantity', () => {
  it.each<[string, string, number | string]>([
    ['16', '', 16],
    ['0', '', 0],
    ['1.5', 'GiB', 1.5],
    ['500k', '', 500_000],
    ['2M', '', 2_000_000],
    ['16GiB', 'GiB', 16],
    ['16 g', 'GiB', 16],
    ['512MiB', 'GiB', 0.5],
    ['1TiB', 'GiB', 1024],
    ['2t', 'GiB', 2048],
    ['24GB', 'GB', 24],
    // Of memory that is sold, GB means GiB.
    ['16GB', 'GiB', 16],
    ['1tb', 'GiB', 1024],
    ['25Gbps', 'Gbit/s', 25],
    ['500mbit/s', 'Gbit/s', 0.5],
    ['20%', '%', 20],
    // A unit of another metric is none of this one.
    ['16GiB', 'GB', 'unknown unit "GiB"'],
    ['16GiB', '', 'unknown unit "GiB"'],
    ['16k', 'GiB', 'unknown unit "k"'],
    ['16toString', '', 'unknown unit "toString"'],
    ['', '', '"" is not a number'],
    ['-1', '', '"-1" is not a number'],
    ['1e3', '', '"1e3" is not a number'],
    ['.5', '', '".5" is not a number'],
    ['1.', '', '"1." is not a number'],
    ['many', '', '"many" is not a number'],
    [' 8', '', '" 8" is not a number'],
  ])('%j in %j', (text, unit, expected) => expect(parseQuantity(text, unit)).toBe(expected));
});
