import packageJson from '../../../package.json' with { type: 'json' };
import type { Context, SourceOptions } from '../../context.ts';
import { exitCodes, UsageError } from '../../errors.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import { endingOf } from '../../model/policy/exit-rule.ts';
import { judge, summarizeVerdicts } from '../../model/policy/judge.ts';
import { type CheckReport, type CheckSummary, overallOutcome, type TargetVerdict } from '../../model/policy/outcome.ts';
import type { Policy } from '../../model/policy/policy.ts';
import type { Target } from '../../model/policy/target.ts';
import { earliestTime } from '../../model/reports/summary.ts';
import { targetName } from '../../render/check-words.ts';
import { checkColumns } from '../../render/columns/check.ts';
import { type Format, formats, renderers } from '../../render/formats/renderers.ts';
import type { List } from '../../render/list.ts';
import type { Note } from '../../render/note.ts';
import { isReportFormat, type ReportEnv, type ReportFormat, reporters } from '../../render/reports/reports.ts';
import { type OpenedData, openData } from '../shared/open-data.ts';
import { type OutputPlan, planOutput, renderList } from '../shared/output.ts';
import { missingFrom, type Result, withGaps } from '../shared/result.ts';
import { type FileFlags, filesOfSource } from '../shared/source-flags.ts';
import { type StockFlags, stockNote, stockQueryOf, toStockQuery } from '../shared/stock-flags.ts';
import { type CheckFormat, dayMs, type JudgingFlags } from './flags.ts';

/** How a check goes to stdout: as a list, or as a whole report that takes no flags of lists. */
export interface CheckPlan {
  readonly list: OutputPlan<TargetVerdict>;
  readonly report: ReportFormat | undefined;
}

/**
 * Checks the output flags of a check, and that its files can be written and are none of those it reads, before anything
 * is asked or read. Rejects with UsageError.
 */
export async function planCheckOutput({ output, ...flags }: JudgingFlags & FileFlags, read: readonly string[], context: Context): Promise<CheckPlan> {
  const outputs = flags.report?.map(({ path }) => path);
  if (outputs) await context.checkTargets(outputs, [...read.filter((file) => file !== '-'), ...filesOfSource(flags, context)]);
  // Asked for columns, Markdown is a table like any other.
  if (output === undefined || !isReportFormat(output) || (output === 'markdown' && flags.columns)) {
    return { list: await planOutput({ ...flags, ...(output && { output: output as Format }) }, checkColumns, 'targets'), report: undefined };
  }
  const unsupported = (['sort', 'limit', 'query', 'columns'] as const).find((flag) => flags[flag] !== undefined);
  if (unsupported)
    throw new UsageError(`--${unsupported} has no meaning for -o ${output}.`, { flag: unsupported, hint: `it goes with -o ${formats.join(', ')}` });
  return { list: await planOutput(flags, checkColumns, 'targets'), report: output };
}

/**
 * Opens what a check rests on, with stock when its policy is about that and the API is asked. Rejects with CipuError.
 */
export async function openCheckData(options: SourceOptions, flags: StockFlags, policy: Policy, context: Context): Promise<OpenedData> {
  const regions = options.regions.length > 0 || options.source === 'embedded' ? options.regions : policy.regions;
  const query = stockQueryOf(flags) ?? (policy.inStock && options.source === 'live' ? toStockQuery({}) : undefined);
  const opened = await openData({ ...options, regions }, context, query);
  return { ...opened, notes: opened.stock ? [stockNote(opened.stock)] : opened.notes };
}

/** Targets on their way to verdicts. */
export interface CheckInput extends Pick<OpenedData, 'catalog' | 'stock'> {
  readonly targets: readonly Target[];
  readonly policy: Policy;
  /** Remarks for stderr. */
  readonly notes: readonly Note[];
  /** What is missing from the targets, a sentence each. */
  readonly gaps: readonly string[];
}

/**
 * Gives the verdicts, writes the reports that go to files, and renders the one for standard output. Rejects with
 * CipuError.
 */
export async function reportCheck(input: CheckInput, plan: CheckPlan, flags: JudgingFlags, context: Context): Promise<Result> {
  const { targets, policy, catalog, stock } = input;
  const source = withGaps(catalog.source, [...input.gaps, ...staleness(flags.maxAge, catalog.source.asOf, context)]);
  const verdicts = judge(targets, { catalog, policy, today: context.now().toISOString().slice(0, 10), ...(stock && { stock }) });
  const facts = { outcome: overallOutcome(verdicts, source.complete), forbidden: verdicts.length === 0 && flags.failEmpty === true };
  const report: CheckReport = { source, policy: flags.policy ?? null, summary: summarizeVerdicts(verdicts), targets: verdicts };
  // The reports name the exit code, too.
  const projectFile = flags.fromSettings?.size ? context.readProjectFile()?.name : undefined;
  const env = { version: packageJson.version, exitCode: exitCodes[endingOf(facts)], elsewhere: projectFile ?? 'cipu' };
  const notes = [...input.notes, inWords(report.summary), describeCatalog(source)];
  const rendered = await renderReports(report, env, plan, flags, context, notes);
  return { ...rendered, ...facts, warnings: [...missingFrom(source, { stock }).warnings, ...describeUnchecked(verdicts)] };
}

