import { memoize } from '../../model/memo.ts';
import { memberAt, memberOf } from '../../model/record.ts';
import { isPassedOver, toFound } from '../finding.ts';
import { isFreeMap, isFreeText } from '../free-text.ts';
import { typeLabels } from '../kubernetes/labels.ts';
import { namesInManifest } from '../kubernetes/manifest.ts';
import { choicesOfPatterns, holdsPatterns } from '../patterns.ts';
import type { Found } from '../reader.ts';
import { namesInTree } from '../tree.ts';
import { findOpenChoices } from './open-choices.ts';
import { ecsPlaces, isOfOtherCloud, manifestPlaces, namesTypes, settingPlaces } from './places.ts';
import { attributeOf, type Resource, sensitiveReason } from './resource.ts';

type Step = string | number;

/**
 * The types and families that a resource names, in the order of its values, and then what it chooses without naming it.
 */
export function findTypes(resource: Resource): Found[] {
  const { type } = resource;
  if (isOfOtherCloud(type)) return [];
  if (type.startsWith('kubernetes_')) return manifestTypes(resource);
  return [...namedTypes(resource), ...settingTypes(resource), ...findOpenChoices(resource)];
}

/** What a key says of its value. There are few different ones, and many of each. */
const factsOf = memoize((key) => ({
  /** Nothing is chosen there. */
  isSkipped: isFreeMap(key) || isFreeText(key) || isPassedOver(key),
  isNaming: namesTypes(key) || typeLabels.includes(key),
  holdsPatterns: holdsPatterns(key),
}));

const ofList = { isSkipped: false, isNaming: false, holdsPatterns: false } as const;

function namedTypes({ type, address, values, valuesPath, sensitive, unknown }: Resource): Found[] {
  const places = ecsPlaces.get(type);
  const found: Found[] = [];
  const steps: Step[] = [];

  /** `isNaming` is true at and below an attribute that names types. */
  function walk(value: object, sensitivity: unknown, isNaming: boolean): void {
    const isList = Array.isArray(value);
    for (const key in value) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      const isInner = typeof member === 'object' && member !== null;
      const facts = isList ? ofList : factsOf(key);
      const isNamed = isNaming || facts.isNaming;
      // Most values end here: nothing is built for them.
      if (!(isInner || isNamed) || (!isNaming && facts.isSkipped)) continue;
      steps.push(isList ? Number(key) : key);
      const inner = sensitivity === true || memberOf(sensitivity, key);
      if (isInner && facts.holdsPatterns) found.push(...choicesOfPatterns(member, [...valuesPath, ...steps], address, memberAt(unknown, steps)));
      else if (isInner) walk(member, inner, isNamed);
      else note(member, inner === true);
      steps.pop();
    }
  }

  function note(value: unknown, isSensitive: boolean): void {
    const attribute = attributeOf(steps);
    const isPlace = places?.includes(attribute) ?? false;
    if (typeof value !== 'string') {
      if (isPlace && value !== null) add('The instance type is not a text.');
      // Old versions write null for what is sensitive.
      else if (isPlace && isSensitive) add(sensitiveReason);
      return;
    }
    // A container group takes several types in one text.
    for (const name of value.split(',').map((part) => part.trim().toLowerCase())) {
      if (name === '' || !(isPlace || name.startsWith('ecs.'))) continue;
      if (isSensitive) add(sensitiveReason);
      else found.push(toFound(name, { path: [...valuesPath, ...steps], address }, attribute.endsWith('_families') ? 'family' : 'type'));
    }
  }

  const add = (unknown: string) => found.push({ path: [...valuesPath, ...steps], name: null, unknown, address });

  if (typeof values === 'object' && values !== null) walk(values, sensitive, false);
  return found;
}

/** The types that settings by name and value are set to: parameters of a stack, values of a chart. */
function settingTypes({ type, address, values, valuesPath, sensitive }: Resource): Found[] {
  return (settingPlaces.get(type) ?? []).flatMap((place) => {
    const [list = '', key = ''] = place.split('.');
    const items = memberOf(values, list);
    return (Array.isArray(items) ? items : []).flatMap((item, i) => {
      const value = memberOf(item, key);
      const path = [...valuesPath, list, i, key];
      const isSensitive = memberOf(memberOf(memberOf(sensitive, list), i), key) === true || memberOf(sensitive, list) === true;
      return namesInTree(value, path).map((one): Found => (isSensitive ? { ...one, name: null, unknown: sensitiveReason, address } : { ...one, address }));
    });
  });
}

/** What a manifest chooses that a resource holds as a value, whole or in blocks of the provider of Kubernetes. */
function manifestTypes({ type, address, values, valuesPath }: Resource): Found[] {
  const attribute = manifestPlaces.get(type);
  const manifest = attribute === undefined ? values : memberOf(values, attribute);
  const path = attribute === undefined ? valuesPath : [...valuesPath, attribute];
  return namesInManifest(manifest).found.map((one) => ({ ...one, path: [...path, ...one.path], address }));
}
