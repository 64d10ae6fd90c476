import type { TypeReport } from '../catalog/report.ts';
import { type Price, type PriceQuery, type PriceTerm, priceTerms, type SpotPrice, type TypePrices } from '../market/price.ts';

/** The prices of a type, as `price -o json` gives them. */
export interface PriceReport {
  readonly type: string;
  readonly family: string;
  /** Null when no reply speaks of the type. */
  readonly region: string | null;
  readonly vcpus: number | null;
  readonly memoryGiB: number | null;
  /** Null for a term that was not asked for, or whose price is not known. */
  readonly terms: Readonly<Record<PriceTerm, Price | null>>;
  /** The price of the shortest term that was asked for, divided by the vCPUs, and by the GiB of memory. */
  readonly perVcpu: number | null;
  readonly perGiB: number | null;
  /** By zone; null when that was not asked for or is not known, empty when the region sells none. */
  readonly spot: readonly SpotPrice[] | null;
  /** The zone with the lowest latest spot price; null when there is none, or when currencies differ. */
  readonly cheapestSpot: SpotPrice | null;
  /** Why something is missing, a sentence each. */
  readonly gaps: readonly string[];
}

/** The shortest of some terms. */
export function shortestTerm(terms: readonly PriceTerm[]): PriceTerm {
  return priceTerms.find((term) => terms.includes(term)) ?? 'hour';
}

/** The report on the prices of a type; undefined prices are those of a type that no reply speaks of. */
export function reportPrices({ type, family, metrics }: TypeReport, prices: TypePrices | undefined, query: Omit<PriceQuery, 'types'>): PriceReport {
  const priceOf = (term: PriceTerm) => (query.terms.includes(term) ? (prices?.terms[term] ?? null) : null);
  const spot = query.spot ? (prices?.spot ?? null) : null;
  const shortest = priceOf(shortestTerm(query.terms));
  const per = (size: number | undefined) => (shortest && size !== undefined && size > 0 ? shortest.trade / size : null);
  return {
    type,
    family,
    region: prices?.region ?? null,
    vcpus: metrics.vcpus ?? null,
    memoryGiB: metrics.memoryGiB ?? null,
    terms: { hour: priceOf('hour'), month: priceOf('month'), year: priceOf('year') },
    perVcpu: per(metrics.vcpus),
    perGiB: per(metrics.memoryGiB),
    spot,
    cheapestSpot: spot && cheapestOf(spot),
    gaps: prices ? gapsOf(prices, query) : [`Nothing is known of the price of ${type}.`],
  };
}

/**
 * Why prices that were asked for are missing, a sentence each. Where the reply gives no reason, it says which are
 * missing.
 */
export function gapsOf({ type, terms, spot, gaps }: TypePrices, query: Omit<PriceQuery, 'types'>): readonly string[] {
  if (gaps.length > 0) return gaps;
  const missing: string[] = query.terms.filter((term) => terms[term] === undefined).map((term) => `by the ${term}`);
  if (query.spot && spot === null) missing.push('of spot instances');
  return missing.map((what) => `The price of ${type} ${what} is not known.`);
}

function cheapestOf(spot: readonly SpotPrice[]): SpotPrice | null {
  const [first, ...others] = spot;
  if (!first || others.some(({ currency }) => currency !== first.currency)) return null;
  return others.reduce((best, one) => (one.latest < best.latest ? one : best), first);
}
