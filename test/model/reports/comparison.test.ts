import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectFamily, inspectType } from '../../../src/model/catalog/inspect.ts';
import type { Price } from '../../../src/model/market/price.ts';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import { metricDefinitions } from '../../../src/model/registry/metrics.ts';
import { type ComparedProperty, compareThings, differsInKnown, type Thing } from '../../../src/model/reports/comparison.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const families = catalog.families.map((entry): Thing => ({ name: entry.id, family: inspectFamily(entry, catalog), type: null }));
const types = catalog.families.flatMap((entry, i) =>
  entry.types().map((type): Thing => ({ name: type.id, family: families[i]?.family ?? inspectFamily(entry, catalog), type: inspectType(type, entry) })),
);
const named = (...names: readonly string[]) => names.map((name) => [...families, ...types].find((thing) => thing.name === `ecs.${name}`) as Thing);
const rowOf = (things: readonly Thing[], key: string, withPrices = false) =>
  compareThings(things, withPrices).properties.find(({ property }) => property === key) as ComparedProperty;
const priced = (thing: Thing, trade: number | null, currency = 'CNY'): Thing => {
  const price: Price | null = trade === null ? null : { trade, original: trade, currency };
  return { ...thing, type: thing.type && { ...thing.type, price } };
};

describe('a comparison', () => {
  it('has every feature and metric, and what else families and types have', () => {
    const keys = (things: readonly Thing[], withPrices = false) => compareThings(things, withPrices).properties.map(({ property }) => property);
    const registries = [...featureDefinitions, ...metricDefinitions].map(({ key }) => key);
    const common = ['rule', 'platform', ...registries, 'category', 'arch', 'processor', 'sold', 'regions'];
    expect(keys(named('g7', 'g8i')).sort()).toEqual([...common, 'types'].sort());
    expect(keys(named('g7.large', 'g8i.large')).sort()).toEqual([...common, 'family'].sort());
    expect(keys(named('g7.large', 'g8i.large'), true).sort()).toEqual([...common, 'family', 'price', 'currency'].sort());
  });

  it('calls a yes better than a no, where it is', () => {
    expect(rowOf(named('g7', 'g8i'), 'erdma')).toMatchObject({
      values: { 'ecs.g7': 'no', 'ecs.g8i': 'yes' },
      different: true,
      best: ['ecs.g8i'],
      inferred: ['ecs.g7'],
    });
    expect(rowOf(named('g8i', 'ebmgn8v'), 'bare-metal')).toMatchObject({ different: true, better: null, best: [] });
  });

  it('compares families by both ends of their figures, where all of their types have one', () => {
    expect(rowOf(named('g7', 'g8i'), 'networkGbps')).toMatchObject({
      values: { 'ecs.g7': { min: 2, max: 64 }, 'ecs.g8i': { min: 2.5, max: 100 } },
      best: ['ecs.g8i'],
    });
    expect(rowOf(named('g7', 'g9i'), 'networkGbps')).toMatchObject({ different: true, best: ['ecs.g9i'] });
    // Larger types make no better family where its small ones have less.
    expect(rowOf(named('g7', 'g8i'), 'connections')).toMatchObject({
      values: { 'ecs.g7': { min: 500000, max: 2400000 }, 'ecs.g8i': { min: 300000, max: 4000000 } },
      best: [],
    });
    const [g7, g8i] = named('g7', 'g8i') as [Thing, Thing];
    expect(rowOf([g7, { ...g8i, partial: new Set(['networkGbps']) }], 'networkGbps')).toMatchObject({ different: true, best: [] });
    expect(rowOf(named('g7', 'g8i', 'g9i'), 'eniQueues').best).toEqual(['ecs.g8i', 'ecs.g9i']);
  });

  it('calls no size better than another', () => {
    expect(rowOf(named('g8i.large', 'g8i.8xlarge'), 'vcpus')).toMatchObject({ different: true, better: null, best: [] });
  });

  it('has no better value where one is not known, and says that they differ', () => {
    const row = rowOf(named('g7', 'g8i'), 'memory-encryption');
    expect(row).toMatchObject({ values: { 'ecs.g7': 'unknown', 'ecs.g8i': 'yes' }, different: true, best: [], unknown: ['ecs.g7'] });
    expect(differsInKnown(row)).toBe(false);
    expect(rowOf(named('g7', 'g8i'), 'ptp')).toMatchObject({ different: false, unknown: ['ecs.g7', 'ecs.g8i'] });
  });

  it('does not rank what only part of the types have', () => {
    const [yes, no] = named('g8i', 'g7') as [Thing, Thing];
    const some: Thing = { ...no, family: { ...no.family, features: { ...no.family.features, erdma: { status: 'some', basis: 'api' } } } };
    expect(rowOf([yes, some], 'erdma')).toMatchObject({ different: true, best: [] });
  });

  it('calls the lower price better, in one currency', () => {
    const [a, b] = named('g8i.large', 'c8i.large') as [Thing, Thing];
    expect(rowOf([priced(a, 2), priced(b, 1.5)], 'price', true)).toMatchObject({ better: 'lower', best: ['ecs.c8i.large'] });
    expect(rowOf([priced(a, 2), priced(b, 1.5, 'USD')], 'price', true)).toMatchObject({ different: true, better: null, best: [] });
    expect(rowOf([priced(a, 2), priced(b, null)], 'price', true)).toMatchObject({ different: true, best: [], unknown: ['ecs.c8i.large'] });
  });
});

