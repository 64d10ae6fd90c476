import { CipuError, DeniedError, UsageError } from '../errors.ts';
import type { Fleet, InstancePage, InstanceQuery, ObservedInstance } from '../model/fleet/instance.ts';
import type { EcsRequests } from './api.ts';
import { attempt } from './each-region.ts';
import { fetchEris } from './eris.ts';
import { UnknownValueError } from './failure.ts';
import { toObservedInstance } from './mapper.ts';
import { readAhead } from './read-ahead.ts';
import type { EcsPages } from './request.ts';

/** DescribeInstances gives 100 instances a page, and takes as many ids, at most. */
const pageSize = 100;

/** Pages of a region that are kept ready while the regions before it are read. */
const readyPages = 3;

/** A region of an account, and how to read it. */
export interface FleetPlace {
  readonly region: string;
  /** Null when none was named. */
  readonly profile: string | null;
  readonly pages: EcsPages;
}

/** What is missing of a place: a sentence whose words stand around the name of the region. */
interface Remark {
  readonly place: FleetPlace;
  readonly before: string;
  readonly after: string;
}

/** What becomes known while a fleet is read. */
interface Findings {
  readonly query: InstanceQuery;
  /** Ids that were asked for and that no page has named. */
  readonly unseen: Set<string>;
  readonly remarks: Remark[];
  /** Regions that did not answer, or not to the end. */
  readonly failed: FleetPlace[];
}

/**
 * The instances of some places, which are read side by side and given in order, a few pages ahead. A region that fails
 * is a gap: what it had given before stays. The pages reject with CipuError: UsageError for a region that does not
 * exist, and for instances that nobody has once everybody has answered; the error of the first region when none
 * answers.
 */
export function openFleet(places: readonly FleetPlace[], query: InstanceQuery): Fleet {
  const findings: Findings = { query, unseen: new Set(query.ids), remarks: [], failed: [] };
  return {
    pages: () => readFleet(places, findings),
    gaps: () => gapsOf(places, findings),
  };
}

async function* readFleet(places: readonly FleetPlace[], findings: Findings): AsyncGenerator<InstancePage> {
  const { query, unseen, remarks, failed } = findings;
  const open = places.map((place) => ({ place, stream: readAhead(readPlace(place, findings), readyPages) }));
  try {
    const answers = await Promise.all(open.map(({ place, stream }) => attempt(place.region, () => stream.opened)));
    const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
    // A value that one region does not know may well be known to another.
    const fatal =
      errors.find((error) => error instanceof UsageError && !(error instanceof UnknownValueError)) ?? (errors.length === places.length ? errors[0] : undefined);
    if (fatal) throw fatal;
    const given = new Set<string>();
    for (const { place, stream } of open) {
      const before = given.size;
      try {
        for await (const { instances, eris } of stream) {
          // Replies repeat themselves, and two profiles may name one account.
          const fresh = instances.filter(({ id }) => given.size < given.add(id).size);
          if (fresh.length > 0) yield { instances: fresh, eris };
        }
      } catch (error) {
        if (!(error instanceof CipuError)) throw error;
        failed.push(place);
        const came = given.size - before;
        remarks.push({ place, before: 'The instances of', after: `are ${came > 0 ? `not complete, ${came} came` : 'missing'}: ${reasonOf(error)}` });
      }
    }
    if (unseen.size > 0 && failed.length === 0) throw unknownInstances([...unseen], places, query);
  } finally {
    for (const { stream } of open) stream.return?.();
  }
}

/**
 * The pages of one place. Adds to the findings what is missing, but for an error of DescribeInstances, in which the
 * stream ends.
 */
