import { plainName } from '../registry/spelling.ts';
import type { Candidate } from './candidate.ts';
import type { FamilyEntry, TypeEntry } from './catalog.ts';
import type { TypeReport } from './report.ts';
import { replyOn } from './statements.ts';

/** Who makes processors. Those of Arm have names without a maker: YiTian, Ampere. */
export const vendors = ['intel', 'amd', 'arm', 'yitian', 'ampere', 'hygon'] as const;

/** One of the makers of processors. */
export type Vendor = (typeof vendors)[number];

const signs: Readonly<Record<Vendor, RegExp>> = {
  intel: /\b(Intel|Xeon)\b/i,
  amd: /\b(AMD|EPYC)\b/i,
  arm: /\b(Arm|YiTian|Ampere|Altra)\b/i,
  yitian: /\bYiTian\b/i,
  ampere: /\b(Ampere|Altra)\b/i,
  hygon: /\bHygon\b/i,
};

/** What a list is narrowed to by the names of processors and GPUs. Missing keys do not narrow. */
export interface HardwareCriteria {
  /** Any of them will do. */
  readonly vendors?: readonly Vendor[];
  /** Parts of the name of the processor; any of them will do. */
  readonly processors?: readonly string[];
  /** Words of the name of the GPU; those of any of them will do. */
  readonly gpuModels?: readonly string[];
}

/** Whether a processor is of a maker; null where that is not known, or the text names none of them. */
export function isOfVendor(processor: string | null, vendor: Vendor): boolean | null {
  if (processor === null || !vendors.some((one) => signs[one].test(processor))) return null;
  return signs[vendor].test(processor);
}

/** A criterion on the processor: what it is about, in words for people, and whether one meets it; null is not known. */
interface ProcessorTest {
  readonly about: string;
  passes(report: Pick<TypeReport, 'processor'>): boolean | null;
}

/** Tests of the processor of a family or type; where it may have several, one that meets them will do. */
export function processorTests({ vendors: wanted = [], processors: parts = [] }: HardwareCriteria): readonly ProcessorTest[] {
  const tests: ProcessorTest[] = [];
  if (wanted.length > 0) {
    tests.push({
      about: 'maker of the processor',
      passes({ processor }) {
        const answers = wanted.map((vendor) => isOfVendor(processor, vendor));
        return answers.includes(true) || (answers.includes(null) ? null : false);
      },
    });
  }
  if (parts.length > 0) {
    const wantedParts = parts.map(namePart);
    tests.push({
      about: 'processor',
      passes: ({ processor }) => (processor === null ? null : wantedParts.some((part) => namePart(processor).includes(part))),
    });
  }
  return tests;
}

/** Signs of trade marks, blanks and hyphens do not count: "Xeon(R)", "Ice Lake" and "Icelake" name one thing. */
const namePart = (name: string) => plainName(name.replace(/\((R|TM|C)\)/gi, ''));

/** What is not known of a type with a GPU that nobody names, in the words of the remark. */
export const gpuModelWords = 'GPU model';

/**
 * Whether the GPU of a type has one of some names: all words of that must be words of its own, so that A10 is no A100.
 * Null where nobody names the GPU.
 */
export function hasGpuModel({ type, entry, report }: Candidate, models: readonly string[]): boolean | null {
  if (report.features.gpu.status === 'no') return false;
  const words = wordsOf(gpuModelOf(type, entry) ?? '');
  return words.size === 0 ? null : models.some((model) => [...wordsOf(model)].every((word) => words.has(word)));
}

/** The name of the GPU of a type: as a reply has it, else as the pages do; null where nobody names it. */
function gpuModelOf(type: TypeEntry, entry: FamilyEntry): string | null {
  const shown = replyOn('gpu', type)?.shown.shown.find(({ field, value }) => field === 'GPUSpec' && value !== '')?.value;
  return shown === undefined ? (type.documented?.gpuModel ?? entry.documented?.gpu?.model ?? null) : String(shown);
}

const wordsOf = (name: string): ReadonlySet<string> => new Set(name.toLowerCase().match(/[a-z0-9]+/g) ?? []);
