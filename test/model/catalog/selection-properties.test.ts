import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectType } from '../../../src/model/catalog/inspect.ts';
import { type Criteria, type Range, selectFamilies, selectTypes } from '../../../src/model/catalog/selection.ts';
import { type FeatureKey, featureDefinitions } from '../../../src/model/registry/features.ts';
import { type MetricKey, metricDefinitions } from '../../../src/model/registry/metrics.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';
import { criteria } from '../../helpers/small-catalog.ts';

const embedded = openEmbeddedCatalog();
/** A third of the families, to have the answers sooner; every feature is among them. */
const catalog = { ...embedded, families: embedded.families.filter((_, i) => i % 3 === 0) };
const all = criteria({ retired: true });

const feature = fc.constantFrom<FeatureKey[]>(...featureDefinitions.map(({ key }) => key));
const metric = fc.constantFrom<MetricKey[]>(...metricDefinitions.map(({ key }) => key));
const range: fc.Arbitrary<Range> = fc
  .tuple(fc.nat(200), fc.oneof(fc.nat(400), fc.constant(Number.POSITIVE_INFINITY)))
  .map(([min, span]) => ({ min, max: min + span }));

/** One criterion that narrows. */
const narrowing: fc.Arbitrary<(to: Criteria) => Criteria> = fc.oneof(
  feature.map((key) => (to: Criteria) => ({ ...to, has: [...to.has, key] })),
  feature.map((key) => (to: Criteria) => ({ ...to, lacks: [...to.lacks, key] })),
  fc.tuple(metric, range).map(
    ([key, wanted]) =>
      (to: Criteria) =>
        to.ranges.has(key) ? to : { ...to, ranges: new Map([...to.ranges, [key, wanted]]) },
  ),
  fc.constantFrom('X86', 'ARM').map((architecture) => (to: Criteria) => (to.architecture ? to : { ...to, architecture })),
  fc.constantFrom('international' as const, 'china' as const).map((site) => (to: Criteria) => (to.site ? to : { ...to, site })),
  fc.constantFrom('yes' as const, 'no' as const).map((verdict) => (to: Criteria) => (to.cipu.length > 0 ? to : { ...to, cipu: [verdict] })),
);
const some = fc
  .tuple(fc.boolean(), fc.array(narrowing, { maxLength: 2 }))
  .map(([includeUnknown, steps]) => steps.reduce((wanted: Criteria, step) => step(wanted), { ...all, includeUnknown }));
const familiesOf = (wanted: Criteria) => selectFamilies(catalog, wanted).rows.map(({ family }) => family);
const typesOf = (wanted: Criteria) => selectTypes(catalog, wanted).rows.map(({ type }) => type);
const within = (few: readonly string[], many: readonly string[]) => {
  const known = new Set(many);
  return few.filter((one) => !known.has(one));
};

const runs = { numRuns: 20 };

describe('selection', () => {
  it('never lists more for one criterion more', () => {
    fc.assert(
      fc.property(some, narrowing, (wanted, step) => {
        expect(within(familiesOf(step(wanted)), familiesOf(wanted))).toEqual([]);
        expect(within(typesOf(step(wanted)), typesOf(wanted))).toEqual([]);
      }),
      runs,
    );
  });

  it('never lists less when what is not known may pass', () => {
    fc.assert(
      fc.property(some, (wanted) => {
        expect(within(familiesOf({ ...wanted, includeUnknown: false }), familiesOf({ ...wanted, includeUnknown: true }))).toEqual([]);
        expect(within(typesOf({ ...wanted, includeUnknown: false }), typesOf({ ...wanted, includeUnknown: true }))).toEqual([]);
      }),
      runs,
    );
  });

  it('lists only families of which it lists a type, where they have types', () => {
    fc.assert(
      fc.property(some, (wanted) => {
        const families = new Set(selectTypes(catalog, { ...wanted, lacks: [] }).rows.map(({ family }) => family));
        expect(familiesOf(wanted).filter((family) => !families.has(family))).toEqual([]);
      }),
      runs,
    );
  });

  it('lists the same for any order of the criteria', () => {
    fc.assert(
      fc.property(fc.uniqueArray(feature, { minLength: 2, maxLength: 3 }), (keys) => {
        expect(typesOf({ ...all, has: [...keys].reverse() })).toEqual(typesOf({ ...all, has: keys }));
        expect(familiesOf({ ...all, lacks: [...keys].reverse() })).toEqual(familiesOf({ ...all, lacks: keys }));
      }),
      runs,
    );
  });
});

describe.each(featureDefinitions.map(({ key }) => key))('--has and --lacks of %s', (key) => {
  const has = typesOf({ ...all, has: [key] });
  const lacks = typesOf({ ...all, lacks: [key] });
  const unknown = catalog.families.flatMap((entry) =>
    entry
      .types()
      .filter((type) => inspectType(type, entry).features[key].status === 'unknown')
      .map(({ id }) => id),
  );

  it('part the types: no type meets both, an unknown meets neither, none is left over', () => {
    expect(typesOf({ ...all, has: [key], lacks: [key] })).toEqual([]);
    expect([...has, ...lacks, ...unknown].sort()).toEqual(typesOf(all).sort());
  });

  it('let an unknown pass both when asked to', () => {
    expect(typesOf({ ...all, has: [key], lacks: [key], includeUnknown: true }).sort()).toEqual(unknown.sort());
  });
});
