import type { Context, SourceOptions } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import type { PriceQuery, TypePrices } from '../../model/market/price.ts';
import { gapsOf } from '../../model/reports/price-report.ts';
import { type FlagGroup, flag, onOff, type ValuesOf } from '../../settings/flags.ts';
import type { OutputFlags } from './output-flags.ts';
import { type SourceFlags, toSourceOptions } from './source-flags.ts';

/** The prices of some types. */
export interface PriceBook {
  /** By type; a type that no reply speaks of is missing. */
  readonly prices: ReadonlyMap<string, TypePrices>;
  /** Why something is missing, a sentence each; empty when nothing is. */
  readonly gaps: readonly string[];
}

/** How many requests are sent without being allowed to. */
export const freeCalls = 20;

/** Prices by the hour, as --price asks for them. */
export const hourly: Omit<PriceQuery, 'types'> = { terms: ['hour'], spot: false };

const noPrices: PriceBook = { prices: new Map(), gaps: [] };

const heading = 'Prices (asks the API):';

/** Allows many requests. */
export const consentFlags = { heading, flags: { yes: flag('--yes', onOff, `allow more than ${freeCalls} API calls for prices`) } } satisfies FlagGroup;

/** Prices beside what a command is about, and what allows many requests for them. */
export const priceFlags = {
  heading,
  flags: { price: flag('--price', onOff, 'add what a type costs by the hour; one API call a type'), ...consentFlags.flags },
} satisfies FlagGroup;

/** Values of the flags on prices. */
export type PriceFlags = ValuesOf<typeof priceFlags>;

/** The source options of a command that asks for prices. Throws UsageError for a source that has none. */
export function toPriceSource(flags: SourceFlags): SourceOptions {
  const options = toSourceOptions(flags);
  if (options.source !== 'auto' && options.source !== 'live') {
    throw new UsageError(`${options.source === 'embedded' ? 'The embedded catalog' : `The catalog ${options.source}`} has no prices.`, {
      hint: 'only the ECS API knows them: leave the source out, or ask with --live',
    });
  }
  return { ...options, needsApi: 'only the ECS API knows prices' };
}

/**
 * What bounds the requests for prices: whether any number is allowed, and the other way to have fewer, for the hint.
 */
export interface Bounds {
  readonly allowed: boolean;
  readonly fewer: string;
}

/**
 * Whether --limit was given on the command line, which allows as many requests; one that a variable or a file sets does
 * not.
 */
export function limitAllows({ limit, fromSettings }: Pick<OutputFlags, 'limit'> & Pick<SourceFlags, 'fromSettings'>): boolean {
  return limit !== undefined && !fromSettings?.has('limit');
}

/** Asks for prices, unless that takes more requests than are allowed. No types, no request. Rejects with CipuError. */
export async function fetchPriceBook(query: PriceQuery, { allowed, fewer }: Bounds, options: SourceOptions, context: Context): Promise<PriceBook> {
  const types = [...new Set(query.types)];
  if (types.length === 0) return noPrices;
  const calls = types.length * (query.terms.length + Number(query.spot));
  if (calls > freeCalls && !allowed) {
    throw new UsageError(
      `The prices of ${types.length} ${types.length === 1 ? 'type' : 'types'} take ${calls} API calls; up to ${freeCalls} are sent unasked.`,
      {
        hint: `--yes sends them all; ${fewer}`,
      },
    );
  }
  const prices = new Map((await context.cloud.fetchPrices(options, { ...query, types })).map((one) => [one.type, one]));
  const gaps = types.flatMap((type) => {
    const found = prices.get(type);
    return found ? gapsOf(found, query) : [`Nothing is known of the price of ${type}.`];
  });
  return { prices, gaps: [...new Set(gaps)] };
}
