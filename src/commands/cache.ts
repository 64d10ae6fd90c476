import type { Cache, Context } from '../context.ts';
import type { Column } from '../render/column.ts';
import type { CommandDefinition } from './shared/definition.ts';
import { planOutput, renderList } from './shared/output.ts';
import { type OutputFlags, outputFlags } from './shared/output-flags.ts';
import type { Result } from './shared/result.ts';

type CacheEntry = ReturnType<Cache['entries']>[number];

const columns: readonly Column<CacheEntry>[] = [
  { key: 'action', header: 'Action', tableRank: 0, value: ({ action }) => action },
  { key: 'region', header: 'Region', tableRank: 1, value: ({ region }) => region },
  { key: 'fetchedAt', header: 'Fetched at', tableRank: 2, value: ({ fetchedAt }) => fetchedAt },
  { key: 'fresh', header: 'Fresh', tableRank: 3, value: ({ fresh }) => fresh, cell: ({ fresh }) => ({ text: fresh ? 'yes' : 'no' }) },
  { key: 'items', header: 'Items', right: true, tableRank: 4, value: ({ items }) => items },
  { key: 'bytes', header: 'Bytes', right: true, tableRank: 5, value: ({ bytes }) => bytes },
];

/** `cipu cache`. */
export const cache: CommandDefinition = {
  commands: [
    { name: 'info', description: 'list the entries', flags: [outputFlags(columns)], run: runCacheInfo },
    { name: 'clear', description: 'remove every entry', run: runCacheClear },
  ],
};

/** Lists the entries of the cache. Rejects with UsageError. */
export async function runCacheInfo(flags: OutputFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, columns, 'entries');
  const { directory, entries } = await context.cloud.openCache();
  const list = { kind: 'entries', head: { directory }, rows: entries(), columns, name: ({ action, region }: CacheEntry) => `${action} ${region}` };
  return renderList(list, plan, context.stdout, [`The cache is ${directory}.`]);
}

/** Removes every entry of the cache. */
export async function runCacheClear(_flags: unknown, context: Context): Promise<Result> {
  const { directory, clear } = await context.cloud.openCache();
  const removed = clear();
  return { output: '', summary: `Removed ${removed} ${removed === 1 ? 'file' : 'files'} from ${directory}.` };
}
