import type { Path } from '../../documents/document.ts';
import { textOf, valueAt } from '../../model/record.ts';
import type { Found } from '../reader.ts';
import { foundByChoice, foundByTerms } from './terms.ts';

/** Kinds of Karpenter whose requirements choose the types of nodes, and where they have them. */
const requirementHolders: ReadonlyMap<unknown, Path> = new Map([
  ['NodePool', ['spec', 'template', 'spec']],
  ['NodeClaim', ['spec']],
  ['Provisioner', ['spec']],
]);

/** A manifest of Karpenter. */
export interface KarpenterManifest extends Readonly<Record<string, unknown>> {
  readonly kind: string;
}

/** Whether a value is a manifest of Karpenter. */
export function isKarpenter(value: Readonly<Record<string, unknown>>): value is KarpenterManifest {
  return typeof value.apiVersion === 'string' && value.apiVersion.startsWith('karpenter.sh/') && typeof value.kind === 'string';
}

/** Whether a kind of Karpenter has requirements that choose types. */
export function choosesNodes(kind: unknown): boolean {
  return requirementHolders.has(kind);
}

/**
 * What Karpenter may choose: by the requirements of a pool or claim any type that meets them all. The note says when
 * the pool is another cloud's.
 */
export function foundByKarpenter(
  manifest: KarpenterManifest,
  path: Path,
  address: string | null,
): { readonly found: readonly Found[]; readonly note?: string } {
  const holder = requirementHolders.get(manifest.kind) ?? [];
  const spec = valueAt(manifest, holder.join('.'));
  const requirements = valueAt(spec, 'requirements');
  const label = address ?? manifest.kind;
  const cloud = otherCloudOf(valueAt(spec, 'nodeClassRef') ?? valueAt(spec, 'providerRef'));
  if (cloud && !JSON.stringify(requirements ?? null).includes('"ecs.'))
    return { found: [], note: `${label} is left out: its nodes are those of another cloud (${cloud}).` };
  const list = Array.isArray(requirements) ? requirements : [];
  const spot = { path: [...path, ...(requirements === undefined ? [] : [...holder, 'requirements'])], address: label, onlyEcs: false };
  const named = foundByTerms(list, spot);
  return { found: named.length > 0 ? named : [foundByChoice(list, spot)] };
}

/**
 * What a reference to a node class says of its cloud when it is not Alibaba Cloud; undefined when it is or nothing
 * tells.
 */
function otherCloudOf(reference: unknown): string | undefined {
  const kind = valueAt(reference, 'kind');
  const group = valueAt(reference, 'group') ?? valueAt(reference, 'apiVersion') ?? (/^(EC2|AKS|GCE)NodeClass$/.test(textOf(kind)) ? kind : undefined);
  return typeof group !== 'string' || /ali(baba)?cloud|aliyun/i.test(group) ? undefined : group;
}
