import type { Context, SourceOptions } from '../context.ts';
import type { Catalog } from '../model/catalog/catalog.ts';
import { findSubject } from '../model/catalog/lookup.ts';
import type { NamePattern } from '../model/names/pattern.ts';
import type { Feature } from '../model/registry/features.ts';
import { findFeature } from '../model/registry/spelling.ts';
import { addPrices, type Details, detailsOf } from '../model/reports/details.ts';
import { argument, type FlagGroup, flag, namesOf, onOff, type ValuesOf } from '../settings/flags.ts';
import { checkNames, toCriteria } from './shared/criteria.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { compileExpression } from './shared/expression.ts';
import { openData } from './shared/open-data.ts';
import { renderValue } from './shared/output.ts';
import { formatFlag, jsonFlag, pagerFlag, queryFlag } from './shared/output-flags.ts';
import { fetchPriceBook, hourly, type PriceBook, type PriceFlags, priceFlags, toPriceSource } from './shared/price-flag.ts';
import { missingFrom, type Result } from './shared/result.ts';
import { type SourceFlags, sourceFlags, toSourceOptions } from './shared/source-flags.ts';

const pageFormats = ['page', 'json', 'jsonl', 'yaml', 'names'] as const;

const pageFlags = {
  heading: 'Output:',
  flags: {
    evidence: flag('--evidence', onOff, 'every statement with its rule, source and date; JSON and YAML always have them'),
    output: formatFlag(pageFormats),
    json: jsonFlag,
    pager: pagerFlag,
    query: queryFlag,
  },
} satisfies FlagGroup;

/** Values of the flags of `cipu show`. */
export type ShowFlags = SourceFlags & PriceFlags & ValuesOf<typeof pageFlags>;

const examples = `
cipu show g8i                       verdict, eRDMA, sizes, network, disks, types and features of a family
cipu show g8i.xlarge                the same of a type
cipu show g8i --evidence            who says so: every statement with its rule, source and date
cipu show g8i.xlarge g9i.xlarge --price  with what they cost by the hour
cipu show g8i c7 --json             for scripts
cipu show erdma                     what a feature is, as cipu features erdma
cipu show c7re --query 'pages[0].family.cipu.conflict'`;

/** `cipu show`. */
export const show: CommandDefinition = {
  arguments: [argument('<name...>', namesOf('families and types'), 'names of families or types, with or without "ecs."')],
  flags: [pageFlags, priceFlags, sourceFlags],
  common: ['evidence', 'price', 'live', 'region', 'output'],
  examples,
  run: runShow,
};

/** Pages, and why prices are missing on them. */
interface PricedPages extends Pick<PriceBook, 'gaps'> {
  readonly pages: readonly Details[];
}

/** Shows one page a name. Rejects with CipuError. */
export async function runShow(names: readonly string[], flags: ShowFlags, context: Context): Promise<Result> {
  const query = flags.query === undefined ? undefined : await compileExpression(flags.query, '--query', 'pages');
  const criteria = await toCriteria(names, {});
  const options = flags.price ? toPriceSource(flags) : toSourceOptions(flags);
  const opened = await openData(options, context);
  const { catalog, notes } = opened;
  const feature = featureAmong(criteria.patterns, names, catalog);
  if (feature) {
    const { explainFeature } = await import('./features.ts');
    const { output = 'page', ...others } = flags;
    return explainFeature(feature, opened, output === 'page' ? others : { ...others, output }, context);
  }
  notes.push(...checkNames(catalog, criteria));
  const found = criteria.patterns.flatMap((pattern) => pagesOf(pattern, catalog));
  const { pages, gaps } = flags.price ? await withPrices(found, flags, options, context) : { pages: found, gaps: [] };
  notes.push(...criteria.patterns.filter((pattern) => pattern.isGlob && pagesOf(pattern, catalog).length === 0).map(({ text }) => `Nothing matches ${text}.`));
  const document = { schemaVersion: 1, kind: 'pages', source: catalog.source, pages };
  const format = flags.json ? 'json' : (flags.output ?? (query ? 'json' : 'page'));
  const output =
    format === 'page'
      ? await renderPages(pages, flags.evidence === true, context.stdout)
      : await renderValue(query ? query(document) : format === 'names' ? pages.map(({ name }) => name) : format === 'jsonl' ? pages : document, format);
  if (format === 'page' && !flags.evidence && pages.length > 0 && context.stdout.isTTY)
    notes.push('--evidence gives every statement with its rule, source and date.');
  return { output, notes, ...missingFrom(catalog.source, { gaps }) };
}

/** The feature that the only name means when no family has it: people ask for that, too. */
function featureAmong([pattern, ...others]: readonly NamePattern[], [name = '']: readonly string[], catalog: Catalog): Feature | undefined {
  return pattern && others.length === 0 && !findSubject(catalog, pattern.text) ? findFeature(name) : undefined;
}

/** The pages with what the types on them cost. Rejects with CipuError. */
async function withPrices(pages: readonly Details[], flags: ShowFlags, options: SourceOptions, context: Context): Promise<PricedPages> {
  const types = pages.flatMap(({ type, types: all }) => (type ? [type.type] : all.map((one) => one.type)));
  const { prices, gaps } = await fetchPriceBook({ ...hourly, types }, { allowed: flags.yes === true, fewer: 'name fewer' }, options, context);
  return { pages: pages.map((page) => addPrices(page, prices)), gaps };
}

async function renderPages(pages: readonly Details[], withEvidence: boolean, { width, paint }: Context['stdout']): Promise<string> {
  const render = withEvidence ? (await import('../render/pages/evidence.ts')).renderEvidencePage : (await import('../render/pages/details.ts')).renderPage;
  return (await Promise.all(pages.map((page) => render(page, { width, header: true, paint })))).join('\n');
}

/**
 * The page of an exact name, also of one that is a name and no more, the pages of every family or type that a glob
 * matches.
 */
function pagesOf(pattern: NamePattern, catalog: Catalog): Details[] {
  const found = describedPages(pattern, catalog);
  if (found.length > 0 || catalog.names[pattern.text] === undefined) return found;
  const named = findSubject(catalog, pattern.text);
  return named ? [detailsOf(catalog, named.entry, named.type)] : [];
}

function describedPages(pattern: NamePattern, catalog: Catalog): Details[] {
  if (!pattern.isType) return catalog.families.filter(({ id }) => pattern.matches(id)).map((entry) => detailsOf(catalog, entry));
  return catalog.families.flatMap((entry) =>
    entry
      .types()
      .filter(({ id }) => pattern.matches(id))
      .map((type) => detailsOf(catalog, entry, type)),
  );
}
