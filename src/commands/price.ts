import type { Context } from '../context.ts';
import { selectTypes } from '../model/catalog/selection.ts';
import { priceTerms } from '../model/market/price.ts';
import { type PriceReport, reportPrices } from '../model/reports/price-report.ts';
import { priceColumns } from '../render/columns/prices.ts';
import { argument, type FlagGroup, flag, namesOf, onOff, type ValuesOf } from '../settings/flags.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { wordsLike } from './shared/kinds.ts';
import { lookUp } from './shared/named.ts';
import { openData } from './shared/open-data.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import { consentFlags, fetchPriceBook, limitAllows, toPriceSource } from './shared/price-flag.ts';
import { missingFrom, type Result } from './shared/result.ts';
import { type SourceFlags, sourceFlags } from './shared/source-flags.ts';

const flagsOnPrices = {
  heading: consentFlags.heading,
  flags: {
    ...consentFlags.flags,
    term: flag('--term <terms>', wordsLike(priceTerms, '--term'), `terms to ask for: ${priceTerms.join(', ')}; several comma-separated (default: hour)`),
    spot: flag('--spot', onOff, 'also ask for spot prices: the latest, and their range, zone by zone'),
  },
} satisfies FlagGroup;

/** Values of the flags of `cipu price`. */
export type PriceCommandFlags = SourceFlags & OutputFlags & ValuesOf<typeof flagsOnPrices>;

const examples = `
cipu price g8i.xlarge g9i.xlarge             what is to be paid by the hour
cipu price g8i --term hour,month,year --yes  the types of a family, in every way
cipu price 'g?i.xlarge' --spot -o wide       with the spot prices of each zone
cipu price g8i --limit 5 --region eu-central-1
cipu price g8i.xlarge --query 'prices[0].terms.hour.trade' -o names`;

/** `cipu price`. */
export const price: CommandDefinition = {
  arguments: [argument('<pattern...>', namesOf('families and types'), 'names or globs of types, or of families for all their types, with or without "ecs."')],
  flags: [flagsOnPrices, outputFlags(priceColumns({ terms: priceTerms, spot: true })), sourceFlags],
  common: ['term', 'spot', 'region', 'profile', 'yes', 'columns', 'sort', 'limit', 'output'],
  examples,
  run: runPrice,
};

/** Lists what types cost. Rejects with CipuError. */
export async function runPrice(patterns: readonly string[], flags: PriceCommandFlags, context: Context): Promise<Result> {
  const { term: asked = ['hour'] } = flags;
  const query = { terms: priceTerms.filter((term) => asked.includes(term)), spot: flags.spot === true };
  const columns = priceColumns(query);
  const plan = await planOutput(flags, columns, 'prices');
  const options = toPriceSource(flags);
  const { catalog, notes } = await openData(options, context);
  const named = await lookUp(patterns, catalog);
  const types = named.rows(selectTypes, ({ type }) => type);
  // What is to be sorted must be known whole.
  const isSorted = plan.sort.length > 0;
  const wanted = isSorted ? types : types.slice(0, plan.limit);
  if (wanted.length < types.length) notes.push(`Asked for ${wanted.length} of ${types.length} types (--limit).`);
  const bounds = {
    allowed: flags.yes === true || (!isSorted && limitAllows(flags)),
    fewer: isSorted ? 'name fewer, or leave out --sort' : '--limit N asks for the first N types only',
  };
  const book = await fetchPriceBook({ ...query, types: wanted.map(({ type }) => type) }, bounds, options, context);
  const rows = wanted.map((type): PriceReport => reportPrices(type, book.prices.get(type.type), query));
  const list = { kind: 'prices', head: { source: catalog.source, ...query }, rows, columns, name: ({ type }: PriceReport) => type };
  const rendered = await renderList(list, plan, context.stdout, [...named.notes, ...notes]);
  return { ...rendered, ...missingFrom(catalog.source, book) };
}
