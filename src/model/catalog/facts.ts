import type { FeatureKey } from '../registry/features.ts';
import type { MetricRanges, Metrics } from '../registry/metrics.ts';

/** A platform that the documentation names for a family. */
export interface Platform {
  readonly name: 'CIPU' | 'SHENLONG';
  readonly generation: string | null;
}

/** The sites of Alibaba Cloud that have a documentation and a price list of their own. */
export type Site = 'international' | 'china';

/**
 * Kinds of sources: the pages that describe every family, pages on a single subject, replies of the API that somebody
 * kept, lists that only name.
 */
export const sourceKinds = ['overview', 'feature-page', 'api-record', 'price-list'] as const;

/** One of the kinds of sources. */
export type SourceKind = (typeof sourceKinds)[number];

/** The documentation pages that documented facts come from, and when they were published. */
export interface DocumentationPages {
  readonly pages: Readonly<Record<Site, string>>;
  readonly asOf: string;
}

/** A statement about single types, counted over a family. `basis` is the weakest of them. */
export interface Tally {
  readonly yes: number;
  readonly no: number;
  readonly basis: 'api' | 'documented';
}

/** What a family's types say together. */
export interface TypeSummary {
  readonly count: number;
  readonly features: Readonly<Partial<Record<FeatureKey, Tally>>>;
  readonly metrics: MetricRanges;
}

/** What the documentation says of a family. A key missing from `features` is not mentioned. */
export interface DocumentedFamily {
  readonly id: string;
  readonly category: string;
  readonly level: string;
  readonly cpuArchitecture: string | null;
  readonly platforms: readonly Platform[];
  readonly processor: string | null;
  readonly baseGHz: number | null;
  readonly turboGHz: number | null;
  readonly cpuToMemoryRatio: string | null;
  readonly features: Readonly<Partial<Record<FeatureKey, boolean>>>;
  readonly gpu: { readonly model: string | null; readonly memoryGB: number | null } | null;
  readonly localDisk: string | null;
  readonly diskTypes: readonly string[];
  readonly sold: Readonly<Record<Site, boolean>>;
  readonly statedIn: readonly Site[];
  readonly types: TypeSummary;
}

/** What the documentation says of a type. A missing feature or metric is not mentioned. */
export interface DocumentedType {
  readonly id: string;
  readonly metrics: Metrics;
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

/** What a reply of DescribeInstanceTypeFamilies says of a family; `generation` is `ecs-1` to `ecs-6` and later. */
export interface ObservedFamily {
  readonly id: string;
  readonly generation: string | null;
  readonly regions: readonly string[];
}
