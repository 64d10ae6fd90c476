import type { Catalog } from '../catalog/catalog.ts';
import { allUnknown } from '../catalog/findings.ts';
import { inspectType } from '../catalog/inspect.ts';
import { findSubject, likelyFamily } from '../catalog/lookup.ts';
import type { TypeReport } from '../catalog/report.ts';
import { memoize } from '../memo.ts';
import type { Target } from '../policy/target.ts';
import { type FeatureKey, featureByKey } from '../registry/features.ts';
import type { InstancePage, ObservedInstance } from './instance.ts';

/** Something that the type of an instance has and the instance leaves unused. */
export interface Unused {
  readonly feature: FeatureKey;
  /** A sentence that says why. */
  readonly reason: string;
}

/** What an instance has from its type. */
interface FromType extends Pick<TypeReport, 'family' | 'cipu' | 'features'> {
  readonly metrics: { readonly vcpus?: number; readonly memoryGiB?: number };
}

/**
 * The report on an instance, as `instances -o json` gives it. Name and tags are untrusted text. The family of a type
 * that nobody knows is a guess.
 */
export interface InstanceReport extends Omit<ObservedInstance, 'id' | 'osSupportsNvme'>, FromType {
  /** Its id. */
  readonly instance: string;
  /** Elastic RDMA interfaces attached. Null when that was not asked for or is not known. */
  readonly eris: number | null;
  readonly unused: readonly Unused[];
}

/** Reports on an instance of a page. */
export type InstanceReporter = (instance: ObservedInstance, eris: InstancePage['eris']) => InstanceReport;

/**
 * Makes reports by what a catalog knows of types. A fleet has many instances of few types, so each type is looked up
 * once.
 */
export function reporterOf(catalog: Catalog): InstanceReporter {
  const fromType = memoize((type) => inspectName(type, catalog));
  return ({ id, name, profile, region, zone, type, status, vpc, image, tags, osSupportsNvme }, eris) => {
    const { family, cipu, features, metrics } = fromType(type);
    const attached = eris === null ? null : (eris.get(id) ?? 0);
    const unused = unusedOf(type, features, attached, osSupportsNvme);
    return { instance: id, name, profile, region, zone, type, family, status, vpc, image, tags, cipu, features, metrics, eris: attached, unused };
  };
}

/**
 * The instance as something to check, by its type. The address begins with its id: unlike a name, an id cannot be
 * chosen.
 */
export function targetOf({ instance, name, region, profile, type }: InstanceReport): Target {
  const about = [name, region, profile].filter((part) => part !== null).join(', ');
  return { name: type, unknown: null, place: { file: null, line: null, column: null, address: `${instance} (${about})` } };
}

function inspectName(name: string, catalog: Catalog): FromType {
  const subject = findSubject(catalog, name);
  if (!subject?.type) {
    const cipu = { verdict: 'unknown', basis: 'none', rule: null, generation: null, conflict: false } as const;
    return { family: likelyFamily(name, catalog), cipu, features: allUnknown, metrics: {} };
  }
  const { family, cipu, features, metrics } = inspectType(subject.type, subject.entry);
  const { vcpus, memoryGiB } = metrics;
  return { family, cipu, features, metrics: { ...(vcpus !== undefined && { vcpus }), ...(memoryGiB !== undefined && { memoryGiB }) } };
}

/** What an instance leaves unused. It must be known that the type has it, and that the instance does not use it. */
function unusedOf(type: string, features: TypeReport['features'], eris: number | null, osSupportsNvme: boolean | null): Unused[] {
  const candidates = [
    { feature: 'erdma', isUnused: eris === 0, because: 'no elastic RDMA interface is attached' },
    { feature: 'nvme', isUnused: osSupportsNvme === false, because: 'the operating system does not support it' },
  ] as const;
  return candidates
    .filter(({ feature, isUnused }) => isUnused && features[feature].status === 'yes')
    .map(({ feature, because }) => ({ feature, reason: `${type} has ${featureByKey.get(feature)?.title}, but ${because}.` }));
}
