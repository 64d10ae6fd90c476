import type { Context, SourceOptions } from '../../context.ts';
import type { Catalog } from '../../model/catalog/catalog.ts';
import type { Stock, StockQuery } from '../../model/market/stock.ts';
import type { Note } from '../../render/note.ts';

/** A catalog as it was opened. */
export interface OpenedData {
  readonly catalog: Catalog;
  readonly stock?: Stock;
  /** Remarks on where the catalog is from, to which a command adds its own. */
  readonly notes: Note[];
}

/** Opens a catalog, with the stock of its regions when that is asked for. Rejects with CipuError. */
export async function openData(options: SourceOptions, { cloud }: Context, stock?: StockQuery): Promise<OpenedData> {
  const own = options.facts === undefined ? [] : [`With the statements of ${options.facts}, as stated there.`];
  if (stock) return { ...(await cloud.openStock(options, stock)), notes: own };
  const notes: string[] = [];
  const catalog = await cloud.openCatalog(options, (text) => notes.push(text));
  // What a reply or a snapshot is like must be said; that the package's own data is shown, other words say as well.
  const onSource = catalog.source.type === 'embedded' ? notes.map((aside) => ({ aside })) : notes;
  return { catalog, notes: [...onSource, ...own] };
}
