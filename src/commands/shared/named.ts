import { UsageError } from '../../errors.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import type { Criteria, Selection } from '../../model/catalog/selection.ts';
import type { NamePattern } from '../../model/names/pattern.ts';
import { checkNames, toCriteria } from './criteria.ts';
import { unknownName } from './parse.ts';

/** Names and globs that were looked up in a catalog. */
export interface Named {
  readonly patterns: readonly NamePattern[];
  /** What is to be said about names that are documented but not offered. */
  readonly notes: readonly string[];
  /** What the patterns select, in their order, each once. Throws UsageError for one that selects nothing. */
  rows<R>(select: (catalog: Catalog, criteria: Criteria) => Selection<R>, nameOf: (row: R) => string): readonly R[];
}

/**
 * Looks names and globs up. What is documented but not offered counts when its exact name is given. Rejects with
 * UsageError for a name nobody knows.
 */
export async function lookUp(names: readonly string[], catalog: Catalog): Promise<Named> {
  const { patterns, ...others } = await toCriteria(names, { retired: true });
  const notes = checkNames(catalog, { patterns });
  return {
    patterns,
    notes,
    rows(select, nameOf) {
      const rows = patterns.flatMap((pattern) => {
        const criteria = { ...others, patterns: [pattern] };
        const offered = select(catalog, criteria).rows;
        const found = offered.length > 0 || pattern.isGlob ? offered : select({ ...catalog, families: catalog.known }, criteria).rows;
        return found.length > 0 ? found : nothingIn(pattern);
      });
      return [...new Map(rows.map((row) => [nameOf(row), row])).values()];
    },
  };
}

function nothingIn({ isGlob, text }: NamePattern): never {
  if (isGlob) return unknownName(`Nothing matches ${text}`, text, [], 'cipu families lists the families');
  throw new UsageError(`No type of ${text} is listed.`, { hint: 'name its types' });
}
