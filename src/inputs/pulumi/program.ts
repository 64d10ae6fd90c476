import { isRecord, memberAt, textOf } from '../../model/record.ts';
import { foundIn, isPassedOver, type Spot, unknownAt } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import type { Found, Reader, ReadingOptions } from '../reader.ts';
import { isOfOtherCloud, typesOfResource } from './resources.ts';

/** What holds parts by the names that people gave them. */
const partHolders = new Set<unknown>(['resources', 'variables', 'config', 'configuration']);

/** Reads programs of Pulumi in YAML. */
export const pulumiProgramReader: Reader = {
  format: 'pulumi',
  what: 'a program of Pulumi in YAML',
  is: (value) => textOf(memberAt(value, ['runtime', 'name']) ?? memberAt(value, ['runtime'])) === 'yaml',
  read: (value, options) => ({
    found: typesOfProgram(value, options),
    gaps: [],
    notes: [],
    explain({ path, isKey }) {
      const [top, name, part] = path;
      if (top === 'outputs' || top === 'description' || top === 'name') return 'It is an output, or free text.';
      if (path.length === 2 && isKey && partHolders.has(top)) return 'It is the name of a part.';
      if ((top === 'config' || top === 'configuration') && options.parameters.has(String(name))) return 'The configuration is set to something.';
      if (top === 'resources' && isOfOtherCloud(textOf(memberAt(value, ['resources', String(name), 'type'])))) return 'It is a resource of another cloud.';
      if (top === 'resources' && part === 'get') return 'It is looked up, and not made.';
      if (path.some((step) => typeof step === 'string' && isPassedOver(step))) return 'It is excluded, or limits a price.';
      return leadsToFreeText(path.slice(2), memberAt(value, path)) ? 'It is free text.' : undefined;
    },
    addressAt: ([top, name]) => (top === 'resources' && typeof name === 'string' ? `resources.${name}` : null),
  }),
};

function typesOfProgram(value: unknown, options: ReadingOptions): Found[] {
  const resources = memberAt(value, ['resources']);
  const resolve = (text: string, spot: Spot) => resolveText(text, spot, value, options);
  return Object.entries(isRecord(resources) ? resources : {}).flatMap(([name, resource]) => {
    const type = typeToken(textOf(memberAt(resource, ['type'])));
    return typesOfResource(type, memberAt(resource, ['properties']), ['resources', name, 'properties'], `resources.${name}`, resolve);
  });
}

/** The type in full: `alicloud:ecs:Instance` is short for `alicloud:ecs/instance:Instance`. */
function typeToken(type: string): string {
  const [name, module = '', resource = ''] = type.split(':');
  if (resource === '' || module.includes('/') || name === 'kubernetes') return type;
  return `${name}:${module}/${resource.charAt(0).toLowerCase()}${resource.slice(1)}:${resource}`;
}

/** What a reference to a variable or to the configuration stands for; undefined for any other text. */
function resolveText(text: string, spot: Spot, program: unknown, { parameters }: ReadingOptions): readonly Found[] | undefined {
  const [, name] = /^\$\{([\w:-]+)\}$/.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  if (parameters.has(name)) return foundIn(parameters.get(name), spot);
  const variable = memberAt(program, ['variables', name]);
  if (typeof variable === 'string') return foundIn(variable, { ...spot, path: ['variables', name] });
  for (const top of ['config', 'configuration']) {
    const setting = memberAt(program, [top, name]);
    if (!isRecord(setting)) continue;
    const open = unknownAt(spot, `The configuration ${name} may be anything at deployment: --parameter ${name}=VALUE sets it.`);
    return [...open, ...foundIn(setting.value ?? setting.default, { ...spot, path: [top, name, setting.value === undefined ? 'default' : 'value'] })];
  }
  return undefined;
}
