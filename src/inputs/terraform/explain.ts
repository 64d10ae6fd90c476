import type { Mention, Path } from '../../documents/document.ts';
import { memberAt, memberOf, textOf } from '../../model/record.ts';
import { isPassedOver } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import { explainInManifest } from '../kubernetes/explain.ts';
import type { Reading } from '../reader.ts';
import { effectOf, isNoResource } from './actions.ts';
import { isOfOtherCloud } from './places.ts';

/**
 * Parts of a plan that choose nothing, with the reason. What configuration, variables and outputs choose stands in the
 * changes.
 */
const topReasons: ReadonlyMap<unknown, string> = new Map([
  ['prior_state', 'It is the state before the plan.'],
  ['resource_drift', 'It is what has changed outside of Terraform.'],
  ['relevant_attributes', 'It tells what drift the plan follows from.'],
  ['configuration', 'It is the configuration; what it chooses stands in the changes.'],
  ['variables', 'It is a variable; what it chooses stands in the changes.'],
  ['output_changes', 'It is an output.'],
  ['checks', 'It is the result of a check.'],
]);

/** Keys of a resource that name it or mark its values. */
const namingKeys = new Set<unknown>(
  'address previous_address module_address name index deposed depends_on sensitive_values identity action_reason provider_name'.split(' '),
);

/** Keys of a change besides what the resource will be. */
const changeKeys = new Set<unknown>(
  'before before_sensitive before_identity after_sensitive after_unknown after_identity replace_paths importing generated_config'.split(' '),
);

/** A resource that a path leads through: the entry, and the path within its values; undefined outside of them. */
interface Within {
  readonly entry: unknown;
  readonly rest: Path;
}

/** Makes the function that says why a name in a plan or state is not chosen; `all` as in `ReadOptions`. */
export function explainerOf(value: unknown, all: boolean): Required<Pick<Reading, 'explain' | 'addressAt' | 'isSecret'>> {
  const changes = new Map<unknown, unknown>();
  for (const change of asList(memberOf(value, 'resource_changes'))) changes.set(memberOf(change, 'address'), change);

  /** Whether a planned value stands in the change of its resource as well, where it is read. */
  const isInChanges = ({ entry, rest }: Within, isKey: boolean) => {
    const change = changes.get(memberOf(entry, 'address'));
    const [key, ...steps] = rest;
    if (change === undefined || key !== 'values') return false;
    const after = memberAt(memberOf(memberOf(change, 'change'), 'after'), steps);
    return isKey ? after !== undefined : after === memberAt(memberOf(entry, 'values'), steps);
  };

  const explain = (mention: Mention): string | undefined => {
    const { path, isKey } = mention;
    const [top] = path;
    if (topReasons.has(top)) return topReasons.get(top);
    const within = resourceAt(value, path);
    if (!within) return path[1] === 'outputs' || path.at(-1) === 'address' ? 'It is an output or an address.' : undefined;
    if (isNoResource(within.entry)) return 'It is a data source, which is read and not made.';
    if (isOfOtherCloud(textOf(memberOf(within.entry, 'type')))) return 'It is a resource of another cloud.';
    if (namingKeys.has(within.rest[0])) return 'It names a resource.';
    if (top === 'planned_values' && changes.size > 0) return isInChanges(within, isKey) ? 'It stands in the changes.' : undefined;
    return top === 'resource_changes' || top === 'deferred_changes' ? explainChange(within, all, mention) : explainState(within, mention);
  };

  return {
    explain,
    isSecret(path) {
      const within = resourceAt(value, path);
      const [key, ...steps] = within?.rest ?? [];
      const marks = key === 'values' ? memberOf(within?.entry, 'sensitive_values') : memberOf(memberOf(within?.entry, 'change'), 'after_sensitive');
      return isMarkedAt(marks, key === 'values' ? steps : steps.slice(1));
    },
    addressAt(path) {
      const address = memberOf(resourceAt(value, path)?.entry, 'address');
      return typeof address === 'string' ? address : null;
    },
  };
}

function explainChange({ entry, rest }: Within, all: boolean, mention: Mention): string | undefined {
  const [first, part, ...steps] = rest;
  if (first !== 'change') return undefined;
  if (changeKeys.has(part)) return 'It is what was there, or how values are marked.';
  const effect = effectOf(entry);
  if (effect === 'absent') return 'The plan makes nothing of it.';
  if (effect === 'kept' && !all) return 'The plan leaves it as it is.';
  return part === 'after' ? explainValues(memberAt(entry, ['change', 'after']), steps, textOf(memberOf(entry, 'type')), mention) : undefined;
}

function explainState({ entry, rest }: Within, mention: Mention): string | undefined {
  return rest[0] === 'values' ? explainValues(memberOf(entry, 'values'), rest.slice(1), textOf(memberOf(entry, 'type')), mention) : undefined;
}

/**
 * Why a name in the values of a resource chooses nothing; undefined where that is not known. `steps` is its place in
 * the values.
 */
export function explainValues(values: unknown, steps: Path, type: string, mention: Mention): string | undefined {
  if (type === 'kubernetes_manifest' && steps[0] === 'object') return 'It is a copy of the manifest.';
  if (type.startsWith('kubernetes_')) {
    const [manifest, path] = type === 'kubernetes_manifest' ? [memberOf(values, 'manifest'), steps.slice(1)] : [values, steps];
    return explainInManifest(manifest).explain({ ...mention, path });
  }
  if (steps.some((step) => typeof step === 'string' && isPassedOver(step))) return 'It is excluded, or limits a price.';
  return leadsToFreeText(steps, memberAt(values, steps)) ? 'It is free text.' : undefined;
}

/** The resource or change that a path leads into. */
function resourceAt(value: unknown, path: Path): Within | undefined {
  const [top, second] = path;
  if (top === 'resource_changes' && typeof second === 'number') return { entry: memberAt(value, path.slice(0, 2)), rest: path.slice(2) };
  if (top === 'deferred_changes' && typeof second === 'number') {
    return { entry: memberAt(value, [top, second, 'resource_change']), rest: path.slice(3) };
  }
  if (top !== 'values' && top !== 'planned_values') return undefined;
  let at = 2;
  while (path[at] === 'child_modules') at += 2;
  return path[at] === 'resources' && path.length > at + 1 ? { entry: memberAt(value, path.slice(0, at + 2)), rest: path.slice(at + 2) } : undefined;
}

/** Whether marks are true at or above a place. */
export function isMarkedAt(marks: unknown, steps: Path): boolean {
  let mark = marks;
  for (const step of steps) {
    if (mark === true) return true;
    mark = memberOf(mark, step);
  }
  return mark === true;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
