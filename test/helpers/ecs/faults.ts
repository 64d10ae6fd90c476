/** Faults as data: rules that say which requests go wrong, and how. */
import type { Page, PageRequest, Pager } from './pages.ts';

/** Which requests a rule is for; a criterion left out matches all. Requests that are refused access never count. */
interface FaultMatch {
  readonly action?: string;
  /** The RegionId parameter. */
  readonly region?: string;
  /** Operations that page by token only: the place of the page in its query's result, or its number from 1. */
  readonly page?: 'first' | 'middle' | 'last' | number;
  /** Start with the nth request that matches, from 1 (the default). */
  readonly nth?: number;
  /** How often to strike; Infinity is for ever. Default: 1, but for ever for `repeatToken` and `endless`. */
  readonly times?: number;
}

/** Faults in what a page of an operation with token paging holds; other requests never match them. */
export type PageFault =
  /** The next token is the one that was sent, or the query's first one: a reader that follows it goes round in circles. */
  | { readonly kind: 'repeatToken'; readonly token?: 'asked' | 'first' }
  /** There is always another page with a token never seen before; the items start again after the last one. */
  | { readonly kind: 'endless' }
  /** The page starts `count` (default 3) items early, repeating the end of the page before it. */
  | { readonly kind: 'duplicate'; readonly count?: number }
  /** No items, but a token that goes on at the same place. */
  | { readonly kind: 'emptyPage' };

export type Fault =
  | PageFault
  | { readonly kind: 'throttle'; readonly retryAfterMs?: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** 502 with a web page, as a gateway in between would send. */
  | { readonly kind: 'html' }
  /** Half of the body it announced, then the connection is gone. */
  | { readonly kind: 'truncated' }
  /** The connection is reset before any reply. */
  | { readonly kind: 'reset' }
  /** No reply, ever. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** 200 with a body that goes on for as long as anybody reads, of bytes as they are or packed. */
  | { readonly kind: 'flood'; readonly packed?: boolean }
  /** 200 with this JSON instead of the reply. */
  | { readonly kind: 'wrongShape'; readonly body: unknown };

export type FaultRule = FaultMatch & Fault;

/** A request as the rules see it; `page` for operations that page by token only. */
interface FaultTarget {
  readonly action: string;
  readonly region: string | undefined;
  readonly page: PageRequest | undefined;
}

interface FaultBook {
  /** The fault for this request, if any: every rule counts it, the first that is due strikes. */
  take(target: FaultTarget): Fault | undefined;
  /** Rules that have not struck yet: a test that expects a fault can check that it happened. */
  unused(): readonly FaultRule[];
}

/** Keeps count of matches and strikes for a list of rules. */
export function createFaultBook(rules: readonly FaultRule[]): FaultBook {
  const counted = rules.map((rule) => ({ rule, seen: 0, struck: 0 }));
  return {
    take(target) {
      const matching = counted.filter(({ rule }) => matches(rule, target));
      for (const entry of matching) entry.seen += 1;
      const due = matching.find(({ rule, seen, struck }) => seen >= (rule.nth ?? 1) && struck < timesOf(rule));
      if (due !== undefined) due.struck += 1;
      return due?.rule;
    },
    unused: () => counted.filter(({ struck }) => struck === 0).map(({ rule }) => rule),
  };
}

/** Whether a fault is about what a page holds. */
export function isPageFault(fault: Fault | undefined): fault is PageFault {
  return ['repeatToken', 'endless', 'duplicate', 'emptyPage'].includes(fault?.kind ?? '');
}

/** The page a request gets under a page fault. */
export function toFaultyPage(fault: PageFault, request: PageRequest, pager: Pager): Page {
  const { list, queryKey, offset, limit, token } = request;
  const page = pager.pageAt(request);
  const end = offset + limit;
  switch (fault.kind) {
    case 'repeatToken':
      return { ...page, nextToken: fault.token === 'first' ? pager.tokenFor(queryKey, limit) : token };
    case 'endless':
      return { ...page, nextToken: pager.freshTokenFor(queryKey, end < list.length ? end : 0) };
    case 'duplicate':
      return pager.pageAt({ ...request, offset: Math.max(0, offset - (fault.count ?? 3)) });
    case 'emptyPage':
      return { items: [], nextToken: pager.freshTokenFor(queryKey, offset) };
  }
}

function matches(rule: FaultRule, { action, region, page }: FaultTarget): boolean {
  if (rule.action !== undefined && rule.action !== action) return false;
  if (rule.region !== undefined && rule.region !== region) return false;
  if (rule.page === undefined && !isPageFault(rule)) return true;
  if (page === undefined) return false;
  // These two need a page before this one to repeat.
  if ((rule.kind === 'repeatToken' || rule.kind === 'duplicate') && page.token === '') return false;
  return isAt(rule.page, page);
}

function isAt(place: FaultMatch['page'], { list, offset, limit }: PageRequest): boolean {
  const isLast = offset + limit >= list.length;
  switch (place) {
    case undefined:
      return true;
    case 'first':
      return offset === 0;
    case 'last':
      return isLast;
    case 'middle':
      return offset > 0 && !isLast;
    default:
      // Rounded up, because a duplicate shifts the pages after it forward by a few items.
      return Math.ceil(offset / limit) + 1 === place;
  }
}

function timesOf(rule: FaultRule): number {
  return rule.times ?? (rule.kind === 'repeatToken' || rule.kind === 'endless' ? Infinity : 1);
}
