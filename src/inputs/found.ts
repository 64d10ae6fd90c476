import { fullName } from '../model/pattern.ts';
import type { Found, Path } from './document.ts';

/** Where in a document something may name types. */
export interface Spot {
  readonly path: Path;
  readonly address: string | null;
  /** Whether only what begins with `ecs.` counts: the thing may well be none of ECS. */
  readonly onlyEcs: boolean;
}

/** Marks of what is put in before a document is used: Helm and other templates, shell variables. */
const placeholder = /\{\{|\$[{(]/;

/** Whether a value is an object with keys, and not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a key holds types: `InstanceType`, `instance_types`, `MasterInstanceTypes`. */
export function holdsTypes(key: string): boolean {
  return /instance_?types?$/i.test(key);
}

/** Whether what is under a key chooses no types, whatever it names: it excludes them, or limits what is paid for them. */
export function isPassedOver(key: string): boolean {
  return /exclu|spot_?price/i.test(key);
}

/** Whether a key holds patterns that choose types by their figures: `InstancePatternInfos`, `instance_patterns`. */
export function holdsPatterns(key: string): boolean {
  return /instance_?pattern(_?info)?s?$/i.test(key);
}

/** The spot one or more steps further in. */
export function stepInto(spot: Spot, ...steps: Path): Spot {
  return { ...spot, path: [...spot.path, ...steps] };
}

/** A place that will name something that is not known; nothing where only what is of ECS counts. The reason is a sentence. */
export function unknownAt({ path, address, onlyEcs }: Spot, reason: string): Found[] {
  return onlyEcs ? [] : [{ path, name: null, unknown: reason, address }];
}

/** What a text, a list of texts or texts with commas between them name; nothing where there is no value. */
export function foundIn(value: unknown, spot: Spot): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => foundIn(item, stepInto(spot, i)));
  if (value === null || value === undefined) return [];
  if (typeof value !== 'string') return unknownAt(spot, `${String(spot.path.findLast((step) => typeof step === 'string') ?? 'The value')} is not a text.`);
  const { path, address, onlyEcs } = spot;
  // What is put in later may have commas of its own.
  if (placeholder.test(value)) return [{ path, name: null, unknown: `The type is not filled in yet: ${value.trim()}.`, address }];
  const names = value.split(',').map((name) => name.trim());
  return names.filter((name) => (onlyEcs ? /^ecs\./i.test(name) : name !== '')).map((name): Found => ({ path, name: fullName(name), unknown: null, address }));
}

/** What patterns choose from: the families that they name, or else a place that is not known. */
export function foundByPatterns(patterns: unknown, spot: Spot): Found[] {
  if (Array.isArray(patterns)) return patterns.flatMap((pattern, i) => foundByPatterns(pattern, stepInto(spot, i)));
  if (!isRecord(patterns)) return [];
  const families = Object.entries(patterns).find(([key]) => /^instance_?type_?famil(y|ies)$/i.test(key));
  const found = families ? foundIn(families[1], stepInto(spot, families[0])) : [];
  return found.length > 0 ? found : unknownAt(spot, 'The types are chosen by their figures at deployment; the pattern names no families.');
}
