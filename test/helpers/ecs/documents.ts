/** The documented catalog as the package ships it, and the recorded replies; the server's made-up world starts from both. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
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
  /** By the keys that the program uses. */
  readonly features: Readonly<Record<string, boolean | undefined>>;
  /** `CIPU 2.0`, `SHENLONG`. */
  readonly platforms: readonly string[];
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

const FAMILIES = new URL('../../../src/facts/data/families/', import.meta.url);
const RECORDED_TYPES = new URL('../../fixtures/DescribeInstanceTypes/', import.meta.url);

/** A file of a family, read by code that shares nothing with the program's. */
interface FamilyFile extends Omit<FamilyRow, 'id' | 'features' | 'sold' | 'platforms'> {
  readonly family: string;
  readonly platforms?: readonly string[];
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly sold: readonly string[];
  readonly types: readonly (readonly unknown[])[];
}

const natural = new Intl.Collator('en', { numeric: true });
const files = readdirSync(FAMILIES)
  .map((name) => parse(readFileSync(new URL(name, FAMILIES), 'utf8')) as FamilyFile)
  .sort((a, b) => natural.compare(a.family, b.family));

const families: readonly FamilyRow[] = files.map(({ family, has = [], lacks = [], platforms = [], sold, types: _, ...rest }) => ({
  ...rest,
  id: family,
  platforms,
  features: Object.fromEntries([...has.map((key) => [key, true]), ...lacks.map((key) => [key, false])]),
  sold: { international: sold.includes('international'), china: sold.includes('china') },
}));

/** Every documented family, retired ones included. */
export function readFamilyRows(): readonly FamilyRow[] {
  return families;
}

/** Every documented type, retired ones included, in the order of the files. */
export function readTypeRows(): readonly TypeRow[] {
  return files.flatMap(({ family, types: [columns = [], ...rows] }) => rows.map((row) => toRow(columns.map(String), row, family)));
}

/** A row with its dotted columns as objects; what is null is left out. */
function toRow(columns: readonly string[], cells: readonly unknown[], family: string): TypeRow {
  const row: Record<string, Record<string, unknown> | unknown> = { family };
  columns.forEach((column, i) => {
    const [key = '', part] = column === 'type' ? ['id'] : column.split('.');
    if (cells[i] === null) return;
    row[key] = part === undefined ? cells[i] : { ...(row[key] as object | undefined), [part]: cells[i] };
  });
  return row as unknown as TypeRow;
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
