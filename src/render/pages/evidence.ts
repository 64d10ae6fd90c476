import { formatPlatform } from '../../model/catalog/report.ts';
import { featureByKey, isDocumented } from '../../model/registry/features.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import { citationOf, cite, type Evidence } from '../../model/registry/status.ts';
import type { CharacteristicDetail, Details, FeatureDetail } from '../../model/reports/details.ts';
import { printable } from '../../text.ts';
import { formatNumber } from '../cell.ts';
import { statusTones } from '../marks.ts';
import type { TableStyle } from '../style.ts';
import { openPage } from './page.ts';
import { renderHeadline, renderTypes } from './subject.ts';

const labelWidth = 28;

/** The page of `cipu show --evidence`: every statement, with its rule, source and date. Ends in a newline. */
export async function renderEvidencePage(details: Details, style: TableStyle): Promise<string> {
  const { section, rows } = openPage(style, labelWidth);
  const { family, type } = details;
  return [
    renderHeadline(details, style),
    section('CIPU verdict', rows(verdictRows(details, style))),
    section('Evidence', rows(evidenceRows(family.cipu.evidence))),
    section('The ten characteristics of CIPU', details.characteristics.map((one) => characteristic(one, details, style)).join('')),
    section('Other features', rows(details.otherFeatures.map((feature) => featureRow(feature, details, style)))),
    section('Metrics', rows(metricRows(details))),
    section('Documented', rows(documentedRows(details))),
    type ? '' : section('Types', (await renderTypes(details, style)) || '  none is listed\n'),
  ].join('');
}

function verdictRows({ family: { cipu, platform }, because }: Details, { paint }: TableStyle): string[][] {
  const verdict = paint(cipu.verdict, statusTones[cipu.verdict]);
  const rows = [['on CIPU', cipu.basis === 'none' ? `${verdict}: nothing says so, nothing denies it` : `${verdict}, ${cipu.basis}`]];
  if (cipu.rule && because) rows.push(['rule', `${cipu.rule}: ${because}`]);
  if (platform) rows.push(['platform documented', formatPlatform(platform)]);
  if (cipu.conflict) rows.push(['conflict', 'some of the evidence points the other way']);
  return rows;
}

function evidenceRows(evidence: readonly Evidence[]): string[][] {
  if (evidence.length === 0) return [['none', 'no document and no reply says anything of the platform']];
  return evidence.map((one) => {
    // A page has the name of a family, and does not say what a rule concludes from it.
    const said = cite(one, one.field === 'family' ? 'conclusion' : undefined);
    return [one.source, printable(one.url ? `${said} ${one.url}` : said)];
  });
}

function characteristic({ number, title, notShown, features }: CharacteristicDetail, details: Details, style: TableStyle): string {
  const shown = features.map((feature) => featureRow(feature, details, style));
  if (notShown) shown.push(['', style.paint(notShown, 'faint')]);
  return `  ${style.paint(`${number} ${title}`, 'strong')}\n${openPage(style, labelWidth).rows(shown)}`;
}

function featureRow({ key, title, status, basis, rule, condition, because, evidence }: FeatureDetail, { isLive }: Details, { paint }: TableStyle): string[] {
  const word = paint(condition === undefined ? status : `${status} (${condition})`, statusTones[status]);
  const isGround = (one: Evidence) => rule !== undefined && one === evidence.at(-1);
  const said = evidence.map((one) => printable(cite(one, isGround(one) ? 'conclusion' : undefined)));
  if (status === 'unknown') return [`  ${title}`, [`${word}: ${silence(key, isLive)}`, ...said].join('. ')];
  const origin = rule === undefined ? basis : `inferred from ${rule} (${because})`;
  return [`  ${title}`, [`${word}, ${origin}${said.length > 0 ? ':' : ''}`, ...said].join(' ')];
}

/** Who could have said it and did not. */
function silence(key: string, isLive: boolean): string {
  const feature = featureByKey.get(key);
  const documentation = feature && isDocumented(feature) ? 'the documentation does not mention it' : 'the documentation never states it';
  const fields = feature?.api?.fields.join(', ');
  if (!fields) return `the API does not show this, and ${documentation}`;
  return isLive ? `the API's reply leaves ${fields} open, and ${documentation}` : `${documentation}; --live asks the API (${fields})`;
}

function metricRows({ family, type, metrics }: Details): string[][] {
  return metricDefinitions.flatMap(({ key, title, unit }) => {
    const known = metrics.find((one) => one.key === key);
    const range = type ? known && { min: known.value, max: known.value } : family.metrics[key];
    if (!range) return [];
    const figure = range.min === range.max ? formatNumber(range.min) : `${formatNumber(range.min)} to ${formatNumber(range.max)}`;
    return [[title, [`${figure} ${unit}`.trim(), ...originOf(known)].join(' ')]];
  });
}

/** Where a figure comes from when that is no page, and who says otherwise. */
function originOf(metric: Details['metrics'][number] | undefined): string[] {
  const [first, ...others] = metric?.evidence ?? [];
  if (!first || first.source === 'documentation') return [];
  const otherwise = others.filter(({ value }) => value !== first.value).map((one) => `, but ${one.value} (${printable(citationOf(one))})`);
  return [`(${printable(citationOf(first))})${otherwise.join('')}`];
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
    [
      'sold',
      family.sold &&
        (Object.entries(family.sold)
          .flatMap(([site, sold]) => (sold ? [site] : []))
          .join(', ') ||
          'no longer'),
    ],
    ['editions that describe it', statedIn.join(', ')],
    ['regions', family.regions?.join(', ')],
  ];
  return rows.flatMap(([label, text]) => (text ? [[label, printable(text)]] : []));
}
