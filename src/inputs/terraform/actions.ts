import { memberOf } from '../../model/record.ts';

/**
 * Whether the resource of a change will be there as it is now, or otherwise, or will not be there; undefined when that
 * cannot be told.
 */
export function effectOf(change: unknown): 'made' | 'kept' | 'absent' | undefined {
  if (isNoResource(change)) return 'absent';
  const actions = memberOf(memberOf(change, 'change'), 'actions');
  if (!Array.isArray(actions) || actions.length === 0) return undefined;
  // A replacement deletes or forgets as well, before or after.
  if (actions.includes('create') || actions.includes('update')) return 'made';
  if (actions.every((action) => action === 'no-op')) return 'kept';
  return actions.every((action) => ['delete', 'forget', 'read'].includes(action)) ? 'absent' : undefined;
}

/** Data sources and ephemeral resources: they are read, never made. */
export function isNoResource(item: unknown): boolean {
  const mode = memberOf(item, 'mode');
  return mode === 'data' || mode === 'ephemeral';
}
