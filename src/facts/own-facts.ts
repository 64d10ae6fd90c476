import { parseChecked } from '../documents/checked-file.ts';
import { decodeText } from '../documents/decode.ts';
import type { Catalog, FamilyEntry } from '../model/catalog/catalog.ts';
import type { Source, Sources } from '../model/catalog/facts.ts';
import { statementsSchema } from '../model/catalog/statements-schema.ts';
import { checkOwnFacts, findContradictions } from './check.ts';
import { figuresOf, statementsAbout, withFigures } from './entries.ts';
import type { StatementsFile } from './files.ts';

/**
 * Adds an organisation's own facts to the embedded catalog: statements and figures in the form of those inside the
 * package, with sources of their own. `name` is what messages call the file, `today` a day, `2026-12-31`. Rejects with
 * UsageError about the first mistake, with line and column.
 */
export async function addOwnFacts(catalog: Catalog, content: Uint8Array, name: string, today: string): Promise<Catalog> {
  const file = await parseChecked<StatementsFile>(decodeText(content, name), name, statementsSchema);
  const [mistake] = checkOwnFacts(file, catalog, today);
  if (mistake) throw mistake;
  const { sources = {}, statements = [], figures = [] } = file.value;
  const own = Object.entries(sources).map(([id, { title, international, china, edition }]): [string, Source] => [
    id,
    { title, kind: 'own', pages: { ...(international && { international }), ...(china && { china }) }, edition },
  ]);
  const families = catalog.families.map((entry): FamilyEntry => {
    const ids = new Set(entry.types().map(({ id }) => id));
    const family = { id: entry.id, category: entry.documented?.category ?? '' };
    const more = statements.flatMap((one) => statementsAbout(family, ids, one, 'stated'));
    const groups = figures.flatMap((group) => figuresOf(ids, group, 'stated'));
    if (more.length + groups.length === 0) return entry;
    // What was concluded without them no longer counts.
    const { ready: _, ...rest } = entry;
    return withFigures({ ...rest, statements: [...rest.statements, ...more], figures: [...rest.figures, ...groups] }, figures);
  });
  const [contradiction] = findContradictions(
    families.filter((_, i) => families[i] !== catalog.families[i]),
    [file],
  );
  if (contradiction) throw contradiction;
  return { ...catalog, sources: { ...catalog.sources, ...Object.fromEntries(own) } as Sources, families, known: families };
}
