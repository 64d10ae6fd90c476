import type { Context } from '../../context.ts';
import { type ChangeKind, changeKinds, type Difference, diffCatalogs } from '../../model/reports/diff.ts';
import { differenceColumns } from '../../render/columns/snapshots.ts';
import { argument, type FlagGroup, flag, onOff, type ValuesOf } from '../../settings/flags.ts';
import type { NamedCommand } from '../shared/definition.ts';
import { wordsLike } from '../shared/kinds.ts';
import { planOutput, renderList } from '../shared/output.ts';
import { type OutputFlags, outputFlags } from '../shared/output-flags.ts';
import { missingFrom, type Result } from '../shared/result.ts';
import { accessFlags, type SourceFlags, toSourceOptions } from '../shared/source-flags.ts';
import { catalogName, catalogNames, describeSource, openNamed } from './named-catalog.ts';

const differenceFlags = {
  heading: 'Differences:',
  flags: {
    only: flag('--only <kinds>', wordsLike(changeKinds, '--only'), `kinds to list: ${changeKinds.join(', ')}; several comma-separated`),
    exitCode: flag('--exit-code', onOff, 'exit 1 when a difference is listed'),
  },
} satisfies FlagGroup;

type DiffFlags = SourceFlags & OutputFlags & ValuesOf<typeof differenceFlags>;

/** `cipu catalog diff`. */
export const diff: NamedCommand = {
  name: 'diff',
  description: 'list what tells two catalogs apart',
  arguments: [argument('<before>', catalogName, catalogNames), argument('<after>', catalogName, 'the same')],
  flags: [accessFlags, outputFlags(differenceColumns), differenceFlags],
  run: runCatalogDiff,
};

/** Lists what tells two catalogs apart. Rejects with CipuError. */
async function runCatalogDiff(beforeName: string, afterName: string, flags: DiffFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, differenceColumns, 'differences');
  const options = toSourceOptions(flags);
  const notes: string[] = [];
  // One after the other: two at once would be more requests in flight than the API is to be asked.
  const before = await openNamed(beforeName, options, context, notes);
  const after = await openNamed(afterName, options, context, notes);
  const rows = diffCatalogs(before, after).filter(({ change }) => flags.only?.includes(change) ?? true);
  const head = { before: before.source, after: after.source };
  notes.push(`From ${beforeName} (${describeSource(before.source)}) to ${afterName} (${describeSource(after.source)}): ${countChanges(rows)}.`);
  const list = { kind: 'differences', head, rows, columns: differenceColumns, name: ({ name }: Difference) => name };
  const { forbidden, ...rendered } = await renderList(list, plan, context.stdout, notes);
  return { ...rendered, ...missingFrom([before.source, after.source]), forbidden: forbidden || (flags.exitCode === true && rows.length > 0) };
}

function countChanges(rows: readonly Difference[]): string {
  const count = (kind: ChangeKind) => rows.filter(({ change }) => change === kind).length;
  const refuted = rows.filter(({ refutes }) => refutes !== null).length;
  const counts = changeKinds.map((kind) => ({ kind, times: count(kind) })).filter(({ times }) => times > 0);
  const contradicted = refuted > 0 ? `, ${refuted} against a conclusion (column refutes)` : '';
  return `${counts.map(({ kind, times }) => `${times} ${kind}`).join(', ') || 'no difference'}${contradicted}`;
}