async function* readPlace(place: FleetPlace, { query, unseen, remarks }: Findings): AsyncGenerator<InstancePage> {
  const { region, profile, pages } = place;
  let unreadable = 0;
  let eris: Promise<InstancePage['eris']> | undefined;
  for (const parameters of requestsOf(query, region)) {
    for await (const items of pages({ action: 'DescribeInstances', region, parameters })) {
      const readable = items.flatMap((item) => toObservedInstance(item, region) ?? []).map((instance): ObservedInstance => ({ ...instance, profile }));
      unreadable += items.length - readable.length;
      for (const { id } of readable) unseen.delete(id);
      const instances = query.types.length === 0 ? readable : readable.filter(({ type }) => query.types.includes(type));
      // A few instances are asked for one by one, else the whole region once, and only if it has instances.
      if (query.interfaces && instances.length > 0) eris = query.ids.length > 0 ? erisOf(place, remarks, instances) : (eris ?? erisOf(place, remarks));
      yield { instances, eris: (await eris) ?? null };
    }
  }
  if (unreadable > 0) remarks.push({ place, before: 'Entries in the replies of', after: `have no id or no type: ${unreadable} are left out.` });
}

/**
 * What to ask of a region: everything at once, or the named instances in requests of their own. Several types are
 * picked out of all.
 */
function requestsOf({ ids, tags, status, vpc, types }: InstanceQuery, region: string): EcsRequests['DescribeInstances'][] {
  const [type, ...others] = types;
  const common = {
    regionId: region,
    maxResults: pageSize,
    ...(tags.length > 0 && { tag: [...tags] }),
    ...(status !== undefined && { status }),
    ...(vpc !== undefined && { vpcId: vpc }),
  };
  if (ids.length === 0) return [{ ...common, ...(type !== undefined && others.length === 0 && { instanceType: type }) }];
  const unique = [...new Set(ids)];
  return Array.from({ length: Math.ceil(unique.length / pageSize) }, (_, i) => ({
    ...common,
    instanceIds: JSON.stringify(unique.slice(i * pageSize, (i + 1) * pageSize)),
  }));
}

/** The elastic RDMA interfaces of a place, or of some instances of it; null, and a remark, where they are not known. */
async function erisOf(place: FleetPlace, remarks: Remark[], instances?: readonly ObservedInstance[]): Promise<InstancePage['eris']> {
  const { region, pages } = place;
  try {
    if (!instances) return await fetchEris(pages, region);
    const counts = await Promise.all(instances.map(({ id }) => fetchEris(pages, region, id)));
    return new Map(counts.flatMap((count) => [...count]));
  } catch (error) {
    if (!(error instanceof CipuError)) throw error;
    remarks.push({ place, before: 'The elastic RDMA interfaces of', after: `are not known: ${reasonOf(error)}` });
    return null;
  }
}

/** Why something failed; a missing permission is named, which the hint does. */
function reasonOf(error: CipuError): string {
  return error instanceof DeniedError && error.hint !== undefined ? `${error.message.replace(/\.$/, '')}: ${error.hint}.` : error.message;
}

function unknownInstances(ids: readonly string[], places: readonly FleetPlace[], { tags, status, vpc, types }: InstanceQuery): UsageError {
  const regions = [...new Set(places.map(({ region }) => region))];
  const narrowed = tags.length > 0 || status !== undefined || vpc !== undefined || types.length > 0;
  return new UsageError(`No instance of ${regions.length > 3 ? `the ${regions.length} regions` : regions.join(', ')} is called ${ids.join(', ')}.`, {
    hint: narrowed ? 'it may exist and not meet the other flags' : '--region all asks every region, --profile another account',
  });
}

/** The remarks as sentences, in the order of the places; what is the same in several regions is said once. */
function gapsOf(places: readonly FleetPlace[], { remarks, unseen, failed }: Findings): string[] {
  const several = new Set(places.map(({ profile }) => profile)).size > 1;
  const sentences = new Map<string, { readonly start: string; readonly end: string; readonly regions: Set<string> }>();
  for (const { place, before, after } of places.flatMap((one) => remarks.filter(({ place: of }) => of === one))) {
    const start = `${several ? `${place.profile}: ` : ''}${before}`;
    const sentence = sentences.get(`${start} ${after}`) ?? { start, end: after, regions: new Set() };
    sentence.regions.add(place.region);
    sentences.set(`${start} ${after}`, sentence);
  }
  return [
    ...[...sentences.values()].map(({ start, end, regions }) => `${start} ${[...regions].join(', ')} ${end}`),
    ...(failed.length > 0 && unseen.size > 0 ? [`Whether ${[...unseen].join(', ')} exists is not known.`] : []),
  ];
}
