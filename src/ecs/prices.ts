import { CipuError, DeniedError, UsageError } from '../errors.ts';
import type { Price, PriceQuery, PriceTerm, TypePrices } from '../model/market/price.ts';
import { valueAt } from '../model/record.ts';
import type { EcsRequests } from './api.ts';
import { UnknownValueError } from './failure.ts';
import { fetchSpotPrices, type Market } from './spot-prices.ts';

const units: Readonly<Record<PriceTerm, EcsRequests['DescribePrice']['priceUnit']>> = { hour: 'Hour', month: 'Month', year: 'Year' };

/**
 * What types cost in a region, in the order of the query. What cannot be had of a type is a gap of it. Rejects with
 * CipuError: for credentials and permissions, for a region that does not exist, and when the API did not answer a
 * single request.
 */
export async function fetchPrices(market: Market, { types, terms, spot }: PriceQuery): Promise<TypePrices[]> {
  const answers = await Promise.all(
    types.map(async (type) => ({
      type,
      terms: await Promise.all(terms.map((term) => attemptPrice(term, () => fetchPrice(market, type, term)))),
      spot: spot ? await attemptPrice('spot', () => fetchSpotPrices(market, type)) : undefined,
    })),
  );
  const all = answers.flatMap((answer) => [...answer.terms, ...(answer.spot ? [answer.spot] : [])]);
  const errors = all.flatMap(({ error }) => error ?? []);
  // A refusal is an answer; where nothing but the network or the service failed, there is none.
  const [first] = errors;
  if (first && errors.length === all.length && !errors.some((error) => error instanceof UnknownValueError)) throw first;
  return answers.map(({ type, terms: priced, spot: history }) => ({
    type,
    region: market.region,
    terms: Object.fromEntries(priced.flatMap(({ term, value }) => (value ? [[term, value]] : []))),
    spot: history?.value?.prices ?? null,
    gaps: [...gapsOf(type, market.region, [...priced, ...(history ? [history] : [])]), ...(history?.value?.gaps ?? [])],
  }));
}

/** What came of asking for one price: the value, which is undefined when the reply has none, or the error. */
interface Attempt<T> {
  readonly term: PriceTerm | 'spot';
  readonly value?: T | undefined;
  readonly error?: CipuError;
}

async function attemptPrice<T>(term: PriceTerm | 'spot', fetch: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { term, value: await fetch() };
  } catch (error) {
    const fatal = error instanceof DeniedError || (error instanceof UsageError && !(error instanceof UnknownValueError));
    if (fatal || !(error instanceof CipuError)) throw error;
    return { term, error };
  }
}

/** What is missing of a type, a sentence for each reason. */
function gapsOf(type: string, region: string, attempts: readonly Attempt<unknown>[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { term, value, error } of attempts) {
    if (value !== undefined) continue;
    const reason = error?.message ?? 'the reply has no line of the instance type itself.';
    reasons.set(reason, [...(reasons.get(reason) ?? []), term]);
  }
  return [...reasons].map(([reason, missing]) => `The price of ${type} in ${region} is not known (${missing.join(', ')}): ${reason}`);
}

/** The price of a type for one term; undefined when the reply does not tell that of the type alone. */
async function fetchPrice({ list, region }: Market, type: string, term: PriceTerm): Promise<Price | undefined> {
  const fetch = (systemDisk?: EcsRequests['DescribePrice']['systemDisk']) =>
    list({
      action: 'DescribePrice',
      region,
      parameters: { regionId: region, resourceType: 'instance', instanceType: type, priceUnit: units[term], period: 1, ...(systemDisk && { systemDisk }) },
    });
  try {
    return toPrice((await fetch({ category: 'cloud_essd' })).items[0]);
  } catch (error) {
    // Types as old as the first series know no ESSD, the newest nothing else: the price is of the type alone, whatever
    // the disk.
    if (!(error instanceof UnknownValueError && error.code.startsWith('InvalidSystemDiskCategory'))) throw error;
    return toPrice((await fetch()).items[0]);
  }
}

/** Names that the line of the instance type goes by; the total has disks and bandwidth in it. */
const resources = ['instanceType', 'instance'];

function toPrice(reply: unknown): Price | undefined {
  const lines = ['DetailInfos.DetailInfo', 'DetailInfos.ResourcePriceModel'].flatMap((path) => valueAt(reply, path) ?? []);
  const line = resources.flatMap((resource) => lines.filter((one) => valueAt(one, 'Resource') === resource))[0];
  const [currency, trade, original] = [valueAt(reply, 'Currency'), valueAt(line, 'TradePrice'), valueAt(line, 'OriginalPrice')];
  const isPrice = typeof currency === 'string' && currency !== '' && typeof trade === 'number' && typeof original === 'number' && original > 0;
  return isPrice ? { currency, trade, original } : undefined;
}
