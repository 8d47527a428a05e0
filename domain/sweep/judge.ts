import { DAY_MS } from '../clock';
import type { RequestSnapshot } from '../request/snapshot';
import { agesInWords } from './ageing';
import {
  FINDING_REASONS,
  type About,
  type FindingReason,
  type FindingStanding,
  type GatewayWord,
  type OrderStanding,
  type RequestStanding,
  type Standing,
} from './standing';

/** One workflow that needs a person, and why; `isNew`: nothing of it is said yet, or something else. */
export interface Raised {
  readonly workflowId: string;
  readonly runId: string;
  readonly reason: FindingReason;
  readonly isNew: boolean;
  /** What ages, and until when; or what else one has to know. */
  readonly note?: string | undefined;
}

/** What follows from how an order and its requests stand. */
export interface Verdict {
  readonly raise: readonly Raised[];
  /** Findings of which nothing is true any more. */
  readonly settle: readonly { readonly workflowId: string; readonly about: About }[];
  /** The order runs, and does not know yet that a request of its was ended. */
  readonly resync: boolean;
  /** A person has said that the order stays ended. */
  readonly staysEnded: boolean;
  /** And nothing of it lives anywhere: what it still claims is given back. */
  readonly release: boolean;
}

/** A carrier can still port what was sent, or cancelled, this long after the workflow was ended. */
const QUIET_MS = 14 * DAY_MS;
/** And this long after a date that it had confirmed. */
const PAST_DATE_MS = 4 * DAY_MS;

/**
 * From when on (business ms) a gateway is believed that says nothing of a port whose workflow was ended then: past the
 * window of its date, and, of a cancelled one, the time for which it would have been watched (R24).
 */
export const quietFrom = (endedMs: number, { foc, watchUntilMs = 0 }: Pick<RequestSnapshot, 'foc' | 'watchUntilMs'>): number =>
  Math.max(endedMs + QUIET_MS, foc ? foc.windowStartMs + PAST_DATE_MS : 0, watchUntilMs);

const canBeAsked = ({ gateway, reference }: RequestStanding): boolean => gateway !== undefined && reference !== undefined;

/** Requests of which the gateway has to be asked: ended before their end, and known to it. */
export const toAsk = ({ requests }: OrderStanding): RequestStanding[] =>
  requests.filter((request) => request.at === 'ended' && !request.over && canBeAsked(request));

/** Requests that run and are compared with their gateways, where a person asks for that: they read them by themselves, too. */
export const toCompare = ({ requests }: OrderStanding): RequestStanding[] =>
  requests.filter((request) => request.at === 'running' && request.ours && canBeAsked(request));

/** Whether something was ended of which nobody can say how it stood: the order counts as not read. */
export const isUnreadable = ({ order, complete, requests }: OrderStanding): boolean =>
  (order?.at === 'ended' && !complete) || requests.some(isLost);

/** Ended before its end, and nobody can say how it stands. */
const isLost = (request: RequestStanding): boolean => request.at === 'ended' && !request.over && !canBeAsked(request);

/** A person has said that this very run stays ended. */
const stayEnded = ({ at, runId, findings: { ended } }: Standing): boolean =>
  at === 'ended' && ended?.is === 'resolved' && ended.runId === runId;

/** The rules of the sweep for one order. `word` is what the gateway says of a request; `unknown` where it was not asked, or did not answer. */
export function judge(standing: OrderStanding, word: (request: RequestStanding) => GatewayWord, nowMs: number): Verdict {
  const { order, requests } = standing;
  const raise = [
    ...(order ? raised(order, whyOrder(order, standing)) : []),
    ...requests.flatMap((request) => raised(request, whyRequest(request, word(request)))),
  ];
  const said = (workflowId: string, about: About): boolean =>
    raise.some((one) => one.workflowId === workflowId && FINDING_REASONS[one.reason] === about);
  const staysEnded = order !== undefined && stayEnded(order);
  return {
    raise,
    settle: [...(order ? [order] : []), ...requests].flatMap(({ workflowId, findings }) =>
      (['ended', 'running'] as const).flatMap((about) =>
        findings[about]?.is === 'open' && !said(workflowId, about) ? [{ workflowId, about }] : [],
      ),
    ),
    resync: order?.at === 'running' && raise.some(({ isNew, reason }) => isNew && FINDING_REASONS[reason] === 'ended'),
    staysEnded,
    release: staysEnded && standing.complete === true && requests.every((request) => isGone(request, word(request), nowMs)),
  };
}

