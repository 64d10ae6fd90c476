import type { CharacteristicDetail, Details, FeatureDetail } from '../model/details.ts';
import { featureByKey } from '../model/features.ts';
import { metricDefinitions } from '../model/metrics.ts';
import { isRetired, platformOf } from '../model/report.ts';
import type { Evidence, FamilyStatus } from '../model/status.ts';
import { defaultColumns, formatNumber, type Tone } from './column.ts';
import { typeColumns } from './columns.ts';
import { renderGrid } from './grid.ts';
import { renderTable, type TableStyle } from './table.ts';
import { printable } from './text.ts';

const tones: Readonly<Record<FamilyStatus, Tone>> = { yes: 'good', no: 'bad', some: 'partial', unknown: 'faint' };
const labelWidth = 26;

/** The page of `cipu show` for one family or type. Ends in a newline. */
export function renderPage(details: Details, style: TableStyle): string {
  const { paint, width } = style;
  const section = (title: string, body: string) => (body ? `\n${paint(title, 'header')}\n${body}` : '');
  const grid = (rows: readonly (readonly string[])[]) => renderGrid(rows.map((row) => row.map((text) => text)), [labelWidth], width);
  const { family, type } = details;
  const heading = `${paint(printable(details.name), 'strong')}  ${printable(subtitle(details))}\n`;
  return [
    heading,
    section('CIPU verdict', grid(verdictRows(details, style))),
    section('Evidence', grid(evidenceRows(family.cipu.evidence))),
    section('The ten characteristics of CIPU', grid(details.characteristics.flatMap((one) => characteristicRows(one, style)))),
    section('Other features', grid(details.otherFeatures.map((feature) => featureRow(feature, style)))),
    section('Metrics', grid(metricRows(details))),
    section('Documented', grid(documentedRows(details))),
    type ? '' : section('Types', details.types.length === 0 ? '  none is listed\n' : renderTable(details.types, defaultColumns(typeColumns, 'table').filter(({ key }) => key !== 'cipu'), style).text.replace(/^(?=.)/gm, '  ')),
  ].join('');
}

function subtitle({ family, type }: Details): string {
  const { category, cpuArchitecture, processor } = type ?? family;
  return [type ? `a type of ${family.family}` : '', category, cpuArchitecture, processor, isRetired(family.sold) ? 'retired' : ''].filter(Boolean).join(', ');
}

function verdictRows({ family: { cipu }, because }: Details, { paint }: TableStyle): string[][] {
  const verdict = paint(cipu.verdict, tones[cipu.verdict]);
  const rows = [['on CIPU', cipu.basis === 'none' ? `${verdict}: nothing says so, nothing denies it` : `${verdict}, ${cipu.basis}`]];
  if (cipu.rule && because) rows.push(['rule', `${cipu.rule}: ${because}`]);
  const platform = platformOf(cipu);
  if (platform) rows.push(['platform documented', platform]);
  if (cipu.conflict) rows.push(['conflict', 'some of the evidence points the other way']);
  return rows;
}

function evidenceRows(evidence: readonly Evidence[]): string[][] {
  if (evidence.length === 0) return [['none', 'no document and no reply says anything of the platform']];
  return evidence.map(({ source, asOf, statement, url }) => [`${source}, ${asOf.slice(0, 10)}`, printable(url ? `${statement} ${url}` : statement)]);
}

function characteristicRows({ number, title, notShown, features }: CharacteristicDetail, style: TableStyle): string[][] {
  const rows = [[style.paint(`${number} ${title}`.slice(0, labelWidth), 'strong'), `${title.length + 2 > labelWidth ? title : ''}`]];
  rows.push(...features.map((feature) => featureRow(feature, style)));
  if (notShown) rows.push(['', style.paint(notShown, 'faint')]);
  return rows;
}

function featureRow({ key, title, status, basis, evidence }: FeatureDetail, { paint }: TableStyle): string[] {
  const word = paint(status, tones[status]);
  const observed = evidence.find(({ source }) => source === 'api') ?? evidence[0];
  if (status === 'unknown') return [`  ${title}`, `${word}: ${silence(key)}`];
  const why = basis === 'inferred' ? inference(key) : (observed?.statement ?? '');
  return [`  ${title}`, `${word}, ${basis}${why && `: ${printable(why)}`}`];
}

/** Who could have said it and did not. */
function silence(key: string): string {
  const feature = featureByKey.get(key);
  const documentation = feature?.family || feature?.type ? 'the documentation does not mention it' : 'the documentation does not state it';
  return feature?.api ? `${documentation}; the API shows it (${feature.api.fields.join(', ')}), ask with --live` : `the API does not show this, and ${documentation}`;
}

function inference(key: string): string {
  const implied = featureByKey.get(key)?.implied;
  return implied ? `${implied.by} is ${implied.status}` : '';
}

function metricRows({ family, type }: Details): string[][] {
  return metricDefinitions.flatMap(({ key, title, unit }) => {
    const value = type?.metrics[key];
    const range = family.metrics[key];
    const text = type ? (value === undefined ? undefined : formatNumber(value)) : range && (range.min === range.max ? formatNumber(range.min) : `${formatNumber(range.min)} to ${formatNumber(range.max)}`);
    return text === undefined ? [] : [[title.slice(0, labelWidth), `${text} ${unit}`.trim()]];
  });
}

function documentedRows({ documented, family }: Details): string[][] {
  if (!documented) return [['', 'no document describes this family']];
  const { level, baseGHz, turboGHz, cpuToMemoryRatio, localDisk, diskTypes, gpu, statedIn } = documented;
  const rows: (readonly [string, string | null | undefined])[] = [
    ['level', level],
    ['clock', [baseGHz && `${baseGHz} GHz`, turboGHz && `turbo ${turboGHz} GHz`].filter(Boolean).join(', ')],
    ['vCPU to memory (GiB)', cpuToMemoryRatio],
    ['GPU', gpu && [gpu.model, gpu.memoryGB && `${gpu.memoryGB} GB`].filter(Boolean).join(', ')],
    ['local disks', localDisk],
    ['disk categories', diskTypes.join(', ')],
    ['sold', family.sold && (Object.entries(family.sold).flatMap(([site, sold]) => (sold ? [site] : [])).join(', ') || 'no longer')],
    ['editions that describe it', statedIn.join(', ')],
    ['regions', family.regions?.join(', ')],
  ];
  return rows.flatMap(([label, text]) => (text ? [[label, printable(text)]] : []));
}
