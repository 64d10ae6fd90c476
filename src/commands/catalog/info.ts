import type { Context } from '../../context.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import { type CatalogSummary, summarizeCatalog } from '../../model/reports/summary.ts';
import { catalogColumns } from '../../render/columns/snapshots.ts';
import { argument } from '../../settings/flags.ts';
import type { NamedCommand } from '../shared/definition.ts';
import { planOutput, renderList } from '../shared/output.ts';
import { type OutputFlags, outputFlags } from '../shared/output-flags.ts';
import { missingFrom, type Result } from '../shared/result.ts';
import { type SourceFlags, sourceFlags, toSourceOptions } from '../shared/source-flags.ts';
import { catalogName, catalogNames, openNamed } from './named-catalog.ts';

/** `cipu catalog info`. */
export const info: NamedCommand = {
  name: 'info',
  description: 'say what catalogs hold, and of when they are',
  arguments: [argument('[source...]', catalogName, catalogNames)],
  flags: [sourceFlags, outputFlags(catalogColumns)],
  run: runCatalogInfo,
};

/** Lists what some catalogs hold; without a name the one that the flags choose. Rejects with CipuError. */
async function runCatalogInfo(names: readonly string[], flags: SourceFlags & OutputFlags, context: Context): Promise<Result> {
  const plan = await planOutput(flags, catalogColumns, 'catalogs');
  const options = toSourceOptions(flags);
  const notes: string[] = [];
  const opened: Catalog[] = [];
  const rows: CatalogSummary[] = [];
  for (const name of names.length > 0 ? names : [options.source]) {
    const catalog = await openNamed(name, options, context, notes);
    opened.push(catalog);
    rows.push(summarizeCatalog(name, catalog, context.now()));
  }
  const list = { kind: 'catalogs', head: {}, rows, columns: catalogColumns, name: (row: CatalogSummary) => row.name };
  const sources = opened.map(({ source }) => source);
  return { ...(await renderList(list, plan, context.stdout, notes)), ...missingFrom(sources) };
}
