import { type Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Context, SourceOptions } from '../context.ts';
import { type ExitCode, exitCodes, UsageError } from '../errors.ts';
import { type InputFormat, inputFormats } from '../inputs/input.ts';
import type { Catalog } from '../model/catalog.ts';
import { type CheckReport, type CheckSummary, type TargetVerdict, type UnknownMode, unknownModes } from '../model/check.ts';
import { judge, summarizeVerdicts } from '../model/judge.ts';
import { parsePattern } from '../model/pattern.ts';
import type { Policy } from '../model/policy.ts';
import type { Stock } from '../model/stock.ts';
import { earliestTime } from '../model/summary.ts';
import type { Target } from '../model/target.ts';
import { checkColumns } from '../render/check-columns.ts';
import type { List } from '../render/list.ts';
import { type Format, formats, renderers } from '../render/renderers.ts';
import { isReportFormat, type ReportEnv, type ReportFormat, reporters, reportFormats } from '../render/reports.ts';
import { openPolicy, type PolicyFlags } from './check-policy.ts';
import { expandGlobs, nameInput, namesMatching, readInputs, toTargets } from './check-targets.ts';
import { checkNames } from './criteria.ts';
import type { CommandDefinition } from './definition.ts';
import { reportGaps, stockNote } from './list.ts';
import {
  addOutputOptions,
  addSourceOptions,
  addStockOptions,
  asksForStock,
  collectList,
  type OutputFlags,
  type SourceFlags,
  type StockFlags,
  toSourceOptions,
  toStockQuery,
} from './options.ts';
import { emitList, type OutputPlan, planOutput, writeNotes } from './output.ts';
import { parseWord, unknownName } from './parse.ts';

/** Formats of a check: those of lists, and those of CI systems. */
const checkFormats: readonly CheckFormat[] = [...new Set([...formats, ...reportFormats])];
type CheckFormat = Format | ReportFormat;

/** A report that goes to a file. */
interface FileReport {
  readonly format: CheckFormat;
  readonly path: string;
}

/** Flags of `cipu check`. */
export interface CheckFlags extends SourceFlags, Omit<OutputFlags, 'output' | 'quiet'>, StockFlags, PolicyFlags {
  readonly output?: CheckFormat;
  readonly from?: readonly string[];
  readonly inputFormat?: InputFormat;
  readonly all?: true;
  readonly report?: readonly FileReport[];
  /** In milliseconds. */
  readonly maxAge?: number;
  readonly unknown?: UnknownMode;
}

const examples = `
Examples:
  cipu check g8i.xlarge --require cipu,erdma
  terraform show -json plan.out | cipu check --from - --require cipu,nvme
  cipu check --from plan.json --policy cipu.policy.yaml -o github --report sarif=cipu.sarif
  cipu check --from nodepool.yaml --require 'erdma,vcpus>=8' --report junit=cipu.xml
  cipu check 'ecs.g8*' --require cipu --live --region cn-hangzhou --in-stock

Requirements: a feature by its key (cipu features), !KEY for one that must not be there, or a bound of a metric:
vcpus>=8, memory>=64GiB, networkGbps>=25, eris>=1. A family meets what each of its types meets.

Without --live or --source the catalog inside the package decides: no network, no credentials.`;

/** `cipu check`. */
export const check: CommandDefinition = {
  name: 'check',
  description: 'fail when infrastructure code picks what does not meet a policy',
  register(command, run) {
    command.argument('[target...]', 'names or globs of families or types, with or without "ecs."');
    addCheckOptions(command);
    addSourceOptions(addStockOptions(command), { source: 'embedded', help: 'embedded' });
    addOutputOptions(command, checkFormats);
    command.addHelpText('after', examples).action((targets: string[], flags: CheckFlags) => run((context) => runCheck(targets, flags, context)));
  },
};

/** Adds the flags of what is checked, and against what. */
export function addCheckOptions(command: Command): Command {
  return command
    .optionsGroup('Check:')
    .option('--require <keys>', 'features and bounds of metrics that must be met, comma-separated', collectList)
    .option('--policy <file>', 'policy in YAML or JSON')
    .option('--from <file>', 'input that names types: Terraform JSON, ROS, Kubernetes, a list; - is stdin; repeatable', collectFile)
    .addOption(new Option('--input-format <format>', 'form of the inputs (default: recognised)').choices(inputFormats))
    .option('--all', 'also check what a plan leaves as it is')
    .addOption(new Option('--unknown <mode>', 'what it counts for when nobody knows (default: fail)').choices(unknownModes))
    .option('--max-age <age>', 'exit 3 when the catalog is older: 90d, 12h, 8w', parseAge)
    .option('--report <format=file>', 'also write a report: sarif=FILE, junit=FILE, ...; repeatable', collectReport)
    .option('--allow-empty', 'accept an input that names nothing, and a policy that demands nothing');
}

