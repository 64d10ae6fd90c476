import type { Context, SourceOptions } from '../context.ts';
import { UsageError } from '../errors.ts';
import { type ComparedProperty, type Comparison, compareThings, differsInKnown, type Thing } from '../model/reports/comparison.ts';
import { partsOfComparison, propertyColumns, thingColumns } from '../render/columns/comparison.ts';
import { argument, type FlagGroup, flag, namesOf, onOff, type ValuesOf } from '../settings/flags.ts';
import { type ComparedThings, findThings } from './shared/compared-things.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { openData } from './shared/open-data.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags, tableFormats } from './shared/output-flags.ts';
import { fetchPriceBook, hourly, type PriceBook, type PriceFlags, priceFlags, toPriceSource } from './shared/price-flag.ts';
import { missingFrom, type Result } from './shared/result.ts';
import { type SourceFlags, sourceFlags, toSourceOptions } from './shared/source-flags.ts';

const comparisonFlags = {
  heading: 'Comparison:',
  flags: {
    onlyDifferences: flag('--only-differences', onOff, 'leave out what is the same everywhere'),
    transpose: flag('--transpose', onOff, 'a row for each family or type, and a column for each property'),
  },
} satisfies FlagGroup;

/** Values of the flags of `cipu compare`. */
export type CompareFlags = SourceFlags & OutputFlags & PriceFlags & ValuesOf<typeof comparisonFlags>;

const examples = `
cipu compare g7 g8i g9i                      families side by side, the better values marked
cipu compare g8i.xlarge g9i.xlarge --only-differences
cipu compare 'g8*' --transpose               a row a family
cipu compare g8i.xlarge c8i.2xlarge --price  with what they cost by the hour
cipu compare g7 g8i --only-differences -o names
cipu compare g7 g8i --query 'properties[?different].property'`;

/** `cipu compare`. */
export const compare: CommandDefinition = {
  arguments: [argument('<name...>', namesOf('families and types'), 'names or globs of families, or of types, with or without "ecs."')],
  flags: [comparisonFlags, outputFlags([]), priceFlags, sourceFlags],
  common: ['onlyDifferences', 'transpose', 'price', 'live', 'region', 'output'],
  examples,
  run: runCompare,
};

/** Compares families, or types. Rejects with CipuError. */
export async function runCompare(names: readonly string[], flags: CompareFlags, context: Context): Promise<Result> {
  // Which columns there are depends on the catalog; all else is checked before it is opened.
  const { columns: _columns, sort: _sort, ...others } = flags;
  const { format } = await planOutput(others, [], 'comparison');
  if (flags.transpose && !tableFormats.includes(format)) {
    throw new UsageError(`--transpose has no meaning for -o ${format}.`, { hint: `it goes with -o ${tableFormats.join(', ')}` });
  }
  // What are columns of a table are values by name in a row of JSON.
  if (flags.columns && !tableFormats.includes(format)) {
    throw new UsageError(`--columns has no meaning for -o ${format}.`, { flag: 'columns', hint: '--query selects parts of the JSON document' });
  }
  const options = flags.price ? toPriceSource(flags) : toSourceOptions(flags);
  const { catalog, notes } = await openData(options, context);
  const found = await findThings(names, catalog);
  const { things, gaps } = flags.price ? await withPrices(found, flags, options, context) : { ...found, gaps: [] };
  const comparison = compareThings(things, flags.price === true);
  const properties = comparison.properties.filter(({ different }) => different || !flags.onlyDifferences);
  notes.push(...found.notes);

  // Columns that are properties are those of a row a thing.
  const byThing = flags.transpose || flags.columns?.some((key) => comparison.properties.some(({ property }) => property.toLowerCase() === key.toLowerCase()));
  const list = { kind: 'comparison', rowsKey: 'properties', head: { source: catalog.source, subject: comparison.subject, things: comparison.things } };
  const renderProperties = async () => {
    const columns = propertyColumns(things);
    const rows = format === 'table' ? properties.filter(({ unknown }) => unknown.length < things.length) : properties;
    notes.push(`${summaryOf(comparison)}${unknownNote(properties.length - rows.length)}`);
    const parts = (width: number) => partsOfComparison(rows, things, width);
    return renderList({ ...list, rows, columns, parts, name: ({ property }) => property }, await planOutput(flags, columns), context.stdout, notes);
  };
  const renderThings = async () => {
    const columns = thingColumns(comparison, flags.columns ? comparison.properties : properties);
    notes.push(summaryOf(comparison));
    if (format !== 'wide' && !flags.columns && !flags.onlyDifferences) notes.push('Properties that are the same everywhere are left out: -o wide shows them.');
    return renderList<Thing>({ ...list, rows: things, columns, name: ({ name }) => name }, await planOutput(flags, columns), context.stdout, notes);
  };
  const rendered = await (byThing ? renderThings() : renderProperties());
  return { ...rendered, ...missingFrom(catalog.source, { gaps }), forbidden: flags.failEmpty === true && properties.length === 0 };
}

/** The types with their prices. Rejects with CipuError, also for families: their types differ in size. */
async function withPrices(
  { things }: ComparedThings,
  flags: CompareFlags,
  options: SourceOptions,
  context: Context,
): Promise<Pick<PriceBook, 'gaps'> & Pick<ComparedThings, 'things'>> {
  if (things.some(({ type }) => type === null)) {
    throw new UsageError('--price compares types, not families.', { hint: 'cipu families --price lists what their cheapest and dearest types cost' });
  }
  const bounds = { allowed: flags.yes === true, fewer: 'name fewer types' };
  const { prices, gaps } = await fetchPriceBook({ ...hourly, types: things.map(({ name }) => name) }, bounds, options, context);
  return { gaps, things: things.map((thing) => ({ ...thing, type: thing.type && { ...thing.type, price: prices.get(thing.name)?.terms.hour ?? null } })) };
}

function unknownNote(rows: number): string {
  if (rows === 0) return '';
  return rows === 1
    ? ' 1 row is left out: not known of any of them; -o wide shows it.'
    : ` ${rows} rows are left out: not known of any of them; -o wide shows them.`;
}

function summaryOf({ properties }: Comparison): string {
  const different = properties.filter((row: ComparedProperty) => row.different);
  const open = different.filter((row) => !differsInKnown(row)).length;
  return `${different.length} of ${properties.length} properties differ${open > 0 ? `, ${open} of them only because a value is not known` : ''}.`;
}
