import type { Path } from '../documents/document.ts';
import { UsageError } from '../errors.ts';
import type { Found, Reading, ReadOptions } from './input.ts';
import { choosingResources, ecsPlaces } from './terraform-places.ts';
import { findTypes, memberOf } from './terraform-values.ts';

/**
 * Whether a parsed document is a plan or state of Terraform or OpenTofu, as `show -json` writes them, or a raw state
 * file.
 */
export function isTerraform(value: unknown): boolean {
  return typeof memberOf(value, 'format_version') === 'string' || Array.isArray(memberOf(value, 'resource_changes')) || isRawState(value);
}

function isRawState(value: unknown): boolean {
  return typeof memberOf(value, 'version') === 'number' && typeof memberOf(value, 'serial') === 'number';
}

/**
 * Reads a plan or state as `terraform show -json` and `tofu show -json` write them: of a plan what will exist when it
 * is applied, of a state what exists; `label` begins messages. Throws UsageError for a raw state file and for a newer
 * form. The form is described at https://developer.hashicorp.com/terraform/internals/json-format.
 */
export function readTerraform(value: unknown, { all }: Pick<ReadOptions, 'all'>, label: string): Reading {
  refuseOtherForms(value, label);
  const gaps = gapsOf(value);
  const found: Found[] = [];
  const typeless = typelessResources(value);
  let leftOut = 0;
  for (const change of changesOf(value, gaps)) {
    const effect = effectOf(change.item);
    if (effect === 'absent') continue;
    if (effect === undefined) gaps.push(`${labelOf(change)} cannot be read: what the plan does with it is not known.`);
    const types = typesAfter(change, typeless, gaps);
    if (effect !== 'kept' || all) found.push(...types);
    else if (types.length > 0) leftOut += 1;
  }
  for (const resource of resourcesOf(value, gaps)) found.push(...typesIn(resource, gaps));
  return { found, gaps, notes: leftOut === 0 ? [] : [noteOn(leftOut)] };
}

function refuseOtherForms(value: unknown, label: string): void {
  if (isRawState(value)) {
    throw new UsageError(`${label} is a state file in the form in which Terraform stores it.`, {
      hint: 'terraform show -json (or tofu show -json) writes the form that is read here',
    });
  }
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

/**
 * Whether the resource of a change will be there as it is now, or otherwise, or will not be there; undefined when that
 * cannot be told.
 */
function effectOf(change: unknown): 'made' | 'kept' | 'absent' | undefined {
  if (isNoResource(change)) return 'absent';
  const actions = memberOf(memberOf(change, 'change'), 'actions');
  if (!Array.isArray(actions) || actions.length === 0) return undefined;
  // A replacement deletes or forgets as well, before or after.
  if (actions.includes('create') || actions.includes('update')) return 'made';
  if (actions.every((action) => action === 'no-op')) return 'kept';
  return actions.every((action) => ['delete', 'forget', 'read'].includes(action)) ? 'absent' : undefined;
}

/** Data sources and ephemeral resources: they are read, never made. */
const isNoResource = (item: unknown) => ['data', 'ephemeral'].includes(textOf(item, 'mode') ?? 'managed');

function typesAfter(entry: Entry, typeless: ReadonlySet<string>, gaps: string[]): Found[] {
  const change = memberOf(entry.item, 'change');
  const type = textOf(entry.item, 'type') ?? '';
  const values = memberOf(change, 'after');
  const unknown = memberOf(change, 'after_unknown');
  if (!isObject(values) && unknown !== true) gaps.push(`${labelOf(entry)} cannot be read: what it will be is missing.`);
  else if (!isObject(unknown) && typeof unknown !== 'boolean' && ecsPlaces.has(type)) {
    gaps.push(`${labelOf(entry)} cannot be read as a whole: what is known only after apply is missing.`);
  }
  return findTypes({
    type,
    address: addressOf(entry.item),
    values,
    valuesPath: [...entry.path, 'change', 'after'],
    sensitive: memberOf(change, 'after_sensitive'),
    unknown: typeless.has(`${type}.${textOf(entry.item, 'name')}`) ? undefined : unknown,
    unknownPath: [...entry.path, 'change', 'after_unknown'],
  });
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

function typesIn(entry: Entry, gaps: string[]): Found[] {
  if (isNoResource(entry.item)) return [];
  const type = textOf(entry.item, 'type') ?? '';
  const values = memberOf(entry.item, 'values');
  if (!isObject(values) && (values !== undefined || ecsPlaces.has(type))) gaps.push(`${labelOf(entry)} cannot be read: its values are missing.`);
  const sensitive = memberOf(entry.item, 'sensitive_values');
  return findTypes({ type, address: addressOf(entry.item), values, valuesPath: [...entry.path, 'values'], sensitive, unknown: undefined, unknownPath: [] });
}
