import type { RequirementCheck, TargetVerdict } from '../model/check.ts';
import { fileOf } from './locations.ts';

const offsetBasis = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** FNV-1a of the UTF-8 form, 64 bits as 16 hexadecimal digits. It tells texts apart; it protects nothing. */
export function hashText(text: string): string {
  let hash = offsetBasis;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash.toString(16).padStart(16, '0');
}

/**
 * Makes a function that gives each check of a report its identity: the same in every run as long as file, address, target and
 * requirement stay, on whatever line they are, and another one for each time the same four occur in a report.
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
