import type { Context } from '../context.ts';
import { newestFirst } from '../model/catalog/newest-first.ts';
import type { FamilyReport } from '../model/catalog/report.ts';
import { selectFamilies, typesThatMeet } from '../model/catalog/selection.ts';
import { familyPrices } from '../model/market/family-prices.ts';
import { familyColumns } from '../render/columns/catalog.ts';
import { familyPriceColumns } from '../render/columns/prices.ts';
import { argument, namesOf } from '../settings/flags.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { filterFlags, rangeFlags } from './shared/filter-flags.ts';
import { type ListFlags, runList } from './shared/list.ts';
import { outputFlags } from './shared/output-flags.ts';
import { priceFlags } from './shared/price-flag.ts';
import type { Pricing } from './shared/price-rows.ts';
import type { Result } from './shared/result.ts';
import { sourceFlags } from './shared/source-flags.ts';
import { stockFlags } from './shared/stock-flags.ts';

const examples = `
cipu families                                every family on sale, with its CIPU verdict
cipu families 'g8*' 'c8*' -o wide            everything known of some families
cipu families --cipu yes --has erdma,nvme    families on CIPU with eRDMA and NVMe
cipu families --has bare-metal --vcpus 128..  bare metal of 128 vCPUs or more
cipu families --live --region eu-central-1   what a region offers today
cipu families --cipu yes --in-stock          what can be bought there now
cipu families g8i --vcpus 8 --live --price   what its types of 8 vCPUs cost
cipu families --cipu yes -o csv > cipu.csv   for a spreadsheet`;

const notes = `
A row, as --where has it, and --query in the list "families":
  {family, category, cpuArchitecture, processor, platform: {name, generation},
   regions, zones, sold: {international, china}, types, price,
   cipu: {verdict, basis, rule, generation, conflict, evidence},
   features: {erdma: {status, basis}, ...},
   metrics: {vcpus: {min, max}, memoryGiB: {min, max}, ...}}
Words of columns do as well: cipu == 'yes' && erdma == 'yes' && vcpus.max > 64`;

/** `cipu families`. */
export const families: CommandDefinition = {
  arguments: [argument('[pattern...]', namesOf('families'), 'names or globs, with or without "ecs."')],
  flags: [filterFlags, rangeFlags, outputFlags([...familyColumns, ...familyPriceColumns]), stockFlags, priceFlags, sourceFlags],
  common: ['cipu', 'has', 'vcpus', 'memory', 'arch', 'vendor', 'columns', 'sort', 'limit', 'output'],
  examples,
  notes,
  run: runFamilies,
};

/** Of a family those types count that meet the criteria: with --vcpus 8 the cheapest is the cheapest of 8 vCPUs. */
const pricing: Pricing<FamilyReport> = {
  columns: familyPriceColumns,
  onePerRow: false,
  typesOf({ family }, { families: entries }, criteria) {
    const entry = entries.find(({ id }) => id === family);
    return entry ? typesThatMeet(entry, criteria) : [];
  },
  withPrices: (row, types, prices) => ({ ...row, price: familyPrices(types, prices) }),
};

/** Lists the families that meet the flags. Rejects with CipuError. */
export function runFamilies(patterns: readonly string[], flags: ListFlags, context: Context): Promise<Result> {
  return runList<FamilyReport>(
    { kind: 'families', columns: familyColumns, pricing, select: selectFamilies, arrange: newestFirst, name: ({ family }) => family },
    patterns,
    flags,
    context,
  );
}
