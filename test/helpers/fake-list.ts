/** An ECS API of the test's own that lists what it is told to. */
import type { EcsRequest } from '../../src/ecs/api.ts';
import type { EcsList, EcsPages } from '../../src/ecs/request.ts';

/** When everything that it lists was fetched. */
const fetchedAt = Date.parse('2026-02-03T05:00:00Z');

export interface FakeList {
  readonly list: EcsList;
  /** The same items, all on one page. */
  readonly pages: EcsPages;
  /** In the order of arrival. */
  readonly requests: readonly EcsRequest[];
}

/** Answers requests with the items that a function gives; an error that it gives is thrown, nothing at all fails the test. */
export function fakeList(answer: (request: EcsRequest) => readonly unknown[] | Error | undefined): FakeList {
  const requests: EcsRequest[] = [];
  const itemsOf = (request: EcsRequest): readonly unknown[] => {
    requests.push(request);
    const items = answer(request);
    if (items === undefined) throw new Error(`unexpected ${request.action} ${request.region}`);
    if (items instanceof Error) throw items;
    return items;
  };
  return {
    requests,
    list: async (request) => ({ items: itemsOf(request), fetchedAt }),
    async *pages(request) {
      yield itemsOf(request);
    },
  };
}
