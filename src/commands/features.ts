import type { Context } from '../context.ts';
import { describeConclusions } from '../model/catalog/inference.ts';
import { characteristics } from '../model/registry/characteristics.ts';
import { describeFields, featureDefinitions, isDocumented } from '../model/registry/features.ts';
import type { Column } from '../render/column.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import type { Result } from './shared/result.ts';
import { sourceFlags } from './shared/source-flags.ts';

/** A row of the feature registry as `features -o json` gives it. */
export interface FeatureReport {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  /** CIPU characteristics it belongs to, by number. */
  readonly characteristics: readonly number[];
  /** API fields and their condition; null when the API does not show it. */
  readonly api: string | null;
  readonly documentation: boolean;
  /** Rules that conclude it where nobody says anything: "no by type-table". */
  readonly concluded: readonly string[];
}

const titleOf = (number: number) => `${number} ${characteristics.find((one) => one.number === number)?.title ?? ''}`;

function describeDetermination({ key, api, documentation, concluded }: FeatureReport): string {
  if (key === 'cipu') return 'the verdict rules: see README';
  return [api ?? 'not in the API', ...(documentation ? ['documentation'] : []), ...concluded].join('; ');
}

const columns: readonly Column<FeatureReport>[] = [
  { key: 'key', header: 'Key', tableRank: 0, value: ({ key }) => key, tone: 'strong' },
  { key: 'summary', wraps: true, header: 'What it is', tableRank: 1, value: ({ summary }) => summary },
  {
    key: 'characteristics',
    wraps: true,
    header: 'CIPU characteristic',
    tableRank: 3,
    value: ({ characteristics: numbers }) => numbers.map(titleOf).join('; ') || '-',
  },
  { key: 'determined', wraps: true, header: 'Determined by', tableRank: 2, value: describeDetermination },
  { key: 'title', header: 'Title', value: ({ title }) => title },
];

const output = outputFlags(columns);

/** `cipu features`. */
export const features: CommandDefinition = {
  flags: [output, { heading: output.heading, flags: { quiet: sourceFlags.flags.quiet } }],
  run: runFeatures,
};

/** Lists the feature registry. Rejects with UsageError. */
export async function runFeatures(flags: OutputFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, columns);
  const rows = featureDefinitions.map((feature): FeatureReport => {
    const { key, title, summary, characteristics: numbers } = feature;
    const shown = { api: describeFields(feature), documentation: isDocumented(feature), concluded: describeConclusions(key) };
    return { key, title, summary, characteristics: numbers, ...shown };
  });
  return renderList({ kind: 'features', head: {}, rows, columns, name: ({ key }) => key }, plan, context.stdout);
}
