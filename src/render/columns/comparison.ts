import { type ComparedProperty, type Comparison, differsInKnown, type Thing } from '../../model/reports/comparison.ts';
import { absentCell, type Cell, unknownCell } from '../cell.ts';
import { type Column, cellOf, defaultColumns } from '../column.ts';
import { gap, wordsOf } from '../words.ts';
import { familyColumns, typeColumns } from './catalog.ts';
import { typePriceColumns } from './prices.ts';
import { plainValue } from './snapshots.ts';

const byKey = <R>(columns: readonly Column<R>[]): ReadonlyMap<string, Column<R>> => new Map(columns.map((column) => [column.key, column]));
const columnsOfFamilies = byKey(familyColumns);
const columnsOfTypes = byKey([...typeColumns, ...typePriceColumns]);

/** A value as the lists of families and types show it, with a mark where it is the better one. */
function valueCell({ property, best }: ComparedProperty, { name, family, type }: Thing): Cell {
  const [ofType, ofFamily] = [columnsOfTypes.get(property), columnsOfFamilies.get(property)];
  const cell = type && ofType ? cellOf(ofType, type) : ofFamily ? cellOf(ofFamily, family) : { text: '?' };
  return best.includes(name) ? { text: `${cell.text}^`, tone: 'good' } : cell;
}

/** Whether values differ: `?` when they do only in what is known. */
function differenceCell(row: ComparedProperty): Cell {
  if (!row.different) return absentCell;
  return differsInKnown(row) ? { text: 'yes', tone: 'partial' } : unknownCell;
}

const titleOf = ({ title, unit }: ComparedProperty) => (unit && !title.endsWith(unit) ? `${title}, ${unit}` : title);

const differs = 'Differs';

/** Columns of a comparison with a row a property: one column for each thing. */
export function propertyColumns(things: readonly Thing[]): readonly Column<ComparedProperty>[] {
  return [
    { key: 'property', header: 'Key', value: ({ property }) => property },
    { key: 'title', header: 'Property', tableRank: 0, wraps: 'last', value: titleOf },
    { key: 'different', header: differs, tableRank: 0, marked: true, value: ({ different }) => different, cell: differenceCell },
    ...things.map(
      (thing): Column<ComparedProperty> => ({
        key: thing.name,
        header: thing.name,
        tableRank: 0,
        wraps: true,
        marked: true,
        value: ({ values }) => plainValue(values[thing.name] ?? null),
        cell: (row) => valueCell(row, thing),
      }),
    ),
    { key: 'best', header: 'Better', machineOnly: true, value: ({ best }) => best.join(' ') },
    { key: 'unknown', header: 'Not known', machineOnly: true, value: ({ unknown }) => unknown.join(' ') },
  ];
}

/** Columns of a comparison with a row a thing: one column for each property; tables show those that differ. */
export function thingColumns({ subject }: Comparison, properties: readonly ComparedProperty[]): readonly Column<Thing>[] {
  const headers: ReadonlyMap<string, Pick<Column<never>, 'header' | 'right' | 'tableRank'>> = subject === 'type' ? columnsOfTypes : columnsOfFamilies;
  const shown = properties.map((row): Column<Thing> => {
    const { header = row.title, right, tableRank = 20 } = headers.get(row.property) ?? {};
    return {
      key: row.property,
      header,
      ...(right && { right }),
      ...(row.different && { tableRank }),
      marked: true,
      value: ({ name }) => plainValue(row.values[name] ?? null),
      cell: (thing) => valueCell(row, thing),
    };
  });
  return [{ key: 'name', header: 'Name', tableRank: 0, value: ({ name }) => name, tone: 'strong' }, ...shown];
}

/**
 * The columns of a comparison in tables that fit a width, as many things in each as there is room for. Titles and long
 * texts may wrap, but neither names nor words.
 */
export function partsOfComparison(rows: readonly ComparedProperty[], things: readonly Thing[], width: number): (readonly Column<ComparedProperty>[])[] {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const title = widest(rows.flatMap((row) => wordsOf(titleOf(row))));
  const cell = widest(things.flatMap((thing) => [thing.name, ...rows.flatMap((row) => wordsOf(valueCell(row, thing).text))]));
  const fitting = Math.max(1, Math.floor((width - title - gap.length - differs.length) / (gap.length + cell)));
  const tables = Math.ceil(things.length / fitting);
  const size = Math.ceil(things.length / tables);
  return Array.from({ length: tables }, (_, i) => defaultColumns(propertyColumns(things.slice(i * size, (i + 1) * size)), 'table'));
}
