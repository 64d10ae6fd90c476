import type { Context, SourceOptions } from '../context.ts';
import { UsageError } from '../errors.ts';
import { candidatesOf } from '../model/catalog/candidate.ts';
import type { Catalog, CatalogSource } from '../model/catalog/catalog.ts';
import { createUndecidedCounter } from '../model/catalog/undecided.ts';
import type { Stock, StockStatus } from '../model/market/stock.ts';
import { parsePattern } from '../model/names/pattern.ts';
import { requirementsOf } from '../model/replace/constraints.ts';
import { type CurrentType, currentTypesOf } from '../model/replace/current-type.ts';
import { type Ranking, type Replacement, type ReplacementOptions, rankReplacements } from '../model/replace/replacement.ts';
import { replacementColumns } from '../render/columns/replacements.ts';
import type { List } from '../render/list.ts';
import type { Note } from '../render/note.ts';
import { argument, type FlagGroup, flag, onOff, textLike, type ValuesOf } from '../settings/flags.ts';
import { type FoundInstance, fetchInstance, isInstanceId } from './instances/find.ts';
import { architectures, checkNames, hardwareCriteria } from './shared/criteria.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { architectureSynonyms, hardwareFlags } from './shared/filter-flags.ts';
import { featureKeys, range, requirements, wordLike } from './shared/kinds.ts';
import { openData } from './shared/open-data.ts';
import { planOutput, renderList, sortRows } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import { parseRequirements } from './shared/parse.ts';
import { fetchPriceBook, hourly, type PriceFlags, priceFlags, toPriceSource } from './shared/price-flag.ts';
import { missingFrom, type Result, withGaps } from './shared/result.ts';
import { type SourceFlags, sourceFlags, toSourceOptions } from './shared/source-flags.ts';
import { type StockFlags, stockFlags, stockNote, stockQueryOf } from './shared/stock-flags.ts';
import { undecidedNote } from './shared/undecided.ts';

const replacementFlags = {
  heading: 'Replacement:',
  flags: {
    require: flag('--require <keys>', requirements, 'features and bounds of metrics that must be met, comma-separated (default: cipu)'),
    has: flag('--has <keys>', featureKeys('--has'), 'features that must be there: the same as --require'),
    anyPlatform: flag('--any-platform', onOff, 'also what is not known to run on CIPU'),
    arch: flag('--arch <arch>', wordLike([...architectures, 'any'], '--arch', architectureSynonyms), 'CPU architecture: x86, arm or any (default: the same)'),
    vcpus: flag('--vcpus <range>', range({ flag: 'vcpus', unit: '' }), 'vCPUs (default: 1.0 to 1.3 times as many)'),
    memory: flag('--memory <range>', range({ flag: 'memory', unit: 'GiB' }), 'memory, GiB (default: 1.0 to 1.3 times as much)'),
    ...hardwareFlags.flags,
    explain: flag('--explain', onOff, 'a page for each replacement: score, changes and what breaks'),
  },
} satisfies FlagGroup;

/** Values of the flags of `cipu replace`. */
export type ReplaceFlags = SourceFlags & OutputFlags & StockFlags & PriceFlags & ValuesOf<typeof replacementFlags>;

const examples = `
cipu replace g7.xlarge                       what to move to, and what breaks
cipu replace g7                              the best replacement of each of its types
cipu replace c6.large --require erdma --memory 4..8
cipu replace c6.large --explain              each score, part by part
cipu replace i-bp1abc --region cn-hangzhou   what this instance can be changed to
cipu replace g7.xlarge --in-stock --zone cn-hangzhou-h --price`;

const notes = `
A replacement runs on CIPU, has the same CPU architecture and 1.0 to 1.3 times the vCPUs and the memory, unless a flag says
otherwise. Types with GPUs and bare metal are replaced only by their like, and nothing by burstable types; a requirement such as '!bare-metal' says
otherwise. What is not known never meets a requirement, and counts half in a score, so that it never beats what is known to be as good as before.`;

/** `cipu replace`. */
export const replace: CommandDefinition = {
  arguments: [argument('<name>', textLike('families and types'), 'a type, a family or the id of an instance')],
  flags: [replacementFlags, sourceFlags, stockFlags, outputFlags(replacementColumns), priceFlags],
  common: ['require', 'vcpus', 'memory', 'arch', 'explain', 'inStock', 'price', 'region', 'limit', 'output'],
  examples,
  notes,
  run: runReplace,
};

