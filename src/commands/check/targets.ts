import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import type { Findings, ReadOptions } from '../../inputs/input.ts';
import type { Catalog, FamilyEntry } from '../../model/catalog/catalog.ts';
import { namesIn } from '../../model/catalog/lookup.ts';
import { fullName, isGlob, type NamePattern, parsePattern } from '../../model/names/pattern.ts';
import { commandLine, type Target } from '../../model/policy/target.ts';

/**
 * Reads the inputs that --from names, one after the other. Rejects with UsageError, also for an empty list unless that
 * is allowed.
 */
export async function readInputs(
  files: readonly string[],
  options: ReadOptions & { readonly allowEmpty: boolean },
  context: Context,
): Promise<(Findings & { readonly file: string })[]> {
  if (files.length === 0) return [];
  const { readTargets } = await import('../../inputs/read-targets.ts');
  const read: (Findings & { readonly file: string })[] = [];
  for (const file of files) {
    const findings = await readTargets({ name: file, content: await context.readInput(file) }, options);
    const isEmpty = findings.targets.length === 0;
    if (isEmpty && isList(findings) && !options.allowEmpty) {
      throw new UsageError([`${nameInput(file)} names no instance type and no family.`, ...findings.gaps, ...findings.notes].join(' '), {
        hint: '--allow-empty accepts that',
      });
    }
    read.push({ file, ...findings, notes: [...(isEmpty ? ['It chooses no instance type: there is nothing to check in it.'] : []), ...findings.notes] });
  }
  return read;
}

/** Whether an input is there only to name types. A plan, template or manifest may well choose none. */
const isList = ({ format }: Findings) => ['list', 'csv', 'cipu', 'text'].includes(format);

/** What messages call an input. */
export const nameInput = (file: string): string => (file === '-' ? 'Standard input' : file);

/** What standard input names, under the name that it was given; any other input as it is. */
export function nameStandardInput<F extends Findings & { readonly file: string }>(input: F, name: string | undefined): F {
  if (input.file !== '-' || name === undefined) return input;
  const targets = input.targets.map((target) => (target.place.file === '-' ? { ...target, place: { ...target.place, file: name } } : target));
  return { ...input, file: name, targets };
}

/** The targets that the arguments of the command line name. */
export function toTargets(names: readonly string[]): Target[] {
  return names.map((name) => ({ name: fullName(name), unknown: null, place: commandLine }));
}

/**
 * Replaces globs by what they match in a catalog: families, or types when the glob speaks of types. One that matches
 * nothing names something unknown.
 */
export async function expandGlobs(targets: readonly Target[], catalog: Catalog): Promise<Target[]> {
  const expanded: Target[] = [];
  for (const target of targets) {
    if (target.name === null || !isGlob(target.name)) {
      expanded.push(target);
      continue;
    }
    const pattern = await parsePattern(target.name);
    const names = namesMatching(pattern, catalog);
    if (names.length === 0) expanded.push({ ...target, name: null, unknown: `Nothing in the catalog matches ${pattern.text}.` });
    else expanded.push(...names.map((name) => ({ ...target, name })));
  }
  return expanded;
}

/** What a glob matches: of what the catalog offers or, where that is nothing, of what is documented. */
export function namesMatching(pattern: NamePattern, { families, known }: Catalog): string[] {
  const offered = matching(pattern, families);
  return offered.length > 0 ? offered : matching(pattern, known);
}

function matching(pattern: NamePattern, families: readonly FamilyEntry[]): string[] {
  return namesIn(families, pattern).filter((name) => pattern.matches(name));
}