describe.each([
  ['families', families],
  ['types', types],
] as const)('any %s', (_, all) => {
  const byName = new Map(all.map((thing) => [thing.name, thing]));
  const thingsOf = (names: readonly string[]) => names.flatMap((name) => byName.get(name) ?? []);
  const some = fc.uniqueArray(fc.constantFrom(...byName.keys()), { minLength: 2, maxLength: 6 });
  const byProperty = (names: readonly string[]) =>
    compareThings(thingsOf(names)).properties.map(({ property, different, best, unknown }) => ({
      property,
      different,
      best: [...best].sort(),
      unknown: [...unknown].sort(),
    }));

  it('are the same in any order', () => {
    const shuffled = some.chain((names) => fc.shuffledSubarray(names, { minLength: names.length }).map((other) => ({ names, other })));
    fc.assert(
      fc.property(shuffled, ({ names, other }) => {
        expect(byProperty(other)).toEqual(byProperty(names));
      }),
      { numRuns: 30 },
    );
  });

  it('differ if and only if their values do, and the best is known, not equalled by all and not exceeded', () => {
    fc.assert(
      fc.property(some, (names) => {
        const things = thingsOf(names);
        const isTrue = ({ values, different, best, unknown, better }: ComparedProperty) => {
          const texts = things.map(({ name }) => JSON.stringify(values[name]));
          const notKnown = things.map(({ name }) => name).filter((name) => values[name] === null || values[name] === 'unknown');
          if (different !== texts.some((one) => one !== texts[0]) || !isDeepStrictEqual(unknown, notKnown)) return false;
          if (best.length === 0) return true;
          if (!different || unknown.length > 0 || better === null || best.length >= things.length) return false;
          const endsOf = (name: string): readonly [number, number] => {
            const value = values[name];
            if (typeof value === 'number') return [value, value];
            if (value === 'yes' || value === 'no') return value === 'yes' ? [1, 1] : [0, 0];
            const { min, max } = value as { min: number; max: number };
            return [min, max];
          };
          const [lowest, highest] = [0, 1].map((end) => Math.max(...things.map(({ name }) => endsOf(name)[end as 0 | 1])));
          return best.every((name) => isDeepStrictEqual(endsOf(name), [lowest, highest]));
        };
        // Thousands of rows: expect() takes longer than the comparison.
        expect(compareThings(things).properties.filter((row) => !isTrue(row))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
