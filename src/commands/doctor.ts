import type { Context } from '../context.ts';
import { type Diagnosis, failureIn } from '../model/reports/diagnosis.ts';
import type { Tone } from '../render/cell.ts';
import type { Column } from '../render/column.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import type { Result } from './shared/result.ts';
import { type SourceFlags, sessionFlags, toSourceOptions } from './shared/source-flags.ts';

const tones: Readonly<Record<Diagnosis['status'], Tone>> = { ok: 'good', warning: 'partial', unknown: 'faint', denied: 'bad', failed: 'bad' };

const columns: readonly Column<Diagnosis>[] = [
  { key: 'check', header: 'Check', tableRank: 0, value: ({ check }) => check },
  { key: 'status', header: 'Status', tableRank: 0, value: ({ status }) => status, cell: ({ status }) => ({ text: status, tone: tones[status] }) },
  { key: 'detail', wraps: true, header: 'Detail', tableRank: 1, value: ({ detail }) => detail },
  { key: 'remedy', header: 'Remedy', value: ({ remedy }) => remedy, cell: ({ remedy }) => ({ text: remedy ?? '' }) },
];

/** `cipu doctor`. */
export const doctor: CommandDefinition = {
  flags: [sessionFlags, outputFlags(columns)],
  run: runDoctor,
};

/** Checks what the live path needs. Rejects with UsageError. */
export async function runDoctor(flags: OutputFlags & SourceFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, columns, 'checks');
  const rows = await context.cloud.diagnose(toSourceOptions(flags));
  const remedies = rows.flatMap(({ check, remedy }) => (remedy === null ? [] : [`${check}: ${remedy}`]));
  const list = { kind: 'checks', head: {}, rows, columns, name: ({ check, status }: Diagnosis) => `${check} ${status}` };
  return { ...(await renderList(list, plan, context.stdout, remedies)), failure: failureIn(rows) };
}
