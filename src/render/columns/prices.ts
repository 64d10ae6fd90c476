import type { FamilyReport, TypeReport } from '../../model/catalog/report.ts';
import { type PriceQuery, type PriceTerm, priceTerms, type SpotPrice } from '../../model/market/price.ts';
import { type PriceReport, shortestTerm } from '../../model/reports/price-report.ts';
import { type Cell, formatRange, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';

/** A price for people: at most four decimals, of a price below one four digits that count. */
export function formatPrice(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(4, 3 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(digits, 100))));
}

/** Currencies of all prices of a row: one, unless the API mixes them. */
function currenciesOf({ terms, spot }: PriceReport): string[] {
  return [...new Set([...Object.values(terms), ...(spot ?? [])].flatMap((price) => price?.currency ?? []))];
}

/** A price in a row; where the row has several currencies each price says its own. */
function priceCell(row: PriceReport, value: number | null, currency: string | undefined): Cell {
  if (value === null) return unknownCell;
  return { text: currenciesOf(row).length > 1 ? `${formatPrice(value)} ${currency}` : formatPrice(value) };
}

const figure = { right: true, marked: true } as const;

function termColumns(term: PriceTerm): Column<PriceReport>[] {
  const header = term.charAt(0).toUpperCase() + term.slice(1);
  const currencyOf = ({ terms }: PriceReport) => terms[term]?.currency;
  const column = (kind: 'trade' | 'original'): Omit<Column<PriceReport>, 'key' | 'header'> => ({
    ...figure,
    value: ({ terms }) => terms[term]?.[kind] ?? null,
    cell: (row) => priceCell(row, row.terms[term]?.[kind] ?? null, currencyOf(row)),
  });
  return [
    { key: term, header, tableRank: 1, ...column('trade') },
    { key: `${term}.list`, header: `${header} list`, ...column('original') },
    { key: `${term}.currency`, header: `${header} currency`, machineOnly: true, value: (row) => currencyOf(row) ?? null },
  ];
}

/** A column of the zone with the lowest spot price; `none` where the region sells no spot instance of the type. */
function spotColumn(
  column: Pick<Column<PriceReport>, 'key' | 'header'> & Partial<Column<PriceReport>>,
  read: (spot: SpotPrice) => string | number,
  text = read,
) {
  return {
    ...figure,
    value: ({ cheapestSpot }: PriceReport) => cheapestSpot && read(cheapestSpot),
    cell(row: PriceReport): Cell {
      if (row.spot?.length === 0) return { text: 'none', tone: 'faint' };
      if (!row.cheapestSpot) return unknownCell;
      const shown = text(row.cheapestSpot);
      return typeof shown === 'number' ? priceCell(row, shown, row.cheapestSpot.currency) : { text: shown };
    },
    ...column,
  };
}

const zoneText = (show: (value: number) => string) => (spot: SpotPrice) => `${spot.zone} ${show(spot.latest)} (${formatRange(spot, show)}) ${spot.currency}`;
const zonesText = ({ spot }: PriceReport, show: (value: number) => string) => spot && (spot.map(zoneText(show)).join('; ') || 'none');

const spotColumns: readonly Column<PriceReport>[] = [
  spotColumn({ key: 'spot.zone', header: 'Spot zone', tableRank: 4 }, ({ zone }) => zone),
  spotColumn({ key: 'spot.latest', header: 'Spot', tableRank: 3 }, ({ latest }) => latest),
  spotColumn(
    { key: 'spot', header: 'Spot range', tableRank: 5, peopleOnly: true },
    ({ max }) => max,
    (spot) => formatRange(spot, formatPrice),
  ),
  spotColumn({ key: 'spot.min', header: 'Spot min', machineOnly: true }, ({ min }) => min),
  spotColumn({ key: 'spot.max', header: 'Spot max', machineOnly: true }, ({ max }) => max),
  spotColumn({ key: 'spot.currency', header: 'Spot currency', machineOnly: true }, ({ currency }) => currency),
  {
    key: 'spot.zones',
    header: 'Spot by zone',
    marked: true,
    value: (row) => zonesText(row, String),
    cell: (row) => (row.spot === null ? unknownCell : { text: zonesText(row, formatPrice) ?? '?' }),
  },
];

/** Columns of the prices that a query asks for. */
export function priceColumns({ terms, spot }: Omit<PriceQuery, 'types'>): readonly Column<PriceReport>[] {
  const shortest = shortestTerm(terms);
  const per = (key: 'perVcpu' | 'perGiB', header: string): Column<PriceReport> => ({
    ...figure,
    key,
    header: `${header}/${shortest}`,
    tableRank: 4,
    value: (row) => row[key],
    cell: (row) => priceCell(row, row[key], row.terms[shortest]?.currency),
  });
  return [
    { key: 'type', header: 'Type', tableRank: 0, value: ({ type }) => type, tone: 'strong' },
    { key: 'family', header: 'Family', value: ({ family }) => family },
    { key: 'region', header: 'Region', tableRank: 6, value: ({ region }) => region },
    { key: 'currency', header: 'Currency', tableRank: 2, value: (row) => currenciesOf(row).join(' ') || null },
    ...priceTerms.filter((term) => terms.includes(term)).flatMap(termColumns),
    per('perVcpu', 'vCPU'),
    per('perGiB', 'GiB'),
    ...(spot ? spotColumns : []),
  ];
}

/** What --price adds to the list of types. */
export const typePriceColumns: readonly Column<TypeReport>[] = [
  {
    ...figure,
    key: 'price',
    header: 'Price/hour',
    tableRank: 2,
    value: ({ price }) => price?.trade ?? null,
    cell: ({ price }) => (price ? { text: formatPrice(price.trade) } : unknownCell),
  },
  { key: 'currency', header: 'Currency', tableRank: 2, value: ({ price }) => price?.currency ?? null },
];

/** One end of what a family costs. Where the price of a type is not known, it is only a bound. */
function endColumns(end: 'cheapest' | 'dearest', bound: '<=' | '>='): Column<FamilyReport>[] {
  const title = end.charAt(0).toUpperCase() + end.slice(1);
  return [
    {
      ...figure,
      key: `price.${end}`,
      header: `${title}/hour`,
      tableRank: 2,
      value: ({ price }) => price?.[end].trade ?? null,
      cell: ({ price }) => (price ? { text: `${price.unknown.length > 0 ? bound : ''}${formatPrice(price[end].trade)}` } : unknownCell),
    },
    { key: `price.${end}.type`, header: `${title} type`, value: ({ price }) => price?.[end].type ?? null },
  ];
}

/** What --price adds to the list of families. */
export const familyPriceColumns: readonly Column<FamilyReport>[] = [
  ...endColumns('cheapest', '<='),
  ...endColumns('dearest', '>='),
  { key: 'currency', header: 'Currency', tableRank: 2, value: ({ price }) => price?.cheapest.currency ?? null },
  { key: 'price.unknown', header: 'Unpriced types', machineOnly: true, value: ({ price }) => price?.unknown.length ?? null },
];