/** What everything is judged by, as it was asked for. */
interface ReplaceInput {
  /** Where prices are asked, too: of an instance its own region. */
  readonly asked: SourceOptions;
  readonly catalog: Catalog;
  readonly currentTypes: readonly CurrentType[];
  readonly options: ReplacementOptions;
  readonly notes: Note[];
  readonly gaps: readonly string[];
}

/** Ranks the replacements of a type, an instance or the types of a family. Rejects with CipuError. */
export async function runReplace(name: string, flags: ReplaceFlags, context: Context): Promise<Result> {
  const { limit: _, ...unlimited } = flags;
  const plan = await planOutput(unlimited, replacementColumns, 'replacements');
  if (flags.explain && (plan.format !== 'table' || plan.chosen)) {
    throw new UsageError('--explain writes pages, for people.', { hint: 'JSON has all of it: leave --explain out with -o and --columns' });
  }
  const { asked, catalog, currentTypes, options, notes, gaps } = await openRequest(name, flags, context);
  const open = [...gaps];
  const candidates = candidatesOf(catalog.families);
  const rank = (currentType: CurrentType, among = candidates, known = options) => rankReplacements(currentType, among, catalog, known);
  const rankings = currentTypes.map((currentType) => rank(currentType));
  // One type has its best few, each type of a family its best.
  const limit = flags.limit ?? (currentTypes.length > 1 ? 1 : 5);
  let rows = rankings.flatMap((ranking) => ranking.rows.slice(0, limit));
  if (flags.price && rows.length > 0) {
    if (rankings.some((ranking) => ranking.rows.length > limit)) notes.push('Prices were asked of those listed only: --limit N lists, and asks, more.');
    const types = rows.flatMap(({ replaces, type }) => [replaces, type]);
    const bounds = { allowed: flags.yes === true, fewer: 'a smaller --limit asks for fewer' };
    const { prices, gaps: unpriced } = await fetchPriceBook({ ...hourly, types }, bounds, asked, context);
    open.push(...unpriced);
    rows = currentTypes.flatMap((currentType) => {
      const shortlist = new Set(rows.filter(({ replaces }) => replaces === currentType.type.id).map(({ type }) => type));
      const among = candidates.filter(({ type }) => shortlist.has(type.id));
      return rank(currentType, among, { ...options, prices }).rows;
    });
  }
  const withBootModes = new Set(candidates.filter(({ type }) => type.observed?.bootModes).map(({ type }) => type.id));
  const knowsBootModes = currentTypes.every(({ type }) => type.observed?.bootModes) && rows.every(({ type }) => withBootModes.has(type));
  notes.push(...remarks(rankings, rows, limit, flags, options, catalog.source));
  if (rows.length > 0 && !knowsBootModes) notes.push('Boot modes are not known of all of them: check that the image boots on the replacement.');
  open.push(...rankings.flatMap((ranking) => ranking.gaps));
  const undecided = rankings.flatMap((ranking) => [...ranking.undecided].map(([type, unknown]) => ({ type, unknown })));
  const head = {
    source: withGaps(catalog.source, open),
    require: requirementsOf(options).map(({ text }) => text),
    undecided,
  };
  const list: List<Replacement> = { kind: 'replacements', head, rows, columns: replacementColumns, name: ({ type }) => type };
  const { stdout } = context;
  const rendered =
    flags.explain && rows.length > 0 ? { output: await renderPages(sortRows(rows, plan.sort), stdout), notes } : await renderList(list, plan, stdout, notes);
  return { ...rendered, ...missingFrom(head.source, options) };
}

async function renderPages(rows: readonly Replacement[], { width, paint }: Context['stdout']): Promise<string> {
  const { renderReplacement } = await import('../render/pages/replacement.ts');
  return rows.map((row) => renderReplacement(row, { width, header: true, paint })).join('\n');
}

