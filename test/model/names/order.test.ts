import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, compareTypes } from '../../../src/model/names/order.ts';
import type { Metrics } from '../../../src/model/registry/metrics.ts';

/** Checks that a comparison is a total order on three values: reflexive, antisymmetric, transitive, zero for equals alone. */
function expectTotalOrder<V>(compare: (a: V, b: V) => number, same: (a: V, b: V) => boolean, [a, b, c]: readonly [V, V, V]): void {
  expect(compare(a, a)).toBe(0);
  expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
  expect(compare(a, b) === 0).toBe(same(a, b));
  if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
}

const triple = <V>(value: fc.Arbitrary<V>) => fc.tuple(value, value, value);

describe('compareNames', () => {
  it.each([
    ['ecs.g6', 'ecs.g10'],
    ['ecs.c6', 'ecs.g6'],
    ['ecs.g6', 'ecs.g6a'],
    ['ecs.g8i.2xlarge', 'ecs.g8i.16xlarge'],
    ['ecs.g8', 'ecs.g8i'],
    ['a', 'b'],
    ['', 'a'],
  ])('%j comes before %j', (first, second) => {
    expect(compareNames(first, second)).toBeLessThan(0);
    expect(compareNames(second, first)).toBeGreaterThan(0);
  });

  it('sorts as people count', () => {
    const sorted = ['ecs.c5', 'ecs.c10', 'ecs.g6', 'ecs.g6a', 'ecs.g6.large', 'ecs.g10'];
    expect([...sorted].reverse().sort(compareNames)).toEqual(['ecs.c5', 'ecs.c10', 'ecs.g6', 'ecs.g6.large', 'ecs.g6a', 'ecs.g10']);
  });

  it('is a total order on names as the API has them', () => {
    const name = fc
      .tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.nat(20), fc.stringMatching(/^[a-z]{0,2}$/), fc.nat(64))
      .map(([series, generation, suffix, size]) => `ecs.${series}${generation}${suffix}.${size}xlarge`);
    fc.assert(fc.property(triple(name), (names) => expectTotalOrder(compareNames, Object.is, names)));
  });

  // Known bug: parts that differ but count alike ("01" and "1", " " and "0") end the comparison with zero.
  it('is a total order on any text', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a0 1-]{0,6}$/));
    fc.assert(
      fc.property(triple(text), (texts) => expectTotalOrder(compareNames, Object.is, texts)),
      { numRuns: 500 },
    );
  });
});

describe('compareTypes', () => {
  const type = (id: string, metrics: Metrics = {}) => ({ id, metrics });

  it.each([
    ['by vCPUs first', type('b', { vcpus: 2, memoryGiB: 64 }), type('a', { vcpus: 4, memoryGiB: 8 })],
    ['then by memory', type('b', { vcpus: 2, memoryGiB: 4 }), type('a', { vcpus: 2, memoryGiB: 8 })],
    ['then by name', type('g6', { vcpus: 2, memoryGiB: 8 }), type('g10', { vcpus: 2, memoryGiB: 8 })],
    ['the unknown size last', type('b', { vcpus: 512 }), type('a')],
    ['the unknown memory last', type('b', { vcpus: 2, memoryGiB: 9999 }), type('a', { vcpus: 2 })],
    ['unknown sizes by name', type('a'), type('b')],
  ])('orders %s', (_, first, second) => {
    expect(compareTypes(first, second)).toBeLessThan(0);
    expect(compareTypes(second, first)).toBeGreaterThan(0);
  });

  it('is a total order', () => {
    const figure = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
    const any = fc
      .tuple(fc.stringMatching(/^[ab]\d$/), figure, figure)
      .map(([id, vcpus, memoryGiB]) => type(id, { ...(vcpus !== undefined && { vcpus }), ...(memoryGiB !== undefined && { memoryGiB }) }));
    const same = (a: ReturnType<typeof type>, b: ReturnType<typeof type>) =>
      a.id === b.id && a.metrics.vcpus === b.metrics.vcpus && a.metrics.memoryGiB === b.metrics.memoryGiB;
    fc.assert(fc.property(triple(any), (types) => expectTotalOrder(compareTypes, same, types)));
  });
});
