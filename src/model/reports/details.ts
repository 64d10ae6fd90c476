import type { Catalog, FamilyEntry, TypeEntry } from '../catalog/catalog.ts';
import { featureEvidence, metricEvidence } from '../catalog/evidence.ts';
import type { DocumentedFamily } from '../catalog/facts.ts';
import { conclusions } from '../catalog/inference.ts';
import { inspectFamily, inspectType } from '../catalog/inspect.ts';
import type { FamilyReport, TypeReport } from '../catalog/report.ts';
import { rules } from '../catalog/verdict.ts';
import { familyPrices } from '../market/family-prices.ts';
import type { TypePrices } from '../market/price.ts';
import { type Characteristic, characteristics } from '../registry/characteristics.ts';
import { type Feature, type FeatureKey, featureDefinitions } from '../registry/features.ts';
import { type MetricKey, metricDefinitions } from '../registry/metrics.ts';
import type { Evidence, FamilyStatus, Finding } from '../registry/status.ts';

/** What is known of one feature, with the evidence. */
export interface FeatureDetail extends Finding<FamilyStatus> {
  readonly key: FeatureKey;
  readonly title: string;
  /** Why the rule that concluded it does; null where none did. */
  readonly because: string | null;
  readonly evidence: readonly Evidence[];
}

/** A figure of a type, with the evidence: that which counts first, and what says otherwise. */
export interface MetricDetail {
  readonly key: MetricKey;
  readonly value: number;
  readonly evidence: readonly Evidence[];
}

/** What is known of one of the ten characteristics of CIPU. */
export interface CharacteristicDetail extends Characteristic {
  readonly features: readonly FeatureDetail[];
}

/** Documented properties that are neither features nor metrics. */
export type DocumentedDetails = Pick<DocumentedFamily, 'level' | 'baseGHz' | 'turboGHz' | 'cpuToMemoryRatio' | 'localDisk' | 'diskTypes' | 'statedIn' | 'gpu'>;

/** One page of `cipu show`, as its JSON gives it. */
export interface Details {
  readonly name: string;
  /** The family's report; of a type it is the family it belongs to. */
  readonly family: FamilyReport;
  /** The type's report when the page is about a type. */
  readonly type: TypeReport | null;
  /** Whether the API was asked, now or for the snapshot. */
  readonly isLive: boolean;
  /** Why the rule that decided concludes what it does; null when none did. */
  readonly because: string | null;
  readonly characteristics: readonly CharacteristicDetail[];
  /** Features that belong to none of the ten characteristics. */
  readonly otherFeatures: readonly FeatureDetail[];
  /** The figures of the type; empty on the page of a family, whose report has their ranges. */
  readonly metrics: readonly MetricDetail[];
  readonly documented: DocumentedDetails | null;
  /** The types of the family; empty on the page of a type. */
  readonly types: readonly TypeReport[];
}

/** Everything known of a family, or of one of its types. */
export function detailsOf(catalog: Catalog, entry: FamilyEntry, type?: TypeEntry): Details {
  const family = inspectFamily(entry, catalog);
  const report = type ? inspectType(type, entry) : null;
  const detail = (feature: Feature): FeatureDetail => {
    const finding = (report ?? family).features[feature.key];
    return {
      key: feature.key,
      title: feature.title,
      ...finding,
      because: conclusions.find(({ name }) => name === finding.rule)?.because ?? null,
      evidence: featureEvidence(feature, entry, catalog, type),
    };
  };
  return {
    name: type?.id ?? entry.id,
    family,
    type: report,
    isLive: entry.observed !== undefined,
    because: rules.find(({ name }) => name === family.cipu.rule)?.because ?? null,
    characteristics: characteristics.map((one) => ({
      ...one,
      features: featureDefinitions.filter((feature) => feature.characteristics.includes(one.number)).map(detail),
    })),
    otherFeatures: featureDefinitions.filter(({ key, characteristics: numbers }) => key !== 'cipu' && numbers.length === 0).map(detail),
    metrics: metricDefinitions.flatMap((metric): MetricDetail[] => {
      const value = report?.metrics[metric.key];
      return type && value !== undefined ? [{ key: metric.key, value, evidence: metricEvidence(metric, entry, type, catalog) }] : [];
    }),
    documented: entry.documented ? documentedDetails(entry.documented) : null,
    types: type ? [] : entry.types().map((one) => inspectType(one, entry)),
  };
}

/** The page with what its type costs by the hour, or the types of its family. */
export function addPrices(details: Details, prices: ReadonlyMap<string, TypePrices>): Details {
  const priced = (type: TypeReport): TypeReport => ({ ...type, price: prices.get(type.type)?.terms.hour ?? null });
  const { family, type, types } = details;
  const ofTypes = familyPrices(
    types.map((one) => one.type),
    prices,
  );
  return { ...details, family: { ...family, price: ofTypes }, type: type && priced(type), types: types.map(priced) };
}

function documentedDetails({ level, baseGHz, turboGHz, cpuToMemoryRatio, localDisk, diskTypes, statedIn, gpu }: DocumentedFamily): DocumentedDetails {
  return { level, baseGHz, turboGHz, cpuToMemoryRatio, localDisk, diskTypes, statedIn, gpu };
}
