import type { Catalog } from '../catalog/catalog.ts';
import { type Choice, typesToChoose } from './choice.ts';
import { type Evaluation, leaveOpen, weakestOf } from './evaluate.ts';
import { type UnknownMode, unknownModes, worstOf } from './outcome.ts';

/** What holds for a type; what a waiver excuses counts as met. */
export interface TypeVerdict {
  readonly evaluations: readonly Evaluation[];
  readonly onUnknown: UnknownMode;
}

/** An evaluation with the type that it is about. */
interface OfType extends Evaluation {
  readonly type: string;
}

/**
 * What holds for a choice that is left to a service: whatever it may pick must meet each requirement. What it may pick
 * only perhaps, since the catalog does not say enough of it, leaves a requirement open at worst.
 */
export function evaluateChoice(choice: Choice, catalog: Catalog, unknown: UnknownMode, verdictOn: (type: string) => TypeVerdict): TypeVerdict {
  const { certain, possible } = typesToChoose(choice, catalog);
  if (certain.length + possible.length === 0) return { evaluations: [open('name', 'No type of the catalog meets what is asked for.')], onUnknown: unknown };
  const modes = new Set<UnknownMode>();
  const byRequirement = new Map<string, OfType[]>();
  const add = (type: string, soften: boolean) => {
    const { evaluations, onUnknown } = verdictOn(type);
    modes.add(onUnknown);
    for (const one of evaluations) {
      const evaluation: OfType = { ...(soften && one.status === 'fail' ? leaveOpen(one) : one), type };
      const each = byRequirement.get(one.requirement);
      if (each) each.push(evaluation);
      else byRequirement.set(one.requirement, [evaluation]);
    }
  };
  for (const type of certain) add(type, false);
  for (const type of possible) add(type, true);
  const isComplete = catalog.source.type === 'embedded' || catalog.source.complete;
  return {
    evaluations: [...byRequirement].map(([requirement, each]) => overChoosable(requirement, each, choice, isComplete)),
    onUnknown: unknownModes.find((mode) => modes.has(mode)) ?? unknown,
  };
}

function open(requirement: string, reason: string): Evaluation {
  return { requirement, status: 'unknown', basis: 'none', reason, evidence: [] };
}

/** One requirement over the types that may be picked, at least one of them. */
function overChoosable(requirement: string, each: readonly OfType[], { besides }: Choice, isComplete: boolean): Evaluation {
  const status = worstOf(each.map((one) => one.status));
  const alike = each.filter((one) => one.status === status);
  const { type: _, rule: __, ...one } = alike[0] ?? { ...open(requirement, ''), type: '' };
  const first = { ...one, ...weakestOf(alike) };
  if (status !== 'pass') {
    const some = alike.slice(0, shown).map(({ type }) => type);
    const names = `${some.join(', ')}${alike.length > some.length ? ` and ${alike.length - some.length} more` : ''}`;
    const doubt = besides === undefined ? '' : ` What ${besides} says is not known here.`;
    const words =
      status === 'fail' ? `may be chosen and do${alike.length === 1 ? 'es' : ''} not meet it` : 'may be chosen, and it is not known that each meets it';
    return { ...first, reason: `${names} ${words} (of ${each.length} types). ${first.reason}${doubt}` };
  }
  if (!isComplete) return open(requirement, 'Types that the incomplete answer does not name may be chosen as well.');
  return { ...first, reason: `Each of the ${each.length} types that may be chosen meets it.` };
}

/** How many types a reason names. */
const shown = 3;
