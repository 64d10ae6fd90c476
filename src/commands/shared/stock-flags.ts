import { charges, type Stock, type StockQuery } from '../../model/market/stock.ts';
import { type FlagGroup, flag, list, onOff, type ValuesOf, word } from '../../settings/flags.ts';

/** What is in stock. */
export const stockFlags = {
  heading: 'Stock (asks the API):',
  flags: {
    inStock: flag('--in-stock', onOff, 'only what can be bought now in at least one zone'),
    zone: flag('--zone <ids>', list, 'zones that count (default: all zones of the regions); repeatable'),
    charge: flag('--charge <method>', word(charges), 'how instances are paid for (default: postpaid)'),
  },
} satisfies FlagGroup;

/** Values of the stock flags. */
export type StockFlags = ValuesOf<typeof stockFlags>;

/** The stock that the flags ask for; undefined when none does. */
export function stockQueryOf({ inStock, zone, charge }: StockFlags): StockQuery | undefined {
  return inStock === undefined && zone === undefined && charge === undefined ? undefined : toStockQuery({ zone, charge });
}

/** The stock that a command asks for which always does. */
export function toStockQuery({ zone = [], charge = 'postpaid' }: { readonly [K in 'zone' | 'charge']?: StockFlags[K] | undefined }): StockQuery {
  return { charge, zones: zone.map((id) => id.toLowerCase()) };
}

/** The note on which stock is shown, and of when. */
export function stockNote({ charge, asOf }: Stock): string {
  return `Stock for ${charge} instances as of ${asOf}.`;
}
