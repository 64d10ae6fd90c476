import type { Path } from '../../documents/document.ts';
import { isRecord, memberAt, textOf } from '../../model/record.ts';
import { foundIn, type Spot, stepInto, unknownAt } from '../finding.ts';
import type { Found } from '../reader.ts';
import { namesInTree } from '../tree.ts';

/** A template with what its parameters are set to. */
export interface Template {
  readonly value: unknown;
  readonly parameters: ReadonlyMap<string, unknown>;
}

/** Local variables refer to one another in five steps at most. */
const maxReferences = 20;

/** The name and the argument of an intrinsic function; undefined for any other value. */
export function functionOf(value: unknown): readonly [name: string, argument: unknown] | undefined {
  const [entry, ...more] = isRecord(value) ? Object.entries(value) : [];
  return entry && more.length === 0 && /^(Ref$|Fn::)/.test(entry[0]) ? entry : undefined;
}

/** What a property names, as far as its functions tell before deployment. */
export function resolve(value: unknown, spot: Spot, template: Template, references = 0): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => resolve(item, stepInto(spot, i), template, references));
  const call = functionOf(value);
  if (!call) return foundIn(value, spot);
  const [name, argument] = call;
  const inside = stepInto(spot, name);
  if (name === 'Ref') return resolveRef(textOf(argument), spot, template, references);
  if (name === 'Fn::If' && Array.isArray(argument)) {
    return argument.slice(1).flatMap((branch, i) => resolve(branch, stepInto(inside, i + 1), template, references));
  }
  const mapped = name === 'Fn::FindInMap' ? findInMap(argument, template) : [];
  if (mapped.length > 0) return mapped.flatMap(({ value: one, path }) => foundIn(one, { ...spot, path }));
  const text = madeText(value, template);
  if (text === undefined) return unknownAt(spot, `The type is what ${name} gives at deployment.`);
  // What it makes its text of is thereby understood.
  return foundIn(text, spot).map((one) => ({ ...one, covers: true }));
}

function resolveRef(name: string, spot: Spot, template: Template, references: number): Found[] {
  if (name === 'ALIYUN::NoValue') return [];
  const at = (...path: Path) => ({ ...spot, path });
  const local = memberAt(template.value, ['Locals', name]);
  if (isRecord(local) && 'Value' in local && references < maxReferences) {
    return resolve(local.Value, at('Locals', name, 'Value'), template, references + 1);
  }
  if (template.parameters.has(name)) return foundIn(listOf(template.parameters.get(name)), spot);
  const parameter = memberAt(template.value, ['Parameters', name]);
  if (!isRecord(parameter)) return unknownAt(spot, `The type is what Ref ${name} gives at deployment.`);
  const allowed = parameter.AllowedValues;
  if (Array.isArray(allowed) && allowed.length > 0) return foundIn(allowed, at('Parameters', name, 'AllowedValues'));
  return [
    ...unknownAt(spot, `The parameter ${name} may be anything at deployment, since it has no AllowedValues: --parameter ${name}=VALUE sets it.`),
    ...foundIn(parameter.Default, at('Parameters', name, 'Default')),
  ];
}

/**
 * What a parameter of the type Json may bring: its default, or what it is set to, is a part of the template like any
 * other.
 */
export function resolveJson(value: unknown, spot: Spot, template: Template): Found[] {
  const call = functionOf(value);
  const name = call?.[0] === 'Ref' ? textOf(call[1]) : undefined;
  const parameter = name === undefined ? undefined : memberAt(template.value, ['Parameters', name]);
  if (name === undefined || !isRecord(parameter) || parameter.Type !== 'Json') return [];
  const isSet = template.parameters.has(name);
  const given = isSet ? template.parameters.get(name) : parameter.Default;
  const path = isSet ? spot.path : ['Parameters', name, 'Default'];
  const found = namesInTree(given, path);
  if (found.length === 0) return [];
  const open = isSet ? [] : unknownAt(spot, `The parameter ${name} may be anything at deployment: --parameter ${name}=VALUE sets it.`);
  return [...open, ...found.map((one) => ({ ...one, address: spot.address }))];
}

/** Lists come as texts with commas, or in JSON. */
function listOf(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*\[/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The values in a mapping with their paths: every one that keys may lead to which are not written out. */
function findInMap(argument: unknown, { value }: Template): { readonly value: unknown; readonly path: Path }[] {
  if (!Array.isArray(argument) || argument.length !== 3 || isRecord(argument[0])) return [];
  const keysOf = (key: unknown, path: Path) => (isRecord(key) ? Object.keys(Object(memberAt(value, path))) : [textOf(key)]);
  const [map, first, second] = argument;
  const top = ['Mappings', textOf(map)];
  const paths = keysOf(first, top).flatMap((one) => keysOf(second, [...top, one]).map((two) => [...top, one, two]));
  return paths.flatMap((path) => {
    const found = memberAt(value, path);
    return found === undefined ? [] : [{ value: found, path }];
  });
}

/** The text that functions of literals, and of parameters that are set, make; undefined where deployment decides. */
function madeText(value: unknown, template: Template): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return textOf(value);
  const [name, argument] = functionOf(value) ?? [];
  if (name === 'Ref' && template.parameters.has(textOf(argument))) return String(template.parameters.get(textOf(argument)));
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    const parts = argument[1].map((part) => madeText(part, template));
    return parts.includes(undefined) ? undefined : parts.join(textOf(argument[0]));
  }
  if (name === 'Fn::Select' && Array.isArray(argument) && Array.isArray(argument[1])) return madeText(argument[1][Number(textOf(argument[0]))], template);
  if (name === 'Fn::Sub' && typeof argument === 'string') return substitute(argument, template);
  return undefined;
}

function substitute(text: string, { parameters }: Template): string | undefined {
  const filled = text.replace(/\$\{([\w:]+)\}/g, (whole, name) => (parameters.has(name) ? String(parameters.get(name)) : whole));
  return filled.includes('${') ? undefined : filled;
}
