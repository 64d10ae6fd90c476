import { findNames } from '../../model/names/named-in-text.ts';
import { holdsFamilies, holdsTypes, type Spot, toFound } from '../finding.ts';
import type { Found } from '../reader.ts';

/** Whether a key is that of an annotation or label that chooses types: those of ECI and Knative name them as specs. */
function choosesTypes(key: string): boolean {
  return holdsTypes(key) || holdsFamilies(key) || /(?:use-specs?|instance-specs?)$/i.test(key);
}

/**
 * What an annotation chooses: types or families, with commas between them; `-ecs.g6` excludes one, and `2-4Gi` names
 * none. Source: https://www.alibabacloud.com/help/en/eci/user-guide/pod-annotations
 */
export function foundByAnnotation(key: string, text: string, spot: Spot): Found[] {
  if (!choosesTypes(key)) return [];
  return text.split(',').flatMap((part) => {
    const name = part.trim();
    const [first] = findNames(name);
    return first?.start === 0 ? [toFound(name, spot, holdsFamilies(key) || !first.isType ? 'family' : 'type')] : [];
  });
}
