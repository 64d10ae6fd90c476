import type { Path } from '../../documents/document.ts';
import { isRecord, memberAt, textOf } from '../../model/record.ts';
import { holdsFamilies, holdsTypes, isPassedOver, type Spot, stepInto, unknownAt } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import { choicesOfPatterns, holdsPatterns } from '../patterns.ts';
import type { Found, HeldText, Reader, Reading } from '../reader.ts';
import { explainInTemplate } from './explain.ts';
import { functionOf, resolve, resolveJson, type Template } from './functions.ts';
import { findHeldByResource, findOpenByResource, isNested, namesByParameters } from './resources.ts';

/** Services whose instance types are those of ECS. Other services have types of their own under the same keys. */
const ecsServices = /^ALIYUN::(ECS|ESS|CS|EMR|ECI|EHPC|PAI)::/i;

/** Reads templates of Resource Orchestration Service. */
export const rosReader: Reader = {
  format: 'ros',
  what: 'a template of ROS',
  is: (value) => isRecord(value) && 'ROSTemplateFormatVersion' in value,
  read: (value, { parameters }) => readRos({ value, parameters }),
};

/**
 * Reads a template: the types that its resources name, whatever their conditions. Source of the form:
 * https://www.alibabacloud.com/help/en/ros/user-guide/template-structure
 */
function readRos(template: Template): Reading {
  const resources = memberAt(template.value, ['Resources']);
  const found: Found[] = [];
  const texts: HeldText[] = [];
  const gaps: string[] = [];
  for (const [name, resource] of Object.entries(isRecord(resources) ? resources : {})) {
    const type = textOf(memberAt(resource, ['Type']));
    if (/^DATASOURCE::/.test(type)) continue;
    const address = `Resources.${name}${type && ` (${type})`}`;
    const path: Path = ['Resources', name, 'Properties'];
    const properties = memberAt(resource, ['Properties']);
    const held = findHeldByResource(type, properties, path, address);
    texts.push(...held);
    if (isNested(type) && memberAt(properties, ['TemplateBody']) === undefined) gaps.push(`The template behind ${address} is not read.`);
    const spot = { path, address, onlyEcs: !ecsServices.test(type) };
    const call = functionOf(properties);
    if (call) found.push(...unknownAt(spot, `The properties are what ${call[0]} gives at deployment.`));
    else
      found.push(
        ...walk(properties, spot, template),
        ...namesByParameters(type, properties, path, address),
        ...findOpenByResource(type, properties, spot, template.value),
      );
  }
  const code = findCode(template.value);
  texts.push(...code);
  const transform = textOf(memberAt(template.value, ['Transform']));
  if (/Terraform/i.test(transform) && code.length === 0) gaps.push(`The Terraform code of the template is not found (Transform ${transform}).`);
  return { found: distinct(found), texts, gaps, notes: [], ...explainInTemplate(template) };
}

/**
 * The Terraform code in a template:
 * https://www.alibabacloud.com/help/en/ros/user-guide/structure-of-terraform-templates
 */
function findCode(value: unknown): HeldText[] {
  const workspace = memberAt(value, ['Workspace']);
  if (!/Terraform/i.test(textOf(memberAt(value, ['Transform']))) || !isRecord(workspace)) return [];
  const files = new Map(Object.entries(workspace).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return [...files].flatMap(([file, text]) =>
    /\.tf(?:\.json)?$/.test(file) ? [{ path: ['Workspace', file], text, address: null, code: { file, files } }] : [],
  );
}

function walk(value: unknown, spot: Spot, template: Template): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => walk(item, stepInto(spot, i), template));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = stepInto(spot, key);
    if (isPassedOver(key) || leadsToFreeText([key])) return [];
    if (holdsPatterns(key)) return choicesOfPatterns(part, place.path, spot.address);
    if (!holdsTypes(key) && !holdsFamilies(key)) return [...resolveJson(part, place, template), ...walk(part, place, template)];
    if (!isRecord(part) || functionOf(part)) return resolve(part, place, template);
    const inside = walk(part, place, template);
    return inside.length > 0 ? inside : unknownAt(place, `${key} is neither a text nor a function.`);
  });
}

/** What is found in two ways is the same thing when it stands in the same place. */
function distinct(found: readonly Found[]): Found[] {
  return [...new Map(found.map((one) => [`${one.path.join('\u0000')} ${one.name ?? one.unknown} ${one.address}`, one])).values()];
}
