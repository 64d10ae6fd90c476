import { type Comparison, comparisons } from '../registry/bound.ts';
import { type MetricKey, type Metrics, metricDefinitions } from '../registry/metrics.ts';

/** A bound that a type must meet for a statement to hold of it: `vcpus < 4`. */
export interface Condition {
  readonly metric: MetricKey;
  readonly comparison: Comparison;
  readonly bound: number;
}

/** Parses a condition by the key of a metric, `vcpus < 4`; undefined for a text that is none. */
export function parseCondition(text: string): Condition | undefined {
  const [, key, comparison, bound] = /^(\w+) *(>=|<=|>|<|=) *(\d+(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  const metric = metricDefinitions.find((one) => one.key === key)?.key;
  return metric && comparison ? { metric, comparison: comparison as Comparison, bound: Number(bound) } : undefined;
}

/** Whether metrics meet a condition; undefined where the figure is not known. */
export function meets(metrics: Metrics, { metric, comparison, bound }: Condition): boolean | undefined {
  const value = metrics[metric];
  return value === undefined ? undefined : comparisons[comparison](value, bound);
}

/** A condition as it is written: `vcpus < 4`. */
export const formatCondition = ({ metric, comparison, bound }: Condition): string => `${metric} ${comparison} ${bound}`;

const complements: Readonly<Partial<Record<Comparison, Comparison>>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };
const words: Readonly<Record<Comparison, string>> = { '>=': 'from', '>': 'above', '<': 'below', '<=': 'up to', '=': 'with' };

/**
 * Which types have a feature that holds, or does not hold, under a condition: "from 4 vCPUs". Undefined where that
 * cannot be said in a few words.
 */
export function describeHaving({ metric, comparison, bound }: Condition, status: 'yes' | 'no'): string | undefined {
  const having = status === 'yes' ? comparison : complements[comparison];
  const { title = metric, unit = '' } = metricDefinitions.find(({ key }) => key === metric) ?? {};
  return having && `${words[having]} ${bound} ${unit ? `${unit} of ${title}` : title}`;
}
