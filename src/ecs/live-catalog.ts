import { type Catalog, joinObservations, type SourcedObservations } from '../model/catalog/catalog.ts';
import { fetchOffers, type Offers } from './offers.ts';
import type { EcsSession } from './session.ts';

/**
 * Fetches what the regions offer and joins it with the documentation. Rejects with CipuError; there is no silent
 * fall-back.
 */
export async function fetchLiveCatalog(session: EcsSession, embedded: Catalog): Promise<Catalog> {
  const observations = await fetchObservations(session, embedded);
  return joinObservations(observations, embedded, observations.source);
}

/**
 * Fetches what the regions offer; the documentation only says how many types to expect. Rejects with CipuError when no
 * region answers.
 */
export async function fetchObservations({ list, regions: findRegions, now, say }: EcsSession, embedded: Catalog): Promise<SourcedObservations> {
  const regions = await findRegions();
  const documented = new Map(embedded.families.map(({ id, summary }) => [id, summary.count]));
  const observations = await fetchOffers(list, regions, (family) => documented.get(family) ?? 0);
  const { failures, fetchedAt } = observations;
  const gaps = gapsOf(observations);
  const answered = regions.filter((region) => !failures.some((failure) => failure.region === region));
  const ageHours = (now().getTime() - fetchedAt) / 3_600_000;
  if (ageHours >= 1) say(`The catalog is ${Math.floor(ageHours)} h old: --refresh asks the API again.`);
  const source = {
    type: 'live',
    asOf: new Date(fetchedAt).toISOString(),
    regions: answered,
    complete: gaps.length === 0,
    ...(gaps.length > 0 && { gaps }),
  } as const;
  return { source, families: observations.families, types: observations.types };
}

/** What is missing from the answer, a sentence each. */
function gapsOf({ failures, withoutTypes, typeless, unreadable, typesError, families, types, emptyRegions }: Offers): string[] {
  const listed = new Set(families.map(({ id }) => id));
  const withoutFamily = types.filter(({ family }) => family === null || !listed.has(family)).map(({ id }) => id);
  return [
    ...failures.map(({ region, error }) => `${region} is missing: ${error.message}`),
    ...emptyRegions.map((region) => `The reply of ${region} was empty, which does not mean that nothing is sold there.`),
    ...(withoutTypes.length > 0
      ? [`The types of ${withoutTypes.length} families could not be fetched: ${withoutTypes.join(', ')}. ${typesError?.message ?? ''}`.trim()]
      : []),
    ...(typeless.length > 0
      ? [
          `The replies named no types of ${typeless.length} families that are documented with some: ${typeless.slice(0, 5).join(', ')}${typeless.length > 5 ? ' and more' : ''}.`,
        ]
      : []),
    ...(unreadable > 0 ? [`${unreadable} entries of the replies have no id.`] : []),
    ...(withoutFamily.length > 0
      ? [
          `${withoutFamily.length} types belong to no family that was listed: ${withoutFamily.slice(0, 5).join(', ')}${withoutFamily.length > 5 ? ' and more' : ''}.`,
        ]
      : []),
  ];
}
