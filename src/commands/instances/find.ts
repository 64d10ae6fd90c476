import type { Context, SourceOptions } from '../../context.ts';
import { CipuError, exitCodes, UsageError } from '../../errors.ts';
import type { ObservedInstance } from '../../model/fleet/instance.ts';

/** An instance with the number of elastic RDMA interfaces attached to it; null when that is not known. */
export interface FoundInstance {
  readonly instance: ObservedInstance;
  readonly eris: number | null;
  /** Why something about it is not known, a sentence each. */
  readonly gaps: readonly string[];
}

/** Whether a name is the id of an instance and not that of a type or a family. */
export function isInstanceId(name: string): boolean {
  return /^i-[a-z0-9]+$/i.test(name.trim());
}

/**
 * Asks the API for one instance. Rejects with UsageError when there is none, with another CipuError when that cannot be
 * said.
 */
export async function fetchInstance(id: string, options: SourceOptions, context: Context): Promise<FoundInstance> {
  if (options.source !== 'auto' && options.source !== 'live') {
    throw new UsageError(`Only the ECS API knows the instance ${id}.`, { hint: 'leave the source out, or ask with --live; or name its type' });
  }
  const profiles = options.profile === undefined ? [] : [options.profile];
  const fleet = await context.cloud.openFleet(options, profiles, { ids: [id], tags: [], types: [], interfaces: true });
  let found: Omit<FoundInstance, 'gaps'> | undefined;
  for await (const { instances, eris } of fleet.pages()) {
    const instance = instances.find((one) => one.id === id);
    if (instance) found ??= { instance, eris: eris && (eris.get(id) ?? 0) };
  }
  const gaps = fleet.gaps();
  if (found) return { ...found, gaps };
  if (gaps.length > 0) throw new CipuError(exitCodes.undecided, `No instance ${id} was found, but not everything could be asked. ${gaps.join(' ')}`);
  throw new UsageError(`There is no instance ${id}${options.regions.length > 0 ? ` in ${options.regions.join(', ')}` : ''}.`, {
    hint: '--region says where it is, --profile in which account',
  });
}
