import type { Mention, Path } from '../../documents/document.ts';
import { memberAt, textOf } from '../../model/record.ts';
import { isPassedOver } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import type { Reading } from '../reader.ts';
import type { Template } from './functions.ts';

/** Parts of a template that choose nothing. */
const topReasons: ReadonlyMap<unknown, string> = new Map([
  ['Description', 'It is free text.'],
  ['Metadata', 'It is free text.'],
  ['Outputs', 'It is an output.'],
  ['Conditions', 'It is only compared.'],
  ['Rules', 'It is only compared.'],
]);

/** What holds parts by the names that people gave them. */
const partHolders = new Set<unknown>(['Parameters', 'Resources', 'Locals', 'Mappings']);

/** Keys of a parameter that people read, or that say what it may be. */
const parameterTexts = new Set<unknown>(
  'Description Label ConstraintDescription AssociationProperty AssociationPropertyMetadata Placeholder Tooltip AllowedPattern TextArea Confirm'.split(' '),
);

/** Says why a name in a template chooses nothing. */
export function explainInTemplate({ value, parameters }: Template): Required<Pick<Reading, 'explain' | 'addressAt'>> {
  return {
    explain(mention) {
      const { path, isKey } = mention;
      const [top, name, part] = path;
      if (topReasons.has(top)) return topReasons.get(top);
      // A name that people gave to a parameter, a resource or a local variable.
      if (path.length === 2 && isKey && partHolders.has(top)) return 'It is the name of a part.';
      if (top === 'Parameters') return explainInParameter(mention, String(name), { value, parameters });
      if (/^DATASOURCE::/.test(textOf(memberAt(value, [String(top), String(name), 'Type'])))) return 'It looks something up, and makes nothing.';
      if (top !== 'Resources') return undefined;
      if (part !== 'Properties') return part === 'Metadata' || part === 'Description' || part === 'DependsOn' ? 'It is free text.' : undefined;
      return explainInProperties(path.slice(3), memberAt(value, path), isKey);
    },
    addressAt(path) {
      const [top, name] = path;
      if (top !== 'Resources' || name === undefined) return name === undefined || typeof top !== 'string' ? null : `${top}.${name}`;
      const type = memberAt(value, ['Resources', name, 'Type']);
      return `Resources.${name}${typeof type === 'string' ? ` (${type})` : ''}`;
    },
  };
}

function explainInParameter({ name, path }: Mention, parameter: string, { value, parameters }: Template): string | undefined {
  const part = path[2];
  if (parameterTexts.has(part)) return 'It is free text.';
  if (parameters.has(parameter)) return 'The parameter is set to something.';
  const allowed = memberAt(value, ['Parameters', parameter, 'AllowedValues']);
  return part === 'Default' && Array.isArray(allowed) && allowed.some((one) => textOf(one).toLowerCase() === name)
    ? 'It is one of the AllowedValues.'
    : undefined;
}

function explainInProperties(path: Path, text: unknown, isKey: boolean): string | undefined {
  if (path.some((step) => typeof step === 'string' && isPassedOver(step))) return 'It is excluded, or limits a price.';
  return !isKey && leadsToFreeText(path, text) ? 'It is free text.' : undefined;
}
