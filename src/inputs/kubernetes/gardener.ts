import type { Path } from '../../documents/document.ts';
import { isRecord, textOf, valueAt } from '../../model/record.ts';
import { foundIn } from '../finding.ts';
import type { Found } from '../reader.ts';

/**
 * Kinds of Gardener that choose machines: where they name their cloud, the list of machines, and what names the type in
 * an entry.
 */
const machineHolders: ReadonlyMap<unknown, { readonly cloud: Path; readonly list: Path; readonly type: Path }> = new Map([
  ['Shoot', { cloud: ['spec', 'provider', 'type'], list: ['spec', 'provider', 'workers'], type: ['machine', 'type'] }],
  ['Worker', { cloud: ['spec', 'type'], list: ['spec', 'pools'], type: ['machineType'] }],
  ['CloudProfile', { cloud: ['spec', 'type'], list: ['spec', 'machineTypes'], type: ['name'] }],
  ['NamespacedCloudProfile', { cloud: ['spec', 'type'], list: ['spec', 'machineTypes'], type: ['name'] }],
]);

/**
 * The types that a manifest of Gardener chooses for Alibaba Cloud, or lets others choose; nothing for any other
 * manifest.
 */
export function foundByGardener(manifest: Readonly<Record<string, unknown>>, path: Path, address: string | null): Found[] {
  const holder = /(?:^|\.)gardener\.cloud\//.test(textOf(manifest.apiVersion)) ? machineHolders.get(manifest.kind) : undefined;
  if (!holder) return [];
  const cloud = valueAt(manifest, holder.cloud.join('.'));
  const entries = valueAt(manifest, holder.list.join('.'));
  return (Array.isArray(entries) ? entries : []).flatMap((entry, i) => {
    // What may no longer be used is listed all the same.
    if (!isRecord(entry) || entry.usable === false) return [];
    return foundIn(valueAt(entry, holder.type.join('.')), { path: [...path, ...holder.list, i, ...holder.type], address, onlyEcs: cloud !== 'alicloud' });
  });
}
