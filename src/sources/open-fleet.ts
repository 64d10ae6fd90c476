import type { Context, SourceOptions } from '../context.ts';
import { UsageError } from '../errors.ts';
import type { Fleet, InstanceQuery, ObservedInstance } from '../model/fleet/instance.ts';
import type { PriceQuery, TypePrices } from '../model/market/price.ts';
import type { StockStatus } from '../model/market/stock.ts';
import { openSession, openSessions, requireApi } from './open-session.ts';

/** Opens the instances of the regions, account by account. Rejects with CipuError, also when the regions of an account cannot be listed. */
export async function openFleet(options: SourceOptions, profiles: readonly string[], query: InstanceQuery, context: Context): Promise<Fleet> {
  const named = profiles.length > 0 ? [...new Set(profiles)] : [options.profile];
  for (const profile of named) requireApi(withProfile(options, profile), context, 'instances');
  const { openFleet: open } = await import('../ecs/fleet.ts');
  const sessions = await openSessions(options, named, context);
  const places = await Promise.all(
    sessions.map(async ({ pages, regions }, i) => (await regions()).map((region) => ({ region, profile: named[i] ?? null, pages }))),
  );
  const fleet = open(places.flat(), query);
  return {
    gaps: fleet.gaps,
    async *pages() {
      try {
        for await (const page of fleet.pages()) {
          // Whoever reads the page may write it to the same terminal.
          context.stderr.progress(undefined);
          yield page;
        }
      } finally {
        context.stderr.progress(undefined);
      }
    },
  };
}

/** Asks what types cost in the one region that the options name, or the default one. Rejects with CipuError. */
export async function askPrices(options: SourceOptions, query: PriceQuery, context: Context): Promise<readonly TypePrices[]> {
  requireApi(options, context, 'prices');
  const { askPrices: ask } = await import('../ecs/prices.ts');
  const session = await openSession(options, context);
  const [region = session.home, ...others] = await session.regions();
  if (others.length > 0) throw new UsageError('Prices are those of one region, and several are named.', { hint: `--region ${region} names one` });
  const prices = await ask({ list: session.list, region, now: context.now }, query);
  context.stderr.progress(undefined);
  return prices;
}

/** Asks what an instance can be changed to, with the account it belongs to. Rejects with CipuError. */
export async function askModifications(options: SourceOptions, instance: ObservedInstance, context: Context): Promise<ReadonlyMap<string, StockStatus>> {
  const own = withProfile(options, instance.profile ?? options.profile);
  requireApi(own, context, 'instances');
  const { askModifications: ask } = await import('../ecs/modification.ts');
  const { list } = await openSession(own, context);
  const types = await ask(list, instance);
  context.stderr.progress(undefined);
  return types;
}

/** The same options for another profile; undefined is the configured account. */
function withProfile({ profile: _, ...options }: SourceOptions, profile: string | undefined): SourceOptions {
  return { ...options, ...(profile !== undefined && { profile }) };
}
