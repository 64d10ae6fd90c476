import type { Context, SourceOptions } from '../../context.ts';
import type { Catalog, CatalogSource } from '../../model/catalog/catalog.ts';
import { type Kind, parseList } from '../../settings/flags.ts';

/** A word that names a catalog, or a file of one. */
export const catalogName: Kind<string> = { form: 'text', suggestions: 'catalogs', isPath: () => true };

/** What such a name may be, for the help. */
export const catalogNames = 'embedded, live, live@REGION, or a file of cipu catalog pull';

/**
 * Opens the catalog that an argument names; `live@REGION` asks that region whatever --region says. Rejects with
 * CipuError.
 */
export function openNamed(name: string, options: SourceOptions, context: Context, notes: string[]): Promise<Catalog> {
  const [, regions] = /^live@(.+)$/.exec(name) ?? [];
  const named = regions === undefined ? { ...options, source: name } : { ...options, source: 'live', regions: parseList(regions) };
  return context.cloud.openCatalog(named, (text) => notes.push(text));
}

/** When and where a catalog is from, in a few words. */
export function describeSource({ asOf, regions }: CatalogSource): string {
  const time = asOf.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC');
  const places = regions.length > 3 ? `${regions.length} regions` : regions.join(', ');
  return places ? `${places}, ${time}` : time;
}
