import type { Path } from '../documents/document.ts';
import { isRecord, valueAt } from '../model/record.ts';

import { foundByPatterns, foundIn, holdsPatterns, holdsTypes, isPassedOver, type Spot, stepInto, unknownAt } from './finding.ts';
import type { Found, Reading } from './input.ts';

/** Labels of nodes that name their type. */
export const typeLabels = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/**
 * Labels of nodes that name their family, by the Karpenter providers of Alibaba Cloud (AliyunContainerService and
 * cloudpilot-ai).
 */
const familyLabels = [
  'karpenter.alibabacloud.com/instance-family',
  'karpenter.k8s.alibabacloud/instance-family',
  'karpenter.k8s.alicloud/instance-family',
  'node.kubernetes.io/instance-family',
];

/** Kinds of Karpenter whose requirements choose the types of nodes, and where they have them. */
const requirementHolders: ReadonlyMap<unknown, Path> = new Map([
  ['NodePool', ['spec', 'template', 'spec']],
  ['NodeClaim', ['spec']],
  ['Provisioner', ['spec']],
]);

/** Whether a value is a manifest, a list of manifests, or node pools in the form of the ACK OpenAPI. */
export function isKubernetes(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isRecord(item) && isKubernetes(item));
  if (!isRecord(value)) return false;
  return (typeof value.apiVersion === 'string' && typeof value.kind === 'string') || isRecord(value.scaling_group) || Array.isArray(value.nodepools);
}

/**
 * Reads a manifest: what Karpenter may choose from, what selectors and affinities ask for, what nodes are and node
 * pools name. Selectors that only exclude types name none, and are passed over.
 */
export function readKubernetes(manifest: unknown): Reading {
  const notes: string[] = [];

  const visit = (value: unknown, path: Path, above: string | null): Found[] => {
    const address = addressOf(value) ?? above;
    if (Array.isArray(value)) {
      const named = foundByTerms(value, { path, address, onlyEcs: false });
      return named.length > 0 ? named : value.flatMap((item, i) => visit(item, [...path, i], address));
    }
    if (!isRecord(value)) return [];
    const holder = isKarpenter(value) ? requirementHolders.get(value.kind) : undefined;
    return holder ? foundByKarpenter(value, holder, path, address ?? String(value.kind)) : visitEntries(value, path, address);
  };

  const visitEntries = (value: Readonly<Record<string, unknown>>, path: Path, address: string | null): Found[] => {
    // Nodes carry the labels of types and families side by side, and those of types under an old name as well.
    const label = [...typeLabels, ...familyLabels].find((key) => value[key] !== undefined && value[key] !== null);
    return Object.entries(value).flatMap(([key, part]) => {
      const spot: Spot = { path: [...path, key], address, onlyEcs: key !== label };
      if (isPassedOver(key)) return [];
      if (holdsPatterns(key)) return foundByPatterns(part, { ...spot, onlyEcs: false });
      const named = key === label || holdsTypes(key) ? foundIn(part, spot, familyLabels.includes(key) ? 'family' : 'type') : [];
      return named.length > 0 ? named : visit(part, spot.path, address);
    });
  };

  const foundByKarpenter = (value: unknown, holder: Path, path: Path, address: string): Found[] => {
    const spec = valueAt(value, holder.join('.'));
    const requirements = valueAt(spec, 'requirements');
    const spot: Spot = { path: requirements === undefined ? path : [...path, ...holder, 'requirements'], address, onlyEcs: false };
    const named = Array.isArray(requirements) ? foundByTerms(requirements, spot) : [];
    const cloud = otherCloudOf(valueAt(spec, 'nodeClassRef') ?? valueAt(spec, 'providerRef'));
    if (cloud && !JSON.stringify(requirements ?? null).includes('"ecs.')) {
      notes.push(`${address} is left out: its nodes are those of another cloud (${cloud}).`);
      return [];
    }
    return named.length > 0 ? named : unknownAt(spot, `The requirements of ${address} do not name the instance types it may choose.`);
  };

  return { found: visit(manifest, [], null), gaps: [], notes };
}

/** What a manifest is called: `Deployment/shop/web`, `NodePool/default`; null for what is not one. */
function addressOf(value: unknown): string | null {
  const pool = valueAt(value, 'nodepool_info.name');
  if (typeof pool === 'string') return `nodepool/${pool}`;
  const [kind, namespace, name] = ['kind', 'metadata.namespace', 'metadata.name'].map((path) => valueAt(value, path));
  if (typeof kind !== 'string' || typeof name !== 'string') return null;
  return [kind, namespace, name].filter((part) => typeof part === 'string').join('/');
}

function isKarpenter({ apiVersion }: Readonly<Record<string, unknown>>): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith('karpenter.sh/');
}

/**
 * What the terms of a selector, all of which must hold, allow by name: types, or else families. Only the operator In
 * names.
 */
function foundByTerms(terms: readonly unknown[], spot: Spot): Found[] {
  const byLabels = (labels: readonly string[], wanted: 'type' | 'family') =>
    terms.flatMap((term, i) => {
      const isNaming = isRecord(term) && term.operator === 'In' && labels.includes(String(term.key));
      return isNaming ? foundIn(term.values, stepInto(spot, i, 'values'), wanted) : [];
    });
  const types = byLabels(typeLabels, 'type');
  return types.length > 0 ? types : byLabels(familyLabels, 'family');
}

/**
 * What a reference to a node class says of its cloud when it is not Alibaba Cloud; undefined when it is or nothing
 * tells.
 */
function otherCloudOf(reference: unknown): string | undefined {
  const kind = valueAt(reference, 'kind');
  const group = valueAt(reference, 'group') ?? valueAt(reference, 'apiVersion') ?? (/^(EC2|AKS|GCE)NodeClass$/.test(String(kind)) ? kind : undefined);
  return typeof group !== 'string' || /ali(baba)?cloud|aliyun/i.test(group) ? undefined : group;
}
