import type { FamilyPrices } from '../market/family-prices.ts';
import type { Price } from '../market/price.ts';
import type { FeatureKey } from '../registry/features.ts';
import { type MetricKey, type MetricRanges, type Metrics, metricByKey } from '../registry/metrics.ts';
import type { FamilyStatus, Finding, Status } from '../registry/status.ts';
import type { Platform, Site } from './facts.ts';
import type { Verdict } from './verdict.ts';

/** What is known of every feature of the registry. */
export type Findings<S extends FamilyStatus = Status> = Readonly<Record<FeatureKey, Finding<S>>>;

/** What a family and a type report alike. Null is "not known". */
interface Identity {
  readonly family: string;
  readonly category: string | null;
  readonly cpuArchitecture: string | null;
  readonly processor: string | null;
  /** Regions that offer it; null when the source does not say. */
  readonly regions: readonly string[] | null;
  /**
   * Zones where it, or one of its types that meets the criteria, is in stock. Null when nobody asked, or it is not
   * known.
   */
  readonly zones: readonly string[] | null;
  /** The platform that the documentation names, CIPU where it names several; null where it names none. */
  readonly platform: Platform | null;
}

/** The report on a family, as `families -o json` gives it. A metric that is not known is missing. */
export interface FamilyReport extends Identity {
  /** Sites that document the family as sold; null when no document knows it. */
  readonly sold: Readonly<Record<Site, boolean>> | null;
  readonly cipu: Verdict;
  readonly features: Findings<FamilyStatus>;
  readonly metrics: MetricRanges;
  /** Number of types. */
  readonly types: number;
  /** Of its types that meet the criteria, by the hour; null when that was not asked for or is not known. */
  readonly price: FamilyPrices | null;
}

/** The report on a type, as `types -o json` gives it. */
export interface TypeReport extends Identity {
  readonly type: string;
  readonly cipu: Omit<Verdict, 'evidence'>;
  readonly features: Findings;
  readonly metrics: Metrics;
  /** By the hour; null when that was not asked for or is not known. */
  readonly price: Price | null;
}

/** A figure of a type. Where nobody gives it, it is 0 if the type is known not to have what it is a figure of. */
export function figureOf({ metrics, features }: Pick<TypeReport, 'metrics' | 'features'>, key: MetricKey): number | undefined {
  const { partOf } = metricByKey.get(key) ?? {};
  return metrics[key] ?? (partOf && features[partOf].status === 'no' ? 0 : undefined);
}

/** A platform in one word: `CIPU 2.0`, `SHENLONG`. */
export function formatPlatform({ name, generation }: Platform): string {
  return generation === null ? name : `${name} ${generation}`;
}

/** Whether the documentation describes a family that neither site sells any more. */
export function isRetired(sold: FamilyReport['sold']): boolean {
  return sold !== null && !sold.international && !sold.china;
}
