import type { Context } from '../context.ts';
import type { TypeReport } from '../model/catalog/report.ts';
import { selectTypes } from '../model/catalog/selection.ts';
import { typeColumns } from '../render/columns/catalog.ts';
import { typePriceColumns } from '../render/columns/prices.ts';
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
cipu types g8i                               the types of one family
cipu types --has erdma,nvme --vcpus 8..32 --memory 64..
cipu types --has erdma,nvme,bare-metal --vcpus 128.. -o names
cipu types --has erdma --vcpus 16.. --in-stock --zone cn-hangzhou-h
cipu types 'g8*' --sort networkGbps:desc --limit 5
cipu types g8i --vcpus 8..16 --live --price  with what they cost by the hour
cipu types g8i.xlarge --query 'types[0].metrics.memoryGiB' -o names`;

const notes = `
A row, as --where has it, and --query in the list "types":
  {type, family, category, cpuArchitecture, processor,
   platform: {name, generation}, regions, zones, price,
   cipu: {verdict, basis, rule, generation, conflict},
   features: {erdma: {status, basis}, ...},
   metrics: {vcpus, memoryGiB, networkGbps, ...}}
Words of columns do as well: nvme == 'yes' && vcpus >= 8 && memory / vcpus == 4`;

/** `cipu types`. */
export const types: CommandDefinition = {
  arguments: [argument('[pattern...]', namesOf('families and types'), 'names or globs of families or types, with or without "ecs."')],
  flags: [filterFlags, rangeFlags, outputFlags([...typeColumns, ...typePriceColumns]), stockFlags, priceFlags, sourceFlags],
  common: ['has', 'vcpus', 'memory', 'network', 'arch', 'vendor', 'columns', 'sort', 'limit', 'output'],
  examples,
  notes,
  run: runTypes,
};

const pricing: Pricing<TypeReport> = {
  columns: typePriceColumns,
  onePerRow: true,
  typesOf: ({ type }) => [type],
  withPrices: (row, _types, prices) => ({ ...row, price: prices.get(row.type)?.terms.hour ?? null }),
};

/** Lists the types that meet the flags. Rejects with CipuError. */
export function runTypes(patterns: readonly string[], flags: ListFlags, context: Context): Promise<Result> {
  return runList<TypeReport>({ kind: 'types', columns: typeColumns, pricing, select: selectTypes, name: ({ type }) => type }, patterns, flags, context);
}
