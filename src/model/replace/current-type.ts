import type { Candidate } from '../catalog/candidate.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { inspectType } from '../catalog/inspect.ts';
import { findSubject } from '../catalog/lookup.ts';

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
 * The type of a full name, or each type of a family. What the catalog offers comes before what is only documented.
 * Empty for a name that nobody knows, and for a family without listed types.
 */
export function currentTypesOf(name: string, catalog: Catalog, instance: InstanceInUse | null = null): CurrentType[] {
  const subject = findSubject(catalog, name);
  if (!subject) return [];
  const { entry, type: named } = subject;
  return (named ? [named] : entry.types()).map((type) => ({ entry, type, report: inspectType(type, entry), instance }));
}