/** Whether nothing of the request can move any more. */
function isGone(request: RequestStanding, word: GatewayWord, nowMs: number): boolean {
  if (request.at === 'completed') return true;
  if (!stayEnded(request)) return false;
  if (request.over || word === 'dead') return true;
  return word === 'quiet' && (request.notSent === true || nowMs >= (request.quietFromMs ?? Infinity));
}

type Why = { readonly reason: FindingReason; readonly note?: string | undefined } | undefined;

const FORGOTTEN = 'Temporal has forgotten it: its claims are given back at the number platform by hand';
const BLOCKED = 'Temporal has forgotten a request of it: its claims are given back at the number platform by hand';

function whyOrder(order: Standing, standing: OrderStanding): Why {
  if (order.at === 'ended') return whyEnded(order, standing);
  if (order.at === 'forgotten') return order.findings.ended?.is === 'open' ? { reason: 'endedByHand', note: FORGOTTEN } : undefined;
  if (order.at === 'completed') return undefined;
  if (order.stuck) return { reason: 'standsStill' };
  const { ageing } = standing;
  if (ageing) return ageing.length > 0 ? { reason: 'papersAgeing', note: agesInWords(ageing) } : undefined;
  // One that has not said how old its papers are leaves standing what it said before.
  const before = order.findings.running;
  return before?.is === 'open' && before.reason === 'papersAgeing' ? before : undefined;
}

/** What Temporal has forgotten it does not remember: that nobody can give its claims back but a person is said until that one has heard it. */
function whyEnded(order: Standing, { requests }: OrderStanding): Why {
  const before = order.findings.ended;
  const blocked = requests.some(({ at }) => at === 'forgotten');
  const said = before?.runId === order.runId && before.note === BLOCKED;
  return said || (stayEnded(order) && blocked) ? { reason: 'endedByHand', note: BLOCKED } : { reason: 'endedByHand' };
}

function whyRequest(request: RequestStanding, word: GatewayWord): Why {
  const before = request.findings.ended;
  if (request.at === 'ended') {
    // A gateway that does not answer takes nothing back.
    const wasLive = word === 'unknown' && before?.runId === request.runId && before.reason === 'liveWithoutWorkflow';
    return { reason: !request.over && (word === 'live' || wasLive) ? 'liveWithoutWorkflow' : 'endedByHand' };
  }
  if (request.at === 'forgotten') return before?.is === 'open' ? { reason: 'endedByHand', note: FORGOTTEN } : undefined;
  return request.at === 'running' && request.stuck ? { reason: 'standsStill' } : undefined;
}

/**
 * Nothing, where there is no reason, or where a person has dealt with it as it is now. A port that turns out to live is
 * another matter than one that was ended, and what stands still goes on only by itself.
 */
function raised({ workflowId, runId, findings }: Standing, why: Why): Raised[] {
  if (why === undefined) return [];
  const { reason, note } = why;
  const before: FindingStanding | undefined = findings[FINDING_REASONS[reason]];
  const same = before?.runId === runId && before.note === note;
  const dealtWith = before?.is === 'resolved' && same && (before.reason === reason || reason === 'endedByHand');
  if (dealtWith && reason !== 'standsStill') return [];
  return [{ workflowId, runId, reason, isNew: before?.is !== 'open' || before.reason !== reason || !same, ...(note ? { note } : {}) }];
}
