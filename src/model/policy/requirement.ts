import { suggest } from '../names/suggestion.ts';
import { comparisons } from '../registry/bound.ts';
import { type Feature, featureByKey } from '../registry/features.ts';
import { type MetricDefinition, type MetricKey, metricDefinitions } from '../registry/metrics.ts';
import { parseQuantity } from '../registry/quantity.ts';
import { findFeature, findMetric } from '../registry/spelling.ts';

/** A feature that must be there, or must be known not to be. */
export interface FeatureRequirement {
  /** In one spelling, whatever the user wrote: `erdma`, `!burstable-cpu`. */
  readonly text: string;
  readonly feature: Feature;
  readonly wanted: 'yes' | 'no';
}

/** A metric that must lie within a bound. */
export interface MetricRequirement {
  /** In one spelling and in the metric's unit: `memoryGiB>=1024`. */
  readonly text: string;
  readonly metric: MetricDefinition & { readonly key: MetricKey };
  isMetBy(value: number): boolean;
}

/** One thing that a target must meet. */
export type Requirement = FeatureRequirement | MetricRequirement;

/** Why a text is no requirement, without a full stop, and what to try. */
export interface RequirementProblem {
  readonly problem: string;
  readonly hint: string;
}

/** A name may hold blanks and signs, as titles do: "Network interfaces (ENIs)". */
const form = /^(!?)\s*([a-z][^!<>=]*?)\s*(?:(>=|<=|==?|>|<)\s*(.*))?$/i;
const example = 'for example erdma, !burstable-cpu, vcpus>=8 or memory>=1TiB';

/** Parses a requirement: `KEY` or `!KEY` of a feature, or `KEY>=N` (also <=, >, <, =) of a metric; any name will do. */
export function parseRequirement(text: string): Requirement | RequirementProblem {
  const [, not = '', name = '', operator, bound = ''] = form.exec(text.trim()) ?? [];
  if (name === '') return { problem: `"${text}" is no requirement`, hint: example };
  const feature = findFeature(name);
  const metric = findMetric(name);
  // A few flags of metrics are keys of features too: `local-disks` and `local-disks>=2`.
  if (metric && (!feature || /\d/.test(bound))) return toMetricRequirement(metric, not, operator, bound.trim());
  if (feature) return toFeatureRequirement(feature, not, operator, bound);
  const known = [...featureByKey.keys(), ...metricDefinitions.flatMap((one) => [one.key, one.flag])];
  return {
    problem: `no feature and no metric is called "${name}"`,
    hint: suggest(name, known) ?? `cipu features lists the features; ${example}`,
  };
}

function toFeatureRequirement(feature: Feature, not: string, operator: string | undefined, bound: string): Requirement | RequirementProblem {
  const { key } = feature;
  if (operator === undefined) return { text: `${not}${key}`, feature, wanted: not ? 'no' : 'yes' };
  if (operator.startsWith('=') && not === '' && (bound === 'yes' || bound === 'no')) {
    return { text: bound === 'yes' ? key : `!${key}`, feature, wanted: bound };
  }
  return { problem: `${key} is a feature, which is there or not`, hint: `write ${key} or !${key}` };
}

function toMetricRequirement(metric: MetricRequirement['metric'], not: string, operator: string | undefined, bound: string): Requirement | RequirementProblem {
  if (operator === undefined || not) return { problem: `${metric.key} is a figure and needs a bound`, hint: `for example ${metric.key}>=8` };
  const quantity = parseQuantity(bound, metric.unit);
  if (typeof quantity === 'string') return { problem: `${metric.key}: ${quantity}`, hint: `for example ${metric.key}>=8` };
  const comparison = (operator === '==' ? '=' : operator) as keyof typeof comparisons;
  return { text: `${metric.key}${comparison}${quantity}`, metric, isMetBy: (value) => comparisons[comparison](value, quantity) };
}

/** Whether what `parseRequirement` gave is a requirement. */
export function isRequirement(parsed: Requirement | RequirementProblem): parsed is Requirement {
  return 'text' in parsed;
}
