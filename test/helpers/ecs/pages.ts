/** Token paging: opaque tokens, good only for the query they were given for. */
import { createHash } from 'node:crypto';
import { invalidParameter } from './api-error.ts';
import type { Query } from './query.ts';

/** Rows that need not be in memory; an array is one. */
export interface Rows {
  readonly length: number;
  slice(start: number, end: number): readonly unknown[];
}

/** A place in one query's result. */
export interface PageRequest {
  /** Everything the query selects. */
  readonly list: Rows;
  /** Identifies the query, paging parameters left out. */
  readonly queryKey: string;
  readonly offset: number;
  readonly limit: number;
  /** The token that was sent; empty for the first page. */
  readonly token: string;
}

export interface Page {
  readonly items: readonly unknown[];
  /** Empty on the last page, as in the recorded replies. */
  readonly nextToken: string;
}

export interface Pager {
  /** The offset a token stands for; throws the API's InvalidParameter for a token never given out for this query. */
  offsetOf(queryKey: string, token: string): number;
  /** The token for an offset: the same each time it is asked for. */
  tokenFor(queryKey: string, offset: number): string;
  /** A token for an offset that differs from all given out before. */
  freshTokenFor(queryKey: string, offset: number): string;
  pageAt(request: PageRequest): Page;
}

/** A pager with no token given out yet. */
export function createPager(): Pager {
  const issued = new Map<string, { readonly queryKey: string; readonly offset: number }>();
  const issue = (queryKey: string, offset: number, salt: string): string => {
    const token = createHash('sha256').update(`${queryKey} ${offset} ${salt}`).digest('hex').slice(0, 16);
    issued.set(token, { queryKey, offset });
    return token;
  };
  const tokenFor = (queryKey: string, offset: number): string => issue(queryKey, offset, '');

  return {
    tokenFor,
    freshTokenFor: (queryKey, offset) => issue(queryKey, offset, `fresh ${issued.size}`),
    offsetOf(queryKey, token) {
      if (token === '') return 0;
      const place = issued.get(token);
      if (place?.queryKey !== queryKey) throw invalidParameter('NextToken', 'it was not returned by this query');
      return place.offset;
    },
    pageAt({ list, queryKey, offset, limit }) {
      const end = offset + limit;
      return { items: list.slice(offset, end), nextToken: end < list.length ? tokenFor(queryKey, end) : '' };
    },
  };
}

/** The sizes that an operation takes: what is beyond is refused, or cut to size without a word. */
export interface PageSizes {
  readonly smallest: number;
  readonly largest: number;
  readonly strict: boolean;
}

/** Where in which result a query asks to read; throws the API's InvalidParameter for a bad size or token. */
export function toPageRequest(query: Query, pager: Pager, { smallest, largest, strict }: PageSizes, select: (filters: Query) => Rows): PageRequest {
  const { MaxResults, NextToken: token = '', ...filters } = query;
  const asked = Number(MaxResults ?? (strict ? largest : smallest));
  if (strict && !(Number.isInteger(asked) && asked >= smallest && asked <= largest)) {
    throw invalidParameter('MaxResults', `it must be from ${smallest} to ${largest}`);
  }
  const queryKey = JSON.stringify(Object.entries(filters).sort());
  return { list: select(filters), queryKey, offset: pager.offsetOf(queryKey, token), limit: Math.min(largest, Math.max(smallest, asked)), token };
}
