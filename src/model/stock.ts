/**
 * Stock of a type in a zone. `with-stock` is sold and replenished, `closed-with-stock` left over, `without-stock` sold out
 * and expected back, `closed-without-stock` gone; `not-offered` when the zone does not name the type; `unknown` when the
 * reply contradicts itself or uses words nobody knows.
 */
export type StockStatus = 'with-stock' | 'closed-with-stock' | 'without-stock' | 'closed-without-stock' | 'not-offered' | 'unknown';

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
