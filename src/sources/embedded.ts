import { readFileSync } from 'node:fs';
import type { Catalog, FamilyEntry } from '../model/catalog/catalog.ts';
import { type CompiledDetails, type CompiledFamilies, type CompiledTypes, readFindingTables } from '../model/catalog/compiled.ts';
import type { Findings } from '../model/catalog/report.ts';

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
  const { sources, names, tables, families } = JSON.parse(read('families.json')) as CompiledFamilies;
  const findingsOf = readFindingTables(tables);
  const details = readLines<CompiledDetails>('details.jsonl');
  const types = readLines<CompiledTypes>('types.jsonl');
  const entries = families.map(({ id, summary, documented, verdict, findings }, index): FamilyEntry => {
    // Types have no findings that only families have.
    const findingsOfTypes = once(() => new Map(types(index).types.map((type, i) => [type.id, findingsOf(types(index).findings[i] ?? -1) as Findings])));
    return {
      id,
      summary,
      documented: {
        ...documented,
        get features() {
          return details(index).features;
        },
      },
      get statements() {
        return details(index).statements;
      },
      get figures() {
        return details(index).figures;
      },
      types: () => types(index).types,
      ready: { verdict, features: findingsOf(findings), ofType: (type) => findingsOfTypes().get(type) },
    };
  });
  const source = { type: 'embedded', asOf: sources.overview.edition, regions: [], complete: true } as const;
  return { source, sources, names, families: entries, known: entries };
}

const read = (file: string) => readFileSync(new URL(file, directory), 'utf8');

/** Reads a file when its first line is wanted, and parses each line once. */
function readLines<T>(file: string): (index: number) => T {
  const lines = once(() => read(file).split('\n'));
  const parsed: T[] = [];
  return (index) => {
    parsed[index] ??= JSON.parse(lines()[index] ?? '') as T;
    return parsed[index];
  };
}

/** A function that does its work the first time. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}
