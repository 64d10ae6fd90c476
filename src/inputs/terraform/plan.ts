import type { Path } from '../../documents/document.ts';
import { UsageError } from '../../errors.ts';
import { memberOf } from '../../model/record.ts';
import type { ReadOptions } from '../input.ts';
import type { Found, HeldText, Reader, Reading } from '../reader.ts';
import { effectOf, isNoResource } from './actions.ts';
import { explainerOf } from './explain.ts';
import { findHeldTexts } from './held-texts.ts';
import { findTemplatedTypes } from './launch-templates.ts';
import { choosingResources, ecsPlaces } from './places.ts';
import type { Resource } from './resource.ts';
import { findTypes } from './values.ts';

/** Reads plans and states as `terraform show -json` and `tofu show -json` write them. */
export const terraformReader: Reader = { format: 'terraform', what: 'a plan or state of Terraform in JSON', is: isTerraform, read: readTerraform };

/** Whether a parsed document is a plan or state of Terraform or OpenTofu, as `show -json` writes them. */
function isTerraform(value: unknown): boolean {
  return /^\d+\.\d+$/.test(textOf(value, 'format_version') ?? '') || Array.isArray(memberOf(value, 'resource_changes'));
}

/**
 * Reads a plan or state: of a plan what will exist when it is applied, of a state what exists; `label` begins messages.
 * Throws UsageError for a newer form. The form is described at
 * https://developer.hashicorp.com/terraform/internals/json-format.
 */
export function readTerraform(value: unknown, { all }: Pick<ReadOptions, 'all'>, label: string): Reading {
  refuseNewerForms(value, label);
  const gaps = gapsOf(value);
  const typeless = typelessResources(value);
  const made: Resource[] = [];
  const kept: Resource[] = [];
  for (const change of changesOf(value, gaps)) {
    const effect = effectOf(change.item);
    if (effect === 'absent') continue;
    if (effect === undefined) gaps.push(`${labelOf(change)} cannot be read: what the plan does with it is not known.`);
    const resource = resourceAfter(change, typeless, gaps);
    if (effect !== 'kept' || all) made.push(resource);
    else kept.push(resource);
  }
  for (const entry of resourcesOf(value, gaps)) made.push(...resourceIn(entry, gaps));
  const found: Found[] = [];
  const texts: HeldText[] = [];
  for (const resource of made) {
    found.push(...findTypes(resource));
    texts.push(...findHeldTexts(resource));
  }
  found.push(...findTemplatedTypes(made, kept));
  const leftOut = kept.filter((resource) => findTypes(resource).length > 0).length;
  return { found, texts, gaps, notes: leftOut === 0 ? [] : [noteOn(leftOut)], ...explainerOf(value, all) };
}

function refuseNewerForms(value: unknown, label: string): void {
  const version = memberOf(value, 'format_version');
  if (typeof version === 'string' && !/^[01]\./.test(version)) {
    throw new UsageError(`${label} is JSON of Terraform in a format version that is not read: 0 and 1 are.`, { hint: 'update cipu' });
  }
}

function gapsOf(value: unknown): string[] {
  if (memberOf(value, 'errored') === true) return ['The plan ended in an error: it may lack resources.'];
  return memberOf(value, 'complete') === false ? ['The plan is not complete: some of its resources are left to a later plan.'] : [];
}

const noteOn = (leftOut: number) =>
  leftOut === 1
    ? '1 resource that the plan leaves as it is was not checked: --all checks it.'
    : `${leftOut} resources that the plan leaves as they are were not checked: --all checks them.`;

/** An entry of a list of the document. */
interface Entry {
  readonly item: unknown;
  readonly path: Path;
}

