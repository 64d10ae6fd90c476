import { memberOf } from '../../model/record.ts';
import { isMarked } from '../marks.ts';
import type { Found } from '../reader.ts';
import { ecsPlaces, heldPlaces, openResources, templateElsewhere } from './places.ts';
import type { Resource } from './resource.ts';

/**
 * What a resource chooses without naming it: what is known after apply, and what it leaves to a service or a template.
 */
export function findOpenChoices(resource: Resource): Found[] {
  return [...awaitedTypes(resource), ...leftToService(resource), ...templatesElsewhere(resource)];
}

/** Places that will name a type when the plan is applied: what is true at or above them. */
function awaitedTypes({ type, address, unknown, unknownPath }: Resource): Found[] {
  const tree = placeTrees.get(type);
  const found: Found[] = [];
  const steps: (string | number)[] = [];

  function visit(value: unknown, places: Places): void {
    if (value === true) found.push({ path: [...unknownPath, ...steps], name: null, unknown: 'The plan knows the instance type only after apply.', address });
    if (typeof value !== 'object' || value === null) return;
    const isList = Array.isArray(value);
    for (const key in value) {
      const inner = isList ? places : places.get(key);
      if (!inner) continue;
      steps.push(isList ? Number(key) : key);
      visit((value as Readonly<Record<string, unknown>>)[key], inner);
      steps.pop();
    }
  }

  if (tree) visit(unknown, tree);
  return found;
}

/** Places by the first of their steps. */
interface Places extends ReadonlyMap<string, Places> {}

const placeTrees: ReadonlyMap<string, Places> = new Map([...ecsPlaces].map(([type, places]) => [type, treeOf(places.map((place) => place.split('.')))]));

function treeOf(places: readonly (readonly string[])[]): Places {
  const first = new Set(places.flatMap(([step]) => step ?? []));
  return new Map([...first].map((step) => [step, treeOf(places.filter((place) => place[0] === step).map((place) => place.slice(1)))]));
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
