import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import type { Catalog } from '../model/catalog/catalog.ts';
import { findSubject } from '../model/catalog/lookup.ts';
import { parsePattern } from '../model/names/pattern.ts';
import { type Feature, featureDefinitions } from '../model/registry/features.ts';
import { type Metric, metricDefinitions } from '../model/registry/metrics.ts';
import { findFeature, findMetric } from '../model/registry/spelling.ts';
import type { FeatureReport } from '../model/reports/features.ts';
import type { MetricReport } from '../model/reports/metrics.ts';
import { featureReportColumns, metricReportColumns } from '../render/columns/features.ts';
import type { List } from '../render/list.ts';
import type { TableStyle } from '../render/style.ts';
import { argument, textLike } from '../settings/flags.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { type OpenedData, openData } from './shared/open-data.ts';
import { type OutputPlan, planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import { unknownName } from './shared/parse.ts';
import { missingFrom, type Result } from './shared/result.ts';
import { embeddedSourceFlags, type SourceFlags, toSourceOptions } from './shared/source-flags.ts';

/** Values of the flags of `cipu features`. */
export type FeaturesFlags = SourceFlags & OutputFlags;

const examples = `
cipu features                  what there is, and how many families have it
cipu features erdma            what it is, what it needs, how it is determined, who has it
cipu explain erdma             the same
cipu features metal            headings and titles will do for the key, in any spelling
cipu features erdma --live     counted over what a region offers today
cipu features -o wide          all features with all details`;

/** `cipu features`. */
export const features: CommandDefinition = {
  arguments: [argument('[feature]', textLike('features'), 'a feature, by its key, heading or title')],
  flags: [outputFlags(featureReportColumns), embeddedSourceFlags],
  common: ['columns', 'output', 'live', 'region'],
  examples,
  run: runFeatures,
};

/**
 * Lists the features or, with a name, explains the feature or metric that has it. The embedded catalog is counted
 * unless the flags name another. Rejects with CipuError.
 */
export async function runFeatures(name: string | undefined, flags: FeaturesFlags, context: Context): Promise<Result> {
  const feature = name === undefined ? undefined : findFeature(name);
  const metric = name === undefined || feature ? undefined : findMetric(name);
  if (metric) return explainMetric(metric, flags, context);
  const plan = await planOutput(flags, featureReportColumns, 'features');
  const opened = await openData(toSourceOptions({ source: 'embedded', ...flags }), context);
  if (name !== undefined && !feature) return failOnUnknown(name, opened.catalog);
  return feature ? explainFeature(feature, opened, flags, context) : renderRows(featureDefinitions, opened, plan, context);
}

/** Explains a feature as a catalog has it. Rejects with CipuError. */
export async function explainFeature(feature: Feature, opened: OpenedData, flags: OutputFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, featureReportColumns, 'features');
  if (!isForPeople(plan)) return renderRows([feature], opened, plan, context);
  const { catalog, notes } = opened;
  const [{ reportFeatures }, { renderFeature }] = await Promise.all([import('../model/reports/features.ts'), import('../render/pages/feature.ts')]);
  const pages = reportFeatures([feature], catalog).map((row) => renderFeature(row, catalog.source, pageStyle(context)));
  return { output: pages.join('\n'), notes, ...missingFrom(catalog.source) };
}

async function renderRows(features: readonly Feature[], { catalog, notes }: OpenedData, plan: OutputPlan<FeatureReport>, { stdout }: Context): Promise<Result> {
  const { reportFeatures } = await import('../model/reports/features.ts');
  const rows = reportFeatures(features, catalog);
  const remarks = isForPeople(plan) ? [...notes, ...countNote(rows, catalog.source.asOf)] : notes;
  const list: List<FeatureReport> = { kind: 'features', head: { source: catalog.source }, rows, columns: featureReportColumns, name: ({ key }) => key };
  return { ...(await renderList(list, plan, stdout, remarks)), ...missingFrom(catalog.source) };
}

async function explainMetric(metric: Metric, flags: FeaturesFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, metricReportColumns, 'metrics');
  const { reportMetric } = await import('../model/reports/metrics.ts');
  const row = reportMetric(metric);
  if (!isForPeople(plan))
    return renderList<MetricReport>({ kind: 'metrics', head: {}, rows: [row], columns: metricReportColumns, name: ({ key }) => key }, plan, context.stdout);
  const { renderMetric } = await import('../render/pages/feature.ts');
  return { output: renderMetric(row, pageStyle(context)) };
}

/** Of one thing people get a page, unless they name columns; the formats of programs give a row. */
const isForPeople = ({ format, chosen }: Pick<OutputPlan<never>, 'format' | 'chosen'>) => (format === 'table' || format === 'wide') && chosen === undefined;

const pageStyle = ({ stdout: { width, paint } }: Context): TableStyle => ({ width, header: true, paint });

/** What the figures of the list are about. */
function countNote([first]: readonly FeatureReport[], asOf: string): string[] {
  const onSale = first ? Object.values(first.families).reduce((sum, one) => sum + one, 0) : 0;
  return [`Families: how many of ${onSale} on sale are known to have it, if only in part, as of ${asOf}. cipu features KEY explains one.`];
}

/** Throws a UsageError: the name may be that of something else. */
async function failOnUnknown(name: string, catalog: Catalog): Promise<never> {
  const { text } = await parsePattern(name);
  if (findSubject(catalog, text)) throw new UsageError(`${text} is no feature.`, { hint: `cipu show ${name} shows what it has` });
  const known = [...featureDefinitions, ...metricDefinitions].map(({ key }) => key);
  return unknownName(`No feature and no metric is called "${name}"`, name, known, 'cipu features lists the features');
}
