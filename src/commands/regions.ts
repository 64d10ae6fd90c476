import type { Context } from '../context.ts';
import type { Column } from '../render/column.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import type { Result } from './shared/result.ts';
import { type SourceFlags, sessionFlags, toSourceOptions } from './shared/source-flags.ts';

/** A region as `regions -o json` gives it. */
export interface RegionReport {
  readonly region: string;
  readonly name: string | null;
  readonly endpoint: string | null;
  readonly status: string | null;
}

const columns: readonly Column<RegionReport>[] = [
  { key: 'region', header: 'Region', tableRank: 0, value: ({ region }) => region, tone: 'strong' },
  { key: 'name', header: 'Name', tableRank: 1, value: ({ name }) => name },
  { key: 'endpoint', header: 'Endpoint', tableRank: 2, value: ({ endpoint }) => endpoint },
  { key: 'status', header: 'Status', value: ({ status }) => status },
];

/** `cipu regions`. */
export const regions: CommandDefinition = {
  flags: [sessionFlags, outputFlags(columns)],
  run: runRegions,
};

/**
 * Lists the regions, from the API when credentials are configured, else from the list in the package. Rejects with
 * CipuError.
 */
export async function runRegions(flags: OutputFlags & SourceFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, columns, 'regions');
  const options = toSourceOptions(flags);
  const { regions: listed, note } = await context.cloud.fetchRegions(options);
  const rows = listed.map(({ id, name, endpoint, status }): RegionReport => ({ region: id, name, endpoint, status }));
  return renderList({ kind: 'regions', head: {}, rows, columns, name: ({ region }) => region }, plan, context.stdout, note === undefined ? [] : [note]);
}
