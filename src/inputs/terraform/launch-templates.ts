import { memberOf } from '../../model/record.ts';
import { toFound } from '../finding.ts';
import type { Found } from '../reader.ts';
import { templatedResources } from './places.ts';
import type { Resource } from './resource.ts';

const isTemplate = ({ type }: Resource) => type === 'alicloud_launch_template' || type === 'alicloud_ecs_launch_template';

/**
 * The types of resources that take them from a launch template. One that is made or changed with them names its type
 * itself; one that stays as it is does so here; of any other one the type is not known.
 */
export function findTemplatedTypes(made: readonly Resource[], kept: readonly Resource[]): Found[] {
  return made.flatMap((resource) => {
    const attribute = templatedResources.get(resource.type);
    const { address, values, valuesPath, unknown } = resource;
    if (attribute === undefined || namesTypeItself(resource, attribute) || unknown === true) return [];
    const id = memberOf(values, 'launch_template_id');
    const name = memberOf(values, 'launch_template_name');
    const isAwaited = memberOf(unknown, 'launch_template_id') === true || memberOf(unknown, 'launch_template_name') === true;
    if (isAwaited ? made.some(isTemplate) : !isText(id) && !isText(name)) return [];
    const isIt = (one: Resource) => isTemplate(one) && isNamed(one, id, name);
    if (made.some(isIt)) return [];
    const template = kept.find(isIt);
    const type = memberOf(template?.values, 'instance_type');
    if (template && isText(type)) return [toFound(type, { path: [...template.valuesPath, 'instance_type'], address }, 'type')];
    const what = isText(id) ? ` ${id}` : isText(name) ? ` ${name}` : '';
    return [
      {
        path: [...valuesPath, 'launch_template_id'],
        name: null,
        unknown: `The launch template${what} names the instance type, and is not part of the input.`,
        address,
      },
    ];
  });
}

function namesTypeItself({ values, unknown }: Resource, attribute: string): boolean {
  const [block = '', inner] = attribute.split('.');
  const holds = (value: unknown): boolean =>
    inner === undefined
      ? isText(value) || value === true
      : Array.isArray(value) && value.some((item) => isText(memberOf(item, inner)) || memberOf(item, inner) === true);
  return holds(memberOf(values, block)) || holds(memberOf(unknown, block));
}

function isNamed({ values }: Resource, id: unknown, name: unknown): boolean {
  const names = [memberOf(values, 'launch_template_name'), memberOf(values, 'name')];
  return (isText(id) && memberOf(values, 'id') === id) || (isText(name) && names.includes(name));
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
