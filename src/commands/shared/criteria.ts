import { UsageError } from '../../errors.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import type { Criteria } from '../../model/catalog/selection.ts';
import { type NamePattern, parsePattern } from '../../model/names/pattern.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import type { FilterFlags } from './filter-flags.ts';
import { parseFeatureKeys, parseRange, parseWord, unknownName } from './parse.ts';

/** The words of --cipu. */
export const verdicts = ['yes', 'no', 'unknown'] as const;
/** The words of --arch. */
export const architectures = ['X86', 'ARM'] as const;

/** The name of the value of a range flag. */
export const rangeName = (metricFlag: string): string => metricFlag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Turns names, globs and filter flags into criteria. Throws UsageError for a value that has no meaning. */
export async function toCriteria(names: readonly string[], flags: FilterFlags): Promise<Criteria> {
  if (names.some((name) => name.trim() === '')) throw new UsageError('A name cannot be empty.', { hint: 'is a variable of the script not set?' });
  const patterns = await Promise.all(names.map(parsePattern));
  const ranges = metricDefinitions.flatMap((metric) => {
    const text = flags[rangeName(metric.flag)];
    return typeof text === 'string' ? [[metric.key, parseRange(text, metric)] as const] : [];
  });
  return {
    patterns,
    cipu: (flags.cipu ?? []).map((word) => parseWord(word, verdicts, '--cipu')),
    has: parseFeatureKeys(flags.has, '--has'),
    lacks: parseFeatureKeys(flags.lacks, '--lacks'),
    ranges: new Map(ranges),
    includeUnknown: flags.includeUnknown === true,
    retired: flags.retired === true,
    inStock: flags.inStock === true,
    ...(flags.arch !== undefined && { architecture: parseWord(flags.arch, architectures, '--arch') }),
    ...(flags.category !== undefined && { category: flags.category }),
    ...(flags.site !== undefined && { site: flags.site }),
  };
}

/**
 * Checks names against a catalog. Throws UsageError with near names for an exact name or a category nobody knows.
 * Returns remarks on names that are documented but not offered here.
 */
export function checkNames(catalog: Catalog, { patterns, category }: Pick<Criteria, 'patterns' | 'category'>): string[] {
  if (category !== undefined) checkCategory(catalog, category);
  return patterns
    .filter((pattern) => !pattern.isGlob && !isNamed(pattern, catalog.families))
    .map((pattern) => {
      if (isNamed(pattern, catalog.known) && catalog.families.length === 0) return `${pattern.text} is documented; the reply names no family at all.`;
      if (isNamed(pattern, catalog.known)) return `${pattern.text} is documented but not offered in ${catalog.source.regions.join(', ')}.`;
      const families = [...catalog.families, ...catalog.known];
      const names = pattern.isType ? families.flatMap((entry) => entry.types().map(({ id }) => id)) : families.map(({ id }) => id);
      return unknownName(
        `No ${pattern.isType ? 'instance type' : 'instance family'} is called ${pattern.text}`,
        pattern.text,
        names,
        "cipu families lists the families; quote globs: 'g8*'",
      );
    });
}

function isNamed(pattern: NamePattern, families: Catalog['families']): boolean {
  return families.some((entry) => (pattern.isType ? entry.types().some(({ id }) => pattern.matches(id)) : pattern.matches(entry.id)));
}

function checkCategory({ families, known }: Catalog, category: string): void {
  const categories = new Set([...known, ...families].flatMap(({ documented, types }) => documented?.category ?? types()[0]?.observed?.category ?? []));
  if ([...categories].some((word) => word.toLowerCase() === category.toLowerCase())) return;
  throw new UsageError(`--category "${category}" does not exist.`, { hint: `one of ${[...categories].sort().join(', ')}` });
}
