/** From a request to the reply it gets: gateway checks, access, faults, the operation itself. No sockets here. */
import { authorize } from './access.ts';
import type { KnownCredential, SignedRequest } from './acs3.ts';
import { ACTIONS } from './actions.ts';
import { ApiError, toErrorBody } from './api-error.ts';
import { type Reply, toFaultReply, toJsonReply } from './delivery.ts';
import { createFaultBook, type Fault, type FaultRule, isPageFault, toFaultyPage } from './faults.ts';
import { PAGED_ACTIONS } from './paged-actions.ts';
import { createPager } from './pages.ts';
import type { Query } from './query.ts';
import { createWorld, type WorldOptions } from './world.ts';

export interface AnswerOptions extends WorldOptions {
  readonly credentials: readonly KnownCredential[];
  readonly faults?: readonly FaultRule[];
  /** The server's clock for x-acs-date, in milliseconds since the epoch. Default: the real one. */
  readonly now?: () => number;
}

/** A call: the request as signed, and what its headers and parameters say. */
interface Call {
  readonly request: SignedRequest;
  readonly action: string;
  readonly query: Query;
}

interface Answer {
  readonly reply: Reply;
  /** The fault that struck; the part of it that concerns the connection is left to delivery. */
  readonly fault: Fault | undefined;
}

interface Answerer {
  /** Never throws: what goes wrong is an error reply. */
  answer(call: Call): Answer;
  /** Fault rules that have not struck. */
  unusedFaults(): readonly FaultRule[];
}

const API_VERSION = '2014-05-26';

/** Sets up the cloud, the pager and the faults of one server. */
export function createAnswerer(options: AnswerOptions): Answerer {
  const { credentials, now = Date.now } = options;
  const world = createWorld(options);
  const pager = createPager();
  const faults = createFaultBook(options.faults ?? []);
  let calls = 0;

  function answer({ request, action, query }: Call): Answer {
    const requestId = toRequestId(++calls);
    let fault: Fault | undefined;
    try {
      checkGateway(request, action);
      authorize(request, action, credentials, now());
      const paged = PAGED_ACTIONS.get(action);
      const page = paged?.toPageRequest(query, world, pager);
      fault = faults.take({ action, region: query.RegionId, page });
      const reply = toFaultReply(fault);
      if (reply !== undefined) return { reply, fault };

      const body =
        paged && page ? paged.toBody(isPageFault(fault) ? toFaultyPage(fault, page, pager) : pager.pageAt(page)) : ACTIONS.get(action)?.(query, world);
      return { reply: toJsonReply(200, { RequestId: requestId, ...body }), fault };
    } catch (error) {
      return { reply: toErrorReply(error, requestId, String(request.headers.host)), fault };
    }
  }

  return { answer, unusedFaults: faults.unused };
}

function checkGateway(request: SignedRequest, action: string): void {
  if (request.headers['x-acs-version'] !== API_VERSION) {
    throw new ApiError(400, 'InvalidVersion', 'Specified parameter Version is not valid.');
  }
  if (!PAGED_ACTIONS.has(action) && !ACTIONS.has(action)) {
    throw new ApiError(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
  }
}

/** Anything but an ApiError is a mistake in the server: the stack in the message makes the test that meets it say so. */
function toErrorReply(error: unknown, requestId: string, hostId: string): Reply {
  const apiError =
    error instanceof ApiError ? error : new ApiError(500, 'InternalError', `loopback server: ${error instanceof Error ? error.stack : String(error)}`);
  return toJsonReply(apiError.status, toErrorBody(apiError, requestId, hostId), apiError.extras.headers);
}

/** Counted, not random: expected output can hold them. */
function toRequestId(call: number): string {
  return `00000000-0000-4000-8000-${String(call).padStart(12, '0')}`;
}
