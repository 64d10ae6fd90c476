import { isBeforeCipu } from '../names/series.ts';
import type { Basis, Evidence, Status } from '../registry/status.ts';
import type { Platform } from './facts.ts';

/** The facts that the CIPU verdict of a family rests on. */
export interface VerdictFacts {
  readonly family: string;
  /** Platforms that the documentation names; empty when it names none. */
  readonly platforms: readonly Platform[];
  /** Whether the overview pages give the family elastic RDMA; undefined when they say nothing. */
  readonly documentedErdma: boolean | undefined;
  /** Whether another page, or an organisation's own file, says so. That decides only where nothing denies CIPU. */
  readonly namedErdma: boolean;
  /** Over the types of an API reply: how many show EriQuantity above zero, and how many show zero. */
  readonly observedErdma: { readonly yes: number; readonly no: number };
  /** Generation of an API reply, `ecs-5`; null when not asked or not given. */
  readonly generation: string | null;
}

/** Names of the rules, in the order in which they are tried. */
export type RuleName = 'documented-cipu' | 'elastic-rdma' | 'fourth-generation-shenlong' | 'documented-shenlong' | 'before-cipu';

/** A rule of the verdict: it decides, or leaves the decision to the next one. */
export interface Rule {
  readonly name: RuleName;
  readonly verdict: Exclude<Status, 'unknown'>;
  readonly basis: Extract<Basis, 'documented' | 'inferred'>;
  /** Why the rule concludes what it does, for people. */
  readonly because: string;
  applies(facts: VerdictFacts): boolean;
}

/** Whether a platform is SHENLONG of a generation before CIPU: the third, an earlier one, or one that is not named. */
const isPreCipuShenlong = (platform: Platform) => platform.name === 'SHENLONG' && (platform.generation === null || Number(platform.generation) <= 3);

const isOnShenlong = ({ platforms }: VerdictFacts) => platforms.some(isPreCipuShenlong);
const isOld = ({ family, generation }: VerdictFacts) => isBeforeCipu(family) || /^ecs-[1-4]$/.test(generation ?? '');
const isDenied = (facts: VerdictFacts) => isOnShenlong(facts) || isOld(facts);

/** The rules. The first that applies decides. NVMe is no rule: g7se has it on third-generation SHENLONG. */
export const rules: readonly Rule[] = [
  {
    name: 'documented-cipu',
    verdict: 'yes',
    basis: 'documented',
    because: 'the documentation names CIPU as the architecture of the family',
    applies: ({ platforms }) => platforms.some(({ name }) => name === 'CIPU'),
  },
  {
    name: 'elastic-rdma',
    verdict: 'yes',
    basis: 'inferred',
    because:
      'elastic RDMA is a capability of CIPU: every documented family that has it and names its platform names CIPU or fourth-generation SHENLONG (c7re is the one exception)',
    applies: (facts) => facts.documentedErdma === true || facts.observedErdma.yes > 0 || (facts.namedErdma && !isDenied(facts)),
  },
  {
    name: 'fourth-generation-shenlong',
    verdict: 'yes',
    basis: 'inferred',
    because: 'two documented families, ebmgn7ex and ebmgn7vx, name fourth-generation SHENLONG and CIPU at once',
    applies: ({ platforms }) => platforms.some(({ name, generation }) => name === 'SHENLONG' && generation === '4'),
  },
  {
    name: 'documented-shenlong',
    verdict: 'no',
    basis: 'documented',
    because: 'the documentation names the platform before CIPU, SHENLONG of the third or of no named generation',
    applies: isOnShenlong,
  },
  {
    name: 'before-cipu',
    verdict: 'no',
    basis: 'inferred',
    because: 'the family was on sale before CIPU existed (2022) and shows no elastic RDMA',
    applies: isOld,
  },
];

/** The CIPU verdict of a family: `rule` is null and `basis` none exactly when it is unknown. */
export interface Verdict {
  readonly verdict: Status;
  readonly basis: Basis;
  readonly rule: RuleName | null;
  /** The generation of CIPU, where the documentation names it: `2.0`. */
  readonly generation: string | null;
  /** Whether some evidence points the other way. */
  readonly conflict: boolean;
  readonly evidence: readonly Evidence[];
}

/** Applies the rules to the facts. The evidence is not made here: it has no say in the verdict. */
export function decide(facts: VerdictFacts): Omit<Verdict, 'evidence'> {
  const rule = rules.find((candidate) => candidate.applies(facts));
  const generation = facts.platforms.find(({ name }) => name === 'CIPU')?.generation ?? null;
  if (!rule) return { verdict: 'unknown', basis: 'none', rule: null, generation, conflict: false };
  const conflict = rule.name === 'elastic-rdma' ? contradictsErdma(facts) : rule.verdict === 'no' && facts.namedErdma;
  return { verdict: rule.verdict, basis: rule.basis, rule: rule.name, generation, conflict };
}

/** Elastic RDMA on a platform from before CIPU, or documented where every type of the API reply shows none. */
function contradictsErdma({ platforms, observedErdma }: VerdictFacts): boolean {
  return platforms.some(isPreCipuShenlong) || (observedErdma.yes === 0 && observedErdma.no > 0);
}
