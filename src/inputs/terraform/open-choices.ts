import { memberOf } from '../../model/record.ts';
import { isMarked } from '../marks.ts';
import type { Found } from '../reader.ts';
import { ecsPlaces, heldPlaces, openResources, templateElsewhere } from './places.ts';
import { attributeOf, type Resource } from './resource.ts';

/**
 * What a resource chooses without naming it: what is known after apply, and what it leaves to a service or a template.
 */
export function findOpenChoices(resource: Resource): Found[] {
  return [...awaitedTypes(resource), ...leftToService(resource), ...templatesElsewhere(resource)];
}

/** Places that will name a type when the plan is applied: what is true at or above them. */
function awaitedTypes({ type, address, unknown, unknownPath }: Resource): Found[] {
  const places = ecsPlaces.get(type) ?? [];
  const find = (value: unknown, steps: readonly (string | number)[]): Found[] => {
    const attribute = attributeOf(steps);
    if (attribute !== '' && !places.some((place) => `${place}.`.startsWith(`${attribute}.`))) return [];
    if (value === true) return [{ path: [...unknownPath, ...steps], name: null, unknown: 'The plan knows the instance type only after apply.', address }];
    if (typeof value !== 'object' || value === null) return [];
    const isList = Array.isArray(value);
    return Object.entries(value).flatMap(([key, member]) => find(member, [...steps, isList ? Number(key) : key]));
  };
  return places.length === 0 ? [] : find(unknown, []);
}

/** A resource that names neither types nor patterns of them where it could. */
function leftToService({ type, address, values, valuesPath, unknown, sensitive }: Resource): Found[] {
  const attributes = openResources.get(type);
  if (!attributes || typeof values !== 'object' || values === null || unknown === true) return [];
  const isSet = (attribute: string) =>
    !isEmpty(memberOf(values, attribute)) || isMarked(memberOf(unknown, attribute)) || isMarked(memberOf(sensitive, attribute));
  if (attributes.some(isSet)) return [];
  return [{ path: valuesPath, name: null, unknown: `It sets none of ${attributes.join(', ')}: the service chooses the instance types.`, address }];
}

/** A template that is kept elsewhere. */
function templatesElsewhere({ type, address, values, valuesPath }: Resource): Found[] {
  const [place] = heldPlaces.get(type) ?? [];
  if (place?.attribute !== 'template_body' && type !== 'alicloud_ros_stack_instance') return [];
  if (place && !isEmpty(memberOf(values, place.attribute))) return [];
  const attribute = templateElsewhere.find((one) => !isEmpty(memberOf(values, one)));
  return attribute === undefined
    ? []
    : [{ path: [...valuesPath, attribute], name: null, unknown: `The template behind the ${attribute} is not read.`, address }];
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.every(isEmpty));
