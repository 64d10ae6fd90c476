/** The documented catalog as the package ships it, and the recorded replies; the server's made-up world starts from both. */
import { readdirSync, readFileSync } from 'node:fs';
import type { InstanceType } from './replies.ts';

/** A family as documented; the fields the replies need. A feature that is absent is one the pages do not mention. */
export interface FamilyRow {
  readonly id: string;
  readonly category: string;
  readonly level: string;
  readonly cpuArchitecture?: string;
  readonly processor?: string;
  readonly baseGHz?: number;
  readonly turboGHz?: number;
  readonly localDisk?: string;
  readonly gpu?: { readonly model?: string; readonly memoryGB?: number };
  readonly features: Readonly<Record<string, boolean | undefined>>;
  readonly sold: { readonly international: boolean; readonly china: boolean };
}

/** A type as documented; the fields the replies need, units in the names. */
export interface TypeRow {
  readonly id: string;
  readonly family: string;
  readonly vcpus?: number;
  readonly physicalCores?: number;
  readonly memoryGiB: number;
  readonly networkGbps?: number;
  readonly packetRatePps?: number;
  readonly diskGbps?: number;
  readonly eniQueues?: number;
  readonly secondaryEniQueues?: number;
  readonly enis?: number;
  readonly eris?: number;
  readonly networkCards?: number;
  readonly ipv4PerEni?: number;
  readonly ipv6PerEni?: number;
  readonly maxDataDisks?: number;
  readonly cpuBaselinePercent?: number;
  readonly localDisks?: { readonly count: number; readonly capacityGiB: number };
  /** `count` may be a fraction: "1/6" of a card. */
  readonly gpu?: { readonly model?: string; readonly count: string; readonly memoryGB?: number };
}

const CATALOG = new URL('../../../src/facts/data/', import.meta.url);
const RECORDED_TYPES = new URL('../../fixtures/DescribeInstanceTypes/', import.meta.url);

/** Every documented family, retired ones included. */
export function readFamilyRows(): readonly FamilyRow[] {
  return readLines<FamilyRow>('families.jsonl');
}

/** Every documented type, retired ones included, in the order of the pages. */
export function readTypeRows(): readonly TypeRow[] {
  return readLines<TypeRow>('types.jsonl');
}

/** The types in the recorded replies to DescribeInstanceTypes. */
export function readRecordedTypes(): readonly InstanceType[] {
  return readdirSync(RECORDED_TYPES)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => readRecorded(new URL(name, RECORDED_TYPES)).InstanceTypes.InstanceType);
}

interface RecordedReply {
  readonly InstanceTypes: { readonly InstanceType: readonly InstanceType[] };
}

function readRecorded(file: URL): RecordedReply {
  return JSON.parse(readFileSync(file, 'utf8')) as RecordedReply;
}

function readLines<Row>(file: string): readonly Row[] {
  return readFileSync(new URL(file, CATALOG), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
