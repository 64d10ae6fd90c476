import type { Path } from '../documents/document.ts';
import type { Choice, ChoiceProperty, Term } from '../model/policy/choice.ts';
import { isRecord, memberOf } from '../model/record.ts';
import { isMarked } from './marks.ts';
import type { Found } from './reader.ts';

/**
 * What keys of a pattern ask for. They are compared in lower case and without underscores, since each service spells
 * them its own way.
 */
const termKeys: Readonly<Record<string, readonly [ChoiceProperty, Term['operator']]>> = {
  cores: ['vcpus', 'in'],
  memory: ['memoryGiB', 'in'],
  mincpucores: ['vcpus', 'at least'],
  minimumcpucorecount: ['vcpus', 'at least'],
  maxcpucores: ['vcpus', 'at most'],
  maximumcpucorecount: ['vcpus', 'at most'],
  minmemorysize: ['memoryGiB', 'at least'],
  minimummemorysize: ['memoryGiB', 'at least'],
  maxmemorysize: ['memoryGiB', 'at most'],
  maximummemorysize: ['memoryGiB', 'at most'],
  minimumgpuamount: ['gpus', 'at least'],
  maximumgpuamount: ['gpus', 'at most'],
  instancefamilylevel: ['level', 'in'],
  instancetypefamily: ['family', 'in'],
  instancetypefamilies: ['family', 'in'],
  instancecategories: ['category', 'in'],
  cpuarchitectures: ['architecture', 'in'],
  excludedinstancetypes: ['type', 'not in'],
};

/** Whether a key holds patterns that choose types by their figures: `InstancePatternInfos`, `instance_patterns`. */
export function holdsPatterns(key: string): boolean {
  return /instance_?pattern(_?info)?s?$/i.test(key);
}

/**
 * The choices of a pattern or of a list of patterns, each of which lets a service pick types by their figures. `marks`
 * has the form of the patterns, with true for what is not known yet.
 */
export function choicesOfPatterns(patterns: unknown, path: Path, address: string | null, marks?: unknown): Found[] {
  if (Array.isArray(patterns)) return patterns.flatMap((pattern, i) => choicesOfPatterns(pattern, [...path, i], address, memberOf(marks, i)));
  return isRecord(patterns) ? [{ path, name: null, unknown: null, choice: choiceOf(patterns, marks), address }] : [];
}

/** A pattern as a choice. What a catalog cannot tell, such as a price, may narrow it further. */
function choiceOf(pattern: Readonly<Record<string, unknown>>, marks: unknown): Choice {
  const terms: Term[] = [];
  const others = isRecord(marks) ? Object.keys(marks).filter((key) => isMarked(marks[key])) : [];
  for (const [key, value] of Object.entries(pattern)) {
    if (others.includes(key)) continue;
    const values = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== '');
    if (values.length === 0) continue;
    const term = termKeys[key.toLowerCase().replaceAll('_', '')];
    // Providers fill in 0 for figures that nobody set.
    if (values.every((one) => one === 0)) continue;
    if (term && values.every((one) => typeof one === 'string' || typeof one === 'number')) terms.push({ property: term[0], operator: term[1], values });
    else others.push(key);
  }
  return { terms, ...(others.length > 0 && { besides: others.join(', ') }) };
}
