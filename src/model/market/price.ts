/** Ways in which a price is asked for. */
export const priceTerms = ['hour', 'month', 'year'] as const;

/** Pay-as-you-go by the hour, or a subscription by the month or year. */
export type PriceTerm = (typeof priceTerms)[number];

/** What the instance type alone costs for one term, disks and bandwidth left out. */
export interface Price {
  /** As the API gives it: CNY, USD. */
  readonly currency: string;
  /** What is to be paid now, discounts taken off. */
  readonly trade: number;
  /** The list price. */
  readonly original: number;
}

/** Spot prices of a type in a zone, by the hour, over the time that the API keeps. */
export interface SpotPrice {
  readonly zone: string;
  readonly currency: string;
  readonly latest: number;
  readonly min: number;
  readonly max: number;
  /** Time of the latest price, ISO 8601. */
  readonly asOf: string;
}

/** All that is known of the price of a type in a region. */
export interface TypePrices {
  readonly type: string;
  readonly region: string;
  /** A term whose price is not known is missing. */
  readonly terms: Readonly<Partial<Record<PriceTerm, Price>>>;
  /** Null when spot prices were not asked for or are not known; empty when the region has none for the type. */
  readonly spot: readonly SpotPrice[] | null;
  /** Why something is missing, a sentence each. */
  readonly gaps: readonly string[];
}

/** What to ask the prices of. */
export interface PriceQuery {
  /** Full names of types. */
  readonly types: readonly string[];
  readonly terms: readonly PriceTerm[];
  readonly spot: boolean;
}
