import type { Path } from '../../documents/document.ts';
import { isRecord, memberOf } from '../../model/record.ts';
import { foundIn, holdsFamilies, holdsTypes, isPassedOver, type Spot, stepInto, unknownAt } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import { namesInManifest } from '../kubernetes/manifest.ts';
import { choicesOfPatterns, holdsPatterns } from '../patterns.ts';
import type { Found } from '../reader.ts';

/**
 * Modules of the provider whose instance types are those of ECS. Others have types of their own under the same keys.
 */
const ecsModules = /^alicloud:(?:ecs|ess|cs|emr|emrv2|ehpc|eci|dedicatedhost)\//;

/** Packages of other clouds, whose resources name types of their own. */
const otherClouds =
  /^(?:aws|aws-native|awsx|eks|azure|azure-native|azuread|gcp|google-native|volcengine|bytepluscc|volcenginecc|tencentcloud|huaweicloud|oci|digitalocean|openstack|scaleway|hcloud|linode|vultr|yandex):/;

/** Resources that leave the type to the service when none of these inputs is set. */
const openResources: Readonly<Record<string, readonly string[]>> = {
  'alicloud:cs/nodePool:NodePool': ['instanceTypes', 'instancePatterns'],
  'alicloud:ess/scalingConfiguration:ScalingConfiguration': ['instanceType', 'instanceTypes', 'instanceTypeOverrides', 'instancePatternInfos'],
};

/** What stands in a plan of Pulumi for what is known only after it is carried out, and the mark of a secret. */
const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const secretMark = '4dabf18193072939515e22adb298388d';

/** Whether a type of resources is of another cloud. */
export function isOfOtherCloud(type: string): boolean {
  return otherClouds.test(type);
}

/** Gives what a text of the program stands for: findings in its place, or undefined where it is a plain value. */
export type ResolveText = (text: string, spot: Spot) => readonly Found[] | undefined;

/** What a resource chooses by its inputs. */
export function typesOfResource(type: string, inputs: unknown, path: Path, address: string, resolve: ResolveText): Found[] {
  if (isOfOtherCloud(type)) return [];
  if (type.startsWith('kubernetes:')) return namesInManifest(inputs).found.map((one) => ({ ...one, path: [...path, ...one.path], address }));
  const spot = { path, address, onlyEcs: !ecsModules.test(type) };
  const attributes = openResources[type];
  const isOpen = attributes?.every((key) => isEmpty(memberOf(inputs, key)));
  const open = isOpen ? unknownAt(spot, `It sets none of ${attributes?.join(', ')}: the service chooses the instance types.`) : [];
  return [...walk(inputs, spot, resolve), ...open];
}

const isEmpty = (value: unknown) => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function walk(value: unknown, spot: Spot, resolve: ResolveText): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => walk(item, stepInto(spot, i), resolve));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = stepInto(spot, key);
    if (isPassedOver(key) || leadsToFreeText([key])) return [];
    if (holdsPatterns(key)) return choicesOfPatterns(part, place.path, spot.address);
    if (!holdsTypes(key) && !holdsFamilies(key)) return walk(part, place, resolve);
    return namesUnder(part, place, holdsFamilies(key) ? 'family' : 'type', resolve);
  });
}

function namesUnder(value: unknown, spot: Spot, wanted: 'type' | 'family', resolve: ResolveText): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => namesUnder(item, stepInto(spot, i), wanted, resolve));
  if (isRecord(value) && secretMark in value)
    return unknownAt({ ...spot, onlyEcs: false }, 'The instance type is a secret: it is neither shown nor checked.').map(cover);
  if (isRecord(value)) return unknownAt(spot, 'The instance type is not a text.');
  if (value === unknownValue) return unknownAt(spot, 'The instance type is known only after the deployment.');
  if (value === '[secret]') return unknownAt(spot, 'The instance type is a secret: it is neither shown nor checked.');
  return [...((typeof value === 'string' ? resolve(value, spot) : undefined) ?? foundIn(value, spot, wanted))];
}

const cover = (found: Found): Found => ({ ...found, covers: true });
