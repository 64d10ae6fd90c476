import { isRetired, type TypeReport } from '../../model/catalog/report.ts';
import type { MetricKey } from '../../model/registry/metrics.ts';
import type { Details } from '../../model/reports/details.ts';
import { printable } from '../../text.ts';
import { type Column, defaultColumns } from '../column.ts';
import { typeColumns } from '../columns/catalog.ts';
import { typePriceColumns } from '../columns/prices.ts';
import { renderGrid } from '../formats/grid.ts';
import { renderTable } from '../formats/table.ts';
import { marksIn } from '../marks.ts';
import type { TableStyle } from '../style.ts';
import { textWidth } from './page.ts';

/** The first line of a page: the name of the family or type, its category and its processor. */
export function renderHeadline({ name, family, type }: Details, { paint, width }: TableStyle): string {
  const { category, cpuArchitecture, processor } = type ?? family;
  const words = [type ? `a type of ${family.family}` : '', category, cpuArchitecture, processor, isRetired(family.sold) ? 'retired' : ''];
  const text = printable(name);
  const row = [paint(text, 'strong'), printable(words.filter(Boolean).join(', '))];
  return renderGrid([row], [text.length, textWidth(width, text.length + 2)], { indent: '' });
}

/** Figures that people choose a size by, beside those of the list of types; shown where the types differ in them. */
const figuresOfSizes: readonly string[] = [
  'gpus',
  'gpuMemoryGB',
  'localDiskGiB',
  'eris',
  'networkBurstGbps',
  'packetRatePps',
  'enis',
  'diskIops',
  'diskGbps',
] satisfies readonly MetricKey[];

/** The types of a family, each with what tells it from the others. Empty where no type is listed. */
export async function renderTypes({ name, types }: Details, style: TableStyle): Promise<string> {
  if (types.length === 0) return '';
  const columns = [...typeColumns.map(withRank), ...typePriceColumns];
  const shown = defaultColumns(columns, 'table', types).filter((column) => isOfEachType(column) || tellsApart(column, types));
  const { text, leftOut, marked } = await renderTable(types, shown, { ...style, width: style.width && style.width - 2 });
  const legend = marksIn(marked).map(({ mark, meaning }) => `${mark} ${meaning}`);
  const remark = leftOut.length > 0 ? [`left out: ${leftOut.join(', ')} (cipu types ${printable(name.replace(/^ecs\./, ''))} -o wide shows them)`] : [];
  const note = [...legend, ...remark].join('; ');
  return text.replace(/^(?=.)/gm, '  ') + (note && renderGrid([[style.paint(note, 'faint')]], [textWidth(style.width, 2)]));
}

/** A column of the list of types, with a rank where a page has it and the list has it in `wide` only. */
function withRank(column: Column<TypeReport>): Column<TypeReport> {
  const place = figuresOfSizes.indexOf(column.key);
  return place < 0 || column.tableRank !== undefined ? column : { ...column, tableRank: 20 + place };
}

const alwaysShown: readonly string[] = ['type', 'vcpus', 'memoryGiB', 'networkGbps'];
const isOfEachType = ({ key }: Column<TypeReport>) => alwaysShown.includes(key);

/** Whether the types differ in a column, and have something of it. What they have in common the page says above. */
function tellsApart(column: Column<TypeReport>, types: readonly TypeReport[]): boolean {
  const values = new Set(types.map((type) => column.value(type)));
  return values.size > 1 && [...values].some((value) => value !== null && value !== 0);
}
