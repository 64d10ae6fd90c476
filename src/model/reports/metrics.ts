import type { Metric } from '../registry/metrics.ts';

/** All there is to say of a metric, as `features -o json` gives it for the name of one. */
export interface MetricReport extends Pick<Metric, 'key' | 'title' | 'header' | 'unit'> {
  /** The range flag: `--memory`. */
  readonly flag: string;
  /** API fields that give it; null when the API does not. */
  readonly api: string | null;
  readonly documentation: boolean;
  /** Which of two values is the better one; null where neither is. */
  readonly better: 'higher' | 'lower' | null;
  /** The feature without which it is zero; null where there is none. */
  readonly partOf: string | null;
  /** What lists the families with values of some range. */
  readonly command: string;
}

/** Reports on a metric. */
export function reportMetric({ key, title, header, unit, flag, api, documentation, better, partOf }: Metric): MetricReport {
  return {
    key,
    title,
    header,
    unit,
    flag: `--${flag}`,
    api: api?.fields.join(', ') ?? null,
    documentation: documentation !== undefined,
    better: better ?? null,
    partOf: partOf ?? null,
    command: `cipu types --${flag} 8.. --columns type,${key} --sort ${key}`,
  };
}
