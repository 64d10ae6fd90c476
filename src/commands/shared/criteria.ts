import { UsageError } from '../../errors.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import type { HardwareCriteria } from '../../model/catalog/hardware.ts';
import { categoriesCalled, categoriesOf, findSubject, isOffered, namesIn } from '../../model/catalog/lookup.ts';
import type { Criteria, Range } from '../../model/catalog/selection.ts';
import { parsePattern } from '../../model/names/pattern.ts';
import { suggest, suggestGlob, suggestWord } from '../../model/names/suggestion.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import { findFeature, plainName } from '../../model/registry/spelling.ts';
import type { ValuesOf } from '../../settings/flags.ts';
import type { FilterFlags, hardwareFlags } from './filter-flags.ts';

/** The words of --cipu. */
export const verdicts = ['yes', 'no', 'unknown'] as const;
/** The words of --arch. */
export const architectures = ['X86', 'ARM'] as const;
/** One of them. */
export type Architecture = (typeof architectures)[number];

/** The name of the value of a range flag. */
export const rangeName = (metricFlag: string): string => metricFlag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Turns names, globs and filter flags into criteria. */
export async function toCriteria(names: readonly string[], flags: FilterFlags): Promise<Criteria> {
  const patterns = await Promise.all(names.map(parsePattern));
  const ranges = metricDefinitions.flatMap((metric) => {
    const range = flags[rangeName(metric.flag)] as Range | undefined;
    return range ? [[metric.key, range] as const] : [];
  });
  return {
    patterns,
    cipu: flags.cipu ?? [],
    has: flags.has ?? [],
    lacks: flags.lacks ?? [],
    ranges: new Map(ranges),
    includeUnknown: flags.includeUnknown === true,
    retired: flags.retired === true,
    inStock: flags.inStock === true,
    ...(flags.generation !== undefined && { generation: flags.generation }),
    ...(flags.arch !== undefined && { architecture: flags.arch }),
    ...hardwareCriteria(flags),
    ...(flags.category !== undefined && { category: flags.category }),
    ...(flags.site !== undefined && { site: flags.site }),
  };
}

/**
 * Checks names against a catalog. Throws UsageError with near names for an exact name or a category nobody knows.
 * Returns remarks on names that are documented but not offered here, and on those that are names and no more.
 */
export function checkNames(catalog: Catalog, { patterns, category }: Pick<Criteria, 'patterns' | 'category'>): string[] {
  const notes = category === undefined ? [] : checkCategory(catalog, category);
  const onNames = patterns.flatMap((pattern) => {
    const { text, isGlob, isType } = pattern;
    const subject = isGlob ? undefined : findSubject(catalog, text);
    if (isGlob || (subject && isOffered(subject, catalog))) return [];
    const source = catalog.names[text];
    if (subject && source !== undefined)
      return `${text} is known by name alone (${catalog.sources[source]?.title ?? source}): no page and no reply describes it.`;
    if (subject && catalog.families.length === 0) return `${text} is documented; the reply names no family at all.`;
    if (subject) return `${text} is documented but not offered in ${catalog.source.regions.join(', ')}.`;
    const known = namesIn([...catalog.families, ...catalog.known], pattern);
    // All names begin with "ecs.": that makes none of them nearer.
    const near = suggest(bare(text), known.map(bare), 'ecs.');
    throw new UsageError(`No ${isType ? 'instance type' : 'instance family'} is called ${text}.`, {
      unknownName: text,
      hint: suggestGlob(text, [...new Set(known)], isType) ?? near ?? "cipu families lists the families; quote globs: 'g8*'",
    });
  });
  return [...notes, ...onNames];
}

const bare = (name: string) => name.replace(/^ecs\./, '');

/** Rejects a category that nobody knows; says which are meant by part of a name. */
function checkCategory(catalog: Catalog, category: string): string[] {
  const meant = categoriesCalled(category, catalog);
  if (meant.length === 0) throw new UsageError(`--category "${category}" does not exist.`, { hint: suggestWord(category, categoriesOf(catalog)) });
  if (meant.some((one) => plainName(one) === plainName(category))) return [];
  const feature = findFeature(category)?.key;
  return [`--category ${category} is ${meant.join(', ')}${feature === undefined ? '' : `; --has ${feature} is what has the feature, whatever its category`}.`];
}

/** The criteria of the flags on processors and GPUs. */
export function hardwareCriteria({ vendor, processor, gpuModel }: ValuesOf<typeof hardwareFlags>): HardwareCriteria {
  return { ...(vendor && { vendors: vendor }), ...(processor && { processors: processor }), ...(gpuModel && { gpuModels: gpuModel }) };
}