/** The warning about targets of which the policy demands nothing. */
function describeUnchecked(verdicts: readonly TargetVerdict[]): string[] {
  const unchecked = [...new Set(verdicts.filter(({ checks }) => checks.length === 0).map((verdict) => targetName(verdict)))];
  if (unchecked.length === 0) return [];
  return [`The policy demands nothing of ${unchecked.slice(0, 5).join(', ')}${unchecked.length > 5 ? ' and more' : ''}.`];
}

/** The note on targets that only the documentation knows. */
export function notOffered(targets: readonly Target[], { families, known, source }: Catalog): string[] {
  if (source.type === 'embedded') return [];
  const idsOf = (entries: Catalog['families']) => new Set(entries.flatMap((entry) => [entry.id, ...entry.types().map(({ id }) => id)]));
  const [offered, documented] = [idsOf(families), idsOf(known)];
  const elsewhere = [...new Set(targets.flatMap(({ name }) => (name !== null && !offered.has(name) && documented.has(name) ? [name] : [])))];
  return elsewhere.length === 0 ? [] : [`Not offered in ${source.regions.join(', ')}, so judged by the documentation: ${elsewhere.join(', ')}.`];
}

/** That a catalog is too old; nothing when it is not. */
function staleness(maxAge: number | undefined, asOf: string, { now }: Context): string[] {
  const age = now().getTime() - earliestTime(asOf);
  if (maxAge === undefined) return [];
  // Clocks differ a little. What claims to be of next year would never become too old.
  if (age < -dayMs) return [`The catalog says that it is of ${asOf}, which is still to come: nobody can say how old it is.`];
  if (age <= maxAge) return [];
  const days = (ms: number) => (ms < 2 * dayMs ? `${Math.floor(ms / 3_600_000)} h` : `${Math.floor(ms / dayMs)} days`);
  return [`The catalog is of ${asOf}, up to ${days(age)} old: --max-age allows ${days(maxAge)}.`];
}

/** Writes the files before anything else: what cannot be written must not look done. */
async function renderReports(
  report: CheckReport,
  env: ReportEnv,
  plan: CheckPlan,
  { report: files = [] }: JudgingFlags,
  context: Context,
  notes: readonly Note[],
): Promise<Result> {
  const { source, policy, summary, targets } = report;
  const list: List<TargetVerdict> = {
    kind: 'targets',
    head: { source, policy, summary, exitCode: env.exitCode },
    rows: targets,
    columns: checkColumns,
    name: ({ target, place }) => target ?? place.address ?? '?',
  };
  const plainStyle = { width: undefined, header: true, paint: (text: string) => text };
  const renderReport = async (format: ReportFormat) => reporters[format](...(await locateInRepository(report, env, context)));
  const render = async (format: CheckFormat) => (isReportFormat(format) ? renderReport(format) : (await renderers[format](list, plainStyle)).text);
  if (files.length > 0) await context.writeFiles(await Promise.all(files.map(async ({ format, path }) => ({ path, content: await render(format) }))));
  if (plan.report === undefined) return renderList(list, plan.list, context.stdout, notes);
  return { output: await renderReport(plan.report), areCommands: plan.report === 'github', notes };
}

/** A report whose files are named from the root of the repository, as those who show it beside the code know them. */
async function locateInRepository(report: CheckReport, env: ReportEnv, { pathInRepository }: Context): Promise<[CheckReport, ReportEnv]> {
  const named = [...new Set([...report.targets.map(({ place }) => place.file), report.policy, env.elsewhere])];
  const files = named.filter((file) => file !== null && file !== '-' && file !== 'cipu') as string[];
  const paths = new Map(await Promise.all(files.map(async (file) => [file, await pathInRepository(file)] as const)));
  const toPath = <F extends string | null>(file: F) => (file === null ? file : (paths.get(file) ?? file));
  const targets = report.targets.map((verdict) => ({ ...verdict, place: { ...verdict.place, file: toPath(verdict.place.file) } }));
  return [
    { ...report, policy: toPath(report.policy), targets },
    { ...env, elsewhere: toPath(env.elsewhere) },
  ];
}

function inWords({ targets, pass, fail, unknown, waived }: CheckSummary): string {
  return `${targets} ${targets === 1 ? 'target' : 'targets'}: ${pass} pass${waived > 0 ? ` (${waived} waived)` : ''}, ${fail} fail, ${unknown} unknown.`;
}

/** What verdicts rest on, a sentence. */
export function describeCatalog({ type, asOf, regions }: Catalog['source']): string {
  if (type === 'embedded') return `Judged by the embedded catalog, documentation of ${asOf}.`;
  return `Judged by ${type === 'live' ? 'the ECS API' : 'the snapshot'}, ${regions.join(', ')}, as of ${asOf}.`;
}
