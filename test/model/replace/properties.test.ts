/** What must hold for any catalog: a replacement is what it must be, and its score is nothing but its parts. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidatesOf } from '../../../src/model/catalog/candidate.ts';
import type { Catalog } from '../../../src/model/catalog/catalog.ts';
import type { TypeReport } from '../../../src/model/catalog/report.ts';
import { parseRequirement, type Requirement } from '../../../src/model/policy/requirement.ts';
import { type FeatureKey, featureDefinitions } from '../../../src/model/registry/features.ts';
import { metricDefinitions } from '../../../src/model/registry/metrics.ts';
import { changesBetween } from '../../../src/model/replace/changes.ts';
import { type CurrentType, currentTypesOf } from '../../../src/model/replace/current-type.ts';
import { type Replacement, type ReplacementOptions, rankReplacements } from '../../../src/model/replace/replacement.ts';
import { documentedEntry, documentedFamily, liveCatalog, type TypeReply } from '../../helpers/small-catalog.ts';

/** A value or, now and then, no field at all. */
const usually = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 12 });
/** A value in half of the cases. */
const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const families = ['ecs.g6', 'ecs.g7', 'ecs.g8i', 'ecs.g8y', 'ecs.ebmg8i', 'ecs.gn7i', 'ecs.t6', 'ecs.x1'];

const reply = fc.record({
  family: fc.constantFrom(...families),
  CpuCoreCount: usually(4, 4, 4, 5, 8),
  MemorySize: usually(8, 8, 8, 10, 16),
  CpuArchitecture: usually('X86', 'X86', 'X86', 'ARM'),
  InstanceCategory: usually('General-purpose', 'General-purpose', 'General-purpose', 'General-purpose', 'ECS Bare Metal', 'Super Computing Cluster'),
  InstanceFamilyLevel: usually('EnterpriseLevel', 'EnterpriseLevel', 'EnterpriseLevel', 'CreditEntryLevel'),
  EriQuantity: usually(0, 1, 2, 2),
  NvmeSupport: usually('required', 'unsupported'),
  GPUAmount: usually(0, 0, 0, 0, 1, 2),
  LocalStorageAmount: usually(0, 2),
  EniQuantity: usually(2, 3),
  InstanceBandwidthRx: usually(1_024_000, 3_072_000),
  InstancePpsRx: usually(300_000, 900_000),
});

const platform = fc.constantFrom(
  [],
  [{ name: 'CIPU', generation: '2.0' } as const],
  [{ name: 'CIPU', generation: null } as const],
  [{ name: 'SHENLONG', generation: '3' } as const],
);

const someCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    replies: fc.array(reply, { minLength: 1, maxLength: 20 }),
    platforms: fc.array(platform, { minLength: families.length, maxLength: families.length }),
  })
  .map(({ replies, platforms }) =>
    liveCatalog(
      families,
      replies.map(({ family, ...fields }, i): TypeReply => ({ ...fields, InstanceTypeId: `${family}.size${i}`, InstanceTypeFamily: family })),
      families.map((id, i) => documentedEntry(documentedFamily(id, { cpuArchitecture: null, platforms: platforms[i] ?? [] }))),
    ),
  );

const requirement = (text: string) => parseRequirement(text) as Requirement;
const requirements = ['erdma', 'nvme', '!burstable-cpu', '!cipu', '!bare-metal', 'gpu', 'enis>=3', '!local-disks'];
const someOptions: fc.Arbitrary<ReplacementOptions> = fc
  .record({
    require: fc.uniqueArray(fc.constantFrom(...requirements), { maxLength: 2, size: 'xsmall' }).map((texts) => texts.map(requirement)),
    anyPlatform: fc.boolean(),
    architecture: maybe('X86', 'ARM', 'any'),
    vcpus: maybe({ min: 1, max: 8 }),
    memoryGiB: maybe({ min: 8, max: 16 }),
    modifications: fc.option(fc.constant(new Map([1, 2, 3, 4, 5, 6].flatMap((i) => families.map((id) => [`${id}.size${i}`, 'with-stock' as const])))), {
      nil: undefined,
      freq: 1,
    }),
  })
  .map(({ architecture, vcpus, memoryGiB, modifications, ...rest }) => ({
    ...rest,
    inStock: false,
    ...(architecture && { architecture }),
    ...(vcpus && { vcpus }),
    ...(memoryGiB && { memoryGiB }),
    ...(modifications && { modifications }),
  }));

