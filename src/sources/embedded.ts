import { readFileSync } from 'node:fs';
import type { Catalog, FamilyEntry, TypeEntry } from '../model/catalog/catalog.ts';

/**
 * The compiled files. Both `src/sources/` and `dist/lib/` lie two levels below the package, so one path serves both.
 */
const directory = new URL('../../dist/catalog/', import.meta.url);

/** What `families.json` holds. */
export interface CompiledFamilies extends Pick<Catalog, 'sources' | 'names'> {
  readonly families: readonly Omit<FamilyEntry, 'types'>[];
}

let opened: Catalog | undefined;

/** Opens the catalog inside the package. It is read once; types are read on first use and parsed a family at a time. */
export function openEmbeddedCatalog(): Catalog {
  opened ??= readCatalog();
  return opened;
}

function readCatalog(): Catalog {
  const { sources, names, families } = JSON.parse(readFileSync(new URL('families.json', directory), 'utf8')) as CompiledFamilies;
  let lines: readonly string[] | undefined;
  const typesOfLine = (index: number): readonly TypeEntry[] => {
    lines ??= readFileSync(new URL('types.jsonl', directory), 'utf8').split('\n');
    return JSON.parse(lines[index] ?? '[]') as TypeEntry[];
  };
  const entries = families.map((family, index): FamilyEntry => {
    let types: readonly TypeEntry[] | undefined;
    return {
      ...family,
      types: () => {
        types ??= typesOfLine(index);
        return types;
      },
    };
  });
  const source = { type: 'embedded', asOf: sources.overview.edition, regions: [], complete: true } as const;
  return { source, sources, names, families: entries, known: entries };
}
