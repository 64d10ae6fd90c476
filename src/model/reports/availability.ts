import { bareFamily, type Catalog, type FamilyEntry, guessFamily, type TypeEntry, typeMetrics } from '../catalog/catalog.ts';
import { type Criteria, type Selection, selectTypes } from '../catalog/selection.ts';
import { type Charge, type Stock, type StockStatus, stockIn } from '../market/stock.ts';
import { compareNames, compareTypes } from '../names/order.ts';

/** The stock of a type in a zone, as `stock -o json` gives it. */
export interface StockReport {
  readonly type: string;
  readonly family: string;
  readonly region: string;
  /** Null when the zones of the region are not known. The status is unknown then. */
  readonly zone: string | null;
  readonly charge: Charge;
  readonly status: StockStatus;
}

/**
 * The stock of every type that meets the criteria, in every zone that was asked for. Rows are ordered by type, then
 * zone.
 */
export function selectStock(catalog: Catalog, stock: Stock, criteria: Criteria): Selection<StockReport> {
  const { rows, ...leftOut } = selectTypes(catalog, { ...criteria, stock });
  const reports = rows.flatMap(({ type, family }) =>
    stock.zones.map((zone): StockReport => ({ type, family, region: zone.region, zone: zone.zone, charge: stock.charge, status: stockIn(zone, type) })),
  );
  return { rows: reports, ...leftOut };
}

/** A catalog together with stock: its source is as old as the older of both, and has the gaps of both. */
export function joinStock(catalog: Catalog, stock: Stock): Catalog {
  const { source } = catalog;
  const gaps = [...(source.gaps ?? []), ...stock.gaps];
  const asOf = stock.asOf < source.asOf ? stock.asOf : source.asOf;
  return { ...catalog, source: { ...source, asOf, complete: gaps.length === 0, ...(gaps.length > 0 && { gaps }) } };
}

/**
 * A catalog with every family and type that is documented or that the stock names, so that it can be said of those,
 * too, that they are not offered. It is in the order of any catalog.
 */
export function withEveryName(catalog: Catalog, stock: Stock): Catalog {
  const types = new Map<string, Map<string, TypeEntry>>();
  const add = (family: string, type: TypeEntry) => {
    const known = types.get(family) ?? new Map<string, TypeEntry>();
    if (!known.has(type.id)) types.set(family, known.set(type.id, type));
  };
  const entries = new Map<string, FamilyEntry>();
  for (const entry of [...catalog.families, ...catalog.known]) {
    if (!entries.has(entry.id)) entries.set(entry.id, entry);
    for (const type of entry.types()) add(entry.id, type);
  }
  const named = new Set([...types.values()].flatMap((ids) => [...ids.keys()]));
  const families = [...entries.keys()];
  for (const id of new Set(stock.zones.flatMap((zone) => [...zone.types.keys()]))) {
    if (!named.has(id)) add(guessFamily(id, families), { id });
  }
  const widened = [...new Set([...families, ...types.keys()])].map((id): FamilyEntry => {
    const list = [...(types.get(id)?.values() ?? [])].map((type) => ({ type, id: type.id, metrics: typeMetrics(type) })).sort(compareTypes);
    // With more types than were known when the package was built, nothing that was concluded then counts.
    const { ready: _, ...entry } = entries.get(id) ?? bareFamily(id);
    return { ...entry, types: () => list.map(({ type }) => type) };
  });
  return { ...catalog, families: widened.sort((a, b) => compareNames(a.id, b.id)) };
}
