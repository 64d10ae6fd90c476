import { type StockStatus, stockStatuses, type ZoneStock } from '../../model/market/stock.ts';
import type { StockReport } from '../../model/reports/availability.ts';
import { type Tone, unknownCell } from '../cell.ts';
import type { Column } from '../column.ts';
import type { List } from '../list.ts';
import { legendOf, type Mark } from '../marks.ts';
import type { Note } from '../note.ts';
import { shortenZones } from '../zones.ts';

/** How the matrix shows a status. */
interface StockMark extends Mark {
  readonly tone: Tone;
}

const stockMarks: Readonly<Record<StockStatus, StockMark>> = {
  'with-stock': { mark: 'yes', meaning: 'in stock', tone: 'good' },
  'closed-with-stock': { mark: 'last', meaning: 'left-over stock, not replenished', tone: 'partial' },
  'without-stock': { mark: 'out', meaning: 'sold out, expected back', tone: 'bad' },
  'closed-without-stock': { mark: 'gone', meaning: 'sold out for good', tone: 'bad' },
  'not-offered': { mark: '-', meaning: 'not offered in the zone', tone: 'faint' },
  unknown: { mark: '?', meaning: 'not known', tone: 'faint' },
};

/** The stock of a type, by the place of the zone in the list of zones; undefined where no row speaks of it. */
export interface StockLine {
  readonly type: string;
  readonly statuses: readonly (StockStatus | undefined)[];
}

/** A matrix of types by zones, with what there is to say about reading it. */
export interface StockMatrix {
  readonly list: List<StockLine>;
  readonly notes: readonly Note[];
}

const typeColumn: Column<StockLine> = { key: 'type', header: 'Type', value: ({ type }) => type, tone: 'strong' };
const gap = 2;

/**
 * Lays out stock as a matrix, a line a type. Where whole zone ids are too wide for the terminal, only the first zone of
 * a region keeps its own; zones that do not fit all the same are left out from the end, one is always kept. `width` is
 * in columns; undefined leaves nothing out.
 */
export function toMatrix(rows: readonly StockReport[], zones: readonly ZoneStock[], width: number | undefined): StockMatrix {
  const lines = toLines(rows, zones);
  const typeWidth = Math.max(...[...lines.map(({ type }) => type), typeColumn.header].map(({ length }) => length));
  const room = (width ?? Number.POSITIVE_INFINITY) - typeWidth;
  const full = zones.map(nameOf);
  const headers = fitting(full, room) === full.length ? full : zones.map(shortName);
  const kept = Math.max(1, fitting(headers, room));
  const used = new Set(lines.flatMap(({ statuses }) => statuses.slice(0, kept)));
  const list: List<StockLine> = {
    kind: 'types',
    head: {},
    rows: lines,
    columns: [typeColumn, ...headers.slice(0, kept).map((header, place) => zoneColumn(header, place))].map((column) => ({ ...column, tableRank: 0 })),
    name: ({ type }) => type,
  };
  const notes = legendOf(stockStatuses.filter((status) => used.has(status)).map((status) => stockMarks[status]));
  if (kept < full.length) notes.push(`${width} columns leave no room for ${shortenZones(full.slice(kept))}: -o wide shows all zones, --zone picks some.`);
  return { list, notes };
}

/** One line a type, in the order in which the rows first name them. */
function toLines(rows: readonly StockReport[], zones: readonly ZoneStock[]): StockLine[] {
  const place = new Map(zones.map((zone, i) => [nameOf(zone), i]));
  const lines = new Map<string, (StockStatus | undefined)[]>();
  for (const row of rows) {
    const statuses = lines.get(row.type) ?? zones.map(() => undefined);
    lines.set(row.type, statuses);
    statuses[place.get(nameOf(row)) ?? zones.length] = row.status;
  }
  return [...lines].map(([type, statuses]) => ({ type, statuses }));
}

function zoneColumn(header: string, place: number): Column<StockLine> {
  return {
    key: header,
    header,
    value: ({ statuses }) => statuses[place] ?? null,
    cell({ statuses }) {
      const status = statuses[place];
      return status === undefined ? { text: '' } : { text: stockMarks[status].mark, tone: stockMarks[status].tone };
    },
  };
}

/** How many columns there is room for. */
function fitting(headers: readonly string[], room: number): number {
  const widest = Math.max(...Object.values(stockMarks).map(({ mark }) => mark.length));
  let left = room;
  const beyond = headers.findIndex((header) => {
    left -= gap + Math.max(header.length, widest);
    return left < 0;
  });
  return beyond === -1 ? headers.length : beyond;
}

const nameOf = ({ zone, region }: Pick<ZoneStock, 'zone' | 'region'>): string => zone ?? region;

/** The letter of a zone that follows another one of its region, else its whole id. */
function shortName({ zone, region }: ZoneStock, place: number, zones: readonly ZoneStock[]): string {
  const isFirst = zones[place - 1]?.region !== region;
  return zone === null || isFirst || !zone.startsWith(region) ? nameOf({ zone, region }) : zone.slice(region.length).replace('-', '');
}

/** The columns of stock for machines, and for `--columns`. */
export const stockColumns: readonly Column<StockReport>[] = [
  { key: 'type', header: 'Type', value: ({ type }) => type, tone: 'strong' },
  { key: 'family', header: 'Family', value: ({ family }) => family },
  { key: 'region', header: 'Region', value: ({ region }) => region },
  { key: 'zone', header: 'Zone', value: ({ zone }) => zone },
  { key: 'charge', header: 'Charge', value: ({ charge }) => charge },
  {
    key: 'status',
    header: 'Status',
    value: ({ status }) => status,
    cell: ({ status }) => (status === 'unknown' ? unknownCell : { text: status, tone: stockMarks[status].tone }),
  },
];
