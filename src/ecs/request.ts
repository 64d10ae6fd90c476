import { ServiceError } from '../errors.ts';
import { valueAt } from '../model/record.ts';
import { actions } from './actions.ts';
import type { EcsCall, EcsRequest } from './api.ts';

/**
 * What a query brought: the raw items of the reply or of all its pages, and when they were fetched (milliseconds since
 * 1970).
 */
export interface Listing {
  readonly items: readonly unknown[];
  readonly fetchedAt: number;
}

/** Sends a query and follows its pages to the end. Rejects with CipuError. */
export type EcsList = (query: EcsRequest) => Promise<Listing>;

/** Sends a query and gives the raw items page by page, each item once; a page may be empty. Rejects with CipuError. */
export type EcsPages = (query: EcsRequest) => AsyncIterable<readonly unknown[]>;

/** Pages that may come in a row without anything new. One that is odd is harmless; they must not go on for ever. */
const maxEmptyPages = 20;

/**
 * Makes a stream of pages of a call: every page once, every item once, nothing kept but what tells them apart. Pages
 * that repeat a token or bring nothing new for long are an error, since a list cut short would look complete.
 */
export function readPages(call: EcsCall): EcsPages {
  return async function* (query) {
    const seen = new Set<string>();
    const places = new Set<unknown>();
    let emptyPages = 0;
    for (let place: object = {}; ; ) {
      const body = await call({ ...query, parameters: { ...query.parameters, ...place } } as EcsRequest);
      const items = itemsOf(body, query);
      const fresh = items.filter((item) => isNew(keyOf(item, query), seen));
      yield fresh;
      const next = nextPlace(body, items);
      if (!next) return;
      const [position] = Object.values(next);
      emptyPages = fresh.length === 0 ? emptyPages + 1 : 0;
      if (places.has(position) || emptyPages > maxEmptyPages || places.size >= maxPages) throw endless(query);
      places.add(position);
      place = next;
    }
  };
}

/** Items of a list at most: no list that is kept whole has a tenth of them. */
const maxItems = 100_000;

/** Pages at most: two million instances. */
const maxPages = 20_000;

const endless = ({ action, region }: EcsRequest) =>
  new ServiceError(`${action} in ${region}: the pages do not end.`, { hint: 'the reply of the API is broken; try again later' });

/** Makes a list of a stream of pages. A list that is too long to be one is an error. */
export function listAll(pages: EcsPages, now: () => Date): EcsList {
  return async (query) => {
    const fetchedAt = now().getTime();
    const items: unknown[] = [];
    for await (const page of pages(query)) {
      if (items.length + page.length > maxItems) throw endless(query);
      items.push(...page);
    }
    return { items, fetchedAt };
  };
}

/**
 * The parameter that asks for the page after this one; undefined after the last. Rows are over where an offset brings
 * none.
 */
function nextPlace(body: unknown, items: readonly unknown[]): { readonly nextToken: string } | { readonly offset: number } | undefined {
  const nextToken = valueAt(body, 'NextToken');
  if (typeof nextToken === 'string' && nextToken !== '') return { nextToken };
  const offset = valueAt(body, 'NextOffset');
  return typeof offset === 'number' && offset > 0 && items.length > 0 ? { offset } : undefined;
}

function isNew(key: string, seen: Set<string>): boolean {
  return seen.size < seen.add(key).size;
}

function keyOf(item: unknown, { action }: EcsRequest): string {
  const { id } = actions[action];
  const key = id === undefined ? undefined : valueAt(item, id);
  return typeof key === 'string' ? key : JSON.stringify(item);
}

/** The items of one reply, whose shape `checkShape` has seen. */
function itemsOf(body: unknown, { action }: EcsRequest): readonly unknown[] {
  const { items: path, single, common } = actions[action];
  const found = valueAt(body, path);
  const items = single ? [found] : (found as readonly unknown[]);
  return common === undefined ? items : items.map((item) => ({ [common]: valueAt(body, common), ...(item as object) }));
}

/**
 * Checks that a reply has its list, or its only item: an empty list is sent as an empty list. Throws what `toFailure`
 * reads as an unreadable reply, which may pass.
 */
export function checkShape(body: unknown, { action }: EcsRequest): unknown {
  const { items, single } = actions[action];
  const found = valueAt(body, items);
  if (single ? typeof found !== 'object' || found === null : !Array.isArray(found))
    throw Object.assign(new Error('no list in the reply'), { code: 'UnreadableReply' });
  return body;
}
