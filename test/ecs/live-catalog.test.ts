import { describe, expect, it } from 'vitest';
import { fetchLiveCatalog, fetchObservations } from '../../src/ecs/live-catalog.ts';
import type { EcsSession } from '../../src/ecs/session.ts';
import { ServiceError } from '../../src/errors.ts';
import { fakeList } from '../helpers/fake-list.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType } from '../helpers/small-catalog.ts';

const embedded = documentedCatalog(
  documentedEntry(documentedFamily('ecs.c7'), [documentedType('ecs.c7.large')]),
  documentedEntry(documentedFamily('ecs.g8i'), [documentedType('ecs.g8i.large')]),
);

const families = (...ids: readonly string[]) => ids.map((InstanceTypeFamilyId) => ({ InstanceTypeFamilyId }));
const types = (...ids: readonly string[]) => ids.map((InstanceTypeId) => ({ InstanceTypeId, InstanceTypeFamily: InstanceTypeId.replace(/\.\w+$/, '') }));

/** A session with a cloud: replies by region, for families and, under `types`, for types. */
function sessionWith(replies: Readonly<Record<string, readonly unknown[] | Error>>, now = '2026-02-03T05:59:59Z') {
  const said: string[] = [];
  const regions = Object.keys(replies).filter((key) => key !== 'types');
  const { list } = fakeList(({ action, region }) => replies[action === 'DescribeInstanceTypes' ? 'types' : region]);
  const session = { list, regions: async () => regions, now: () => new Date(now), say: (text: string) => said.push(text) } as unknown as EcsSession;
  return { session, said };
}

const gapsOf = async (replies: Parameters<typeof sessionWith>[0]) => (await fetchObservations(sessionWith(replies).session, embedded)).source;

describe('a live catalog', () => {
  it('is what the regions offer, joined with the documentation', async () => {
    const { session, said } = sessionWith({ 'cn-hangzhou': families('ecs.g8i'), types: types('ecs.g8i.large') });
    const { source, families: offered, known } = await fetchLiveCatalog(session, embedded);
    expect(source).toEqual({ type: 'live', asOf: '2026-02-03T05:00:00.000Z', regions: ['cn-hangzhou'], complete: true });
    expect(offered.map(({ id, documented }) => [id, documented?.id])).toEqual([['ecs.g8i', 'ecs.g8i']]);
    expect(known).toBe(embedded.families);
    expect(said).toEqual([]);
  });

  it('says its age from one hour on', async () => {
    const { session, said } = sessionWith({ 'cn-hangzhou': families('ecs.g8i'), types: types('ecs.g8i.large') }, '2026-02-03T07:30:00Z');
    await fetchLiveCatalog(session, embedded);
    expect(said).toEqual(['The catalog is 2 h old: --refresh asks the API again.']);
  });
});

describe('what is missing of it', () => {
  const whole = { 'cn-hangzhou': families('ecs.g8i'), types: types('ecs.g8i.large') };

  it.each<[string, Parameters<typeof sessionWith>[0], string]>([
    ['a region', { ...whole, 'cn-beijing': new ServiceError('It is down.') }, 'cn-beijing is missing: It is down.'],
    ['an empty reply', { ...whole, 'cn-beijing': [] }, 'The reply of cn-beijing was empty, which does not mean that nothing is sold there.'],
    [
      'types of a documented family',
      { ...whole, 'cn-hangzhou': families('ecs.g8i', 'ecs.c7') },
      'The replies named no types of 1 families that are documented with some: ecs.c7.',
    ],
    ['entries without an id', { ...whole, types: [...types('ecs.g8i.large'), {}] }, '1 entries of the replies have no id.'],
    ['the family of a type', { ...whole, types: types('ecs.g8i.large', 'ecs.zz.large') }, '1 types belong to no family that was listed: ecs.zz.large.'],
  ])('is told: %s', async (_, replies, gap) => {
    const source = await gapsOf(replies);
    expect(source).toMatchObject({ complete: false, gaps: [gap] });
    expect(source.regions).toEqual(Object.keys(replies).filter((region) => region !== 'types' && !gap.startsWith(`${region} is missing`)));
  });

  it('names five of many', async () => {
    const odd = types(...['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `ecs.z${letter}.large`));
    const { gaps } = await gapsOf({ ...whole, types: [...types('ecs.g8i.large'), ...odd] });
    expect(gaps).toEqual(['6 types belong to no family that was listed: ecs.za.large, ecs.zb.large, ecs.zc.large, ecs.zd.large, ecs.ze.large and more.']);
  });

  it('names the families whose types could not be fetched, with the reason', async () => {
    const regions = ['cn-hangzhou', 'cn-beijing'];
    const { list } = fakeList(({ action, region }) => {
      if (action === 'DescribeInstanceTypeFamilies') return families(region === 'cn-hangzhou' ? 'ecs.g8i' : 'ecs.c7');
      return region === 'cn-hangzhou' ? types('ecs.g8i.large') : new ServiceError('It is down.');
    });
    const session = { list, regions: async () => regions, now: () => new Date(0), say: () => {} } as unknown as EcsSession;
    expect((await fetchObservations(session, embedded)).source.gaps).toEqual(['The types of 1 families could not be fetched: ecs.c7. It is down.']);
  });
});
