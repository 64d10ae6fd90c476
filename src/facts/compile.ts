import type { FamilyEntry } from '../model/catalog/catalog.ts';
import type { Source } from '../model/catalog/facts.ts';
import { familyFindings, verdictOf } from '../model/catalog/findings.ts';
import { toEntries, toFactSet } from './entries.ts';
import type { NamesFile, SourceFacts } from './files.ts';
import { readFacts } from './read.ts';

/**
 * The embedded catalog as files: `families` is one JSON document, `types` one JSON array of types a line, in the order
 * of the families.
 */
export interface CompiledCatalog {
  readonly families: string;
  readonly types: string;
}

/**
 * Compiles the facts of a directory into the form that the program reads at run time. Runs when the package is built,
 * so that `families` needs no type row and `show` only those of one family. Rejects with a UsageError that names every
 * mistake.
 */
export async function compileFacts(directory: string): Promise<CompiledCatalog> {
  const files = await readFacts(directory);
  const sources = Object.fromEntries(Object.entries(files.sources.value.sources).map(([id, source]) => [id, toSource(source)]));
  const entries = toEntries(toFactSet(files));
  return {
    families: JSON.stringify({ sources, names: toNames(files.names.value), families: entries.map(toReady) }),
    types: entries.map((entry) => JSON.stringify(entry.types())).join('\n'),
  };
}

/** A source as the program has it. */
function toSource({ title, kind, international, china, edition }: SourceFacts): Source {
  return { title, kind, pages: { ...(international && { international }), ...(china && { china }) }, edition };
}

const toNames = ({ names }: NamesFile) =>
  Object.fromEntries(names.flatMap(({ source, families = [], types = [] }) => [...families, ...types].map((name) => [name, source])));

/** A family with what is concluded of it, and without its types. */
function toReady({ types: _, ...family }: FamilyEntry): Omit<FamilyEntry, 'types'> {
  const entry = { ...family, types: _ };
  return { ...family, ready: { verdict: verdictOf(entry), features: familyFindings(entry) } };
}
