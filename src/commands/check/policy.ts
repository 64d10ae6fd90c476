import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { demandsNothing, emptyPolicy, type Policy } from '../../model/policy/policy.ts';
import type { Requirement } from '../../model/policy/requirement.ts';
import type { JudgingFlags } from './flags.ts';
import { nameInput } from './targets.ts';

type PolicyFlags = Pick<JudgingFlags, 'policy' | 'require' | 'unknown' | 'evidence' | 'allowEmpty'>;

/**
 * The policy of a file, if one is named, with what the flags add to it. Rejects with UsageError, also for one that
 * demands nothing unless that is allowed.
 */
export async function openPolicy(
  { policy: file, require: added = [], unknown, evidence, allowEmpty }: PolicyFlags,
  inStock: boolean,
  context: Context,
): Promise<Policy> {
  const base = file === undefined ? emptyPolicy : await readPolicy(file, context);
  const overrides = base.overrides.map((one) => ({
    ...one,
    ...(one.require && { require: merge(one.require, added) }),
    // A flag wins over all that the file says of the same thing.
    ...(unknown && { unknown }),
  }));
  const policy: Policy = {
    ...base,
    overrides,
    require: merge(base.require, added),
    unknown: unknown ?? base.unknown,
    evidence: evidence ?? base.evidence,
    inStock: base.inStock || inStock,
  };
  if (demandsNothing(policy) && !allowEmpty) {
    throw new UsageError(file === undefined ? 'There is no requirement to check.' : `${file} demands nothing.`, {
      hint: '--require cipu,erdma or --policy FILE says what to check; --allow-empty accepts that there is nothing',
    });
  }
  return policy;
}

async function readPolicy(file: string, context: Context): Promise<Policy> {
  const [{ parsePolicy }, { decodeText }] = await Promise.all([import('../../settings/policy-file.ts'), import('../../documents/decode.ts')]);
  const label = nameInput(file);
  return parsePolicy(decodeText(await context.readInput(file), label), label);
}

/** Both lists, each requirement once. */
function merge(first: readonly Requirement[], second: readonly Requirement[]): Requirement[] {
  return [...new Map([...first, ...second].map((one) => [one.text, one])).values()];
}
