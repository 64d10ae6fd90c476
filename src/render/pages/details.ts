import { featureByKey } from '../../model/registry/features.ts';
import type { Details, FeatureDetail } from '../../model/reports/details.ts';
import { renderGrid } from '../formats/grid.ts';
import type { TableStyle } from '../style.ts';
import { featuresOf, isAtTheTop, overviewRows, statusWords } from './overview.ts';
import { openPage, textWidth } from './page.ts';
import { renderHeadline, renderTypes } from './subject.ts';

const labelWidth = 18;

/** The page of `cipu show` for one family or type: first what people ask for, and no evidence. Ends in a newline. */
export async function renderPage(details: Details, style: TableStyle): Promise<string> {
  const { section, rows } = openPage(style, labelWidth);
  return [
    renderHeadline(details, style),
    rows(overviewRows(details, style.paint)),
    section('Types', await renderTypes(details, style)),
    section('The ten characteristics of CIPU', renderFeatures(featureLines(details, style), style)),
    unknownLine(details, style),
  ].join('');
}

/** A line of the features: the characteristic where one begins, a feature, and what is known of it. */
interface FeatureLine {
  readonly number: string;
  readonly characteristic: string;
  readonly feature: string;
  /** Empty where the line is about the whole characteristic. */
  readonly status: string;
}

/** What is said of a characteristic of which nothing is told below it. */
const remarks = { told: 'see above', open: 'not known' } as const;

/** The characteristics with what is known of each. A feature that belongs to two of them stands below the first. */
function featureLines(details: Details, { paint }: TableStyle): FeatureLine[] {
  const told = new Set<string>();
  const linesOf = (number: string, characteristic: string, features: readonly FeatureDetail[]): FeatureLine[] => {
    const known = features.filter(({ key, status }) => status !== 'unknown' || isAtTheTop(key));
    const fresh = known.filter(({ key }) => !told.has(key) && !isAtTheTop(key));
    for (const { key } of fresh) told.add(key);
    if (fresh.length === 0) return [{ number, characteristic, feature: paint(known.length > 0 ? remarks.told : remarks.open, 'faint'), status: '' }];
    const lines = fresh.map((feature) => ({ number: '', characteristic: '', feature: feature.title, status: statusWords(feature, details, paint) }));
    return lines.map((line, i) => (i === 0 ? { ...line, number, characteristic } : line));
  };
  return [
    ...details.characteristics.flatMap(({ number, title, features }) => linesOf(String(number), title, features)),
    ...linesOf('', 'Other features', details.otherFeatures),
  ];
}

/** The width of a number, and of a status that is read with ease. */
const [numberWidth, easyStatus] = [2, 32];

/** The widths that the characteristics may have: the longest whole, or in two lines. */
const characteristicWidths = [40, 36] as const;

/** The lines in columns; where there is no room for those, with a line of its own for each characteristic. */
function renderFeatures(lines: readonly FeatureLine[], { width, paint }: TableStyle): string {
  // Nothing is known but what stands at the top: the line of what is not known says so.
  if (lines.every(({ status }) => status === '')) return '';
  const featureWidth = Math.max(
    ...Object.values(remarks).map(({ length }) => length),
    ...lines.map(({ feature, status }) => (status === '' ? 0 : feature.length)),
  );
  const takenBeside = (characteristic: number) => [numberWidth, characteristic, featureWidth].reduce((sum, one) => sum + one + 2, 2);
  const [whole, broken] = characteristicWidths;
  const characteristicWidth = width === undefined || width >= takenBeside(whole) + easyStatus ? whole : broken;
  const taken = takenBeside(characteristicWidth);
  if (width === undefined || width >= taken + easyStatus / 2) {
    const rows = lines.map(({ number, characteristic, feature, status }) => [number.padStart(numberWidth), paint(characteristic, 'strong'), feature, status]);
    return renderGrid(rows, [numberWidth, characteristicWidth, featureWidth, textWidth(width, taken)]);
  }
  const indent = ' '.repeat(numberWidth + 4);
  return lines
    .map(({ number, characteristic, feature, status }) => {
      const title = `  ${number.padStart(numberWidth)}  ${paint(characteristic, 'strong')}`;
      if (status === '') return `${title}: ${feature}\n`;
      const row = renderGrid([[feature, status]], [featureWidth, textWidth(width, indent.length + 2 + featureWidth + 2)], { indent: `${indent}  ` });
      return characteristic === '' ? row : `${title}\n${row}`;
    })
    .join('');
}

/** The features that nobody knows anything of, and who may know them. */
function unknownLine(details: Details, { paint, width }: TableStyle): string {
  const open = featuresOf(details).filter(({ key, status }) => status === 'unknown' && !isAtTheTop(key));
  if (open.length === 0) return '';
  const [askable, others] = [true, false].map((isShown) => open.filter(({ key }) => (featureByKey.get(key)?.api !== undefined) === isShown));
  const words = (features: readonly FeatureDetail[] = [], remark = '') =>
    features.length > 0 ? [features.map(({ title }) => title).join(', ') + (details.isLive ? '' : ` (${remark})`)] : [];
  const text = [...words(askable, '--live asks'), ...words(others, 'the API does not show this')].join('; ');
  return `\n${renderGrid([[paint(`Not known: ${text}.`, 'faint')]], [textWidth(width, 2)])}`;
}
