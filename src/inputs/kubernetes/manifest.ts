import type { Path } from '../../documents/document.ts';
import { isRecord } from '../../model/record.ts';
import { foundIn, holdsFamilies, holdsTypes, isPassedOver, type Spot } from '../finding.ts';
import { choicesOfPatterns, holdsPatterns } from '../patterns.ts';
import type { Found, Reader } from '../reader.ts';
import { addressOf } from './address.ts';
import { foundByAnnotation } from './annotations.ts';
import { explainInManifest } from './explain.ts';
import { foundByGardener } from './gardener.ts';
import { findHeldTexts } from './held-texts.ts';
import { choosesNodes, foundByKarpenter, isKarpenter } from './karpenter.ts';
import { familyLabels, typeLabels } from './labels.ts';
import { foundByTerms, isTermList } from './terms.ts';

/** Reads manifests of Kubernetes, lists of them, and node pools in the form of the ACK OpenAPI. */
export const kubernetesReader: Reader = {
  format: 'kubernetes',
  what: 'a Kubernetes manifest',
  is: isKubernetes,
  read(value) {
    const { found, notes } = namesInManifest(value);
    return { found, notes, gaps: [], texts: findHeldTexts(value), ...explainInManifest(value) };
  },
};

function isKubernetes(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isRecord(item) && isKubernetes(item));
  if (!isRecord(value)) return false;
  return (typeof value.apiVersion === 'string' && typeof value.kind === 'string') || isRecord(value.scaling_group) || Array.isArray(value.nodepools);
}

/**
 * What a manifest chooses: what Karpenter may choose from, what selectors, affinities and annotations ask for, what
 * nodes are and node pools name. Selectors that only exclude types name none. Blocks of Terraform have the same parts
 * in lists.
 */
export function namesInManifest(manifest: unknown): { readonly found: readonly Found[]; readonly notes: readonly string[] } {
  const notes: string[] = [];

  const visit = (value: unknown, path: Path, above: string | null): Found[] => {
    const address = addressOf(value) ?? above;
    if (isTermList(value)) {
      const named = foundByTerms(value, { path, address, onlyEcs: false });
      if (named.length > 0) return named;
    }
    if (Array.isArray(value)) return value.flatMap((item, i) => visit(item, [...path, i], address));
    if (!isRecord(value)) return [];
    if (isKarpenter(value) && value.kind === 'NodeOverlay') return [];
    if (isKarpenter(value) && choosesNodes(value.kind)) {
      const { found, note } = foundByKarpenter(value, path, address);
      if (note !== undefined) notes.push(note);
      return [...found];
    }
    const machines = foundByGardener(value, path, address);
    return [...machines, ...visitEntries(value, path, address)];
  };

  const visitEntries = (value: Readonly<Record<string, unknown>>, path: Path, address: string | null): Found[] => {
    // Nodes carry the labels of types and families side by side, and those of types under an old name as well.
    const label = [...typeLabels, ...familyLabels].find((key) => value[key] !== undefined && value[key] !== null);
    return Object.entries(value).flatMap(([key, part]) => {
      const spot: Spot = { path: [...path, key], address, onlyEcs: key !== label };
      if (isPassedOver(key)) return [];
      if (holdsPatterns(key)) return choicesOfPatterns(part, spot.path, address);
      const named = foundUnderKey(key, part, spot, label);
      return named.length > 0 ? named : visit(part, spot.path, address);
    });
  };

  return { found: visit(manifest, [], null), notes };
}

function foundUnderKey(key: string, part: unknown, spot: Spot, label: string | undefined): Found[] {
  if (key === label) return foundIn(part, spot, familyLabels.includes(key) ? 'family' : 'type');
  if (typeLabels.includes(key) || familyLabels.includes(key)) return [];
  if (typeof part === 'string' && key.includes('/')) return foundByAnnotation(key, part, spot);
  // Gardener has objects under such keys as well.
  if (isRecord(part)) return [];
  return holdsTypes(key) ? foundIn(part, spot) : holdsFamilies(key) ? foundIn(part, spot, 'family') : [];
}
