import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import type { CatalogSource } from '../../model/catalog/catalog.ts';
import { createUndecidedCounter } from '../../model/catalog/undecided.ts';
import { type InstanceReport, type InstanceReporter, reporterOf, targetOf } from '../../model/fleet/fleet.ts';
import { createInstanceCounter, type Dimension, type InstanceGroup } from '../../model/fleet/groups.ts';
import type { Fleet } from '../../model/fleet/instance.ts';
import { emptyPolicy, type Policy } from '../../model/policy/policy.ts';
import type { Target } from '../../model/policy/target.ts';
import { groupColumns, instanceColumns } from '../../render/columns/instances.ts';
import { formats } from '../../render/formats/renderers.ts';
import type { List } from '../../render/list.ts';
import type { Note } from '../../render/note.ts';
import { argument, namesOf } from '../../settings/flags.ts';
import { checkOutputFlags, judgingFlags } from '../check/flags.ts';
import { openPolicy } from '../check/policy.ts';
import { describeCatalog, notOffered, openCheckData, planCheckOutput, reportCheck } from '../check/report.ts';
import { checkNames } from '../shared/criteria.ts';
import type { CommandDefinition } from '../shared/definition.ts';
import { featureFlags } from '../shared/filter-flags.ts';
import type { OpenedData } from '../shared/open-data.ts';
import { planOutput, renderList } from '../shared/output.ts';
import type { OutputFlags } from '../shared/output-flags.ts';
import { missingFrom, type Result, type StreamedResult, withGaps } from '../shared/result.ts';
import { manyProfilesFlags, toSourceOptions } from '../shared/source-flags.ts';
import { undecidedNote } from '../shared/undecided.ts';
import { alternativeFlags, type InstanceFlags, instanceFlags, type Narrowing, narrow } from './flags.ts';
import { canStream, collectPages, type PagedList, streamPages } from './paged-list.ts';

const examples = `
cipu instances --region all --cipu no            what is not on CIPU yet
cipu instances --by family                       how much of each family, and of the whole on CIPU
cipu instances --by tag:team --region cn-hangzhou,eu-central-1 --profile prod,staging
cipu instances --unused --status running         eRDMA without an interface, NVMe that the system cannot use
cipu instances --region all -o jsonl > fleet.jsonl
cipu instances --check --require cipu --report junit=fleet.xml`;

const notes = `
-o jsonl, csv, tsv and names write each page of instances as it comes, however many there are; --sort and --query need all of
them first, and so do the other formats.
With --by and --check, --columns and --sort are about the columns of that list.
--check knows an instance by its id, name, region and profile: a waiver of the policy names it as "i-bp67acfmxazb4p00 *".`;

/** `cipu instances`. */
export const instances: CommandDefinition = {
  arguments: [argument('[instance-id...]', namesOf([], 'An instance id'), 'ids of instances')],
  flags: [instanceFlags, featureFlags, alternativeFlags, judgingFlags, manyProfilesFlags, checkOutputFlags(instanceColumns)],
  common: ['region', 'profile', 'by', 'cipu', 'unused', 'tag', 'check', 'require', 'output', 'columns'],
  examples,
  notes,
  run: runInstances,
};

/** Lists, counts or checks instances. Rejects with CipuError. */
export async function runInstances(ids: readonly string[], flags: InstanceFlags, context: Context): Promise<Result | StreamedResult> {
  if (flags.check) return checkInstances(ids, flags, context);
  const given = (['require', 'policy', 'unknown', 'evidence', 'maxAge', 'report', 'allowEmpty'] as const).find((flag) => isGiven(flag, flags));
  if (given) throw new UsageError(`--${given.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)} is for a check.`, { hint: '--check makes it one' });
  const { by } = flags;
  return by === undefined ? listInstances(ids, flags, context) : countInstances(ids, by, flags, context);
}

async function listInstances(ids: readonly string[], flags: InstanceFlags, context: Context): Promise<Result | StreamedResult> {
  const { listFlags, notes } = toListFlags(flags);
  const plan = await planOutput(listFlags, instanceColumns, 'instances');
  const fleet = await openInstances(ids, flags, emptyPolicy, context);
  const counter = createInstanceCounter();
  const list: PagedList<InstanceReport> = {
    kind: 'instances',
    columns: instanceColumns,
    name: ({ instance }) => instance,
    pages: fleet.pages,
    shown: counter.add,
    source: fleet.source,
    notes: () => [...counter.groups().map(inWords), ...notes, ...fleet.notes(), describeCatalog(fleet.source())],
  };
  return canStream(plan) ? streamPages(list, plan, context) : collectPages(list, plan, context);
}

async function countInstances(ids: readonly string[], by: Dimension, flags: InstanceFlags, context: Context): Promise<Result> {
  const columns = groupColumns(by);
  const { listFlags, notes } = toListFlags(flags);
  const plan = await planOutput(listFlags, columns, 'groups');
  const fleet = await openInstances(ids, flags, emptyPolicy, context);
  const [counter, all] = [createInstanceCounter(by), createInstanceCounter()];
  for await (const reports of fleet.pages) for (const one of [counter, all]) one.add(reports);
  const source = fleet.source();
  const list: List<InstanceGroup> = { kind: 'groups', head: { source, by }, rows: counter.groups(), columns, name: ({ value }) => value ?? '' };
  const remarks = [...all.groups().map(inWords), ...notes, ...fleet.notes(), describeCatalog(source)];
  return { ...(await renderList(list, plan, context.stdout, remarks)), ...missingFrom(source) };
}