/** What to call an entry in messages: its address, or its place where it has none. */
function labelOf({ item, path }: Entry): string {
  return addressOf(item) ?? path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

const addressOf = (item: unknown) => textOf(item, 'address') ?? null;

function textOf(item: unknown, key: string): string | undefined {
  const value = memberOf(item, key);
  return typeof value === 'string' ? value : undefined;
}

function entriesOf(list: unknown, path: Path, gaps: string[]): Entry[] {
  if (list === undefined || list === null) return [];
  if (Array.isArray(list)) return list.map((item: unknown, index) => ({ item, path: [...path, index] }));
  gaps.push(`${labelOf({ item: undefined, path })} cannot be read: it is not a list.`);
  return [];
}

function changesOf(value: unknown, gaps: string[]): Entry[] {
  const deferred = entriesOf(memberOf(value, 'deferred_changes'), ['deferred_changes'], gaps);
  return [
    ...entriesOf(memberOf(value, 'resource_changes'), ['resource_changes'], gaps),
    ...deferred.map(({ item, path }) => ({ item: memberOf(item, 'resource_change'), path: [...path, 'resource_change'] })),
  ];
}

function resourceAfter(entry: Entry, typeless: ReadonlySet<string>, gaps: string[]): Resource {
  const change = memberOf(entry.item, 'change');
  const type = textOf(entry.item, 'type') ?? '';
  const values = memberOf(change, 'after');
  const unknown = memberOf(change, 'after_unknown');
  if (!isObject(values) && unknown !== true) gaps.push(`${labelOf(entry)} cannot be read: what it will be is missing.`);
  else if (!isObject(unknown) && typeof unknown !== 'boolean' && ecsPlaces.has(type)) {
    gaps.push(`${labelOf(entry)} cannot be read as a whole: what is known only after apply is missing.`);
  }
  return {
    type,
    address: addressOf(entry.item),
    values,
    valuesPath: [...entry.path, 'change', 'after'],
    sensitive: memberOf(change, 'after_sensitive'),
    unknown: typeless.has(`${type}.${textOf(entry.item, 'name')}`) ? undefined : unknown,
    unknownPath: [...entry.path, 'change', 'after_unknown'],
  };
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Resources, as `type.name`, whose type the service chooses because the configuration names none. */
function typelessResources(value: unknown): ReadonlySet<string> {
  const withType = new Set<string>();
  const without = new Set<string>();
  const modules = [memberOf(memberOf(value, 'configuration'), 'root_module')];
  for (const module of modules) {
    for (const { item } of entriesOf(memberOf(module, 'resources'), [], [])) {
      const type = textOf(item, 'type') ?? '';
      if (!choosingResources.includes(type)) continue;
      const isSet = memberOf(memberOf(item, 'expressions'), 'instance_type') !== undefined;
      (isSet ? withType : without).add(`${type}.${textOf(item, 'name')}`);
    }
    const calls = memberOf(module, 'module_calls');
    if (isObject(calls)) modules.push(...Object.values(calls as object).map((call) => memberOf(call, 'module')));
  }
  return new Set([...without].filter((name) => !withType.has(name)));
}

/** The resources of a state, or of what a plan without changes says will be there. */
function resourcesOf(value: unknown, gaps: string[]): Entry[] {
  const isPlan = memberOf(value, 'planned_values') !== undefined;
  if (isPlan && (memberOf(value, 'resource_changes') ?? null) !== null) return [];
  const top = isPlan ? 'planned_values' : 'values';
  const entries: Entry[] = [];
  const modules: Entry[] = [{ item: memberOf(memberOf(value, top), 'root_module'), path: [top, 'root_module'] }];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    entries.push(...entriesOf(memberOf(module.item, 'resources'), [...module.path, 'resources'], gaps));
    modules.push(...entriesOf(memberOf(module.item, 'child_modules'), [...module.path, 'child_modules'], gaps).reverse());
  }
  if (isPlan && entries.length > 0) gaps.push('The plan has planned values but no changes: types that are known only after apply do not show in it.');
  return entries;
}

function resourceIn(entry: Entry, gaps: string[]): Resource[] {
  if (isNoResource(entry.item)) return [];
  const type = textOf(entry.item, 'type') ?? '';
  const values = memberOf(entry.item, 'values');
  if (!isObject(values) && (values !== undefined || ecsPlaces.has(type))) gaps.push(`${labelOf(entry)} cannot be read: its values are missing.`);
  const sensitive = memberOf(entry.item, 'sensitive_values');
  return [{ type, address: addressOf(entry.item), values, valuesPath: [...entry.path, 'values'], sensitive, unknown: undefined, unknownPath: [] }];
}
