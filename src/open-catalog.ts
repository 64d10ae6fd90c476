import type { Context, SourceOptions } from './context.ts';
import { findCredentials } from './ecs/credentials.ts';
import { UsageError } from './errors.ts';
import type { Catalog } from './model/catalog.ts';

/** Opens the catalog that the options name. What is only needed for live data is loaded only for it. Rejects with CipuError. */
export async function openCatalog(options: SourceOptions, context: Context, note: (text: string) => void): Promise<Catalog> {
  const { source, profile, endpoint } = options;
  if (source === 'embedded') return context.openEmbedded();
  if (source !== 'auto' && source !== 'live') {
    throw new UsageError(`--source ${source}: unknown source.`, { hint: 'one of auto, live, embedded' });
  }
  const credentials = findCredentials(context.env, profile);
  if (source === 'auto' && !credentials) {
    if (endpoint !== undefined) note('The endpoint is not asked: no credentials are configured.');
    const embedded = context.openEmbedded();
    note(`No credentials are configured: showing the embedded catalog (documentation of ${embedded.source.asOf}). --offline chooses it without this note.`);
    return embedded;
  }
  const { openLiveCatalog } = await import('./ecs/live.ts');
  return openLiveCatalog(options, credentials, context);
}
