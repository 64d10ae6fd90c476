import type { Path } from '../documents/document.ts';
import { isRecord, valueAt } from '../model/record.ts';

import { foundByPatterns, foundIn, holdsPatterns, holdsTypes, isPassedOver, type Spot, stepInto, unknownAt } from './finding.ts';
import type { Found, Reading } from './input.ts';

/** Services whose instance types are those of ECS. Other services have types of their own under the same keys. */
const ecsServices = /^ALIYUN::(ECS|ESS|CS|EMR|ECI|EHPC)::/i;

/** Resources that are templates of their own, kept elsewhere. */
const nested = /^(ALIYUN::ROS::Stack$|MODULE::)/i;

/** Local variables refer to one another in five steps at most. */
const maxReferences = 20;

/** Whether a value is a template of Resource Orchestration Service. */
export function isRos(value: unknown): boolean {
  return isRecord(value) && 'ROSTemplateFormatVersion' in value;
}

/**
 * Reads a template of Resource Orchestration Service: the types that its resources name, whatever their conditions.
 * Source of the form: https://www.alibabacloud.com/help/en/ros/user-guide/template-structure
 */
export function readRos(template: unknown): Reading {
  const resources = valueAt(template, 'Resources');
  const found: Found[] = [];
  const gaps: string[] = [];
  for (const [name, resource] of Object.entries(isRecord(resources) ? resources : {})) {
    const type = String(valueAt(resource, 'Type') ?? '');
    if (/^DATASOURCE::/i.test(type)) continue;
    const address = `Resources.${name}${type && ` (${type})`}`;
    if (nested.test(type)) gaps.push(`The template behind ${address} is not read.`);
    const spot = { path: ['Resources', name, 'Properties'], address, onlyEcs: !ecsServices.test(type) };
    const properties = valueAt(resource, 'Properties');
    const call = functionOf(properties);
    found.push(...(call ? unknownAt(spot, `The properties are what ${call[0]} gives at deployment.`) : walk(properties, spot, template)));
  }
  const transform = valueAt(template, 'Transform');
  if (/Terraform/i.test(String(transform))) gaps.push(`The Terraform code in the template is not read (Transform ${transform}).`);
  return { found, gaps, notes: [] };
}

function walk(value: unknown, spot: Spot, template: unknown): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => walk(item, stepInto(spot, i), template));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = stepInto(spot, key);
    if (isPassedOver(key)) return [];
    if (holdsPatterns(key)) return foundByPatterns(part, place);
    if (!holdsTypes(key)) return walk(part, place, template);
    if (!isRecord(part) || functionOf(part)) return resolve(part, place, template);
    const inside = walk(part, place, template);
    return inside.length > 0 ? inside : unknownAt(place, `${key} is neither a text nor a function.`);
  });
}

/** The name and the argument of an intrinsic function; undefined for any other value. */
function functionOf(value: unknown): readonly [name: string, argument: unknown] | undefined {
  const [entry, ...more] = isRecord(value) ? Object.entries(value) : [];
  return entry && more.length === 0 && /^(Ref$|Fn::)/.test(entry[0]) ? entry : undefined;
}

/** What a property names, as far as its functions tell before deployment. */
function resolve(value: unknown, spot: Spot, template: unknown, references = 0): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => resolve(item, stepInto(spot, i), template, references));
  const call = functionOf(value);
  if (!call) return foundIn(value, spot);
  const [name, argument] = call;
  const inside = stepInto(spot, name);
  if (name === 'Ref') return resolveRef(String(argument), spot, template, references);
  if (name === 'Fn::If' && Array.isArray(argument)) {
    return argument.slice(1).flatMap((branch, i) => resolve(branch, stepInto(inside, i + 1), template, references));
  }
  const mapped = name === 'Fn::FindInMap' ? findInMap(argument, template) : undefined;
  return mapped ? foundIn(mapped.value, { ...spot, path: mapped.path }) : unknownAt(spot, `The type is what ${name} gives at deployment.`);
}

function resolveRef(name: string, spot: Spot, template: unknown, references: number): Found[] {
  if (name === 'ALIYUN::NoValue') return [];
  const at = (...path: Path) => ({ ...spot, path });
  const local = entryOf(template, 'Locals', name);
  if (isRecord(local) && 'Value' in local && references < maxReferences) {
    return resolve(local.Value, at('Locals', name, 'Value'), template, references + 1);
  }
  const parameter = entryOf(template, 'Parameters', name);
  if (!isRecord(parameter)) return unknownAt(spot, `The type is what Ref ${name} gives at deployment.`);
  const allowed = parameter.AllowedValues;
  if (Array.isArray(allowed) && allowed.length > 0) return foundIn(allowed, at('Parameters', name, 'AllowedValues'));
  return [
    ...unknownAt(spot, `The parameter ${name} may be anything at deployment, since it has no AllowedValues.`),
    ...foundIn(parameter.Default, at('Parameters', name, 'Default')),
  ];
}

/** The value in a mapping and its path; undefined where the keys are not written out or lead nowhere. */
function findInMap(argument: unknown, template: unknown): { readonly value: unknown; readonly path: Path } | undefined {
  if (!Array.isArray(argument) || argument.length !== 3 || argument.some(isRecord)) return undefined;
  const path = ['Mappings', ...argument.map(String)];
  const value = entryOf(template, ...path);
  return value === undefined ? undefined : { value, path };
}

/** The value under some keys, which may hold dots. */
function entryOf(template: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((part, key) => (isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined), template);
}
