import { type Catalog, type FamilyEntry, guessFamily, type TypeEntry } from './catalog.ts';

/** A family or type of a catalog; `type` is missing where the family itself is meant. */
export interface Subject {
  readonly entry: FamilyEntry;
  readonly type?: TypeEntry;
}

/** The name of a subject. */
export const nameOf = ({ entry, type }: Subject): string => type?.id ?? entry.id;

const indexes = new WeakMap<Catalog, ReadonlyMap<string, Subject>>();

/** What full names mean: first what the catalog offers, then what is documented. Reads every type the first time that it is asked of a catalog. */
export function subjectsOf(catalog: Catalog): ReadonlyMap<string, Subject> {
  const index = indexes.get(catalog) ?? indexSubjects(catalog);
  indexes.set(catalog, index);
  return index;
}

function indexSubjects({ families, known }: Catalog): ReadonlyMap<string, Subject> {
  const subjects = new Map<string, Subject>();
  const add = (name: string, subject: Subject) => subjects.has(name) || subjects.set(name, subject);
  for (const entry of [...families, ...known]) {
    add(entry.id, { entry });
    for (const type of entry.types()) add(type.id, { entry, type });
  }
  return subjects;
}

/** The family that the name of an unknown type suggests. Good enough to show and to match lists of names, never for a verdict. */
export function likelyFamily(type: string, { families, known }: Catalog): string {
  return guessFamily(
    type,
    [...known, ...families].map(({ id }) => id),
  );
}
