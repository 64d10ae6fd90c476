import type { Path } from '../../documents/document.ts';
import { isRecord, memberAt, memberOf, textOf } from '../../model/record.ts';
import { type Spot, unknownAt } from '../finding.ts';
import type { Found, HeldText } from '../reader.ts';
import { namesInTree } from '../tree.ts';
import { functionOf } from './functions.ts';

/** Resources that are templates of their own, most of them kept elsewhere. */
export function isNested(type: string): boolean {
  return /^(?:ALIYUN::ROS::Stack(?:Group)?$|MODULE::)/i.test(type);
}

/**
 * Properties that hold a document, by the type of the resource in lower case; those of values name what they choose.
 */
const heldProperties: Readonly<Record<string, readonly { readonly property: string; readonly isValues?: true }[]>> = {
  'aliyun::ros::stack': [{ property: 'TemplateBody' }],
  'aliyun::ros::stackgroup': [{ property: 'TemplateBody' }],
  'aliyun::ros::template': [{ property: 'TemplateBody' }],
  'aliyun::oos::template': [{ property: 'Content' }],
  'aliyun::cs::clusterapplication': [{ property: 'YamlContent' }],
  'aliyun::cs::clusterhelmapplication': [{ property: 'ChartValues', isValues: true }],
  'aliyun::cs::clusteraddons': [{ property: 'Addons', isValues: true }],
};

/** The documents that a resource holds, as text or as a value. */
export function findHeldByResource(type: string, properties: unknown, path: Path, address: string): HeldText[] {
  return (heldProperties[type.toLowerCase()] ?? []).flatMap(({ property, isValues }) => {
    const held = memberOf(properties, property);
    const parameters = memberOf(properties, 'Parameters');
    const given = isRecord(parameters) ? { parameters: new Map(Object.entries(parameters).filter(([, value]) => !isRecord(value))) } : {};
    const otherwise = isValues ? {} : { otherwise: `The ${property} is of no form that is read.` };
    return typeof held === 'string' && held.trim() !== '' ? [{ path: [...path, property], text: held, address, ...otherwise, ...given }] : [];
  });
}

/**
 * Resources whose parameters are passed on to a template or a script: each one that is the name of a type is chosen
 * there.
 */
const passesOn = /^(?:ALIYUN::ROS::Stack(?:Group)?|ALIYUN::OOS::Execution|MODULE::.*)$/i;

/** The types that a resource names in the parameters of what it runs, and in values that are no text. */
export function namesByParameters(type: string, properties: unknown, path: Path, address: string): Found[] {
  const held = (heldProperties[type.toLowerCase()] ?? []).map(({ property }) => property);
  const names = [...(passesOn.test(type) ? ['Parameters'] : []), ...held];
  return names.flatMap((name) => {
    const value = memberOf(properties, name);
    return typeof value === 'object' ? namesInTree(value, [...path, name]).map((one) => ({ ...one, address })) : [];
  });
}

/**
 * Resources that take their type from a launch template where they name none, and the properties that would name it.
 */
const templated: Readonly<Record<string, readonly string[]>> = {
  'aliyun::ecs::instance': ['InstanceType', 'InstanceTypes'],
  'aliyun::ecs::instancegroup': ['InstanceType', 'InstanceTypes'],
  'aliyun::ecs::autoprovisioninggroup': ['LaunchTemplateConfig'],
  'aliyun::ess::scalinggroup': ['LaunchTemplateOverrides', 'LaunchTemplateOverride'],
};

/** What a resource leaves to a launch template that is not in the template, or to the service. */
export function findOpenByResource(type: string, properties: unknown, spot: Spot, template: unknown): Found[] {
  const naming = templated[type.toLowerCase()];
  const holder = ['LaunchTemplateId', 'LaunchTemplateName'].find((key) => memberOf(properties, key) !== undefined);
  if (naming && holder !== undefined && naming.every((key) => memberOf(properties, key) === undefined)) {
    return isInTemplate(memberOf(properties, holder), template)
      ? []
      : unknownAt(spot, 'The launch template names the instance type, and is not part of the template.');
  }
  if (!/^ALIYUN::CS::ClusterNodePool$/i.test(type)) return [];
  const group = memberOf(properties, 'ScalingGroup');
  const isOpen = isRecord(group) && !functionOf(group) && isEmpty(group.InstanceTypes) && isEmpty(group.InstancePatterns);
  return isOpen ? unknownAt(spot, 'It names no InstanceTypes and no InstancePatterns: the service chooses the instance types.') : [];
}

const isEmpty = (value: unknown) => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Whether a property refers to a launch template among the resources, which names its type itself. */
function isInTemplate(value: unknown, template: unknown): boolean {
  const [name, argument] = functionOf(value) ?? [];
  const resource = name === 'Ref' ? argument : name === 'Fn::GetAtt' && Array.isArray(argument) ? argument[0] : undefined;
  return /^ALIYUN::ECS::LaunchTemplate$/i.test(textOf(memberAt(template, ['Resources', textOf(resource), 'Type'])));
}
