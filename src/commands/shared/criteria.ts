import { UsageError } from '../../errors.ts';
import { type Catalog, overviewOf } from '../../model/catalog/catalog.ts';
import { findSubject, isOffered, namesIn } from '../../model/catalog/lookup.ts';
import type { Criteria, Range } from '../../model/catalog/selection.ts';
import { parsePattern } from '../../model/names/pattern.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import type { FilterFlags } from './filter-flags.ts';
import { unknownName } from './parse.ts';

/** The words of --cipu. */
export const verdicts = ['yes', 'no', 'unknown'] as const;
/** The words of --arch. */
export const architectures = ['X86', 'ARM'] as const;

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
    ...(flags.category !== undefined && { category: flags.category }),
    ...(flags.site !== undefined && { site: flags.site }),
  };
}

/**
 * Checks names against a catalog. Throws UsageError with near names for an exact name or a category nobody knows.
 * Returns remarks on names that are documented but not offered here, and on those that are names and no more.
 */
export function checkNames(catalog: Catalog, { patterns, category }: Pick<Criteria, 'patterns' | 'category'>): string[] {
  if (category !== undefined) checkCategory(catalog, category);
  return patterns.flatMap((pattern) => {
    const { text, isGlob, isType } = pattern;
    const subject = isGlob ? undefined : findSubject(catalog, text);
    if (isGlob || (subject && isOffered(subject, catalog))) return [];
    const source = catalog.names[text];
    if (subject && source !== undefined)
      return `${text} is known by name alone (${catalog.sources[source]?.title ?? source}): no page and no reply describes it.`;
    if (subject && catalog.families.length === 0) return `${text} is documented; the reply names no family at all.`;
    if (subject) return `${text} is documented but not offered in ${catalog.source.regions.join(', ')}.`;
    return unknownName(
      `No ${isType ? 'instance type' : 'instance family'} is called ${text}`,
      text,
      namesIn([...catalog.families, ...catalog.known], pattern),
      "cipu families lists the families; quote globs: 'g8*'",
    );
  });
}

function checkCategory({ families, known }: Catalog, category: string): void {
  const categories = new Set([...known, ...families].flatMap((entry) => overviewOf(entry)?.category ?? entry.types()[0]?.observed?.category ?? []));
  if ([...categories].some((word) => word.toLowerCase() === category.toLowerCase())) return;
  throw new UsageError(`--category "${category}" does not exist.`, { hint: `one of ${[...categories].sort().join(', ')}` });
}
