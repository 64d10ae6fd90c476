import type { Candidate } from '../catalog/candidate.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { gpuModelWords, type HardwareCriteria, hasGpuModel, processorTests } from '../catalog/hardware.ts';
import { figureOf } from '../catalog/report.ts';
import type { Range } from '../catalog/selection.ts';
import { isInStock, type Stock, type StockStatus, zonesInStock } from '../market/stock.ts';
import { evaluate } from '../policy/evaluate.ts';
import { type Outcome, toOutcome } from '../policy/outcome.ts';
import type { Requirement } from '../policy/requirement.ts';
import { featureByKey } from '../registry/features.ts';
import type { Status } from '../registry/status.ts';
import type { CurrentType } from './current-type.ts';

/** What a replacement must be. A missing value demands nothing, unless its comment says otherwise. */
export interface Demands extends HardwareCriteria {
  /**
   * Requirements that must be known to be met. One on `cipu` replaces the default of CIPU; one on `gpu`, `bare-metal`
   * or `burstable-cpu` replaces the rule that the kind of machine stays.
   */
  readonly require: readonly Requirement[];
  /** Whether a replacement may run on any platform; otherwise it must run on CIPU. */
  readonly anyPlatform: boolean;
  /** `X86`, `ARM` or `any`; missing is that of the replaced type. */
  readonly architecture?: string;
  /** Missing is 1.0 to 1.3 times that of the replaced type. */
  readonly vcpus?: Range;
  readonly memoryGiB?: Range;
  readonly stock?: Stock;
  /** Only what can be bought now in one of the zones of `stock`. */
  readonly inStock: boolean;
  /** The types that the instance can be changed to. */
  readonly modifications?: ReadonlyMap<string, StockStatus>;
}

/** Something that a replacement must meet: `unknown` does not meet it. */
export interface Constraint {
  /** In a word or as it is written: `vcpus`, `erdma`. */
  readonly name: string;
  judge(candidate: Candidate): Outcome;
}

/** How much larger than the replaced type a replacement is at most. */
const mostGrowth = 1.3;

/**
 * Kinds of machines, and whether a replacement must keep the kind. GPUs and bare metal must stay: software that needs
 * them does not run without them. No replacement may bring a kind that was not there: GPUs and whole servers cost
 * money, and CPU credits limit performance. Local disks are no kind, since their data has to be moved in any case.
 */
const kinds = [
  { key: 'gpu', keep: true },
  { key: 'bare-metal', keep: true },
  { key: 'burstable-cpu', keep: false },
] as const;

/** The requirements with the default: CIPU, unless they speak of it themselves. */
export function requirementsOf({ require, anyPlatform }: Pick<Demands, 'require' | 'anyPlatform'>): readonly Requirement[] {
  const cipu = featureByKey.get('cipu');
  return anyPlatform || speaksOf(require, 'cipu') || !cipu ? require : [{ text: 'cipu', feature: cipu, wanted: 'yes' }, ...require];
}

const speaksOf = (require: readonly Requirement[], key: string) => require.some((one) => 'feature' in one && one.feature.key === key);

/**
 * All that a replacement must meet, the cheapest to judge first. `gaps` says what is not known of the replaced type.
 */
