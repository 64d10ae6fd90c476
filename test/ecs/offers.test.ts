import { describe, expect, it } from 'vitest';
import type { EcsRequest } from '../../src/ecs/api.ts';
import { fetchOffers } from '../../src/ecs/offers.ts';
import type { EcsList } from '../../src/ecs/request.ts';
import { ServiceError, UsageError } from '../../src/errors.ts';

/** A region: the types of the families that it lists, or an error of either request. */
interface Region {
  readonly families: Readonly<Record<string, number>> | Error;
  readonly typesError?: Error;
  /** More that a reply has, beside what is asked for. */
  readonly odd?: readonly object[];
  readonly fetchedAt?: number;
}

type Cloud = Readonly<Record<string, Region>>;

const namesOf = ({ parameters }: EcsRequest): readonly string[] => ('instanceTypeFamilies' in parameters ? (parameters.instanceTypeFamilies ?? []) : []);

/** Fetches what some regions offer; documents know of one type a family, unless a test says otherwise. */
async function fetch(cloud: Cloud, expected: (family: string) => number = () => 1) {
  const batches: [string, readonly string[]][] = [];
  const list: EcsList = async (request) => {
    const { families, typesError, odd = [], fetchedAt = 10 } = cloud[request.region] ?? { families: new Error('no such region in the test') };
    if (families instanceof Error) throw families;
    if (request.action === 'DescribeInstanceTypeFamilies')
      return { items: [...Object.keys(families).map((InstanceTypeFamilyId) => ({ InstanceTypeFamilyId })), ...odd], fetchedAt };
    const asked = namesOf(request);
    batches.push([request.region, asked]);
    if (typesError) throw typesError;
    const items = asked.flatMap((family) =>
      Array.from({ length: families[family] ?? 0 }, (_, i) => ({ InstanceTypeId: `${family}.${i}`, InstanceTypeFamily: family })),
    );
    return { items: [...items, ...odd], fetchedAt };
  };
  return { offers: await fetchOffers(list, Object.keys(cloud), expected), batches };
}

const down = new ServiceError('down');
const many = (count: number, types = 1) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`ecs.f${String(i).padStart(2, '0')}`, types]));

describe('the families', () => {
  it('are told once, with every region that offers them', async () => {
    const { offers } = await fetch({ a: { families: { 'ecs.g7': 1, 'ecs.g8i': 1 } }, b: { families: { 'ecs.g8i': 1 } } });
    expect(offers.families.map(({ id, regions }) => [id, regions])).toEqual([
      ['ecs.g7', ['a']],
      ['ecs.g8i', ['a', 'b']],
    ]);
  });

  it('of a region that fails are missing, and the failure is told', async () => {
    const { offers } = await fetch({ a: { families: down }, b: { families: { 'ecs.g7': 1 } } });
    expect(offers).toMatchObject({ failures: [{ region: 'a', error: down }], emptyRegions: [], families: [{ id: 'ecs.g7', regions: ['b'] }] });
  });

  it('of no region that answers are an error, as is a region that does not exist', async () => {
    await expect(fetch({ a: { families: down } })).rejects.toBe(down);
    const wrong = new UsageError('no such region');
    await expect(fetch({ a: { families: {} }, b: { families: wrong } })).rejects.toBe(wrong);
  });

  it('of an empty reply are none, and the region is named', async () => {
    expect((await fetch({ a: { families: {} }, b: { families: { 'ecs.g7': 1 } } })).offers.emptyRegions).toEqual(['a']);
  });
});

describe('the types', () => {
  it('are asked for in batches of at most ten families and a page of types, each family once', async () => {
    const { batches, offers } = await fetch({ a: { families: many(25, 2) } });
    expect(batches.map(([, names]) => names.length)).toEqual([10, 10, 5]);
    expect(offers.types).toHaveLength(50);
    const byTypes = await fetch({ a: { families: many(4) } }, (family) => (family === 'ecs.f00' ? 80 : 20));
    expect(byTypes.batches.map(([, names]) => names)).toEqual([
      ['ecs.f00', 'ecs.f01'],
      ['ecs.f02', 'ecs.f03'],
    ]);
  });

  it('are asked for in the first region, and elsewhere only what that does not list', async () => {
    const { batches, offers } = await fetch({ a: { families: { 'ecs.g7': 1 } }, b: { families: { 'ecs.g7': 1, 'ecs.g8i': 1 } } });
    expect(batches).toEqual([
      ['a', ['ecs.g7']],
      ['b', ['ecs.g8i']],
    ]);
    expect(offers).toMatchObject({ withoutTypes: [], typeless: [], typesError: undefined });
  });

  it('of a batch that fails are asked for in another region', async () => {
    const { batches, offers } = await fetch({ a: { families: { 'ecs.g7': 1 }, typesError: down }, b: { families: { 'ecs.g7': 1 } } });
    expect(batches.map(([region]) => region)).toEqual(['a', 'b']);
    expect(offers).toMatchObject({ withoutTypes: [], types: [{ id: 'ecs.g7.0' }], typesError: down });
  });

  it('that could be had nowhere are missing, which is an error when it is all', async () => {
    const { offers } = await fetch({ a: { families: { 'ecs.g7': 1 } }, b: { families: { 'ecs.g8i': 1 }, typesError: down } });
    expect(offers).toMatchObject({ withoutTypes: ['ecs.g8i'], typesError: down });
    await expect(fetch({ a: { families: { 'ecs.g7': 1 }, typesError: down } })).rejects.toBe(down);
  });

  it('of a family that is documented with some and answered with none are odd; of one that nobody knows they are not', async () => {
    const { offers, batches } = await fetch({ a: { families: { 'ecs.g7': 0, 'ecs.new': 0, 'ecs.c7': 1 } }, b: { families: { 'ecs.g7': 1 } } }, (family) =>
      family === 'ecs.new' ? 0 : 1,
    );
    expect(offers).toMatchObject({ typeless: ['ecs.g7'], withoutTypes: [] });
    expect(batches).toHaveLength(1);
  });

  it('that name no family get the one that their name suggests', async () => {
    const { offers } = await fetch({ a: { families: { 'ecs.g7': 1 }, odd: [{ InstanceTypeId: 'ecs.g7.odd' }] } });
    expect(offers.types.find(({ id }) => id === 'ecs.g7.odd')?.family).toBe('ecs.g7');
  });
});

it('entries without an id are counted, and the age is that of the oldest reply', async () => {
  const { offers } = await fetch({ a: { families: { 'ecs.g7': 1 }, odd: [{}], fetchedAt: 7 }, b: { families: { 'ecs.g8i': 1 }, fetchedAt: 9 } });
  expect(offers).toMatchObject({ unreadable: 2, fetchedAt: 7 });
});
