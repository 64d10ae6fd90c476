import type { Platform, Site } from '../model/catalog/facts.ts';

/** A family as `data/families.jsonl` has it: a missing key, also inside `features`, is not mentioned on the page. */
export interface FamilyRow {
  readonly id: string;
  readonly category: string;
  readonly level: string;
  readonly cpuArchitecture?: string;
  readonly platforms: readonly Platform[];
  readonly bareMetal: boolean;
  readonly processor?: string;
  readonly baseGHz?: number;
  readonly turboGHz?: number;
  readonly cpuToMemoryRatio?: string;
  readonly features: Readonly<Record<string, boolean>>;
  readonly gpu?: { readonly model?: string; readonly memoryGB?: number };
  readonly localDisk?: string;
  readonly diskTypes: readonly string[];
  readonly sold: Readonly<Record<Site, boolean>>;
  readonly statedIn: readonly Site[];
}

/** A type as `data/types.jsonl` has it: figures with the unit in their names; a missing key is not on the page. */
export interface TypeRow {
  readonly id: string;
  readonly family: string;
  readonly gpu?: { readonly model?: string; readonly count: string; readonly memoryGB?: number };
  readonly localDisks?: { readonly count: number; readonly capacityGiB: number };
  readonly vtpm?: boolean;
  readonly mig?: boolean;
  readonly [figure: string]: unknown;
}
