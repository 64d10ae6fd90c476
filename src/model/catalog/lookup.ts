import type { NamePattern } from '../names/pattern.ts';
import { plainName } from '../registry/spelling.ts';
import { bareFamily, type Catalog, type FamilyEntry, guessFamily, overviewOf, type TypeEntry } from './catalog.ts';

/** A family or type of a catalog; `type` is missing where the family itself is meant. */
export interface Subject {
  readonly entry: FamilyEntry;
  readonly type?: TypeEntry;
}

/** The name of a subject. */
export const nameOf = ({ entry, type }: Subject): string => type?.id ?? entry.id;

/** What a catalog has by name. */
interface Index {
  readonly families: ReadonlyMap<string, FamilyEntry>;
  /** Reads all types of the catalog the first time. */
  types(): ReadonlyMap<string, Subject>;
}

const indexes = new WeakMap<Catalog, Index>();

/**
 * The family or type of a full name; undefined for a name that nobody knows. What the catalog offers comes before what
 * is only documented, and that before what is a name and no more.
 */
export function findSubject(catalog: Catalog, name: string): Subject | undefined {
  const { families, types } = indexOf(catalog);
  const family = families.get(name);
  if (family) return { entry: family };
  // Nearly every type is named after its family: then the types of the others need not be read.
  const entry = families.get(likelyFamily(name, catalog));
  const type = entry && isOffered({ entry }, catalog) ? entry.types().find(({ id }) => id === name) : undefined;
  return entry && type ? { entry, type } : (types().get(name) ?? namedSubject(catalog, name));
}

/**
 * What is known by its name alone. No source says to which family such a type belongs, so nothing that holds for one
 * holds for it.
 */
function namedSubject(catalog: Catalog, name: string): Subject | undefined {
  if (!Object.hasOwn(catalog.names, name)) return undefined;
  return name.split('.').length > 2 ? { entry: bareFamily(likelyFamily(name, catalog)), type: { id: name } } : { entry: bareFamily(name) };
}

/** Whether a catalog offers a family or type, which may be documented alone. */
export const isOffered = ({ entry }: Subject, { families }: Catalog): boolean => families.includes(entry);

/** The names of families or, for a pattern of types, of all their types. */
export function namesIn(families: readonly FamilyEntry[], { isType }: Pick<NamePattern, 'isType'>): string[] {
  return isType ? families.flatMap((entry) => entry.types().map(({ id }) => id)) : families.map(({ id }) => id);
}

/** The categories that there are. */
export function categoriesOf({ known, families }: Pick<Catalog, 'known' | 'families'>): readonly string[] {
  const said = [...known, ...families].flatMap((entry) => [
    overviewOf(entry)?.category,
    ...(entry.observed ? entry.types().map(({ observed }) => observed?.category) : []),
  ]);
  return [...new Set(said)].filter((category) => typeof category === 'string').sort();
}

/** The category of a name or, where there is none, all whose names contain it: `gpu`. */
export function categoriesCalled(name: string, catalog: Pick<Catalog, 'known' | 'families'>): readonly string[] {
  const wanted = plainName(name);
  if (wanted === '') return [];
  const all = categoriesOf(catalog);
  const exact = all.filter((category) => plainName(category) === wanted);
  return exact.length > 0 ? exact : all.filter((category) => plainName(category).includes(wanted));
}

function indexOf(catalog: Catalog): Index {
  const index = indexes.get(catalog) ?? createIndex(catalog);
  indexes.set(catalog, index);
  return index;
}

function createIndex({ families, known }: Catalog): Index {
  const entries = [...known, ...families];
  let types: ReadonlyMap<string, Subject> | undefined;
  return {
    families: new Map(entries.map((entry) => [entry.id, entry])),
    types() {
      types ??= new Map(entries.flatMap((entry) => entry.types().map((type) => [type.id, { entry, type }] as const)));
      return types;
    },
  };
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
