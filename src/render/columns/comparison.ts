import { type ComparedProperty, type Comparison, differsInKnown, type Thing } from '../../model/reports/comparison.ts';
import { absentCell, type Cell, unknownCell } from '../cell.ts';
import { type Column, cellOf } from '../column.ts';
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

/** Columns of a comparison with a row a property: one column for each thing. */
export function propertyColumns(things: readonly Thing[]): readonly Column<ComparedProperty>[] {
  return [
    { key: 'property', header: 'Key', value: ({ property }) => property },
    { key: 'title', header: 'Property', tableRank: 0, wraps: true, value: titleOf },
    { key: 'different', header: 'Differs', tableRank: 0, marked: true, value: ({ different }) => different, cell: differenceCell },
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

/** Whether a row a property fits a width in which titles and long texts may wrap, but neither names nor figures. */
export function fits(rows: readonly ComparedProperty[], things: readonly Thing[], width: number): boolean {
  const figures = rows.filter(({ values }) => !Object.values(values).some((value) => typeof value === 'string' || Array.isArray(value)));
  const widest = Math.max(...things.map((thing) => Math.max(thing.name.length, ...figures.map((row) => valueCell(row, thing).text.length))));
  const room = width - 'Differs'.length - 2 * (things.length + 1);
  return Math.floor(room / (things.length + 1)) >= widest;
}
