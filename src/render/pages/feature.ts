import type { CatalogSource } from '../../model/catalog/catalog.ts';
import type { FeatureReport, FeatureSource } from '../../model/reports/features.ts';
import type { MetricReport } from '../../model/reports/metrics.ts';
import { printable } from '../../text.ts';
import { characteristicTitle } from '../columns/features.ts';
import { renderGrid } from '../formats/grid.ts';
import type { TableStyle } from '../style.ts';
import { openPage, textWidth } from './page.ts';

const labelWidth = 13;

/** The page of `cipu features` for one feature. Ends in a newline. */
export function renderFeature(row: FeatureReport, source: CatalogSource, style: TableStyle): string {
  const { section, rows } = openPage(style, labelWidth);
  const { key, title, explanation, needs, commands } = row;
  return [
    `${style.paint(key, 'strong')}  ${title}\n`,
    paragraph(explanation, style),
    section('Needs and limits', rows(needs.map(({ about, text, source: id }) => [about, printable([text, ...citation(id, row.sources)].join(' '))]))),
    section('How it is determined', rows(determinationRows(row))),
    section(`Who has it (${describeSource(source)})`, rows(countRows(row))),
    section(
      'To list them',
      rows([
        ['with it', commands.with],
        ['without it', commands.without],
      ]),
    ),
    section('Sources', row.sources.map((one, i) => sourceLines(one, i, style)).join('')),
  ].join('');
}

/** The page of `cipu features` for the name of a metric. Ends in a newline. */
export function renderMetric({ key, title, unit, flag, header, api, documentation, partOf, command }: MetricReport, style: TableStyle): string {
  const { section, rows } = openPage(style, labelWidth);
  const use = [
    ['unit', unit || 'none, it is a count'],
    ['flag', `${flag} 8..32, 8.., ..8 or 8`],
    ['column', `${header}; --columns ${key}, --sort ${key}`],
    ['requirement', `--require '${key}>=8'`],
  ];
  const origins = [
    ['API', api ?? 'not shown'],
    ['documentation', documentation ? 'tables of types' : 'not stated'],
    ...(partOf === null ? [] : [['zero', `where ${partOf} is known not to be there`]]),
  ];
  return [
    `${style.paint(key, 'strong')}  ${title}\n`,
    paragraph('A metric: a figure of each type. It is no feature, which is there or not.', style),
    section('Use', rows(use)),
    section('Where it comes from', rows(origins)),
    section('To list it', `  ${command}\n`),
  ].join('');
}

const paragraph = (text: string, { width }: TableStyle) => `\n${renderGrid([[text]], [textWidth(width, 2)], { indent: '  ' })}`;

/** The place of a source among those that the page ends with: `[1]`. */
function citation(id: string | null, sources: readonly FeatureSource[]): string[] {
  const place = sources.findIndex((source) => source.id === id);
  return place < 0 ? [] : [`[${place + 1}]`];
}

function determinationRows({ key, api, documentation, rules, characteristics }: FeatureReport): string[][] {
  const says = key === 'cipu' ? 'no field shows it: rules decide, and the first that applies counts' : (api ?? 'no field shows it');
  return [
    ['API', says],
    ['documentation', documentation || key === 'cipu' ? 'pages and tables of types state it' : 'no page states it'],
    ...rules.map(({ rule, gives, because }, i) => [i === 0 ? 'rules' : '', `${gives} by ${rule}: ${because}`]),
    ...characteristics.map((number, i) => [i === 0 ? 'part of' : '', `characteristic ${characteristicTitle(number)}`]),
  ];
}

function countRows({ families, types, metrics, header, key }: FeatureReport): string[][] {
  const { yes, some, no, unknown } = families;
  const [ofFamilies, ofTypes] = [families, types].map((counts) => Object.values(counts).reduce((sum, one) => sum + one, 0));
  return [
    ['families', `${yes} have it, ${some > 0 ? `${some} in part, ` : ''}${no} do not, ${unknown} not known; ${ofFamilies} are on sale`],
    ['types', `${types.yes} have it, ${types.no} do not, ${types.unknown} not known; ${ofTypes} are listed`],
    ['column', `${header} (--columns ${key})`],
    ...(metrics.length > 0 ? [['metrics', metrics.join(', ')]] : []),
  ];
}

function describeSource({ type, asOf, regions }: CatalogSource): string {
  if (type === 'embedded') return `documentation of ${asOf}`;
  return printable(`${type === 'live' ? 'ECS API' : 'snapshot'}, ${regions.join(', ')}, ${asOf.slice(0, 10)}`);
}

/** A source with its addresses, each whole on a line of its own: a long one begins further left before it runs over. */
function sourceLines({ title, edition, pages }: FeatureSource, place: number, style: TableStyle): string {
  const indentOf = (url: string) => ' '.repeat(Math.max(0, Math.min(6, (style.width ?? Number.POSITIVE_INFINITY) - url.length)));
  const addresses = Object.values(pages).map((url) => `${indentOf(printable(url))}${printable(url)}\n`);
  const mark = `[${place + 1}]`;
  return renderGrid([[mark, printable(`"${title}", ${edition}`)]], [mark.length, textWidth(style.width, mark.length + 4)]) + addresses.join('');
}
