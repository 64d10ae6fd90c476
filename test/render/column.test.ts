import { describe, expect, it } from 'vitest';
import { findColumn } from '../../src/render/column.ts';

const columns = [
  { key: 'type', header: 'Type' },
  { key: 'erdma', header: 'eRDMA' },
  { key: 'memoryGiB', header: 'Memory GiB' },
  { key: 'price.cheapest', header: 'Cheapest/hour' },
  { key: 'price.dearest', header: 'Dearest/hour' },
];

describe('a column', () => {
  it.each([
    ['type', 'type'],
    ['ERDMA', 'erdma'],
    ['Elastic RDMA', 'erdma'],
    ['memory_gib', 'memoryGiB'],
    ['memory', 'memoryGiB'],
    ['cheapest/hour', 'price.cheapest'],
    ['price', 'price.cheapest'],
    ['Price', 'price.cheapest'],
  ])('is found by %s', (name, key) => {
    expect(findColumn(name, columns)?.key).toBe(key);
  });

  it.each(['', 'nvme', 'memor', 'pric', 'constructor'])('is not found by %j', (name) => {
    expect(findColumn(name, columns)).toBeUndefined();
  });
});
