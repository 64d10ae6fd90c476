import type { Context, SourceOptions } from '../context.ts';
import type { Catalog, CatalogSource } from '../model/catalog/catalog.ts';
import { worstOf } from '../model/policy/outcome.ts';
import { type ChangeKind, changeKinds, type Difference, diffCatalogs } from '../model/reports/diff.ts';
import { type CatalogSummary, summarizeCatalog } from '../model/reports/summary.ts';
import { catalogColumns, differenceColumns } from '../render/columns/snapshots.ts';
import { addFlags, argument, type FlagGroup, flag, type Kind, listOf, onOff, parseList, path, type ValuesOf } from '../settings/flags.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import { parseWord } from './shared/parse.ts';
import { missingFrom, type Result } from './shared/result.ts';
import { accessFlags, type SourceFlags, sourceFlags, toSourceOptions } from './shared/source-flags.ts';

const differenceFlags = {
  heading: 'Differences:',
  flags: {
    only: flag(
      '--only <kinds>',
      listOf(() => changeKinds),
      `kinds to list: ${changeKinds.join(', ')}; several comma-separated`,
    ),
    exitCode: flag('--exit-code', onOff, 'exit 1 when a difference is listed'),
  },
} satisfies FlagGroup;

/** Values of the flags of `cipu catalog diff`. */
export type DiffFlags = SourceFlags & OutputFlags & ValuesOf<typeof differenceFlags>;

/** A word that names a catalog, or a file of one. */
const catalogName: Kind<string> = { form: 'text', suggestions: 'catalogs', isPath: () => true };

const sources = 'embedded, live, live@REGION, or a file of cipu catalog pull';

const examples = `
Examples:
  cipu catalog pull cipu.json.gz --region all              keep what the API says today
  cipu families --source cipu.json.gz                      use it later, without network or credentials
  cipu catalog info embedded cipu.json.gz
  cipu catalog diff cipu.json.gz live -o markdown          what is new since then
  cipu catalog diff embedded live --only added,changed     where the API goes beyond the documentation`;

/** `cipu catalog`. */
export const catalog: CommandDefinition = {
  name: 'catalog',
  description: 'keep what the API says in a file; describe and compare catalogs',
  register(command, run) {
    const pull = command.command('pull').description('write what the API says to a file, a snapshot');
    addFlags(pull.addArgument(argument('<file>', path, 'packed when it ends in .gz')), accessFlags).action(run(runCatalogPull));

    const info = command.command('info').description('say what catalogs hold, and of when they are');
    addFlags(info.addArgument(argument('[source...]', catalogName, sources)), sourceFlags, outputFlags(catalogColumns)).action(run(runCatalogInfo));

    const diff = command.command('diff').description('list what tells two catalogs apart');
    diff.addArgument(argument('<before>', catalogName, sources)).addArgument(argument('<after>', catalogName, 'the same'));
    addFlags(diff, accessFlags, outputFlags(differenceColumns), differenceFlags).action(run(runCatalogDiff));

    command.addHelpText('after', examples);
  },
};

/** Writes a snapshot of the regions. Rejects with CipuError, the file then as it was. */
export async function runCatalogPull(file: string, flags: SourceFlags, context: Context): Promise<Result> {
  const { source, families, types, bytes } = await context.cloud.pullSnapshot({ ...toSourceOptions(flags), source: 'live' }, file);
  const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  const summary = `Wrote ${file}${source.complete ? '' : ', incomplete'}: ${families} families and ${types} types of ${describeSource(source)}, ${size}.`;
  return { output: '', summary, ...missingFrom(source) };
}

/** Lists what some catalogs hold; without a name the one that the flags choose. Rejects with CipuError. */
export async function runCatalogInfo(names: readonly string[], flags: SourceFlags & OutputFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, catalogColumns);
  const options = toSourceOptions(flags);
  const notes: string[] = [];
  const rows: CatalogSummary[] = [];
  const opened: Catalog[] = [];
  for (const name of names.length > 0 ? names : [options.source]) {
    const catalog = await openNamed(name, options, context, notes);
    opened.push(catalog);
    rows.push(summarizeCatalog(name, catalog, context.now()));
  }
  const list = { kind: 'catalogs', head: {}, rows, columns: catalogColumns, name: (row: CatalogSummary) => row.name };
  return { ...(await renderList(list, plan, context.stdout, notes)), ...missingFromAny(opened) };
}

/** Lists what tells two catalogs apart. Rejects with CipuError. */
export async function runCatalogDiff(beforeName: string, afterName: string, flags: DiffFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, differenceColumns);
  const only = flags.only?.map((kind) => parseWord(kind, changeKinds, '--only'));
  const options = toSourceOptions(flags);
  const notes: string[] = [];
  // One after the other: two at once would be more requests in flight than the API is to be asked.
  const before = await openNamed(beforeName, options, context, notes);
  const after = await openNamed(afterName, options, context, notes);
  const rows = diffCatalogs(before, after).filter(({ change }) => only === undefined || only.includes(change));
  const head = { before: before.source, after: after.source };
  notes.push(`From ${beforeName} (${describeSource(before.source)}) to ${afterName} (${describeSource(after.source)}): ${countChanges(rows)}.`);
  const list = { kind: 'differences', head, rows, columns: differenceColumns, name: ({ name }: Difference) => name };
  const { forbidden, ...rendered } = await renderList(list, plan, context.stdout, notes);
  return { ...rendered, ...missingFromAny([before, after]), forbidden: forbidden || (flags.exitCode === true && rows.length > 0) };
}

function missingFromAny(catalogs: readonly Catalog[]): Required<Pick<Result, 'warnings' | 'outcome'>> {
  const each = catalogs.map(({ source }) => missingFrom(source));
  return { warnings: each.flatMap(({ warnings }) => warnings), outcome: worstOf(each.map(({ outcome }) => outcome)) };
}

/**
 * Opens the catalog that an argument names; `live@REGION` asks that region whatever --region says. Rejects with
 * CipuError.
 */
function openNamed(name: string, options: SourceOptions, context: Context, notes: string[]): Promise<Catalog> {
  const [, regions] = /^live@(.+)$/.exec(name) ?? [];
  const named = regions === undefined ? { ...options, source: name } : { ...options, source: 'live', regions: parseList(regions) };
  return context.cloud.openCatalog(named, (text) => notes.push(text));
}

/** When and where a catalog is from, in a few words. */
function describeSource({ asOf, regions }: CatalogSource): string {
  const time = asOf.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC');
  const [first, second, third, ...rest] = regions;
  const places = rest.length > 0 ? `${regions.length} regions` : [first, second, third].filter((region) => region !== undefined).join(', ');
  return places ? `${places}, ${time}` : time;
}

function countChanges(rows: readonly Difference[]): string {
  const count = (kind: ChangeKind) => rows.filter(({ change }) => change === kind).length;
  const counts = changeKinds.map((kind) => ({ kind, times: count(kind) })).filter(({ times }) => times > 0);
  return counts.map(({ kind, times }) => `${times} ${kind}`).join(', ') || 'no difference';
}
