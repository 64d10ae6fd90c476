import { readFileSync } from 'node:fs';
import type { Catalog, FamilyEntry, TypeEntry } from '../model/catalog/catalog.ts';
import type { DocumentationPages, DocumentedFamily, DocumentedType } from '../model/catalog/facts.ts';

/**
 * The compiled files. Both `src/sources/` and `dist/lib/` lie two levels below the package, so one path serves both.
 */
const directory = new URL('../../dist/catalog/', import.meta.url);

let opened: Catalog | undefined;

/** Opens the catalog inside the package. It is read once; types are read on first use and parsed a family at a time. */
export function openEmbeddedCatalog(): Catalog {
  opened ??= readCatalog();
  return opened;
}

function readCatalog(): Catalog {
  const { documentation, families } = JSON.parse(readFileSync(new URL('families.json', directory), 'utf8')) as {
    documentation: DocumentationPages;
    families: DocumentedFamily[];
  };
  let lines: readonly string[] | undefined;
  const typesOfLine = (index: number): readonly TypeEntry[] => {
    lines ??= readFileSync(new URL('types.jsonl', directory), 'utf8').split('\n');
    return (JSON.parse(lines[index] ?? '[]') as DocumentedType[]).map((documented) => ({ id: documented.id, documented }));
  };
  const entries = families.map((documented, index): FamilyEntry => {
    let types: readonly TypeEntry[] | undefined;
    return {
      id: documented.id,
      documented,
      summary: documented.types,
      types: () => {
        types ??= typesOfLine(index);
        return types;
      },
    };
  });
  const source = { type: 'embedded', asOf: documentation.asOf, regions: [], complete: true } as const;
  return { source, documentation, families: entries, known: entries };
}