const collectFile = (text: string, earlier: readonly string[] = []) => {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return [...earlier, text];
};

const dayMs = 24 * 3_600_000;
const ageUnits: Readonly<Record<string, number>> = { h: 3_600_000, d: dayMs, w: 7 * dayMs };

function parseAge(text: string): number {
  const [, figure, unit = ''] = /^(\d+(?:\.\d+)?)([hdw])$/.exec(text) ?? [];
  if (figure === undefined) throw new InvalidArgumentError('It must be an age such as 90d, 12h or 8w.');
  return Number(figure) * (ageUnits[unit] ?? 0);
}

function collectReport(text: string, earlier: readonly FileReport[] = []): FileReport[] {
  const [format = '', ...rest] = text.split('=');
  const path = rest.join('=');
  if (path === '') throw new InvalidArgumentError('It must be FORMAT=FILE, such as sarif=cipu.sarif.');
  if (path === '-') throw new InvalidArgumentError('Standard output is for -o.');
  return [...earlier, { format: parseWord(format, checkFormats, 'The report format'), path }];
}

/** Checks targets against a policy. Resolves to 0, 1 (a target violates it) or 3 (could not decide); rejects with CipuError. */
export async function runCheck(names: readonly string[], flags: CheckFlags, context: Context): Promise<number> {
  const plan = await planCheckOutput(flags);
  const read = [...(flags.from ?? []), ...(flags.policy === undefined ? [] : [flags.policy])];
  if (flags.report)
    await context.checkTargets(
      flags.report.map(({ path }) => path),
      read.filter((file) => file !== '-'),
    );
  if (read.filter((file) => file === '-').length > 1) {
    throw new UsageError('Standard input can be read once only.', { hint: 'name - once' });
  }
  const policy = await openPolicy(flags, asksForStock(flags), context);
  if (names.length === 0 && !flags.from && !flags.allowEmpty) {
    throw new UsageError('There is nothing to check.', { hint: 'name families or types, or an input: cipu check --from plan.json --require cipu' });
  }
  const options = { format: flags.inputFormat, all: flags.all === true, allowEmpty: flags.allowEmpty === true };
  const inputs = await readInputs(flags.from ?? [], options, context);
  const notes = inputs.flatMap((input) => input.notes.map((text) => `${nameInput(input.file)}: ${text}`));
  const { catalog, stock } = await openGrounds(flags, policy, context, notes);
  notes.push(...(await checkArguments(names, catalog)));
  const targets = await expandGlobs([...toTargets(names), ...inputs.flatMap((input) => input.targets)], catalog);
  notes.push(
    ...notOffered(
      targets.filter(({ place }) => place.file !== null),
      catalog,
    ),
  );
  const gaps = inputs.flatMap((input) => input.gaps.map((text) => `${nameInput(input.file)}: ${text}`));
  gaps.push(...staleness(flags.maxAge, catalog.source.asOf, context));
  const source = gaps.length === 0 ? catalog.source : { ...catalog.source, complete: false, gaps: [...(catalog.source.gaps ?? []), ...gaps] };

  const verdicts = judge(targets, { catalog, policy, today: context.now().toISOString().slice(0, 10), ...(stock && { stock }) });
  const exitCode = verdicts.length === 0 && flags.failEmpty ? exitCodes.violated : exitCodeOf(verdicts, source.complete);
  const report: CheckReport = { source, policy: flags.policy ?? null, summary: summarizeVerdicts(verdicts), targets: verdicts };
  await writeReports(report, { version: packageJson.version, exitCode }, plan, flags, context, [...notes, inWords(report.summary), describeCatalog(source)]);
  reportGaps({ source }, context, stock);
  const idle = verdicts.filter(({ checks }) => checks.length === 0).map(({ target }) => target);
  if (idle.length > 0)
    context.stderr.write(`warning: The policy demands nothing of ${[...new Set(idle)].slice(0, 5).join(', ')}${idle.length > 5 ? ' and more' : ''}.\n`);
  return exitCode;
}

/** A failure beats what could not be decided, and that beats success; formats have no say. */
function exitCodeOf(verdicts: readonly TargetVerdict[], isSound: boolean): ExitCode {
  if (verdicts.some(({ verdict }) => verdict === 'fail')) return exitCodes.violated;
  return isSound && verdicts.every(({ verdict, onUnknown }) => verdict === 'pass' || onUnknown !== 'fail') ? exitCodes.done : exitCodes.undecided;
}

/** How a check goes to stdout: as a list, or as a whole report that takes no flags of lists. */
interface CheckPlan {
  readonly list: OutputPlan<TargetVerdict>;
  readonly report: ReportFormat | undefined;
}