const eris = fc.constantFrom(null, 0, 0, 0, 1);

/** Runs a check on the ranking of every type of random catalogs; gives back how many replacements there were. */
function forAnyRanking(
  check: (from: CurrentType, ranking: ReturnType<typeof rankReplacements>, options: ReplacementOptions, catalog: Catalog) => void,
): number {
  let seen = 0;
  fc.assert(
    fc.property(someCatalog, someOptions, eris, (catalog, options, attached) => {
      const candidates = candidatesOf(catalog.families);
      for (const { type } of candidates) {
        for (const from of currentTypesOf(type.id, catalog, { id: 'i-1', osSupportsNvme: null, eris: attached })) {
          const ranking = rankReplacements(from, candidates, catalog, options);
          seen += ranking.rows.length;
          check(from, ranking, options, catalog);
        }
      }
    }),
    { numRuns: 40 },
  );
  return seen;
}

/** Whether a type may replace another, said again in other words: null where something is not known. */
function mayReplace({ report: from, instance }: CurrentType, to: TypeReport, options: ReplacementOptions): boolean | null {
  const answers: (boolean | null)[] = [to.type !== from.type];
  const inRange = (value: number | undefined, range: { min: number; max: number }) => (value === undefined ? null : value >= range.min && value <= range.max);
  for (const key of ['vcpus', 'memoryGiB'] as const) {
    const before = from.metrics[key];
    const range = options[key] ?? (before === undefined ? undefined : { min: before, max: before * 1.3 });
    if (!range) return false;
    answers.push(inRange(to.metrics[key], range));
  }
  const architecture = options.architecture ?? from.cpuArchitecture;
  if (architecture === null) return false;
  if (architecture !== 'any') answers.push(to.cpuArchitecture === null ? null : to.cpuArchitecture === architecture);
  const is = (key: FeatureKey, wanted: string) => (to.features[key].status === 'unknown' ? null : to.features[key].status === wanted);
  const spoken = (key: FeatureKey) => options.require.some((one) => 'feature' in one && one.feature.key === key);
  for (const key of ['gpu', 'bare-metal', 'burstable-cpu'] as const) {
    const before = from.features[key].status;
    if (spoken(key)) continue;
    if (before === 'yes') answers.push(key === 'burstable-cpu' ? true : is(key, 'yes'));
    else answers.push(before === 'no' ? is(key, 'no') : to.features[key].status !== 'yes');
  }
  if (!spoken('gpu') && from.metrics.gpus) answers.push(inRange(to.metrics.gpus, { min: from.metrics.gpus, max: 99 }));
  if (instance?.eris) answers.push(is('erdma', 'yes'), inRange(to.metrics.eris, { min: instance.eris, max: 99 }));
  if (options.modifications) answers.push(options.modifications.has(to.type));
  if (!options.anyPlatform && !spoken('cipu')) answers.push(is('cipu', 'yes'));
  for (const one of options.require) {
    if ('feature' in one) answers.push(is(one.feature.key, one.wanted));
    else {
      const value = to.metrics[one.metric.key];
      answers.push(value === undefined ? null : one.isMetBy(value));
    }
  }
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

it('a replacement is all that it must be; what may not be known is left out and counted; nothing else is left out', () => {
  const seen = forAnyRanking((from, { rows, undecided, gaps }, options, catalog) => {
    const answers = candidatesOf(catalog.families).map(({ report }) => ({ type: report.type, answer: mayReplace(from, report, options) }));
    const typesWith = (wanted: boolean | null) => new Set(answers.flatMap(({ type, answer }) => (answer === wanted ? [type] : [])));
    expect(new Set(rows.map(({ type }) => type))).toEqual(typesWith(true));
    if (gaps.length === 0) expect(new Set(undecided.keys())).toEqual(typesWith(null));
  });
  expect(seen).toBeGreaterThan(20);
});

it('a feature that is not known never meets a requirement', () => {
  forAnyRanking((_from, { rows }, { require, anyPlatform }) => {
    for (const { report } of rows) {
      for (const one of require) if ('feature' in one) expect(report.features[one.feature.key].status).toBe(one.wanted);
      if (!anyPlatform && !require.some(({ text }) => text === '!cipu')) expect(report.cipu.verdict).toBe('yes');
    }
  });
});

it('the ranking does not depend on the order of the candidates', () => {
  fc.assert(
    fc.property(
      someCatalog.chain((catalog) => {
        const candidates = candidatesOf(catalog.families);
        return fc.record({
          catalog: fc.constant(catalog),
          candidates: fc.constant(candidates),
          shuffled: fc.shuffledSubarray(candidates, { minLength: candidates.length }),
        });
      }),
      someOptions,
      ({ catalog, candidates, shuffled }, options) => {
        for (const { type } of candidates) {
          const [from] = currentTypesOf(type.id, catalog);
          if (!from) throw new Error(`${type.id} is not in the catalog.`);
          const names = (among: typeof candidates) => rankReplacements(from, among, catalog, options).rows.map((row) => row.type);
          expect(names(shuffled)).toEqual(names(candidates));
        }
      },
    ),
    { numRuns: 30 },
  );
});

const scoreFromParts = ({ parts }: Replacement) => {
  const known = parts.filter(({ score }) => score !== null);
  const weights = (some: typeof parts) => some.reduce((sum, { weight }) => sum + weight, 0);
  return { score: parts.reduce((sum, { weight, score }) => sum + weight * (score ?? 0.5), 0) / weights(parts), known: weights(known) / weights(parts) };
};

it('every score is the mean of its parts, of which the unknown count half, and each part is explained', () => {
  forAnyRanking((_from, { rows }) => {
    // Thousands of parts: expect() takes longer than the ranking.
    const close = (one: number, other: number) => Math.abs(one - other) < 0.0005;
    const wrong = rows.filter((row) => {
      const expected = scoreFromParts(row);
      return !close(row.score, expected.score) || !close(row.known, expected.known);
    });
    expect(wrong).toEqual([]);
    const parts = rows.flatMap((row) => row.parts);
    expect(parts.filter(({ sentence }) => !/^[A-Zv].*\.$/.test(sentence))).toEqual([]);
    expect(parts.filter(({ score }) => score !== null && !(score >= 0 && score <= 1))).toEqual([]);
    // What either side does not say cannot have been compared.
    const compared = parts.filter(({ key }) => !['kind', 'generation', 'stock'].includes(key));
    expect(compared.filter(({ score, before, after }) => (score === null) !== (before === null || after === null))).toEqual([]);
    expect(rows.every((row, i) => i === 0 || row.score <= (rows[i - 1]?.score ?? 0))).toBe(true);
  });
});

it('what is gained one way is lost the other way, and nothing is in two lists', () => {
  fc.assert(
    fc.property(someCatalog, (catalog) => {
      const reports = candidatesOf(catalog.families).map(({ report }) => report);
      const mistakes = reports.flatMap((from) =>
        reports.flatMap((to) => {
          const [there, back] = [changesBetween(from, to), changesBetween(to, from)];
          const keys = (changes: typeof there.gained) => changes.map(({ key }) => key);
          const features = featureDefinitions.filter(
            ({ key }) => from.features[key].status !== to.features[key].status || from.features[key].status === 'unknown',
          );
          const metrics = metricDefinitions.filter(({ key }) => from.metrics[key] !== to.metrics[key]);
          const all = [...keys(there.gained), ...keys(there.lost), ...keys(there.unknown)];
          const notKnown = [...there.gained, ...there.lost].filter(({ before, after }) => before === null || after === null);
          const found = [keys(there.gained), keys(there.unknown), all.sort(), notKnown];
          const expected = [keys(back.lost), keys(back.unknown), [...features, ...metrics].map(({ key }) => key as string).sort(), []];
          // Thousands of pairs: expect() takes longer than the comparison.
          return isDeepStrictEqual(found, expected) ? [] : [{ from: from.type, to: to.type, found, expected }];
        }),
      );
      expect(mistakes).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
