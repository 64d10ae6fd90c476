import type { FeatureKey } from '../registry/features.ts';
import type { MetricKey, MetricRanges, Metrics } from '../registry/metrics.ts';
import type { Condition } from './condition.ts';

/** A platform that the documentation names for a family. */
export interface Platform {
  readonly name: 'CIPU' | 'SHENLONG';
  readonly generation: string | null;
}

/** The sites of Alibaba Cloud that have a documentation and a price list of their own. */
export type Site = 'international' | 'china';

/**
 * Kinds of sources: the pages that describe every family, pages on a single subject, replies of the API that somebody
 * kept, lists that only name, and what an organisation says itself.
 */
export const sourceKinds = ['overview', 'feature-page', 'api-record', 'price-list', 'own'] as const;

/** One of the kinds of sources. */
export type SourceKind = (typeof sourceKinds)[number];

/** Where facts come from. */
export interface Source {
  readonly title: string;
  readonly kind: SourceKind;
  /** Its addresses; a site that has none is missing. */
  readonly pages: Readonly<Partial<Record<Site, string>>>;
  /** The date that it gives itself, or the year of an undated copy: `2026-Q1`, `2026-01-29`, `2022`. */
  readonly edition: string;
}

/** Sources by id; `overview` are the pages that describe every family. */
export type Sources = Readonly<Record<string, Source>> & { readonly overview: Source };

/** What a page, or an organisation's own file, says of a feature of a family or of some of its types. */
export interface Statement {
  readonly feature: FeatureKey;
  readonly status: 'yes' | 'no';
  readonly basis: 'documented' | 'stated';
  /** Id of its source. */
  readonly source: string;
  /** Without these it holds for the whole family. */
  readonly types?: readonly string[];
  readonly where?: Condition;
  /** Where it holds on one site only. */
  readonly site?: Site;
  /** The page excludes whatever its list does not name. */
  readonly closed?: true;
  readonly note?: string;
}

/** Figures of single types that are not from the pages of their family. */
export interface FigureSource {
  readonly metric: MetricKey;
  readonly basis: 'documented' | 'stated';
  readonly source: string;
  readonly types: readonly string[];
}

/** What a family's types are together. */
export interface TypeSummary {
  readonly count: number;
  readonly metrics: MetricRanges;
}

/** What lists show of that which the overview pages say of a family. */
export interface Overview {
  readonly category: string;
  readonly cpuArchitecture: string | null;
  readonly platforms: readonly Platform[];
  readonly processor: string | null;
  readonly sold: Readonly<Record<Site, boolean>>;
}

/** What the overview pages say of a family. A key missing from `features` is not mentioned. */
export interface DocumentedFamily extends Overview {
  readonly id: string;
  readonly level: string;
  readonly baseGHz: number | null;
  readonly turboGHz: number | null;
  readonly cpuToMemoryRatio: string | null;
  readonly features: Readonly<Partial<Record<FeatureKey, boolean>>>;
  readonly gpu: { readonly model: string | null; readonly memoryGB: number | null } | null;
  readonly localDisk: string | null;
  readonly diskTypes: readonly string[];
  readonly statedIn: readonly Site[];
}

/** What the documentation says of a type. A missing feature or metric is not mentioned. */
export interface DocumentedType {
  readonly id: string;
  readonly metrics: Metrics;
  /** By the family's table of types. */
  readonly features: Readonly<Partial<Record<FeatureKey, boolean>>>;
  readonly gpuModel?: string;
  readonly mig?: boolean;
}

/** A feature as an API reply shows it, with the fields and values that say so. */
export interface ObservedFeature {
  readonly status: 'yes' | 'no';
  /** The fields that were present, in the registry's order, with their values; lists as JSON text. */
  readonly shown: readonly { readonly field: string; readonly value: string | number | boolean }[];
}

/** What a reply of DescribeInstanceTypes says of a type, in our words. A missing feature or metric is not known. */
export interface ObservedType {
  readonly id: string;
  readonly family: string | null;
  readonly category: string | null;
  readonly cpuArchitecture: string | null;
  readonly processor: string | null;
  readonly features: Readonly<Partial<Record<FeatureKey, ObservedFeature>>>;
  readonly metrics: Metrics;
  /** Ways in which an image may boot (SupportedBootModes): `BIOS`, `UEFI`; missing is not known. */
  readonly bootModes?: readonly string[];
}

/** A reply of an earlier day that somebody kept. */
export interface RecordedType extends ObservedType {
  /** Id of its source. */
  readonly source: string;
  /** Of when it is: `2026-08-20`, or what is known of it. */
  readonly asOf: string;
  readonly url: string | null;
}

/** What a reply of DescribeInstanceTypeFamilies says of a family; `generation` is `ecs-1` to `ecs-6` and later. */
export interface ObservedFamily {
  readonly id: string;
  readonly generation: string | null;
  readonly regions: readonly string[];
}
