import type { SourceOptions } from '../context.ts';
import { UsageError } from '../errors.ts';
import type { Fleet, InstanceQuery, ObservedInstance } from '../model/fleet/instance.ts';
import type { PriceQuery, TypePrices } from '../model/market/price.ts';
import type { StockStatus } from '../model/market/stock.ts';
import { type Host, openSession, requireApi } from './session.ts';

/**
 * Opens the instances of the regions, account by account. Rejects with CipuError, also when the regions of an account
 * cannot be listed.
 */
export async function openFleet(options: SourceOptions, profiles: readonly string[], query: InstanceQuery, host: Host): Promise<Fleet> {
  const accounts = (profiles.length > 0 ? [...new Set(profiles)] : [options.profile]).map((profile) => withProfile(options, profile));
  for (const account of accounts) requireApi(account, host, 'instances');
  const [{ openFleet: open }, { createPool }] = await Promise.all([import('../ecs/fleet.ts'), import('../ecs/pool.ts')]);
  const pool = createPool();
  const places = accounts.map(async (account) => {
    const { pages, regions } = await openSession(account, host, pool);
    return (await regions()).map((region) => ({ region, profile: account.profile ?? null, pages }));
  });
  return open((await Promise.all(places)).flat(), query);
}

/** Fetches what types cost in the one region that the options name, or the default one. Rejects with CipuError. */
export async function fetchPrices(options: SourceOptions, query: PriceQuery, host: Host): Promise<readonly TypePrices[]> {
  requireApi(options, host, 'prices');
  const { fetchPrices: fetch } = await import('../ecs/prices.ts');
  const session = await openSession(options, host);
  const [region = session.home, ...others] = await session.regions();
  if (others.length > 0) throw new UsageError('Prices are those of one region, and several are named.', { hint: `--region ${region} names one` });
  return fetch({ list: session.list, region, now: host.now }, query);
}

/** Fetches what an instance can be changed to, with the account it belongs to. Rejects with CipuError. */
export async function fetchModifications(options: SourceOptions, instance: ObservedInstance, host: Host): Promise<ReadonlyMap<string, StockStatus>> {
  const own = withProfile(options, instance.profile ?? options.profile);
  requireApi(own, host, 'instances');
  const { fetchModifications: fetch } = await import('../ecs/modification.ts');
  const { list } = await openSession(own, host);
  return fetch(list, instance);
}

/** The same options for another profile; undefined is the configured account. */
function withProfile({ profile: _, ...options }: SourceOptions, profile: string | undefined): SourceOptions {
  return { ...options, ...(profile !== undefined && { profile }) };
}
