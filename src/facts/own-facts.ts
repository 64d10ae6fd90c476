import { parseChecked } from '../documents/checked-file.ts';
import { decodeText } from '../documents/decode.ts';
import { moreMistakes } from '../documents/mistake.ts';
import { UsageError } from '../errors.ts';
import { type Catalog, type FamilyEntry, overviewOf } from '../model/catalog/catalog.ts';
import type { Sources } from '../model/catalog/facts.ts';
import { findSubject } from '../model/catalog/lookup.ts';
import { statementsSchema } from '../model/catalog/statements-schema.ts';
import { checkOwnFacts } from './check.ts';
import { findContradictions } from './contradictions.ts';
import { statementsAbout, toSource, withFigures } from './entries.ts';
import type { StatementsFile } from './files.ts';

/**
 * Adds an organisation's own facts to the embedded catalog: statements and figures in the form of those inside the
 * package, with sources of their own. `name` is what messages call the file, `today` a day, `2026-12-31`. Rejects with
 * UsageError about the first mistake, with line and column.
 */
export async function addOwnFacts(catalog: Catalog, content: Uint8Array, name: string, today: string): Promise<Catalog> {
  const file = await parseChecked<StatementsFile>(decodeText(content, name), name, statementsSchema);
  throwFirst(checkOwnFacts(file, catalog, today));
  const { sources = {}, statements = [], figures = [] } = file.value;
  const own = Object.entries(sources).map(([id, source]) => [id, toSource({ ...source, kind: 'own' })] as const);
  const isConcerned = concernedBy(file.value, catalog);
  const families = catalog.families.map((entry): FamilyEntry => {
    if (!isConcerned(entry)) return entry;
    const ids = new Set(entry.types().map(({ id }) => id));
    const family = { id: entry.id, category: overviewOf(entry)?.category ?? '' };
    const more = statements.flatMap((one) => statementsAbout(family, ids, one, 'stated'));
    // What was concluded without them no longer counts.
    const { ready: _, ...rest } = entry;
    return withFigures({ ...rest, statements: [...rest.statements, ...more] }, figures, 'stated');
  });
  throwFirst(findContradictions(families.filter(isConcerned), [file]));
  const source = { ...catalog.source, facts: name };
  return { ...catalog, source, sources: { ...catalog.sources, ...Object.fromEntries(own) } as Sources, families, known: families };
}

/** Whether a family is one of those that a file says anything of, told without reading the types of all. */
function concernedBy({ statements = [], figures = [] }: StatementsFile, catalog: Catalog): (entry: FamilyEntry) => boolean {
  const types = [...statements.flatMap((one) => one.types ?? []), ...figures.flatMap(({ values }) => Object.keys(values))];
  const named = new Set([...statements.flatMap((one) => one.families ?? []), ...types.map((id) => findSubject(catalog, id)?.entry.id)]);
  const categories = new Set(statements.flatMap((one) => one.categories ?? []));
  const isClosed = statements.some(({ closed }) => closed);
  return (entry) => isClosed || named.has(entry.id) || categories.has(overviewOf(entry)?.category ?? '');
}

function throwFirst([mistake, ...others]: readonly UsageError[]): void {
  if (mistake) throw new UsageError(`${mistake.message}${moreMistakes(others.length)}`, { hint: mistake.hint });
}
