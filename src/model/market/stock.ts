/** Words for the stock of a type in a zone, as documents have them. */
export const stockStatuses = ['with-stock', 'closed-with-stock', 'without-stock', 'closed-without-stock', 'not-offered', 'unknown'] as const;

/**
 * Stock of a type in a zone. `with-stock` is sold and replenished, `closed-with-stock` is left over, `without-stock` is
 * sold out and expected back, `closed-without-stock` is gone. `not-offered` means that the zone does not name the type,
 * `unknown` that the reply contradicts itself or uses words that nobody knows.
 */
export type StockStatus = (typeof stockStatuses)[number];

/** Ways to pay for instances; each has a stock of its own. */
export const charges = ['postpaid', 'prepaid', 'spot'] as const;

/** How instances are paid for. */
export type Charge = (typeof charges)[number];

/** Which stock to ask for. */
export interface StockQuery {
  readonly charge: Charge;
  /** Zone ids; empty asks for every zone of the regions. */
  readonly zones: readonly string[];
}

/** The stock of one zone. */
export interface ZoneStock {
  readonly region: string;
  /** Null stands for a region whose zones are not known. */
  readonly zone: string | null;
  /** Status by type. Empty when the reply names no type: then nothing is known of the zone. */
  readonly types: ReadonlyMap<string, StockStatus>;
}

/** The stock of the zones that were asked for. */
export interface Stock {
  readonly charge: Charge;
  /** Time of the oldest reply, ISO 8601. */
  readonly asOf: string;
  /** Region by region, in natural order of the zones. */
  readonly zones: readonly ZoneStock[];
  /** Regions of which nothing is known, a sentence each: the stock is not complete. */
  readonly gaps: readonly string[];
  /** What is odd about the replies, a sentence each. */
  readonly warnings: readonly string[];
}

const categories: Readonly<Record<string, { readonly status: StockStatus; readonly sold: boolean }>> = {
  WithStock: { status: 'with-stock', sold: true },
  ClosedWithStock: { status: 'closed-with-stock', sold: true },
  WithoutStock: { status: 'without-stock', sold: false },
  ClosedWithoutStock: { status: 'closed-without-stock', sold: false },
};

/** Reads Status and StatusCategory of DescribeAvailableResource together; where they disagree the stock is unknown. */
export function toStockStatus(status: unknown, category: unknown): StockStatus {
  const known = typeof category === 'string' && Object.hasOwn(categories, category) ? categories[category] : undefined;
  if (!known || (status !== undefined && status !== 'Available' && status !== 'SoldOut')) return 'unknown';
  return status === undefined || (status === 'Available') === known.sold ? known.status : 'unknown';
}

/** Whether a type can be bought at once. Null when that is not known. */
export function isInStock(status: StockStatus): boolean | null {
  return status === 'unknown' ? null : status === 'with-stock' || status === 'closed-with-stock';
}

/**
 * The stock of a type in a zone. A zone that names other types does not offer it; a zone that names none says nothing.
 */
export function stockIn({ types }: ZoneStock, type: string): StockStatus {
  return types.size === 0 ? 'unknown' : (types.get(type) ?? 'not-offered');
}

/**
 * The zones where at least one of some types can be bought at once. Null when no such zone is known and the stock of
 * some zone is not.
 */
export function zonesInStock({ zones }: Stock, types: readonly string[]): readonly string[] | null {
  const inStock: string[] = [];
  let open = types.length === 0;
  for (const zone of zones) {
    const answers = types.map((type) => isInStock(stockIn(zone, type)));
    if (zone.zone !== null && answers.includes(true)) inStock.push(zone.zone);
    else if (answers.includes(null)) open = true;
  }
  return inStock.length === 0 && open ? null : inStock;
}
