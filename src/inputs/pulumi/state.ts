import type { Mention, Path } from '../../documents/document.ts';
import { isRecord, memberAt, memberOf, textOf } from '../../model/record.ts';
import { isPassedOver } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import { explainInManifest } from '../kubernetes/explain.ts';
import type { Found, Reader, Reading } from '../reader.ts';
import { isOfOtherCloud, typesOfResource } from './resources.ts';

/**
 * Reads stacks as `pulumi stack export` and the backends of Pulumi store them, and plans of `pulumi preview --json`.
 */
export const pulumiStateReader: Reader = {
  format: 'pulumi',
  what: 'a stack or a preview of Pulumi in JSON',
  is: (value) => resourcesOf(value) !== undefined || isPreview(value),
  read: (value, { all }) => (isPreview(value) ? readPreview(value, all) : readStack(value)),
};

const stackPlaces: readonly Path[] = [
  ['deployment', 'resources'],
  ['checkpoint', 'latest', 'resources'],
];

function resourcesOf(value: unknown): { readonly list: readonly unknown[]; readonly path: Path } | undefined {
  for (const path of stackPlaces) {
    const list = memberAt(value, path);
    if (Array.isArray(list) && list.every((one) => typeof memberOf(one, 'urn') === 'string')) return { list, path };
  }
  return undefined;
}

function isPreview(value: unknown): boolean {
  const steps = memberOf(value, 'steps');
  return (
    Array.isArray(steps) && steps.length > 0 && steps.every((step) => typeof memberOf(step, 'op') === 'string' && typeof memberOf(step, 'urn') === 'string')
  );
}

function readStack(value: unknown): Reading {
  const { list = [], path = [] } = resourcesOf(value) ?? {};
  const found = list.flatMap((resource, i) => (memberOf(resource, 'delete') === true ? [] : typesIn(resource, [...path, i])));
  return { found, gaps: [], notes: [], ...explainerOf((steps) => resourceAt(value, steps, path)) };
}

/** Operations after which the resource is not there, or that only tell of another step. */
const absent = new Set<unknown>([
  'delete',
  'delete-replaced',
  'discard',
  'discard-replaced',
  'remove-pending-replace',
  'read',
  'read-replacement',
  'read-discard',
  'replace',
]);

function readPreview(value: unknown, all: boolean): Reading {
  const steps = memberOf(value, 'steps') as readonly unknown[];
  const found: Found[] = [];
  const replaced = new Set(steps.filter((step) => memberOf(step, 'op') === 'create-replacement').map((step) => memberOf(step, 'urn')));
  let leftOut = 0;
  const isTaken = (step: unknown) => {
    const op = memberOf(step, 'op');
    // Some versions tell of a replacement in this step alone.
    return op === 'replace' ? !replaced.has(memberOf(step, 'urn')) : !absent.has(op) && (op !== 'same' || all);
  };
  for (const [i, step] of steps.entries()) {
    const types = typesIn(memberOf(step, 'newState'), ['steps', i, 'newState']);
    if (isTaken(step)) found.push(...types);
    else if (memberOf(step, 'op') === 'same' && types.length > 0) leftOut += 1;
  }
  const notes = leftOut === 0 ? [] : [`${leftOut} resources that the preview leaves as they are were not checked: --all checks them.`];
  return { found, gaps: [], notes, ...explainerOf((path) => stepAt(value, path, isTaken)) };
}

function typesIn(resource: unknown, path: Path): Found[] {
  return typesOfResource(
    textOf(memberOf(resource, 'type')),
    memberOf(resource, 'inputs'),
    [...path, 'inputs'],
    textOf(memberOf(resource, 'urn')),
    () => undefined,
  );
}

/**
 * A resource that a path leads into, and the way on from there; a reason where the resource chooses nothing as a whole.
 */
interface Within {
  readonly resource: unknown;
  readonly rest: Path;
  readonly reason?: string;
}

function resourceAt(value: unknown, path: Path, place: Path): Within | undefined {
  const isThere = place.every((step, i) => path[i] === step) && path.length > place.length;
  return isThere ? { resource: memberAt(value, path.slice(0, place.length + 1)), rest: path.slice(place.length + 1) } : undefined;
}

function stepAt(value: unknown, path: Path, isTaken: (step: unknown) => boolean): Within | undefined {
  if (path[0] !== 'steps') return undefined;
  const step = memberAt(value, path.slice(0, 2));
  const within = { resource: memberAt(value, path.slice(0, 3)), rest: path.slice(3) };
  if (path[2] !== 'newState') return { ...within, reason: 'It is what was there, or says what changes.' };
  return isTaken(step) ? within : { ...within, reason: 'The preview makes nothing of it, or leaves it as it is.' };
}

/** Parts of a stack or preview besides its resources. */
const otherParts = new Set<unknown>('config diagnostics changeSummary duration manifest secrets_providers pending_operations metadata stack'.split(' '));

/** Keys of a resource that name it, or that only Pulumi reads. */
const namingKeys = new Set<unknown>(
  'urn id type parent provider aliases dependencies propertyDependencies deletedWith additionalSecretOutputs initErrors importID sourcePosition'.split(' '),
);

function explainerOf(locate: (path: Path) => Within | undefined): Required<Pick<Reading, 'explain' | 'addressAt'>> {
  const explainWithin = ({ resource, rest, reason }: Within, mention: Mention) => {
    if (reason !== undefined) return reason;
    if (memberOf(resource, 'delete') === true) return 'It awaits its deletion.';
    if (isOfOtherCloud(textOf(memberOf(resource, 'type')))) return 'It is a resource of another cloud.';
    const [part, ...steps] = rest;
    if (namingKeys.has(part)) return 'It names a resource.';
    if (part !== 'inputs' && part !== 'outputs') return undefined;
    // Outputs repeat the inputs, and add what the provider tells.
    if (part === 'outputs' && isRepeated(resource, steps, mention.isKey)) return 'It stands in the inputs.';
    if (textOf(memberOf(resource, 'type')).startsWith('kubernetes:')) return explainInManifest(memberOf(resource, part)).explain({ ...mention, path: steps });
    if (steps.some((step) => typeof step === 'string' && isPassedOver(step))) return 'It is excluded, or limits a price.';
    return leadsToFreeText(steps, memberAt(resource, rest)) ? 'It is free text.' : undefined;
  };
  return {
    explain(mention) {
      const within = locate(mention.path);
      if (within) return explainWithin(within, mention);
      return mention.path.some((step) => otherParts.has(step)) ? 'It is no resource.' : undefined;
    },
    addressAt: (path) => textOf(memberOf(locate(path)?.resource, 'urn')) || null,
  };
}

function isRepeated(resource: unknown, steps: Path, isKey: boolean): boolean {
  const input = memberAt(resource, ['inputs', ...steps]);
  return isKey ? isRecord(input) || input !== undefined : input !== undefined && input === memberAt(resource, ['outputs', ...steps]);
}
