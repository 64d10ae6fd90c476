import type { Path } from '../../documents/document.ts';
import { isRecord, memberAt, memberOf, textOf } from '../../model/record.ts';
import type { Found, HeldText, Reader, Reading } from '../reader.ts';
import { isNoResource } from './actions.ts';
import { explainValues, isMarkedAt } from './explain.ts';
import { findHeldTexts } from './held-texts.ts';
import { isOfOtherCloud } from './places.ts';
import type { Resource } from './resource.ts';
import { findTypes } from './values.ts';

/** Reads state files in the form in which Terraform and OpenTofu store them, version 4. */
export const rawStateReader: Reader = {
  format: 'terraform',
  what: 'a state of Terraform as it is stored',
  is: (value) => memberOf(value, 'version') === 4 && typeof memberOf(value, 'serial') === 'number' && Array.isArray(memberOf(value, 'resources')),
  read: (value) => readRawState(value),
};

/** Keys of a resource, and of its instances, that name it or that only Terraform reads. */
const resourceKeys = new Set<unknown>(['module', 'type', 'name', 'provider', 'each']);
const instanceKeys = new Set<unknown>(['index_key', 'deposed', 'dependencies', 'private', 'sensitive_attributes', 'identity', 'status']);

function readRawState(value: unknown): Reading {
  const gaps: string[] = [];
  const found: Found[] = [];
  const texts: HeldText[] = [];
  for (const [i, resource] of asList(memberOf(value, 'resources')).entries()) {
    if (isNoResource(resource)) continue;
    for (const [j, instance] of asList(memberOf(resource, 'instances')).entries()) {
      const path = ['resources', i, 'instances', j];
      const address = addressOf(resource, instance);
      const values = memberOf(instance, 'attributes');
      if (!isRecord(values)) gaps.push(`${address} cannot be read: its attributes are missing.`);
      const made: Resource = {
        type: textOf(memberOf(resource, 'type')),
        address,
        values,
        valuesPath: [...path, 'attributes'],
        sensitive: toMarks(memberOf(instance, 'sensitive_attributes')),
        unknown: undefined,
        unknownPath: [],
      };
      found.push(...findTypes(made));
      texts.push(...findHeldTexts(made));
    }
  }
  return { found, texts, gaps, notes: [], ...explainerOf(value) };
}

function explainerOf(value: unknown): Required<Pick<Reading, 'explain' | 'addressAt' | 'isSecret'>> {
  const within = (path: Path) => ({ resource: memberAt(value, path.slice(0, 2)), instance: memberAt(value, path.slice(0, 4)), rest: path.slice(4) });
  return {
    explain(mention) {
      const { path } = mention;
      const [top, , key] = path;
      if (top === 'outputs' || top === 'check_results') return 'It is an output, or the result of a check.';
      if (top !== 'resources') return undefined;
      const { resource, instance, rest } = within(path);
      if (isNoResource(resource)) return 'It is a data source, which is read and not made.';
      if (isOfOtherCloud(textOf(memberOf(resource, 'type')))) return 'It is a resource of another cloud.';
      if (resourceKeys.has(key) || instanceKeys.has(rest[0])) return 'It names a resource.';
      return rest[0] === 'attributes' ? explainValues(memberOf(instance, 'attributes'), rest.slice(1), textOf(memberOf(resource, 'type')), mention) : undefined;
    },
    isSecret(path) {
      const { instance, rest } = within(path);
      return isMarkedAt(toMarks(memberOf(instance, 'sensitive_attributes')), rest.slice(1));
    },
    addressAt(path) {
      const { resource, instance } = within(path);
      return path[0] === 'resources' && path.length > 1 ? addressOf(resource, path.length > 3 ? instance : undefined) : null;
    },
  };
}

function addressOf(resource: unknown, instance: unknown): string {
  const module = textOf(memberOf(resource, 'module'));
  const key = memberOf(instance, 'index_key');
  const index = key === undefined || key === null ? '' : `[${JSON.stringify(key)}]`;
  return `${module && `${module}.`}${textOf(memberOf(resource, 'type'))}.${textOf(memberOf(resource, 'name'))}${index}`;
}

/** The paths of sensitive attributes, as a state stores them, in the form of marks. */
function toMarks(paths: unknown): unknown {
  const marks: Record<string, unknown> = {};
  for (const path of asList(paths)) {
    const steps = asList(path).map((step) => textOf(memberOf(step, 'value') ?? memberAt(step, ['value', 'value'])));
    let part = marks;
    steps.forEach((step, i) => {
      if (i === steps.length - 1) part[step] = true;
      else if (isRecord(part[step])) part = part[step] as Record<string, unknown>;
      else if (part[step] !== true) {
        const inner: Record<string, unknown> = {};
        part[step] = inner;
        part = inner;
      }
    });
  }
  return marks;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
