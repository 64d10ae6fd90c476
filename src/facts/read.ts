import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checked, parseChecked } from '../documents/checked-file.ts';
import { UsageError } from '../errors.ts';
import { checkFacts } from './check.ts';
import type { FamilyFile, NamesFile, RecordsFile, SourcesFile, StatementsFile } from './files.ts';
import { fileSchemas } from './schemas.ts';

/** All files of facts, each with the places of its parts. */
export interface FactFiles {
  readonly sources: Checked<SourcesFile>;
  readonly families: readonly Checked<FamilyFile>[];
  readonly statements: readonly Checked<StatementsFile>[];
  readonly records: readonly Checked<RecordsFile>[];
  readonly names: Checked<NamesFile>;
}

/**
 * Reads and checks the facts of a directory, as they would be with the files that are to change, by their path below
 * it. Rejects with a UsageError that names every mistake, a line each, with file and line.
 */
export async function readFacts(directory: string, changed: ReadonlyMap<string, string> = new Map()): Promise<FactFiles> {
  const mistakes: UsageError[] = [];
  const parse = async <T>(path: string, schema: object): Promise<Checked<T> | undefined> => {
    try {
      return await parseChecked<T>(
        changed.get(path) ?? readFileSync(join(directory, path), 'utf8'),
        join(directory, path),
        schema as Readonly<Record<string, unknown>>,
      );
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error);
      return undefined;
    }
  };
  const parseAll = async <T>(kind: 'families' | 'statements' | 'records') => {
    const paths = new Set([...readdirSync(join(directory, kind)).map((file) => `${kind}/${file}`), ...changed.keys()]);
    const ofKind = [...paths].filter((path) => path.startsWith(`${kind}/`)).sort();
    const parsed = await Promise.all(ofKind.map((path) => parse<T>(path, fileSchemas[kind])));
    return parsed.filter((one) => one !== undefined);
  };
  const [sources, names] = [await parse<SourcesFile>('sources.yaml', fileSchemas.sources), await parse<NamesFile>('names.yaml', fileSchemas.names)];
  const families = await parseAll<FamilyFile>('families');
  const statements = await parseAll<StatementsFile>('statements');
  const records = await parseAll<RecordsFile>('records');
  if (!sources || !names || mistakes.length > 0) throw failure(mistakes);
  const files: FactFiles = { sources, families, statements, records, names };
  const found = checkFacts(files);
  if (found.length > 0) throw failure(found);
  return files;
}

function failure(mistakes: readonly UsageError[]): UsageError {
  return new UsageError(mistakes.map(({ message, hint }) => (hint ? `${message} (${hint})` : message)).join('\n'));
}