export function constraintsOf(
  from: CurrentType,
  demands: Demands,
  catalog: Catalog,
): { readonly constraints: readonly Constraint[]; readonly gaps: readonly string[] } {
  const gaps: string[] = [];
  const constraints: Constraint[] = [{ name: 'another type', judge: ({ type }) => toOutcome(type.id !== from.type.id) }];
  for (const [key, flag, title] of [
    ['vcpus', '--vcpus', 'Number of vCPUs'],
    ['memoryGiB', '--memory', 'Memory'],
  ] as const) {
    const range = demands[key] ?? growthOf(from.report.metrics[key]);
    if (range) constraints.push({ name: key, judge: ({ report }) => within(range, report.metrics[key]) });
    else gaps.push(`${title} of ${from.type.id} is not known: ${flag} says what a replacement must have.`);
  }
  const architecture = demands.architecture ?? from.report.cpuArchitecture;
  if (architecture === null) gaps.push(`The CPU architecture of ${from.type.id} is not known: --arch says which a replacement must have.`);
  else if (architecture !== 'any') constraints.push({ name: 'arch', judge: ({ report }) => sameWord(architecture, report.cpuArchitecture) });
  for (const { key, keep } of kinds) {
    if (speaksOf(demands.require, key)) continue;
    const before = from.report.features[key].status;
    constraints.push({ name: key, judge: ({ report }) => sameKind(before, report.features[key].status, keep) });
  }
  constraints.push(...hardware(demands), ...usedParts(from, demands.require), ...availability(demands));
  const written = requirementsOf(demands).map((requirement) => ({
    name: requirement.text,
    judge: ({ entry, type }: Candidate) => evaluate(requirement, { entry, type }, catalog).status,
  }));
  return { constraints: [...constraints, ...written], gaps };
}

/** The maker and the name of the processor, and the name of the GPU, as they are asked for. */
function hardware(demands: Demands): Constraint[] {
  const { gpuModels } = demands;
  return [
    ...processorTests(demands).map(({ about, passes }): Constraint => ({ name: about, judge: ({ report }) => toOutcome(passes(report)) })),
    ...(gpuModels === undefined ? [] : [{ name: gpuModelWords, judge: (candidate: Candidate) => toOutcome(hasGpuModel(candidate, gpuModels)) }]),
  ];
}

/** As many GPUs as before, unless a requirement is about GPUs, and as many elastic RDMA interfaces as are attached. */
function usedParts({ report, instance }: CurrentType, require: readonly Requirement[]): Constraint[] {
  const atLeast = (key: 'gpus' | 'eris', count: number | null | undefined): Constraint[] =>
    count ? [{ name: key, judge: (candidate) => within({ min: count, max: Number.POSITIVE_INFINITY }, figureOf(candidate.report, key)) }] : [];
  const erdma: Constraint[] = instance?.eris ? [{ name: 'erdma', judge: (candidate) => outcomes[candidate.report.features.erdma.status] }] : [];
  return [...(speaksOf(require, 'gpu') ? [] : atLeast('gpus', report.metrics.gpus)), ...erdma, ...atLeast('eris', instance?.eris)];
}

function availability({ stock, inStock, modifications }: Demands): Constraint[] {
  const found: Constraint[] = [];
  if (modifications) {
    found.push({
      name: 'a type that the instance can be changed to',
      judge: ({ type }) => toOutcome(isInStock(modifications.get(type.id) ?? 'not-offered')),
    });
  }
  if (inStock) {
    found.push({
      name: 'stock',
      judge({ type }) {
        const zones = stock ? zonesInStock(stock, [type.id]) : null;
        return toOutcome(zones && zones.length > 0);
      },
    });
  }
  return found;
}

const outcomes: Readonly<Record<Status, Outcome>> = { yes: 'pass', no: 'fail', unknown: 'unknown' };

const growthOf = (value: number | undefined): Range | undefined => (value ? { min: value, max: value * mostGrowth } : undefined);

function within({ min, max }: Range, value: number | undefined): Outcome {
  return toOutcome(value === undefined ? null : value >= min && value <= max);
}

const sameWord = (wanted: string, word: string | null): Outcome => toOutcome(word === null ? null : word.toLowerCase() === wanted.toLowerCase());

/**
 * Whether a kind stays as it must: what the replaced type has is kept, and what it is not known to have is not added.
 */
function sameKind(before: Status, after: Status, keep: boolean): Outcome {
  if (before === 'yes') return keep ? outcomes[after] : 'pass';
  if (after === 'yes') return 'fail';
  return before === 'no' && after === 'unknown' ? 'unknown' : 'pass';
}