/** Opens what the name and the flags ask for: the instance first, since it says in which region the catalog counts. */
async function openRequest(name: string, flags: ReplaceFlags, context: Context): Promise<ReplaceInput> {
  const source = flags.price ? toPriceSource(flags) : toSourceOptions(flags);
  if (name.trim() === '') throw new UsageError('A name cannot be empty.', { hint: 'is a variable of the script not set?' });
  const found = isInstanceId(name) ? await fetchInstance(name.trim().toLowerCase(), source, context) : undefined;
  const asked: SourceOptions = found
    ? { ...source, source: 'live', needsApi: 'only the ECS API knows your instances', regions: [found.instance.region] }
    : source;
  const { catalog, stock, notes } = await openData(asked, context, stockQueryOf(flags));
  if (stock) notes.push(stockNote(stock));
  const options = { ...toDemands(flags), ...(stock && { stock }) };
  if (found) return { asked, catalog, notes, ...(await openInstance(found, asked, catalog, options, context)) };
  const pattern = await parsePattern(name);
  if (pattern.isGlob) throw new UsageError(`${pattern.text} may name several families or types.`, { hint: 'name one' });
  notes.push(...checkNames(catalog, { patterns: [pattern] }));
  const currentTypes = currentTypesOf(pattern.text, catalog);
  return { asked, catalog, notes, currentTypes, options, gaps: currentTypes.length === 0 ? [`No types of ${pattern.text} are listed.`] : [] };
}

function toDemands(flags: ReplaceFlags): ReplacementOptions {
  const { require: required = [], has = [], anyPlatform = false, inStock = false, arch, vcpus, memory } = flags;
  const require = [...required, ...parseRequirements(has, '--has')];
  return {
    require,
    anyPlatform,
    inStock,
    ...hardwareCriteria(flags),
    ...(arch && { architecture: arch }),
    ...(vcpus && { vcpus }),
    ...(memory && { memoryGiB: memory }),
  };
}

/** The type of an instance as it is used, and what the instance can be changed to. */
async function openInstance(
  { instance, eris, gaps: reasons }: FoundInstance,
  source: SourceOptions,
  catalog: Catalog,
  options: ReplacementOptions,
  context: Context,
): Promise<Pick<ReplaceInput, 'currentTypes' | 'options' | 'gaps'>> {
  const { id, type, osSupportsNvme } = instance;
  const currentTypes = currentTypesOf(type, catalog, { id, osSupportsNvme, eris });
  if (currentTypes.length === 0) return { currentTypes, options, gaps: [`Nothing is known of ${type}, the type of ${id}.`] };
  // A type that has no elastic RDMA has none attached.
  const isOpen = eris === null && currentTypes.some(({ report }) => report.features.erdma.status !== 'no');
  const gaps = isOpen ? [[`It is not known whether elastic RDMA interfaces are attached to ${id}.`, ...reasons].join(' ')] : [];
  const modifications: ReadonlyMap<string, StockStatus> = await context.cloud.fetchModifications(source, instance);
  if (modifications.size > 0) return { currentTypes, options: { ...options, modifications }, gaps };
  return { currentTypes, options, gaps: [...gaps, `The API names no type that ${id} can be changed to: this is not checked.`] };
}

/** What is not shown, and what the scores do not rest on. */
function remarks(
  rankings: readonly Ranking[],
  rows: readonly Replacement[],
  limit: number,
  flags: ReplaceFlags,
  { stock }: { readonly stock?: Stock },
  source: CatalogSource,
): string[] {
  const total = rankings.reduce((sum, ranking) => sum + ranking.rows.length, 0);
  const counter = createUndecidedCounter();
  for (const unknown of new Map(rankings.flatMap((ranking) => [...ranking.undecided])).values()) counter.add(unknown);
  const undecided = counter.counted();
  const withoutReplacement = rankings.filter((ranking) => ranking.rows.length === 0 && ranking.gaps.length === 0).length;
  const notAsked = [...(flags.price ? [] : ['price (--price)']), ...(stock ? [] : ['stock (--in-stock)'])];
  const some = rankings.length > 1;
  return [
    rows.length < total && `Showing ${rows.length} of ${total} replacements${some ? `, the best ${limit} of each type` : ''} (--limit).`,
    some && withoutReplacement > 0 && `${withoutReplacement} of ${rankings.length} types have no replacement: wider --vcpus or --memory may find one.`,
    !some && withoutReplacement === 1 && 'A wider --vcpus or --memory, or --any-platform, may find one.',
    ...undecidedNote('types', undecided, source.type, undecided.about.has('cipu') && undecided.about.size === 1 ? ['--any-platform'] : []),
    rows.length > 0 && notAsked.length > 0 && `The scores do not know ${notAsked.join(' and ')}: only the API does.`,
  ].filter((note) => note !== false);
}
