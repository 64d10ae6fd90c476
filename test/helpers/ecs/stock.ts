/** Made-up stock that never changes: what a type's state in a zone is follows from their names alone. */
import { createHash } from 'node:crypto';

export type StockCategory = 'WithStock' | 'ClosedWithStock' | 'WithoutStock' | 'ClosedWithoutStock';
export type Market = 'on-demand' | 'spot';

/** Half of the draws have stock; `null` is "not offered in this zone". */
const DRAWS: readonly (StockCategory | null)[] = [
  'WithStock',
  'WithStock',
  'WithStock',
  'WithStock',
  'ClosedWithStock',
  'WithoutStock',
  'ClosedWithoutStock',
  null,
];

/** The stock of a type in a zone, or null where it is not offered. Spot stock is drawn apart from on-demand stock. */
export function stockOf(zoneId: string, typeId: string, market: Market = 'on-demand'): StockCategory | null {
  const draw = createHash('sha256').update(`${zoneId} ${typeId} ${market}`).digest().readUInt32BE() % DRAWS.length;
  return DRAWS[draw] ?? null;
}

/** The `Status` word that goes with a category. */
export function toStatus(category: StockCategory): 'Available' | 'SoldOut' {
  return category === 'WithStock' || category === 'ClosedWithStock' ? 'Available' : 'SoldOut';
}
