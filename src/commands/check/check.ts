import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import { parsePattern } from '../../model/names/pattern.ts';
import { checkColumns } from '../../render/columns/check.ts';
import { argument, namesOf } from '../../settings/flags.ts';
import { checkNames } from '../shared/criteria.ts';
import type { CommandDefinition } from '../shared/definition.ts';
import { isFileName, unknownName } from '../shared/parse.ts';
import type { Result } from '../shared/result.ts';
import { embeddedSourceFlags, type SourceFlags, toSourceOptions } from '../shared/source-flags.ts';
import { type StockFlags, stockFlags, stockQueryOf } from '../shared/stock-flags.ts';
import { checkOutputFlags, type JudgingFlags, judgingFlags } from './flags.ts';
import { filesOf, fillingFlags, type InputFlags, inputFlags, toReadOptions } from './input-flags.ts';
import { openPolicy } from './policy.ts';
import { notOffered, openCheckData, planCheckOutput, reportCheck } from './report.ts';
import { expandGlobs, nameInput, nameStandardInput, namesMatching, readInputs, toTargets } from './targets.ts';

/** Values of the flags of `cipu check`. */
export type CheckFlags = SourceFlags & JudgingFlags & StockFlags & InputFlags;

const examples = `
cipu check g8i.xlarge --require cipu,erdma
terraform show -json plan.out | cipu check --from - --require cipu,nvme
cipu check --from plan.json --policy cipu.policy.yaml -o github --report sarif=cipu.sarif
cipu check --from nodepool.yaml --require 'erdma,vcpus>=8' --report junit=cipu.xml
cipu check 'ecs.g8*' --require cipu --live --region cn-hangzhou --in-stock`;

const notes = `
Requirements: a feature by its key (cipu features), !KEY for one that must not be there, or a bound of a metric:
vcpus>=8, memory>=64GiB, networkGbps>=25, eris>=1. A family meets what each of its types meets.

Without --live or --source the catalog inside the package decides: no network, no credentials.`;

/** `cipu check`. */
export const check: CommandDefinition = {
  arguments: [argument('[target...]', namesOf('families and types'), 'names or globs of families or types, with or without "ecs."')],
  flags: [judgingFlags, inputFlags, fillingFlags, stockFlags, embeddedSourceFlags, checkOutputFlags(checkColumns)],
  common: ['require', 'policy', 'from', 'unknown', 'report', 'output', 'columns', 'varFile', 'live', 'region'],
  examples,
  notes,
  run: runCheck,
};

/** Checks targets against a policy. Rejects with CipuError. */
export async function runCheck(names: readonly string[], flags: CheckFlags, context: Context): Promise<Result> {
  const files = [...filesOf(flags), ...(flags.policy === undefined ? [] : [flags.policy])];
  const plan = await planCheckOutput(flags, files, context);
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('Standard input can be read once only.', { hint: 'name - once' });
  }
  const file = names.find(isFileName);
  if (file !== undefined) throw new UsageError(`${file} is a file, where a name should be.`, { hint: `--from ${file} reads it` });
  const stated = await openPolicy(flags, stockQueryOf(flags) !== undefined, context);
  if (names.length === 0 && !flags.from && !flags.allowEmpty) {
    throw new UsageError('There is nothing to check.', { hint: 'name families or types, or an input: cipu check --from plan.json --require cipu' });
  }
  const options = await toReadOptions(flags, context);
  const read = { ...options, allowEmpty: flags.allowEmpty === true };
  const inputs = (await readInputs(flags.from ?? [], read, context)).map((input) => nameStandardInput(input, flags.stdinName));
  const saidOf = (what: 'notes' | 'gaps') => inputs.flatMap((input) => input[what].map((text) => `${nameInput(input.file)}: ${text}`));
  const source = toSourceOptions({ source: 'embedded', ...flags });
  const data = await openCheckData(source, flags, stated, context);
  // Who asks a region wants to know what that region offers.
  const policy = { ...stated, offered: source.regions.length > 0 };
  const { catalog } = data;
  const notes = [...saidOf('notes'), ...data.notes, ...(await checkArguments(names, catalog))];
  const targets = await expandGlobs([...toTargets(names), ...inputs.flatMap((input) => input.targets)], catalog);
  const named = targets.filter(({ place }) => place.file !== null);
  const elsewhere = policy.offered ? [] : notOffered(named, catalog);
  return reportCheck({ ...data, targets, policy, notes: [...notes, ...elsewhere], gaps: saidOf('gaps') }, plan, flags, context);
}

/** Arguments name what is there: a misspelt one is no target. Rejects with UsageError; resolves to remarks. */
async function checkArguments(names: readonly string[], catalog: Catalog): Promise<string[]> {
  const patterns = await Promise.all(names.map(parsePattern));
  const unmatched = patterns.find((pattern) => pattern.isGlob && namesMatching(pattern, catalog).length === 0);
  if (unmatched) unknownName(`Nothing matches ${unmatched.text}`, unmatched.text, [], 'cipu families lists the families');
  return checkNames(catalog, { patterns });
}
