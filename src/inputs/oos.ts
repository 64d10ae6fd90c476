import { isRecord, memberAt, textOf } from '../model/record.ts';
import { foundIn, holdsFamilies, holdsTypes, isPassedOver, type Spot, stepInto, unknownAt } from './finding.ts';
import { leadsToFreeText } from './free-text.ts';
import { choicesOfPatterns, holdsPatterns } from './patterns.ts';
import type { Found, Reader, ReadingOptions } from './reader.ts';

/** A template with what its parameters are set to. */
interface Template extends ReadingOptions {
  readonly value: unknown;
}

/** Parts of a template that choose nothing. */
const freeParts = new Set<unknown>(['Description', 'Outputs', 'Metadata', 'RamRole']);

/** Keys of a parameter that people read. */
const parameterTexts = new Set<unknown>('Description Label AssociationProperty AssociationPropertyMetadata AllowedPattern ConstraintDescription'.split(' '));

/**
 * Reads templates of Operation Orchestration Service: the types with which their tasks make instances. Source of the
 * form:
 * https://www.alibabacloud.com/help/en/oos/user-guide/template-structure
 */
export const oosReader: Reader = {
  format: 'oos',
  what: 'a template of OOS',
  is: (value) => textOf(memberAt(value, ['FormatVersion'])).startsWith('OOS-'),
  read(value, { parameters }) {
    const template = { value, parameters };
    return {
      found: typesOfTasks(memberAt(value, ['Tasks']), { path: ['Tasks'], address: null, onlyEcs: false }, template),
      gaps: [],
      notes: [],
      explain({ path, isKey, name }) {
        const [top, parameter, part] = path;
        if (freeParts.has(top)) return 'It is free text, or an output.';
        if (path.length === 2 && isKey && top === 'Parameters') return 'It is the name of a parameter.';
        if (top === 'Parameters' && parameterTexts.has(part)) return 'It is free text.';
        if (top === 'Parameters' && parameters.has(String(parameter))) return 'The parameter is set to something.';
        const allowed = memberAt(value, ['Parameters', String(parameter), 'AllowedValues']);
        if (top === 'Parameters' && part === 'Default' && Array.isArray(allowed) && allowed.some((one) => textOf(one).toLowerCase() === name)) {
          return 'It is one of the AllowedValues.';
        }
        if (path.some((step) => typeof step === 'string' && isPassedOver(step))) return 'It is excluded, or limits a price.';
        return top === 'Tasks' && leadsToFreeText(path.slice(2), memberAt(value, path)) ? 'It is free text.' : undefined;
      },
      addressAt: ([top, at]) => (top === 'Tasks' && at !== undefined ? addressOf(memberAt(value, ['Tasks', at])) : null),
    };
  },
};

const addressOf = (task: unknown) => {
  const name = textOf(memberAt(task, ['Name']));
  return name === '' ? null : `Tasks.${name} (${textOf(memberAt(task, ['Action']))})`;
};

function typesOfTasks(tasks: unknown, spot: Spot, template: Template): Found[] {
  return (Array.isArray(tasks) ? tasks : []).flatMap((task, i) => {
    const place = { ...stepInto(spot, i), address: addressOf(task) ?? spot.address };
    return walk(task, place, template);
  });
}

function walk(value: unknown, spot: Spot, template: Template): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => walk(item, stepInto(spot, i), template));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = stepInto(spot, key);
    if (key === 'Tasks') return typesOfTasks(part, place, template);
    if (isPassedOver(key) || leadsToFreeText([key])) return [];
    if (holdsPatterns(key)) return choicesOfPatterns(part, place.path, spot.address);
    // Tasks of other services have types of their own, and many more have keys that only look alike.
    return holdsTypes(key) || holdsFamilies(key) ? resolve(part, place, holdsFamilies(key) ? 'family' : 'type', template) : walk(part, place, template);
  });
}

/** What a property names: `{{ name }}` stands for a parameter, or for the output of a task before. */
function resolve(value: unknown, spot: Spot, wanted: 'type' | 'family', template: Template): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => resolve(item, stepInto(spot, i), wanted, template));
  if (isRecord(value)) return walk(value, spot, template);
  const [, name] = /^\s*\{\{\s*([\w-]+)\s*\}\}\s*$/.exec(textOf(value)) ?? [];
  const parameter = name === undefined ? undefined : memberAt(template.value, ['Parameters', name]);
  if (name === undefined || !isRecord(parameter)) return foundIn(value, spot, wanted);
  if (template.parameters.has(name)) return foundIn(template.parameters.get(name), spot, wanted);
  const at = (key: string) => ({ ...spot, path: ['Parameters', name, key] });
  const allowed = parameter.AllowedValues;
  if (Array.isArray(allowed) && allowed.length > 0) return foundIn(allowed, at('AllowedValues'), wanted);
  return [
    ...unknownAt(spot, `The parameter ${name} may be anything at execution, since it has no AllowedValues: --parameter ${name}=VALUE sets it.`),
    ...foundIn(parameter.Default, at('Default'), wanted),
  ];
}
