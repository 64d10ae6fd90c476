import { type Catalog, type FamilyEntry, guessFamily, type TypeEntry } from './catalog.ts';

/** A family or type of a catalog; `type` is missing where the family itself is meant. */
export interface Subject {
  readonly entry: FamilyEntry;
  readonly type?: TypeEntry;
}

/** The name of a subject. */
export const nameOf = ({ entry, type }: Subject): string => type?.id ?? entry.id;

const indexes = new WeakMap<Catalog, ReadonlyMap<string, Subject>>();

/**
 * The families and types of a catalog by their full names. What the catalog offers comes before what is only
 * documented. The first call for a catalog reads all of its types.
 */
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

/**
 * The family that the name of an unknown type suggests. It is shown and matched with lists of names; no verdict rests
 * on it.
 */
export function likelyFamily(type: string, { families, known }: Catalog): string {
  return guessFamily(
    type,
    [...known, ...families].map(({ id }) => id),
  );
}
