import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, FamilyEntry, ReadyFamily } from '../model/catalog/catalog.ts';
import { type CompiledDetails, type CompiledFamilies, type CompiledTypes, readFindingTables, readRanges } from '../model/catalog/compiled.ts';
import type { Overview } from '../model/catalog/facts.ts';
import type { Findings } from '../model/catalog/report.ts';
import type { MetricRanges } from '../model/registry/metrics.ts';

/**
 * The compiled files. Both `src/sources/` and `dist/lib/` lie two levels below the package, so one path serves both.
 */
const directory = join(import.meta.dirname, '../../dist/catalog');

let opened: Catalog | undefined;

/** Opens the catalog inside the package. It is read once; types are read on first use and parsed a family at a time. */
export function openEmbeddedCatalog(): Catalog {
  opened ??= readCatalog();
  return opened;
}

function readCatalog(): Catalog {
  const { sources, names, overviews, verdicts, tables, families } = JSON.parse(read('families.json')) as CompiledFamilies;
  const findingsOf = readFindingTables(tables);
  const details = readLines<CompiledDetails>('details.jsonl');
  const types = readLines<CompiledTypes>('types.jsonl');
  const entries = families.map((family, index): FamilyEntry => {
    const { id, types: count, ranges } = family;
    let metrics: MetricRanges | undefined;
    // Types have no findings that only families have.
    const findingsOfTypes = once(() => new Map(types(index).types.map((type, i) => [type.id, findingsOf(types(index).findings[i] ?? -1) as Findings])));
    return {
      id,
      summary: {
        count,
        get metrics() {
          metrics ??= readRanges(ranges);
          return metrics;
        },
      },
      get documented() {
        return details(index).documented;
      },
      get statements() {
        return details(index).statements;
      },
      get figures() {
        return details(index).figures;
      },
      types: () => types(index).types,
      ready: {
        overview: overviews[family.overview] as Overview,
        verdict: verdicts[family.verdict] as ReadyFamily['verdict'],
        features: findingsOf(family.findings),
        ofType: (type) => findingsOfTypes().get(type),
      },
    };
  });
  const source = { type: 'embedded', asOf: sources.overview.edition, regions: [], complete: true } as const;
  return { source, sources, names, families: entries, known: entries };
}

const read = (file: string) => readFileSync(join(directory, file), 'utf8');

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