async function checkInstances(ids: readonly string[], flags: InstanceFlags, context: Context): Promise<Result> {
  const plan = await planCheckOutput(flags, flags.policy === undefined ? [] : [flags.policy], context);
  const policy = await openPolicy(flags, false, context);
  // A policy says nothing of interfaces: they are asked for only when a filter needs them.
  const fleet = await openInstances(ids, { ...flags, interfaces: flags.interfaces !== false && flags.unused === true }, policy, context);
  const targets: Target[] = [];
  for await (const reports of fleet.pages) targets.push(...reports.map(targetOf));
  if (targets.length === 0 && fleet.gaps().length === 0 && !flags.allowEmpty && !flags.failEmpty) {
    throw new UsageError('No instances match, so there is nothing to check.', { hint: '--allow-empty accepts that' });
  }
  const notes = [...fleet.notes(), ...notOffered(targets, fleet.data.catalog)];
  return reportCheck({ ...fleet.data, targets, policy, notes, gaps: fleet.gaps() }, plan, flags, context);
}

/** The instances that the flags mean, on their way to reports. */
interface OpenedFleet {
  readonly data: OpenedData;
  /** Can be read once. */
  readonly pages: AsyncIterable<readonly InstanceReport[]>;
  /** Remarks; those on what is left out are complete when the pages have been read. */
  notes(): readonly Note[];
  /** What is missing of the instances; complete when the pages have been read. */
  gaps(): readonly string[];
  /** The source of the catalog, with those gaps. */
  source(): CatalogSource;
}

async function openInstances(ids: readonly string[], flags: InstanceFlags, policy: Policy, context: Context): Promise<OpenedFleet> {
  const { query, patterns, unknownOf } = await narrow(ids, flags);
  const { profile = [], ...rest } = flags;
  const profiles = [...new Set(profile)];
  const options = toSourceOptions({ ...rest, ...(profiles[0] !== undefined && { profile: profiles[0] }) });
  if (options.source === 'embedded') {
    throw new UsageError('The embedded catalog has no instances.', { hint: 'only the ECS API knows them: leave the source out, or ask with --live' });
  }
  const isLive = options.source === 'auto' || options.source === 'live';
  // A snapshot says what types are; which instances there are, only the API does.
  const fleet = await context.cloud.openFleet(isLive ? options : { ...options, source: 'auto' }, profiles, query);
  const data = await openCheckData(isLive ? { ...options, source: 'live' } : { ...options, regions: [] }, {}, policy, context);
  const opened = [...data.notes, ...checkNames(data.catalog, { patterns })];
  const undecided = createUndecidedCounter();
  const keep = [`--cipu ${[...(flags.cipu ?? []), 'unknown'].join(',')}`];
  const notes = () => {
    const counted = undecided.counted();
    return [...opened, ...undecidedNote('instances', counted, data.catalog.source.type, counted.about.has('CIPU') ? keep : [])];
  };
  const gaps = () => fleet.gaps();
  const report = reporterOf(data.catalog);
  const progress = (text: string) => (flags.quiet || flags.debug ? undefined : context.stderr.progress(text));
  return { data, notes, gaps, source: () => withGaps(data.catalog.source, gaps()), pages: readPages(fleet, { report, unknownOf, undecided }, progress) };
}

/** How instances become reports, and which of them are meant. */
interface Judging extends Pick<Narrowing, 'unknownOf'> {
  readonly report: InstanceReporter;
  readonly undecided: ReturnType<typeof createUndecidedCounter>;
}

async function* readPages(
  fleet: Fleet,
  { report, unknownOf, undecided }: Judging,
  progress: (text: string) => void,
): AsyncGenerator<readonly InstanceReport[]> {
  let count = 0;
  for await (const { instances: page, eris } of fleet.pages()) {
    count += page.length;
    progress(`${count} instances read`);
    yield page
      .map((instance) => report(instance, eris))
      .filter((one) => {
        const unknown = unknownOf(one);
        undecided.add(unknown);
        return unknown?.length === 0;
      });
  }
}

/** Whether a flag is on the command line: what settings say of checks is no mistake where nothing is checked. */
const isGiven = (flag: keyof InstanceFlags, flags: InstanceFlags) => flags[flag] !== undefined && !flags.fromSettings?.has(flag);

/**
 * The output flags of a list, with remarks. Throws UsageError for a format that only checks have, unless it comes from
 * settings.
 */
function toListFlags({ output, ...flags }: InstanceFlags): { readonly listFlags: OutputFlags; readonly notes: readonly string[] } {
  const format = formats.find((one) => one === output);
  if (output === undefined || format !== undefined) return { listFlags: { ...flags, ...(format && { output: format }) }, notes: [] };
  if (!flags.fromSettings?.has('output')) throw new UsageError(`-o ${output} reports a check.`, { hint: '--check makes it one' });
  return { listFlags: flags, notes: [`Without --check there is no -o ${output}: this is the default.`] };
}

/** All instances in a sentence. */
function inWords({ instances: count, cipu: { yes, no, unknown }, unused }: InstanceGroup): string {
  const verdicts = `${yes} on CIPU, ${no} not${unknown > 0 ? `, ${unknown} not known` : ''}`;
  const rest = unused > 0 ? `; ${unused} ${unused === 1 ? 'leaves' : 'leave'} something unused` : '';
  return `${count} ${count === 1 ? 'instance' : 'instances'}: ${verdicts}${rest}.`;
}
