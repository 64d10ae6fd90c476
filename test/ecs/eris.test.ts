import { describe, expect, it } from 'vitest';
import { fetchEris } from '../../src/ecs/eris.ts';
import { ServiceError } from '../../src/errors.ts';
import { fakeList } from '../helpers/fake-list.ts';

const eri = { NetworkInterfaceTrafficMode: 'HighPerformance' };
const plain = { NetworkInterfaceTrafficMode: 'Standard' };

/** The elastic RDMA interfaces by instance, and what was asked. */
async function fetch(items: readonly object[], instance?: string) {
  const { pages, requests } = fakeList(() => items);
  return { eris: Object.fromEntries(await fetchEris(pages, 'cn-hangzhou', instance)), requests };
}

describe('elastic RDMA interfaces', () => {
  it('are counted by instance, whichever field names it', async () => {
    const items = [
      { ...eri, InstanceId: 'i-1' },
      { ...eri, InstanceId: '', Attachment: { InstanceId: 'i-1' } },
      { ...eri, InstanceId: 'i-2' },
      { ...plain, InstanceId: 'i-3' },
    ];
    expect((await fetch(items)).eris).toEqual({ 'i-1': 2, 'i-2': 1 });
  });

  it('that are attached to nothing do not count, whatever they are', async () => {
    expect((await fetch([eri, { ...eri, InstanceId: '' }, { NetworkInterfaceTrafficMode: 'New' }])).eris).toEqual({});
  });

  it.each([{}, { NetworkInterfaceTrafficMode: 'New' }])('that do not say what they are are an error, not none: %j', async (mode) => {
    await expect(fetch([{ ...mode, InstanceId: 'i-1' }])).rejects.toThrow(ServiceError);
  });

  it('are asked for of a region, or of one instance', async () => {
    const common = { regionId: 'cn-hangzhou', maxResults: 500 };
    expect((await fetch([])).requests).toEqual([{ action: 'DescribeNetworkInterfaces', region: 'cn-hangzhou', parameters: common }]);
    expect((await fetch([], 'i-1')).requests[0]?.parameters).toEqual({ ...common, instanceId: 'i-1' });
  });
});
