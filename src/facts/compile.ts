import type { ReadyFamily } from '../model/catalog/catalog.ts';
import {
  type CompiledDetails,
  type CompiledFamilies,
  type CompiledFamily,
  type CompiledTypes,
  createFindingTables,
  createNumbers,
  writeRanges,
} from '../model/catalog/compiled.ts';
import type { Overview, Sources } from '../model/catalog/facts.ts';
import { familyFindings, typeFindings, verdictOf } from '../model/catalog/findings.ts';
import { toEntries, toFactSet, toSource } from './entries.ts';
import type { NamesFile } from './files.ts';
import { readFacts } from './read.ts';

/**
 * The embedded catalog as files, in the order of the families: `families` is one JSON document with all that lists
 * show; `details` and `types` have a line of JSON a family.
 */
export interface CompiledCatalog {
  readonly families: string;
  readonly details: string;
  readonly types: string;
}

/**
 * Compiles the facts of a directory into the form that the program reads at run time. Runs when the package is built,
 * so that nothing has to be concluded then, a list of families needs no type row, and a page only those of one family.
 * Rejects with a UsageError that names every mistake.
 */
export async function compileFacts(directory: string): Promise<CompiledCatalog> {
  const files = await readFacts(directory);
  const sources = Object.fromEntries(Object.entries(files.sources.value.sources).map(([id, source]) => [id, toSource(source)])) as unknown as Sources;
  const entries = toEntries(toFactSet(files));
  const [overviews, verdicts] = [createNumbers<Overview>(), createNumbers<ReadyFamily['verdict']>()];
  const { tables, add } = createFindingTables();
  const families = entries.map((entry): CompiledFamily => {
    const { id, documented, summary } = entry;
    const { category, cpuArchitecture, platforms, processor, sold } = documented;
    return {
      id,
      overview: overviews.add({ category, cpuArchitecture, platforms, processor, sold }),
      verdict: verdicts.add(verdictOf(entry)),
      findings: add(familyFindings(entry)),
      types: summary.count,
      ranges: writeRanges(summary.metrics),
    };
  });
  const details = entries.map(({ documented, statements, figures }): CompiledDetails => ({ documented, statements, figures }));
  const types = entries.map((entry): CompiledTypes => ({ types: entry.types(), findings: entry.types().map((type) => add(typeFindings(type, entry))) }));
  const head: CompiledFamilies = { sources, names: toNames(files.names.value), overviews: overviews.values, verdicts: verdicts.values, tables, families };
  return {
    families: JSON.stringify(head),
    details: toLines(details),
    types: toLines(types),
  };
}

const toLines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

const toNames = ({ names }: NamesFile) =>
  Object.fromEntries(names.flatMap(({ source, families = [], types = [] }) => [...families, ...types].map((name) => [name, source])));
