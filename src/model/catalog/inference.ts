import { type FeatureKey, featureByKey } from '../registry/features.ts';
import type { MetricKey } from '../registry/metrics.ts';
import type { Status } from '../registry/status.ts';
import type { DocumentedFamily } from './facts.ts';
import { isOfVendor } from './hardware.ts';

/** The facts that conclusions about a family rest on. */
export interface InferenceFacts {
  readonly id: string;
  /** The verdict on CIPU. */
  readonly cipu: Status;
  readonly cpuArchitecture: string | null;
  /** As the documentation names it or, where no document knows the family, as every reply does. */
  readonly processor: string | null;
  readonly documented: DocumentedFamily | undefined;
  /** The documented table of types; undefined where there is none. */
  readonly table: { has(key: FeatureKey): boolean; givesEvery(metric: MetricKey): boolean } | undefined;
}

/**
 * A rule that concludes what nobody says. It never stands against a statement: where anybody says yes of any type of
 * the family, it is silent.
 */
export interface Conclusion {
  readonly name: string;
  readonly features: readonly FeatureKey[];
  readonly gives: 'no';
  /** Why it concludes what it does, for people. */
  readonly because: string;
  applies(facts: InferenceFacts, key: FeatureKey): boolean;
  /** What it rests on, a sentence about the family. */
  ground(facts: InferenceFacts, key: FeatureKey): string;
}

/**
 * Names of processors, one by one: "Platinum 8163 (Skylake), 8269CY (Cascade Lake)" is two, "Xeon Scalable,
 * third-generation" one.
 */
const processorsOf = (text: string): readonly string[] => text.split(/ \/ |,? or |, (?=Intel|Platinum|Gold|E\d|\d{4})/);

/** Whether a text names processors, and each of them is of a kind. */
const areAll = (processor: string | null, isOfKind: (name: string) => boolean): boolean => processor !== null && processorsOf(processor).every(isOfKind);

/** An E3 is left out: the one that is documented has SGX. */
const beforeServerSgx = /Haswell|Broadwell|Skylake|Cascade ?Lake|Cooper ?Lake|\bE[57]\b/i;
const beforeTdx = new RegExp(`${beforeServerSgx.source}|Ice ?Lake`, 'i');
const isE3 = (processor: string | null) => /\bE3\b/.test(processor ?? '');

/** Categories whose types have what no column of a table shows. */
const ownKinds: Readonly<Partial<Record<FeatureKey, RegExp>>> = {
  gpu: /GPU|Visual|Heterogeneous/,
  'local-disks': /Local SSDs|Big data|Heterogeneous/,
  roce: /Super Computing Cluster/,
};

/** Columns that say how much of something bursts: without a plain figure for every type their absence says nothing. */
const plainFigures: Readonly<Partial<Record<FeatureKey, readonly MetricKey[]>>> = {
  'burstable-network': ['networkGbps'],
  'burstable-disk': ['diskGbps', 'diskIops'],
};

const titleOf = (key: FeatureKey) => featureByKey.get(key)?.title ?? key;
const processorGround = ({ id, processor }: InferenceFacts) => `The processor of ${id} is ${processor ?? 'an Arm one'}.`;

/** The conclusions. Of those that give a feature, the first that applies counts. */
export const conclusions: readonly Conclusion[] = [
  {
    name: 'no-cipu',
    features: ['erdma'],
    gives: 'no',
    because: 'elastic RDMA is a capability of CIPU',
    applies: ({ cipu }) => cipu === 'no',
    ground: ({ id }) => `${id} is not on CIPU.`,
  },
  {
    name: 'before-nvme',
    features: ['nvme'],
    gives: 'no',
    because:
      'of the families that are not on CIPU a page of 2022 names g7se, c7se and r7se alone; from the eighth generation on disks are reached by NVMe; and every older family with a recorded reply says unsupported',
    applies: ({ cipu }) => cipu === 'no',
    ground: ({ id }) => `${id} is not on CIPU, and no page names it among those with NVMe.`,
  },
  {
    name: 'type-table',
    features: ['gpu', 'local-disks', 'roce', 'persistent-memory', 'burstable-network', 'burstable-disk'],
    gives: 'no',
    because: 'the documented table of its types has no column for it',
    applies({ id, documented, table }, key) {
      if (!documented || !table || table.has(key) || ownKinds[key]?.test(documented.category)) return false;
      // The pages name the memory of these families, and not always how much of it is persistent.
      if (key === 'persistent-memory' && id.endsWith('p')) return false;
      const plain = plainFigures[key];
      return !plain || plain.some((metric) => table.givesEvery(metric));
    },
    ground: ({ id }, key) => `The documentation's table of the types of ${id} has no column for ${titleOf(key)}.`,
  },
  {
    name: 'other-vendor',
    features: ['sgx', 'tdx'],
    gives: 'no',
    because: 'SGX and TDX are technologies of Intel, and the processor is of AMD, Hygon or Arm',
    applies: ({ cpuArchitecture, processor }) => cpuArchitecture === 'ARM' || areAll(processor, (name) => isOfVendor(name, 'intel') === false),
    ground: processorGround,
  },
  {
    name: 'older-processor',
    features: ['sgx', 'tdx'],
    gives: 'no',
    because: 'Xeon processors for servers have SGX since Ice Lake and TDX since Sapphire Rapids',
    applies: ({ processor }, key) => areAll(processor, (name) => (key === 'sgx' ? beforeServerSgx : beforeTdx).test(name)) && !isE3(processor),
    ground: processorGround,
  },
  {
    name: 'one-thread-per-core',
    features: ['ht-adjustable'],
    gives: 'no',
    because: 'YiTian 710 and Ampere Altra have one thread a core: there is nothing to switch off',
    applies: ({ processor }) => areAll(processor, (name) => /YiTian 710|Ampere Altra/i.test(name)),
    ground: processorGround,
  },
];

/** The conclusion on a feature of a family; undefined where no rule applies. */
export function conclude(key: FeatureKey, facts: InferenceFacts): Conclusion | undefined {
  return conclusions.find(({ features, applies }) => features.includes(key) && applies(facts, key));
}

/** The conclusions that may give a feature, in words: "no by type-table". */
export function describeConclusions(key: FeatureKey): string[] {
  return conclusions.filter(({ features }) => features.includes(key)).map(({ name, gives }) => `${gives} by ${name}`);
}
