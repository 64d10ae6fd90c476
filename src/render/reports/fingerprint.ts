import { createHash } from 'node:crypto';
import type { RequirementCheck, TargetVerdict } from '../../model/policy/outcome.ts';
import { fileOf } from '../locations.ts';

/** The beginning of a text's SHA-256, 16 hexadecimal digits. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/**
 * Makes a function that gives each check of a report its identity: the same in every run as long as file, address,
 * target and requirement stay, on whatever line they are, and another one for each time the same four occur in a
 * report.
 */
export function openFingerprints(): (check: RequirementCheck, verdict: TargetVerdict) => string {
  const seen = new Map<string, number>();
  return ({ requirement }, { target, place }) => {
    const key = JSON.stringify([fileOf(place), place.address, target, requirement]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return hashText(before === 0 ? key : `${key}${before}`);
  };
}