async function planCheckOutput({ output, ...flags }: CheckFlags): Promise<CheckPlan> {
  // Asked for columns, Markdown is a table like any other.
  if (output === undefined || !isReportFormat(output) || (output === 'markdown' && flags.columns)) {
    return { list: await planOutput({ ...flags, ...(output && { output: output as Format }) }, checkColumns), report: undefined };
  }
  const useless = (['sort', 'limit', 'query', 'columns'] as const).find((flag) => flags[flag] !== undefined);
  if (useless) throw new UsageError(`--${useless} has no meaning for -o ${output}.`, { hint: `it goes with -o ${formats.join(', ')}` });
  return { list: await planOutput(flags, checkColumns), report: output };
}

/** Opens the catalog, with the stock when the policy is about it and the API is asked. Only a live catalog has any. */
async function openGrounds(
  flags: CheckFlags,
  policy: Policy,
  context: Context,
  notes: string[],
): Promise<{ readonly catalog: Catalog; readonly stock?: Stock }> {
  const options: SourceOptions = toSourceOptions({ source: 'embedded', ...flags });
  const regions = options.regions.length > 0 || options.source === 'embedded' ? options.regions : policy.regions;
  if (asksForStock(flags) || (policy.inStock && options.source === 'live')) {
    const opened = await context.openStock({ ...options, regions }, toStockQuery(flags));
    notes.push(stockNote(opened.stock));
    return opened;
  }
  return { catalog: await context.openCatalog({ ...options, regions }, (text) => notes.push(text)) };
}

/** Arguments name what is there: a misspelt one is no target. Rejects with UsageError; resolves to remarks. */
async function checkArguments(names: readonly string[], catalog: Catalog): Promise<string[]> {
  if (names.some((name) => name.trim() === '')) throw new UsageError('A name cannot be empty.', { hint: 'is a variable of the script not set?' });
  const patterns = await Promise.all(names.map(parsePattern));
  const barren = patterns.find((pattern) => pattern.isGlob && namesMatching(pattern, catalog).length === 0);
  if (barren) unknownName(`Nothing matches ${barren.text}`, barren.text, [], 'cipu families lists the families');
  return checkNames(catalog, { patterns });
}

function notOffered(targets: readonly Target[], { families, known, source }: Catalog): string[] {
  if (source.type === 'embedded') return [];
  const idsOf = (entries: Catalog['families']) => new Set(entries.flatMap((entry) => [entry.id, ...entry.types().map(({ id }) => id)]));
  const [offered, documented] = [idsOf(families), idsOf(known)];
  const elsewhere = [...new Set(targets.flatMap(({ name }) => (name !== null && !offered.has(name) && documented.has(name) ? [name] : [])))];
  return elsewhere.length === 0 ? [] : [`Not offered in ${source.regions.join(', ')}, so judged by the documentation: ${elsewhere.join(', ')}.`];
}

/** That a catalog is too old; nothing when it is not. */
function staleness(maxAge: number | undefined, asOf: string, { now }: Context): string[] {
  const age = now().getTime() - earliestTime(asOf);
  if (maxAge === undefined || age <= maxAge) return [];
  const days = (ms: number) => (ms < 2 * dayMs ? `${Math.floor(ms / 3_600_000)} h` : `${Math.floor(ms / dayMs)} days`);
  return [`The catalog is of ${asOf}, up to ${days(age)} old: --max-age allows ${days(maxAge)}.`];
}

/** Writes the files first: what cannot be written must not look done. */
async function writeReports(
  report: CheckReport,
  env: ReportEnv,
  plan: CheckPlan,
  { report: files = [] }: CheckFlags,
  context: Context,
  notes: readonly string[],
): Promise<void> {
  const { source, policy, summary, targets } = report;
  const list: List<TargetVerdict> = {
    kind: 'targets',
    head: { source, policy, summary, exitCode: env.exitCode },
    rows: targets,
    columns: checkColumns,
    name: ({ target, place }) => target ?? place.address ?? '?',
  };
  const plainStyle = { width: undefined, header: true, paint: (text: string) => text };
  const render = async (format: CheckFormat) => (isReportFormat(format) ? reporters[format](report, env) : (await renderers[format](list, plainStyle)).text);
  if (files.length > 0) await context.writeFiles(await Promise.all(files.map(async ({ format, path }) => ({ path, content: await render(format) }))));
  if (plan.report === undefined) await emitList(list, plan.list, context, notes);
  else {
    context.stdout.write(await reporters[plan.report](report, env));
    writeNotes(notes, plan.list.quiet, context);
  }
}

function inWords({ targets, pass, fail, unknown, waived }: CheckSummary): string {
  return `${targets} ${targets === 1 ? 'target' : 'targets'}: ${pass} pass${waived > 0 ? ` (${waived} waived)` : ''}, ${fail} fail, ${unknown} unknown.`;
}

function describeCatalog({ type, asOf, regions }: Catalog['source']): string {
  if (type === 'embedded') return `Judged by the embedded catalog, documentation of ${asOf}.`;
  return `Judged by ${type === 'live' ? 'the ECS API' : 'the snapshot'}, ${regions.join(', ')}, as of ${asOf}.`;
}
