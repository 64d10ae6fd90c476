import type { Price, TypePrices } from './price.ts';

/** The price of a type among others. */
export interface NamedPrice extends Price {
  readonly type: string;
}

/** What the types of a family cost by the hour, from the cheapest to the dearest that is known. */
export interface FamilyPrices {
  readonly cheapest: NamedPrice;
  readonly dearest: NamedPrice;
  /** Types that count but whose price is not known: one of them may be cheaper or dearer still. */
  readonly unknown: readonly string[];
}

/**
 * What some types cost by the hour. Null when no price is known, and when currencies differ, since such prices cannot
 * be compared.
 */
export function familyPrices(types: readonly string[], prices: ReadonlyMap<string, TypePrices>): FamilyPrices | null {
  const known = types.flatMap((type): NamedPrice[] => {
    const price = prices.get(type)?.terms.hour;
    return price ? [{ type, ...price }] : [];
  });
  const [first, ...others] = known;
  if (!first || others.some(({ currency }) => currency !== first.currency)) return null;
  const named = new Set(known.map(({ type }) => type));
  return {
    cheapest: others.reduce((best, one) => (one.trade < best.trade ? one : best), first),
    dearest: others.reduce((best, one) => (one.trade > best.trade ? one : best), first),
    unknown: types.filter((type) => !named.has(type)),
  };
}
