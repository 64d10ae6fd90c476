import type { Candidate } from '../catalog/candidate.ts';
import type { Catalog, FamilyEntry, TypeEntry } from '../catalog/catalog.ts';
import { inspectType } from '../catalog/inspect.ts';

/** What is known of how an instance uses its type. Null is "not known". */
export interface InstanceInUse {
  readonly id: string;
  readonly osSupportsNvme: boolean | null;
  /** Elastic RDMA interfaces attached. */
  readonly eris: number | null;
}

/** A type that is to be replaced. */
export interface CurrentType extends Candidate {
  readonly instance: InstanceInUse | null;
}

/**
 * The type of a full name, or each type of a family: what the catalog offers or, where that is nothing, what is documented.
 * Empty for a name nobody knows, and for a family of which no types are listed.
 */
export function currentTypesOf(name: string, { families, known }: Catalog, instance: InstanceInUse | null = null): CurrentType[] {
  const toCurrentType = (entry: FamilyEntry, type: TypeEntry): CurrentType => ({ entry, type, report: inspectType(type, entry), instance });
  for (const entry of [...families, ...known]) {
    if (entry.id === name) return entry.types().map((type) => toCurrentType(entry, type));
    const type = entry.types().find(({ id }) => id === name);
    if (type) return [toCurrentType(entry, type)];
  }
  return [];
}
