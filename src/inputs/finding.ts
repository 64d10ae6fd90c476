import type { Path } from '../documents/document.ts';
import { fullName } from '../model/names/pattern.ts';
import { isTypeName } from '../model/policy/target.ts';

import type { Found } from './reader.ts';

/** Where in a document something may name types. */
export interface Spot {
  readonly path: Path;
  readonly address: string | null;
  /** Whether only what begins with `ecs.` counts: the thing may well be none of ECS. */
  readonly onlyEcs: boolean;
}

/** Marks of what is put in before a document is used: Helm and other templates, shell variables. */
const placeholder = /\{\{|\$[{(]/;

/**
 * Whether a key holds types: `InstanceType`, `instance_types`, `MasterInstanceTypes`, `EcsSpec`,
 * `example.com/instance-type`.
 */
export function holdsTypes(key: string): boolean {
  return /(?:instance[-_]?types?|ecs[-_]?specs?|machine[-_]?types?|dedicated[-_]?host[-_]?type)$/i.test(key);
}

/** Whether a key holds families: `instance_type_families`, `InstanceTypeFamily`, `example.com/instance-family`. */
export function holdsFamilies(key: string): boolean {
  return /instance[-_]?(?:type[-_]?)?famil(?:y|ies)$/i.test(key);
}

/**
 * Whether what is under a key chooses no types, whatever it names: it excludes them, or limits what is paid for them.
 */
export function isPassedOver(key: string): boolean {
  return /^excluded?_?(?:instance_?)?(?:types?|famil(?:y|ies))$|spot_?(?:bid_?)?prices?(?:_?limits?)?(?:_?for_?instance_?types?)?$/i.test(key);
}

/** The spot one or more steps further in. */
export function stepInto(spot: Spot, ...steps: Path): Spot {
  return { ...spot, path: [...spot.path, ...steps] };
}

/**
 * A place that will name something that is not known; nothing where only what is of ECS counts. The reason is a
 * sentence.
 */
export function unknownAt({ path, address, onlyEcs }: Spot, reason: string): Found[] {
  return onlyEcs ? [] : [{ path, name: null, unknown: reason, address }];
}

/**
 * What a name in a document stands for: nothing chooses by globs there, and where a type is wanted a family is none.
 */
export function toFound(text: string, { path, address }: Pick<Spot, 'path' | 'address'>, wanted: 'type' | 'family'): Found {
  const name = fullName(text);
  if (name.startsWith('ecs.ddh.') || text.toLowerCase().startsWith('ddh.')) {
    return { path, name: null, unknown: `${text} is a type of dedicated host, which names no instance type.`, address };
  }
  const isName = /^ecs\.[\w.-]+$/.test(name) && name.length <= longestName && (wanted === 'family' || isTypeName(name));
  return { path, address, ...(isName ? { name, unknown: null } : { name: null, unknown: `"${shorten(text)}" is no name of an instance ${wanted}.` }) };
}

/** The longest names have some 30 characters. */
const longestName = 100;
const shorten = (text: string) => (text.length > longestName ? `${text.slice(0, longestName)}...` : text);

/** What a text, a list of texts or texts with commas between them name; nothing where there is no value. */
export function foundIn(value: unknown, spot: Spot, wanted: 'type' | 'family' = 'type'): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => foundIn(item, stepInto(spot, i), wanted));
  if (value === null || value === undefined) return [];
  if (typeof value !== 'string') return unknownAt(spot, `${String(spot.path.findLast((step) => typeof step === 'string') ?? 'The value')} is not a text.`);
  const { path, address, onlyEcs } = spot;
  // What is put in later may have commas of its own.
  if (placeholder.test(value)) return [{ path, name: null, unknown: `The type is not filled in yet: ${value.trim()}.`, address }];
  const names = value.split(',').map((name) => name.trim());
  return names.filter((name) => (onlyEcs ? /^ecs\./i.test(name) : name !== '')).map((name) => toFound(name, spot, wanted));
}
