import type { Path } from '../documents/document.ts';
import { toFound } from './finding.ts';
import type { Found } from './input.ts';
import { readKubernetes, typeLabels } from './kubernetes.ts';
import { ecsPlaces, embeddedTexts, manifestPlaces, namesTypes, patternBlocks } from './terraform-places.ts';

/** A resource as it will be, or is, and what is said about its values: parts of a document, of any form. */
export interface Resource {
  readonly type: string;
  readonly address: string | null;
  readonly values: unknown;
  readonly valuesPath: Path;
  /** In the form of the values, with true for what is sensitive. */
  readonly sensitive: unknown;
  /** In the form of the values, with true for what is known only after apply. */
  readonly unknown: unknown;
  readonly unknownPath: Path;
}

type Step = string | number;

/** The types and families that a resource names, in the order of its values, and then the places that will name one. */
export function findTypes(resource: Resource): Found[] {
  return [...namedTypes(resource), ...nestedTypes(resource), ...pickedTypes(resource), ...awaitedTypes(resource)];
}

function namedTypes({ type, address, values, valuesPath, sensitive }: Resource): Found[] {
  const places = ecsPlaces.get(type);
  const manifest = manifestPlaces.get(type);
  const found: Found[] = [];
  const steps: Step[] = [];

  /** `isNaming` is true at and below an attribute that names types. */
  function walk(value: object, sensitivity: unknown, isNaming: boolean): void {
    const isList = Array.isArray(value);
    for (const key in value) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      const isInner = typeof member === 'object' && member !== null;
      const isNamed = isNaming || (!isList && (namesTypes(key) || typeLabels.includes(key)));
      // Most values end here: nothing is built for them.
      if (member === null || !(isInner || isNamed) || (steps.length === 0 && key === manifest)) continue;
      steps.push(isList ? Number(key) : key);
      const inner = sensitivity === true || memberOf(sensitivity, key);
      if (isInner) walk(member, inner, isNamed);
      else note(member, inner === true);
      steps.pop();
    }
  }

  function note(value: unknown, isSensitive: boolean): void {
    const isPlace = places?.includes(attributeOf(steps)) ?? false;
    if (typeof value !== 'string') {
      if (isPlace) add(null, 'The instance type is not a text.');
      return;
    }
    // A container group takes several types in one text.
    for (const name of value.split(',').map((part) => part.trim().toLowerCase())) {
      if (name === '' || !(isPlace || name.startsWith('ecs.'))) continue;
      if (isSensitive) add(null, 'The instance type is marked as sensitive: it is neither shown nor checked.');
      else found.push(toFound(name, { path: [...valuesPath, ...steps], address }, attributeOf(steps).endsWith('_families') ? 'family' : 'type'));
    }
  }

  const add = (name: string | null, unknown: string | null) => found.push({ path: [...valuesPath, ...steps], name, unknown, address });

  if (typeof values === 'object' && values !== null) walk(values, sensitive, false);
  return found;
}

/**
 * What a manifest in a resource names; a template that is there as text is not read, but not passed over in silence.
 */
function nestedTypes({ type, address, values, valuesPath }: Resource): Found[] {
  const attribute = manifestPlaces.get(type);
  const manifest = attribute === undefined ? undefined : memberOf(values, attribute);
  const found = manifest === undefined ? [] : readKubernetes(manifest).found;
  const holder = embeddedTexts.get(type);
  const text = holder === undefined ? undefined : memberOf(values, holder);
  const isTelling = typeof text === 'string' && /instance[-_]?(type|family)/i.test(text);
  return [
    ...found.map((one) => ({ ...one, path: [...valuesPath, String(attribute), ...one.path], address })),
    ...(holder !== undefined && isTelling
      ? [{ path: [...valuesPath, holder], name: null, unknown: `The ${holder} is a template of its own, which is not read.`, address }]
      : []),
  ];
}

/** Patterns that name no family. */
function pickedTypes({ type, address, values, valuesPath, unknown }: Resource): Found[] {
  const blocks = patternBlocks.filter((block) => ecsPlaces.get(type)?.includes(`${block}.instance_type_families`));
  return blocks.flatMap((block) => {
    const patterns = memberOf(values, block);
    if (!Array.isArray(patterns)) return [];
    return patterns.flatMap((pattern: unknown, index) => {
      const families = memberOf(pattern, 'instance_type_families');
      const awaited = memberOf(memberOf(memberOf(unknown, block), index), 'instance_type_families');
      if ((Array.isArray(families) && families.length > 0) || awaited === true || (Array.isArray(awaited) && awaited.includes(true))) return [];
      return { path: [...valuesPath, block, index], name: null, unknown: 'A pattern picks the instance type by size, from any family.', address };
    });
  });
}

/** Places that will name a type when the plan is applied: what is true at or above them. */
function awaitedTypes({ type, address, unknown, unknownPath }: Resource): Found[] {
  const places = ecsPlaces.get(type) ?? [];
  const find = (value: unknown, steps: readonly Step[]): Found[] => {
    const attribute = attributeOf(steps);
    if (attribute !== '' && !places.some((place) => `${place}.`.startsWith(`${attribute}.`))) return [];
    if (value === true) return [{ path: [...unknownPath, ...steps], name: null, unknown: 'The plan knows the instance type only after apply.', address }];
    if (typeof value !== 'object' || value === null) return [];
    const isList = Array.isArray(value);
    return Object.entries(value).flatMap(([key, member]) => find(member, [...steps, isList ? Number(key) : key]));
  };
  return places.length === 0 ? [] : find(unknown, []);
}

/** The dotted name of an attribute, without list places: `launch_template_config.instance_type`. */
const attributeOf = (steps: readonly Step[]) => steps.filter((step) => typeof step === 'string').join('.');

/** A member of a list or object; undefined where there is none. */
export function memberOf(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<Step, unknown>>)[step];
}
